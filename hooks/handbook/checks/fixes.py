"""Findings with one right answer → the edits that mend them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handbook.checks import characters, patterns, punctuation
from handbook.model import Page, Site
from handbook.sources import citations, markdown
from handbook.sources.brackets import Malformed


class Edit(NamedTuple):
    """Text to put in place of a stretch of a page."""

    start: int
    end: int
    text: str


def fixes(site: Site) -> dict[str, str]:
    """Return the new text of every page that can be mended, by its source path."""
    found = {page.source: (page.text, sorted({*_edits(site, page)})) for page in site.pages.values()}
    return {path: apply(text, edits) for path, (text, edits) in found.items() if edits}


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make the edits, given in order; one that overlaps another waits for the next run."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        if edit.start >= position:
            parts += text[position : edit.start], edit.text
            position = edit.end
    return "".join((*parts, text[position:]))


def _edits(site: Site, page: Page) -> Iterator[Edit]:
    for pattern, match in patterns.found(site, page):
        if pattern.fix:  # TXT005, TXT006, TXT007
            yield Edit(*match.span(), patterns.meant(pattern, match))
    document = markdown.scan(page)
    if page.language == "zh":
        for offset in characters.tight(document):  # TXT021
            yield Edit(offset, offset, " ")
    for slip in punctuation.slips(page, document):  # TXT057, TXT058, TXT059
        yield Edit(slip.start, slip.end, slip.near)
    for found in citations.scanned(page.text):
        if isinstance(found, Malformed) and found.reason == "full-width":
            yield Edit(found.start, found.end, found.found)
    yield from _ids(site, page)


def _ids(site: Site, page: Page) -> Iterator[Edit]:
    """Give a heading the id of its twin (TXT045), where the twins' headings are the same in number and level."""
    twin = site.twin(page)
    if twin is None:
        return
    own, others = markdown.scan(page).headings, markdown.scan(twin).headings
    if [heading.level for heading in own] != [heading.level for heading in others]:
        return
    taken = {heading.id for heading in own if heading.explicit}
    for heading, other in zip(own, others, strict=True):
        line = page.text[heading.offset : heading.end].rstrip()
        if not heading.explicit and other.explicit and other.id not in taken and "{" not in line and "｛" not in line:
            end = heading.offset + len(line)
            yield Edit(end, end, f" {{#{other.id}}}")
