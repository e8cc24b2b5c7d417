"""Text that no renderer gets through in a bearable time: too many marks in one place, or nested too deep.

Python-Markdown looks for the end of every bracket anew, and goes into what is nested by calling itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = "[*_`<"
MOST = 500  # of one mark in a paragraph or a row of a table; this site has at most 32
DEEPEST = 100  # columns before the text of a line; a list within a list takes 4
PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
DEEP = re.compile(rf"^[ \t]{{{DEEPEST},}}(?=\S)", re.MULTILINE)
ROWS = re.compile(r"[ \t>]*\|")


@dataclass(frozen=True)
class Excess:
    """Where a page has too much of something."""

    line: int
    code: str  # of the rule
    mark: str
    count: int
    limit: int


def excess(text: str) -> Excess | None:
    """Find the first place in a page's text that is too much to render."""
    if deep := DEEP.search(text):
        return Excess(text.count("\n", 0, deep.start()) + 1, "TXT061", " ", len(deep[0]), DEEPEST)
    for mark in MARKS:
        if text.count(mark) <= MOST:
            continue
        for paragraph in PARAGRAPH.finditer(text):
            whole = ROWS.match(paragraph[0]) is None
            start = paragraph.start()
            for part in [paragraph[0]] if whole else paragraph[0].splitlines(keepends=True):
                if (count := part.count(mark)) > MOST:
                    return Excess(text.count("\n", 0, start) + 1, "TXT060", mark, count, MOST)
                start += len(part)
    return None
