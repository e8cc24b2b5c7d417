"""Headings: level, words and id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from handbook.model import Diagnostic, Page
from handbook.sources.document import Document

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What was meant as `{#id}` at the end of a heading: other brackets or no `#`; no brace, no space before, text behind.
WRONG_ID = re.compile(
    r"[(（\[［][#＃][ ]*[A-Za-z][\w-]*[ ]*[)）\]］]$|\{[ ]*＃?[A-Za-z][\w-]*[ ]*\}$|｛[^{}｛｝]*[}｝]$|\{[^{}｛｝]*｝$"
)
UNREAD_ID = re.compile(r"\{:?[ ]*[#＃].*$|(?<=\s)[#＃][a-z][\w-]*[ ]*[}｝]$")
STRAY_WORD = re.compile(r"\{:?(?=[^{}]*[ ])[^{}\"']*?(?<=[\s{])[^\s#.={}\"':]+(?![^\s{}]*=)[^{}]*\}$")
NO_WORDS = re.compile(r"\{[^{}]*\}")


def check(page: Page, document: Document, told: Collection[int]) -> Iterator[Diagnostic]:
    """Judge each heading; where a line in `told` was meant as one, the next can't be blamed for skipping a level."""
    level, line = 2, 0
    for heading in document.headings:
        place = page.place(heading.offset)
        content = document.text[heading.offset : heading.end].rstrip()
        if heading.text.startswith("＃"):
            continue  # told already
        marks = len(content) - len(content.lstrip("#"))
        skips = heading.level > level + 1 and not any(line < other < place.line for other in told)
        if not heading.text or NO_WORDS.fullmatch(heading.text):
            yield Diagnostic.at(place, "TXT046")
        elif heading.level == 1:
            yield Diagnostic.at(place, "TXT043", found=heading.text)
        else:
            if skips or marks > 6:
                yield Diagnostic.at(
                    place, "TXT044", found="#" * max(marks, heading.level), near="#" * min(level + 1, 6)
                )
            yield from _id(page, heading.id if heading.explicit else "", heading.text, content, heading.offset)
        level, line = max(2, heading.level), place.line


def _id(page: Page, written: str, text: str, content: str, offset: int) -> Iterator[Diagnostic]:
    """Judge the id of a heading: written, read as one, and in kebab-case."""
    wrong = None if written else WRONG_ID.search(content)
    unread = STRAY_WORD.search(content) if written else UNREAD_ID.search(content)
    if found := wrong or unread:
        code = "TXT011" if wrong else "TXT012"
        yield Diagnostic.at(page.place(offset + found.start()), code, found=found[0], near=" {#…}")
    elif not written:
        yield Diagnostic.at(page.place(offset), "TXT045", found=text)
    elif not KEBAB.fullmatch(written):
        near = "-".join(re.findall(r"[a-z0-9]+", written.lower())) or "…"
        yield Diagnostic.at(page.place(offset), "TXT047", id=written, near=near)
