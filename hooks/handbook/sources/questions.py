"""docs/questions.yml → what readers ask of a page or a section, for the search; a project may do without."""

from __future__ import annotations

from pathlib import Path

from handbook.model import LANGUAGES, Diagnostic, Place, Questions
from handbook.sources import structured, text

PATH = "docs/questions.yml"


def read(root: Path) -> tuple[tuple[Questions, ...], list[Diagnostic]]:
    """Read the file if there is one; an entry with a fault is reported and left out."""
    if not (root / PATH).exists():
        return (), []
    content, problems = text.read(root, PATH)
    found, faults = parse(content, PATH)
    return found, problems + faults


def parse(content: str, path: str) -> tuple[tuple[Questions, ...], list[Diagnostic]]:
    """Read entries like `page.md#section: {zh: [phrase, …], en: [phrase, …]}`."""
    value, problems = structured.parse(content, path, code="LNK044")
    found: list[Questions] = []
    if value.data is not None and not isinstance(value.data, dict):
        problems.append(Diagnostic.at(Place(path, value.line), "LNK044", reason="no mapping"))
    for name, entry in structured.mapping(value).items():
        fields = structured.mapping(entry)
        odd = [f"{field}: {expected}" for field, expected in structured.misnamed(fields, LANGUAGES)]
        phrases = {language: tuple(structured.items(fields[language])) for language in LANGUAGES if language in fields}
        odd += [language for language, said in phrases.items() if not said]
        odd += [str(one.data) for said in phrases.values() for one in said if not isinstance(one.data, str)]
        problems += [Diagnostic.at(Place(path, entry.line), "LNK044", reason=f"{name}: {what}") for what in odd]
        if not odd:
            page, _, fragment = name.partition("#")
            said_in = {language: tuple(str(one.data) for one in said) for language, said in phrases.items()}
            found.append(Questions(page, fragment, said_in, Place(path, entry.line)))
    return tuple(found), problems
