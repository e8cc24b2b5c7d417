"""A page → its statements, each vouched for by the citations on it: a sentence on its line, an item's, a table row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from handbook.model import Citation, Page
from handbook.sources import citations, figures, markdown
from handbook.sources.document import Document
from handbook.sources.figures import Figure
from handbook.sources.masking import blank
from handbook.sources.once import once

MARKER = re.compile(r"(?:[ \t>]|[-*+][ ]|\d+[.)][ ]|:[ ]|\[\^[^\]]*\]:)*")
ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ ]")
OPENS = re.compile(r"[ \t>]*(?:!!!|\?\?\?|===|///)")  # the line of a container: its title states nothing
NAME = re.compile(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*")  # written alike in both languages: SRP, C5, MRI
CLOSED = re.compile(r"[.!?:;…。！？：；]\W*\Z")


@dataclass(frozen=True, eq=False)  # read once, told apart by identity
class Statement:
    """What one set of citations vouches for; what it holds is sought once."""

    text: str  # prose: citations, comments, code and addresses are blank
    start: int  # of `text` in the page
    cited: tuple[tuple[str, int], ...]  # keys, each with its place in the page
    leads: bool = False  # begins an item of a list, or is a row of a table

    @once
    def keys(self) -> frozenset[str]:
        """Works cited."""
        return frozenset([key for key, _ in self.cited])

    @property
    def end(self) -> int:
        """Offset in the page behind the text."""
        return self.start + len(self.text)

    @once
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, with offsets within `text`."""
        return figures.find(self.text)

    @once
    def names(self) -> frozenset[str]:
        """Every name that both languages write alike."""
        return frozenset(NAME.findall(self.text))

    @once
    def marks(self) -> frozenset[object]:
        """Everything that both languages write alike: works, figures and names."""
        return frozenset[object]((*self.keys, *(figure.value for figure in self.figures), *self.names))


def of(page: Page) -> tuple[Statement, ...]:
    """Find the statements of a page, headings and titles apart, in order."""
    return parse(page.text)


@lru_cache(maxsize=markdown.RECENT)
def parse(text: str) -> tuple[Statement, ...]:
    """Find the statements in the text of a page."""
    document = markdown.parse(text)
    cited = [found for found in citations.scanned(text) if isinstance(found, Citation)]
    prose = blank(document.prose, [(citation.start, citation.end) for citation in cited])
    keys = [(item.key, citation.start) for citation in cited for item in citation.items]
    places = [place for _, place in keys]
    return tuple(
        Statement(prose[start:end], start, tuple(keys[bisect_left(places, start) : bisect_left(places, end)]), leads)
        for start, end, leads in _spans(document, prose)
    )


def _spans(document: Document, prose: str) -> Iterator[tuple[int, int, bool]]:
    """Cut prose into lines; a line that leaves its sentence open goes on with the next one of the same block."""
    silent = {heading.offset for heading in document.headings}
    rows = [(block.start, block.end) for block in document.blocks if block.kind == "table"]
    position = 0
    open_: tuple[int, bool] | None = None  # where the sentence began that the line before left open
    for line in prose.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        content = start + MARKER.match(line).end()  # type: ignore[union-attr]  # matches the empty text
        row = any(first <= content < last for first, last in rows)
        leads = row or ITEM.match(line) is not None
        blank_ = not line.strip() or OPENS.match(line) or start in silent or content in silent
        if open_ and (blank_ or leads):
            yield open_[0], start - 1, open_[1]
            open_ = None
        if blank_:
            continue
        open_ = open_ or (content, leads)
        if row or CLOSED.search(line):
            yield open_[0], end, open_[1]
            open_ = None
    if open_:
        yield open_[0], len(prose), open_[1]
