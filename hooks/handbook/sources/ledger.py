"""docs/evidence/<topic>.yml → facts, schema-checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.model import LANGUAGES, Diagnostic, Fact, Language, Place, other
from handbook.sources import figures, numerals, structured, text
from handbook.sources.structured import Value

SEEN = ("full text excerpt", "abstract", "secondary")
VERIFIED = ("true", "false", "not-found-again")
FIELDS: dict[str, type | tuple[type, ...]] = {
    "id": str, "topic": str, "claim_en": str, "claim_zh": str, "figures": list, "source": list, "locator": str,
    "url": str, "seen": str, "design": str, "design_zh": str, "n": (int, type(None)), "caution": str, "caution_zh": str,
    "conflicts_with": list, "verified": (bool, str),
}  # fmt: skip


def read(root: Path) -> tuple[dict[str, Fact], list[Diagnostic]]:
    """Read the whole ledger; of a record with a fault, what is right is kept, so that pages are judged by it."""
    facts: dict[str, Fact] = {}
    problems: list[Diagnostic] = []
    for file in sorted((root / "docs" / "evidence").glob("*.yml")):
        if file.name == "glossary.yml":
            continue
        path = file.relative_to(root).as_posix()
        content, found = text.read(root, path)
        problems += found
        records, found = parse(content, path)
        problems += found
        for fact in records:
            if fact.id in facts:
                first = facts[fact.id].place
                problems.append(Diagnostic.at(fact.place, "EVD003", id=fact.id, first=f"{first.path}:{first.line}"))
            facts[fact.id if fact.id not in facts else f"{fact.id} ({fact.place.line})"] = fact
    for fact in facts.values():
        problems += [
            Diagnostic.at(fact.place, "EVD004", id=fact.id, other=name)
            for name in fact.conflicts_with
            if name not in facts
        ]
    return facts, problems


def parse(content: str, path: str) -> tuple[list[Fact], list[Diagnostic]]:
    """Read one ledger file: a list of records with exactly the fields of `FIELDS`."""
    value, problems = structured.parse(content, path, code="EVD001")
    facts: list[Fact] = []
    for record in structured.items(value):
        found = list(_faults(record, path))
        problems += found
        fields = structured.mapping(record)
        if fields.get("id"):
            wrong = {dict(fault.values)["field"] for fault in found}
            right = {name: field.plain() for name, field in fields.items() if name in FIELDS and name not in wrong}
            if right.get("source"):
                fact = _fact(str(fields["id"].data), Path(path).stem, right, Place(path, record.line))
                facts.append(fact)
                lines = {language: fields[f"claim_{language}"].line for language in LANGUAGES if fact.claim[language]}
                problems += [*_unlike(fact, lines)]
    return facts, problems


def _faults(record: Value, path: str) -> list[Diagnostic]:
    """Compare one record with the schema."""
    fields = structured.mapping(record)
    name = str(fields["id"].data) if "id" in fields else "?"

    def fault(line: int, field: str, expected: str) -> Diagnostic:
        return Diagnostic.at(Place(path, line, 3), "EVD002", id=name, field=field, expected=expected)

    found = [
        fault(fields[field].line if field in fields else record.line, field, expected)
        for field, expected in structured.misnamed(fields, FIELDS)
    ]
    for field, kinds in FIELDS.items():
        if field in fields and not isinstance(fields[field].data, kinds):
            allowed = kinds if isinstance(kinds, tuple) else (kinds,)
            found.append(fault(fields[field].line, field, " | ".join(kind.__name__ for kind in allowed)))
    if found:
        return found
    for field, choices in (("seen", SEEN), ("verified", VERIFIED), ("topic", (Path(path).stem,))):
        if _word(fields[field].data) not in choices:
            found.append(fault(fields[field].line, field, " | ".join(choices)))
    for field in ("figures", "source", "conflicts_with"):
        found += [
            fault(item.line, field, "str") for item in structured.items(fields[field]) if not isinstance(item.data, str)
        ]
    found += [
        fault(fields[field].line, field, "not empty")
        for field in ("id", "claim_en", "claim_zh", "source")
        if not fields[field].data
    ]
    return found


def _unlike(fact: Fact, lines: Mapping[Language, int]) -> Iterator[Diagnostic]:
    """Find figures that a claim has in one language only, and that the record doesn't list."""
    if len(lines) < len(LANGUAGES):
        return
    found = {language: figures.find(text) for language, text in fact.claim.items()}
    listed = [figure for text in fact.figures for figure in figures.find(text)]
    for language, line in lines.items():
        twin = other(language)
        odd = [figure for figure in found[language] if not any(map(figure.like, (*found[twin], *listed)))]
        words = numerals.hints(" ; ".join((fact.claim[twin], *fact.figures))) if odd else ()
        for figure in odd:
            if figure.value not in words:
                shown = figure.shown(fact.claim[language])
                place = Place(fact.place.path, line, 3)
                yield Diagnostic.at(place, "EVD017", id=fact.id, figure=shown, language=language)


def _word(data: Any) -> str:
    return str(data).lower() if isinstance(data, bool) else str(data)


def _fact(name: str, topic: str, right: dict[str, Any], place: Place) -> Fact:
    """Make a fact of the fields that are as they should be."""
    text = dict.fromkeys(FIELDS, "") | right
    lists = {field: tuple(right.get(field, ())) for field in ("figures", "source", "conflicts_with")}
    return Fact(
        id=name, topic=topic, claim={"zh": text["claim_zh"], "en": text["claim_en"]}, locator=text["locator"],
        url=text["url"], seen=text["seen"], design=text["design"], n=right.get("n"), caution=text["caution"],
        verified=_word(right.get("verified", False)), place=place, design_zh=text["design_zh"],
        caution_zh=text["caution_zh"], **lists,
    )  # fmt: skip
