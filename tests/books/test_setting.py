"""Chinese typesetting: GB/T 15834 and common book practice, measured line by line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from book import Book
from printed import ARTIFACT, Line

NEVER_FIRST = tuple("、。，．；：？！）】》」』”’％℃·～／")
NEVER_LAST = tuple("（【《「『“‘")
WHOLE = ("—", "…")  # signs of two characters


def test_no_line_starts_or_ends_as_it_must_not(chinese: Book) -> None:
    """Closing signs start no line, opening signs end none."""
    faults = [
        (above.text, line.text)
        for above, line in _broken(chinese)
        if line.text.startswith(NEVER_FIRST) or above.text.rstrip().endswith(NEVER_LAST)
    ]
    assert faults == []


def test_dashes_and_dots_stay_whole(chinese: Book) -> None:
    """—— and …… are one sign."""
    assert [
        line.text for above, line in _broken(chinese) if line.text[0] == above.text[-1] and line.text[0] in WHOLE
    ] == []


def test_citations_stay_with_their_word(book: Book) -> None:
    """The raised number of a citation starts no line, in neither language."""
    faults = [
        (above.text, line.text)
        for above, line in _broken(book)
        if line.text.startswith("[") and line.glyphs[0].size < 0.8 * above.size
    ]
    assert faults == []


def test_lines_have_no_holes(chinese: Book) -> None:
    """Gaps of more than 0.6 em in at most 0.5 % of the lines of running text."""
    lines = list(_running(chinese))
    holes = [line.text for line in lines if _widest(line) > 0.6]
    assert len(holes) <= 0.005 * len(lines), holes


def _widest(line: Line) -> float:
    """The widest gap between two characters, in em; the room behind a bullet is none."""
    glyphs = [glyph for glyph in line.glyphs if glyph.char != "•"]
    return max(((two.left - one.right) / line.size for one, two in pairwise(glyphs)), default=0)


def test_full_lines_are_flush(chinese: Book) -> None:
    """At least 85 % of the lines that go on end at the edge: of the page, or of a box on it.

    A sign at the end is set half its width into the margin, or loses half of it.
    """
    running = set(_running(chinese))
    full = [above for above, line in _broken(chinese) if above in running and line in running]
    right = chinese.paper.width - chinese.paper.side
    edges = (right, right - 9)  # of the page; of a box
    flush = [
        line
        for line in full
        if any(-0.6 < line.glyphs[-1].right - edge < chinese.paper.body / 2 + 0.5 for edge in edges)
    ]
    assert full
    assert len(full) - len(flush) <= max(3, 0.15 * len(full))  # a sample has few lines


def _running(book: Book) -> Iterator[Line]:
    """Lines of text, not of headings and tables; cover, contents and colophon are set otherwise."""
    last = max(tag.page for tag in book.chapters[-1].tags.walk())
    for line in book.print.lines:
        of_text = abs(line.size - book.paper.body) < 0.1 and "Serif" in line.glyphs[-1].font
        if of_text and book.chapters[0].tags.page <= line.glyphs[0].page <= last:
            yield line


def _broken(book: Book) -> Iterator[tuple[Line, Line]]:
    """Lines with the line that goes on below: next in print, one line lower, not further right, no new item."""
    for above, line in pairwise(line for line in book.print.lines if line.glyphs[0].mark != ARTIFACT):
        first, upper = line.glyphs[0], above.glyphs[0]
        lower = 0.6 * above.size < upper.base - first.base < 2 * above.size
        alike = abs(above.size - line.size) < 0.1 or (
            first.char == "[" and first.size < 0.8 * above.size <= 0.8 * book.paper.body
        )
        if first.page == upper.page and lower and alike and first.left < upper.left + 1 and first.char != "•":
            yield above, line
