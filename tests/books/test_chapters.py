"""Chapters alone: each holds what its page says, is set as a book is, and says of itself what it is."""

from __future__ import annotations

import pytest
from book import PAPERS, Book
from printed import Print
from test_file import claims, strangers
from test_layout import covered, outside, small
from test_text import ADDED, STRANGE, runs, said
from web import Page, letters

from handbook.editions.books import binding
from handbook.editions.books.volume import Leaf

SAMPLE = 12  # chapters of a book that are judged, from the first to the last at even steps


Alone = list[tuple[Leaf, Print]]


@pytest.fixture(scope="module")
def chapters(book: Book) -> Alone:
    """Some chapters of a book, as they were printed alone."""
    if book.narrow:
        pytest.skip("chapters alone are printed on A4 only")
    leaves = book.volume.leaves[:: max(1, len(book.volume.leaves) // SAMPLE)]
    return [(leaf, Print(book.site / "books" / binding.chapter_file(leaf.page))) for leaf in leaves]


def test_chapters_say_what_their_pages_say(book: Book, chapters: Alone) -> None:
    """At least 99.9 % of the runs of letters; links to other pages keep their words."""
    short = {}
    for leaf, alone in chapters:
        page = Page(book.site, leaf, {leaf.chapter.address: leaf.number}, book.volume.outline.site)
        wanted, found = runs(page.text), runs(letters(ADDED.sub("", said(alone.tags))))
        if (lost := wanted - found).total() > 0.001 * wanted.total():
            short[leaf.chapter.address] = list(lost)[:5]
        assert not STRANGE.search(alone.tags.text), leaf.chapter.address
    assert short == {}


def test_chapters_are_set_as_books_are(chapters: Alone) -> None:
    """Nothing outside the type area, nothing printed over, no type under 7 pt."""
    for leaf, alone in chapters:
        found = (outside(alone, PAPERS["a4"]), covered(alone), small(alone))
        assert found == ([], [], set()), leaf.chapter.address


def test_chapters_say_what_they_are(book: Book, chapters: Alone) -> None:
    """Language, title, subject, standards; fonts of the project and no others."""
    for leaf, alone in chapters:
        claims(alone.document, book.language, leaf.page.title, str(leaf.page.meta["description"]))
        assert strangers(alone.document) == [], leaf.chapter.address
