"""docs/evidence/glossary.yml → bilingual terms, schema-checked."""

from __future__ import annotations

from pathlib import Path

from handbook.model import Diagnostic, Place, Term
from handbook.sources import structured, text

PATH = "docs/evidence/glossary.yml"
FIELDS: dict[str, type] = {
    "en": str, "en_variants": list, "zh": str, "zh_variants": list, "zh_hant": str, "abbr": str,
    "def_en": str, "def_zh": str, "source": str,
}  # fmt: skip


def read(root: Path) -> tuple[tuple[Term, ...], list[Diagnostic]]:
    """Read the glossary; a row with a fault is reported and left out."""
    content, problems = text.read(root, PATH)
    terms, found = parse(content, PATH)
    return terms, problems + found


def parse(content: str, path: str) -> tuple[tuple[Term, ...], list[Diagnostic]]:
    """Read the rows of a glossary file."""
    value, problems = structured.parse(content, path, code="TRM001")
    terms: list[Term] = []
    for record in structured.items(value):
        fields = structured.mapping(record)
        name = str(fields["en"].data) if "en" in fields else "?"
        odd = [*structured.misnamed(fields, FIELDS)]
        odd += [
            (field, kind.__name__)
            for field, kind in FIELDS.items()
            if field in fields and not isinstance(fields[field].data, kind)
        ]
        places = {field: value.line for field, value in fields.items()}
        faults = [
            Diagnostic.at(
                Place(path, places.get(field, record.line), 3), "TRM002", term=name, field=field, expected=expected
            )
            for field, expected in odd
        ]
        problems += faults
        if not faults:
            terms.append(_term({key: value.plain() for key, value in fields.items()}, Place(path, record.line)))
    return tuple(terms), problems


def _term(plain: dict[str, object], place: Place) -> Term:
    def words(key: str) -> tuple[str, ...]:
        value = plain[key]
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)

    return Term(
        name={"zh": str(plain["zh"]), "en": str(plain["en"])},
        variants={"zh": words("zh_variants"), "en": words("en_variants")},
        definition={"zh": str(plain["def_zh"]), "en": str(plain["def_en"])},
        abbreviation=str(plain["abbr"]),
        traditional=str(plain["zh_hant"]),
        source=str(plain["source"]),
        place=place,
    )
