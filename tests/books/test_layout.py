"""What stands where on the pages: nothing cut off or overprinted, tables whole, type large enough, pages full."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from book import Book, Paper
from printed import Element, Print
from web import Grid, letters


def test_nothing_leaves_the_type_area(book: Book) -> None:
    """Text stays between the margins, wide tables half way into them."""
    assert outside(book.print, book.paper) == []


def test_nothing_is_printed_over(book: Book) -> None:
    """No character covers another: where a cell is too narrow, its text runs into the next."""
    assert covered(book.print) == []


def outside(printed: Print, paper: Paper) -> list[tuple[int, str]]:
    """Return the characters outside the type area, and outside what wide tables may reach into."""
    least = paper.side - max(paper.wide, paper.body / 2) - 1  # a sign hangs half its width into the margin
    left, right = least, paper.width - least
    return [
        (glyph.page, glyph.char)
        for glyphs in printed.glyphs.values()
        for glyph in glyphs
        if not (glyph.left > left and glyph.right < right and paper.edge < glyph.base < paper.height - paper.edge)
    ]


def covered(printed: Print) -> list[tuple[int, str]]:
    """Return the pairs of letters of which one covers the other."""
    found = []
    for page, glyphs in printed.glyphs.items():
        rows = defaultdict(list)
        for glyph in glyphs:
            if glyph.char.isalnum():
                rows[round(glyph.base)].append(glyph)
        for row in rows.values():
            row.sort(key=lambda glyph: glyph.left)
            found += [
                (page, one.char + two.char)
                for one, two in pairwise(row)
                if one[2:4] != two[2:4]  # two letters in one glyph, as in “fi”
                and one.right - two.left > 0.4 * min(one.right - one.left, two.right - two.left)
            ]
    return found


def test_tables_are_whole(book: Book) -> None:
    """One table for each of the page, with every row and cell; its head again on every page that it goes over."""
    text = {page: letters("".join(glyph.char for glyph in glyphs)) for page, glyphs in book.print.glyphs.items()}
    for chapter in book.chapters:
        tables = chapter.tags.find("Table")
        if not book.narrow:  # there a record is said in two cells
            assert [_grid(table) for table in tables] == chapter.page.tables, chapter.page.address
        assert len(tables) == len(chapter.page.tables), chapter.page.address
        for table in tables:
            head = letters("".join(part.text for part in table.find("THead")))
            pages = {cell.page for cell in table.find("TD") if cell.page}
            assert [page for page in pages if head not in text[page]] == [], chapter.page.address


def _grid(table: Element) -> Grid:
    rows = tuple(sum(isinstance(cell, Element) for cell in row.kids) for row in table.find("TR"))
    return Grid(rows, letters("".join(part.text for part in table.find("THead"))))


def test_type_is_large_enough(book: Book) -> None:
    """At least 7 pt, in drawings too; only raised and lowered characters are smaller."""
    assert small(book.print) == set()


def small(printed: Print) -> set[tuple[int, float, str]]:
    """Return what is set in less than 7 pt, with its page, size and line."""
    return {
        (glyph.page, round(glyph.size, 1), line.text)
        for line in printed.lines
        for glyph in line.glyphs
        if glyph.size < 6.99
        and not any(other.size > 1.25 * glyph.size for other in line.glyphs)
        and line.text[0] != "["
    }


def test_few_pages_are_nearly_empty(book: Book) -> None:
    """At most 3 % of the pages are less than a quarter full; parts have theirs to themselves."""
    top, foot = book.paper.height - book.paper.top, book.paper.foot
    parts = {mark.spot.page for mark in book.print.outline if mark.title in {part.title for part in book.volume.parts}}
    empty = [
        page
        for page, glyphs in book.print.glyphs.items()
        if page not in parts | {1}
        and min((glyph.base for glyph in glyphs if glyph.base > foot), default=top) > top - 0.25 * (top - foot)
    ]
    assert len(empty) <= max(3, 0.03 * len(book.print)), empty
