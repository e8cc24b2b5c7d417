"""docs/ → pages with their front matter."""

from __future__ import annotations

import hashlib
from pathlib import Path

from handbook.model import LANGUAGES, Diagnostic, Language, Page, Place
from handbook.sources import density, structured, text

FENCE = "---\n"
SHOWN = ("title", "description")  # the part of the front matter that readers see


def read(root: Path) -> tuple[dict[tuple[Language, str], Page], list[Diagnostic]]:
    """Read every Markdown page below `docs/zh` and `docs/en`."""
    pages: dict[tuple[Language, str], Page] = {}
    problems: list[Diagnostic] = []
    for language in LANGUAGES:
        folder = root / "docs" / language
        for file in sorted(folder.rglob("*.md")):
            if file.is_symlink() or not _named(file.name):
                continue  # not published, which is told (LNK042, LNK043)
            path = file.relative_to(folder).as_posix()
            page, found = read_page(root, language, path)
            problems += found
            if page is not None:
                pages[language, path] = page
    return pages, problems


def _named(name: str) -> bool:
    """Whether a name is text at all: a disk takes any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_page(root: Path, language: Language, path: str) -> tuple[Page | None, list[Diagnostic]]:
    """Read one page; None where the file itself can't be read, or nothing can be made of it in a bearable time."""
    source = f"docs/{language}/{path}"
    content, problems = text.read(root, source)
    if not problems and (found := density.excess(content)):
        place = Place(source, found.line)
        problems = [Diagnostic.at(place, found.code, mark=found.mark, count=found.count, limit=found.limit)]
    return (None, problems) if problems else parse(content, language, path)


def parse(content: str, language: Language, path: str) -> tuple[Page, list[Diagnostic]]:
    """Split a page's text into front matter and body."""
    source = f"docs/{language}/{path}"
    data = content.encode()
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    end = content.find("\n" + FENCE, len(FENCE) - 1) if content.startswith(FENCE) else -1
    if end < 0:
        return Page(path, language, source, content, {}, {}, 0, blob), []
    value, problems = structured.parse(content[len(FENCE) : end + 1], source, code="META001", first_line=2)
    fields = structured.mapping(value)
    meta = {key: field.plain() for key, field in fields.items()}
    lines = {key: field.line for key, field in fields.items()}
    return Page(path, language, source, content, meta, lines, end + 1 + len(FENCE), blob), problems
