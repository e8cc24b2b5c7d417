"""A name that is missing wherever it is used is told once: where it was renamed, else at its first place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from handbook.checks.uses import Use
from handbook.model import Diagnostic, Place, Site
from handbook.sources import bibliography

FEWEST = 3  # places: up to two are told one by one
SHOWN = 5
RULES = {"CIT001": "CIT013", "CIT002": "CIT013", "EVD010": "CIT013", "EVD007": "EVD013"}
NAME = {"CIT013": "key", "EVD013": "id"}


def folded(site: Site, found: Iterable[Diagnostic], used: Collection[Use]) -> list[Diagnostic]:
    """Put one finding in place of those that say the same of one name."""
    kept: list[Diagnostic] = []
    groups: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for one in found:
        code = RULES.get(one.code, "")
        groups[code, dict(one.values)[NAME[code]]].append(one) if code else kept.append(one)
    for (code, name), group in groups.items():
        kept += [_one(site, code, name, sorted(group), used)] if len(group) >= FEWEST else group
    return kept


def _one(site: Site, code: str, name: str, group: list[Diagnostic], used: Collection[Use]) -> Diagnostic:
    """Tell a name's places; the record that comes near and is used nowhere was renamed, so it is told there."""
    places = list(dict.fromkeys(f"{one.place.path}:{one.place.line}" for one in group))
    near = list(
        dict.fromkeys(near for one in group if (near := dict(one.values).get("near", "—").split(", ")[0]) != "—")
    )
    renamed = next((there for one in near if (there := _unused(site, code, one, used))), None)
    shown = ", ".join(places[:SHOWN]) + (" …" if len(places) > SHOWN else "")
    values = {NAME[code]: name, "count": len(places), "places": shown, "near": near[0] if near else "—"}
    return Diagnostic.at(renamed or group[0].place, code, **values)


def _unused(site: Site, code: str, name: str, used: Collection[Use]) -> Place | None:
    """Return where an entry or a ledger record stands that nothing names."""
    if code == "CIT013" and name in site.entries:
        in_ledger = (key for fact in site.facts.values() for key in fact.source)
        return (
            None
            if Use("work", name) in used or name in in_ledger
            else Place(bibliography.PATH, site.entries[name].line)
        )
    if code == "EVD013" and name in site.facts:
        return None if Use("fact", name) in used else site.facts[name].place
    return None
