"""Bookmarks, headings, contents and page numbers say the same."""

from __future__ import annotations

import re

from book import Book
from printed import ARTIFACT
from web import Heading, squeezed

from handbook.editions.books.words import table

HEADING = re.compile(r"H[2-6]")


def test_headings_are_those_of_the_pages(book: Book) -> None:
    """The same words and levels, one by one."""
    for chapter in book.chapters:
        tags = [tag for tag in chapter.tags.walk() if HEADING.fullmatch(tag.tag)]
        top = min((int(tag.tag[1]) for tag in tags), default=2)
        found = [Heading(int(tag.tag[1]) - top + 2, squeezed(tag.text)) for tag in tags]
        assert found == chapter.page.headings, chapter.page.address


def test_outline_is_the_tree_of_headings(book: Book) -> None:
    """Every heading of the book in order, at its level and on its page."""
    tags = [tag for tag in book.print.tags.walk() if re.fullmatch(r"H[1-6]", tag.tag)]
    headings = [(int(tag.tag[1]), squeezed(tag.text), tag.page) for tag in tags]
    numbers = {squeezed(f"{chapter.number}{chapter.page.title}"): chapter.page.title for chapter in book.chapters}
    marks = [(mark.level, squeezed(mark.title), mark.spot.page) for mark in book.print.outline]
    without = [(level, squeezed(numbers.get(title, title)), page) for level, title, page in marks]
    contents = squeezed(table()["contents"][book.language])
    assert without == [heading for heading in headings if heading[1] != contents]


def test_contents_tell_the_page(book: Book) -> None:
    """Each part and chapter once, with the page that its bookmark leads to."""
    pages = {squeezed(mark.title): mark.spot.page for mark in book.print.outline}
    lines = [squeezed(line.text) for line in book.print.tags.find("TOCI")]
    for leaf in book.volume.leaves:
        title = squeezed(f"{leaf.number}{leaf.page.title}")
        found = [line for line in lines if re.fullmatch(rf"{re.escape(title)}\W*{pages[title]}", line)]
        assert len(found) == 1, (title, pages[title], lines)


def test_pages_are_labelled_as_they_are_numbered(book: Book) -> None:
    """The number at the foot, the label in a reader's window and the count of pages agree."""
    labels = book.print.document.Root.PageLabels.Nums
    for number, glyphs in book.print.glyphs.items():
        label = labels[2 * number - 1]
        assert (int(labels[2 * number - 2]), int(label.St), str(label.S)) == (number - 1, number, "/D")
        foot = "".join(glyph.char for glyph in glyphs if glyph.mark == ARTIFACT and glyph.base < book.paper.foot)
        assert number == 1 or foot.endswith(str(number)), number


def test_headings_do_not_end_a_page(book: Book) -> None:
    """Something follows each heading on its page; only parts have a page to themselves."""
    parts = {squeezed(part.title) for part in book.volume.parts}
    last: dict[int, str] = {}
    for tag in book.print.tags.walk():
        if tag.tag not in {"Document", "StructTreeRoot"} and tag.page and tag.text.strip():
            last[tag.page] = tag.tag + squeezed(tag.text)
    lonely = [text for text in last.values() if re.match(r"H[1-6]", text) and text[2:] not in parts]
    assert lonely == []
