"""PAR: the blocks below each heading, and those of the twin's heading."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from handbook.checks import contents, leftovers, pairing, parts, wording
from handbook.checks.alignment import align
from handbook.checks.parts import Part
from handbook.checks.twins import Twins
from handbook.model import Diagnostic, Page
from handbook.sources import markdown
from handbook.sources.document import Heading

KINDS: dict[str, dict[str, str]] = tomllib.loads((files(__package__) / "parity.toml").read_text("utf-8"))["kind"]
Pairs = Sequence[tuple[Part | None, Part | None]]


class Section(NamedTuple):
    """What stands below a heading that both pages have, up to the next such heading."""

    name: str  # id of the heading; "" before the first
    start: int
    end: int
    parts: tuple[Part, ...]
    strays: tuple[Heading, ...]  # headings in it that only this page has


def paired(here: Sequence[Heading], there: Sequence[Heading]) -> list[tuple[Heading | None, Heading | None]]:
    """Pair headings by id, and those whose id stands on one page only by place and level."""
    common = {heading.id for heading in here} & {heading.id for heading in there}

    def likeness(one: Heading, other: Heading) -> float:
        if one.id == other.id:
            return 2
        return 0.5 if one.level == other.level and not {one.id, other.id} & common else 0

    return [*align(here, there, likeness)]


def check(twins: Twins) -> Iterator[Diagnostic]:
    """Compare the blocks of each pair of sections."""
    here, there = markdown.scan(twins.here).headings, markdown.scan(twins.there).headings
    partner = {one.id: other.id for one, other in paired(here, there) if one and other}
    twin_ids = {heading.id for heading in there}
    partner |= {heading.id: heading.id for heading in here if heading.id in twin_ids}  # moved ones too
    mine, theirs = _sections(twins.here, set(partner)), _sections(twins.there, set(partner.values()))
    yield from _compare(twins, mine[""], theirs[""])
    for name, twin_name in partner.items():
        yield from _compare(twins, mine[name], theirs[twin_name])


def _sections(page: Page, known: set[str]) -> dict[str, Section]:
    """Divide a page at the headings that have a partner, by id; "" is what stands before the first."""
    starts, strays = {"": page.body_offset}, {"": list[Heading]()}
    below, last = {"": ""}, ""
    for heading in markdown.scan(page).headings:
        if heading.id in known:
            last = heading.id
            starts[last], strays[last] = heading.offset, []
        else:
            strays[last].append(heading)
        below[heading.id] = last
    found: dict[str, list[Part]] = {name: [] for name in starts}
    for part in parts.of(page):
        found[below[part.block.section]].append(part)
    ends = [*list(starts.values())[1:], len(page.text) - 1]
    return {
        name: Section(name, start, end, tuple(found[name]), tuple(strays[name]))
        for (name, start), end in zip(starts.items(), ends, strict=True)
    }


def _compare(twins: Twins, here: Section, there: Section) -> Iterator[Diagnostic]:
    """Compare the blocks of two sections."""
    pairs = align(here.parts, there.parts, parts.likeness)
    shape = [*_strays(twins, here, there, pairs), *_shape(twins, here, there, pairs)]
    yield from shape
    for one, other in pairs:
        if one and other:
            found = pairing.pairs(one, other)
            yield from contents.check(twins, one, other, found)
            if one.block.columns == other.block.columns:
                yield from wording.check(twins, found, one)
                yield from leftovers.shared(twins, found)
    if not shape:
        yield from contents.facts(twins, here.name, there.name, here.start, there.start)


def _strays(twins: Twins, here: Section, there: Section, pairs: Pairs) -> Iterator[Diagnostic]:
    """Report the headings that stand on one page only, where what stands below them on the other begins."""
    for heading in here.strays:
        place = _next(pairs, _first(pairs, 0, heading), 1, there.end)
        yield twins.only("PAR001", heading.offset, place, on_twin=False, id=heading.id)
    for heading in there.strays:
        place = _next(pairs, _first(pairs, 1, heading), 0, here.end)
        yield twins.only("PAR001", place, heading.offset, on_twin=True, id=heading.id)


def _shape(twins: Twins, here: Section, there: Section, pairs: Pairs) -> Iterator[Diagnostic]:
    """Find the blocks that stand on one page only, or are of another kind on the other.

    What stands in such a block, or below a heading that stands on one page only, is not named again.
    """
    done = twin_done = -1
    for index, (one, other) in enumerate(pairs):
        after = pairs[index + 1] if index + 1 < len(pairs) else (None, None)
        if one and not other and one.block.start >= done and one.block.section == here.name:
            done = one.block.end
            twin = after[1] if not after[0] else None
            if twin and twin.block.depth == one.block.depth:
                twin_done = twin.block.end
                yield twins.differ("PAR006", one.block.start, twin.block.start, **_kind(one), **_kind(twin, "other_"))
            else:
                place = _next(pairs, index, 1, there.end)
                yield twins.only("PAR005", one.block.start, place, on_twin=False, **_kind(one))
        elif other and not one and other.block.start >= twin_done and other.block.section == there.name:
            twin_done = other.block.end
            place = _next(pairs, index, 0, here.end)
            yield twins.only("PAR005", place, other.block.start, on_twin=True, **_kind(other))


def _first(pairs: Pairs, side: int, heading: Heading) -> int:
    """Find the first pair whose block on one side stands below a heading."""
    found = (index for index, pair in enumerate(pairs) if (part := pair[side]) and part.block.section == heading.id)
    return next(found, len(pairs))


def _next(pairs: Pairs, index: int, side: int, end: int) -> int:
    """Find where the block that follows on one side begins: what is missing would stand before it."""
    return next((part.block.start for pair in pairs[index:] if (part := pair[side])), end)


def _kind(part: Part, prefix: str = "") -> dict[str, str]:
    return {f"{prefix}kind_{language}": name for language, name in KINDS[part.block.kind].items()}
