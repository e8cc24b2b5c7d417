"""Everything that a page says is in its chapter, in the same order, and nothing else is."""

from __future__ import annotations

import re
from collections import Counter

from book import Book
from printed import Element
from web import letters

RUN = 14  # letters and digits
ADDED = re.compile(  # behind links and references, the pages that they lead to
    r"（第\s*\d+\s*页）|\(p\.\s*\d+\)(?!\])|（引用页：[\d、–\s]+）|\(cited on p\.\s*[\d,–\s]+\)"
)
STRANGE = re.compile("[\u2e80-\u2fdf\ue000-\uf8ff\ufffd\u2060\u200b\u00ad]")


def test_text_is_that_of_the_pages(book: Book) -> None:
    """Runs of 14 letters, counted: cells, tabs, closed details, captions, footnotes and labels of drawings as well.

    At least 99.9 % of the page's runs are in its chapter, and of the chapter's on its page: so no page of the other
    language is in it either.
    """
    short: dict[str, tuple[list[str], list[str]]] = {}
    for chapter in book.chapters:
        wanted, found = runs(chapter.page.text), runs(letters(ADDED.sub("", said(chapter.tags))))
        lost, added = wanted - found, found - wanted
        if lost.total() > 0.001 * wanted.total() or added.total() > 0.001 * found.total():
            short[chapter.page.address] = (list(lost)[:3], list(added)[:3])
    assert len(book.chapters) == len(book.pages)
    assert short == {}


def said(element: Element) -> str:
    """What a tag says, without the numbers and bullets of lists and the signs of footnotes."""
    kids = (kid if isinstance(kid, str) else "" if kid.tag == "Lbl" else said(kid) for kid in element.kids)
    return "".join(kids)


def runs(text: str) -> Counter[str]:
    """Count the runs of a text."""
    return Counter(text[start : start + RUN] for start in range(max(1, len(text) - RUN + 1)))


def test_words_in_the_other_language_are_marked(book: Book) -> None:
    """What a page marks as said in the other language is so marked in the book: a voice reads it rightly."""
    other = {"zh": "en", "en": "zh"}[book.language]
    for chapter in book.chapters:
        marked = Counter(letters(ADDED.sub("", said(part))) for part in _in(other, chapter.tags))
        text = "".join(marked.elements())
        unmarked = [words for words in chapter.page.foreign if words not in text]
        assert unmarked == [], chapter.page.address


def _in(language: str, element: Element) -> list[Element]:
    if element.language.startswith(language):
        return [element]
    return [part for kid in element.kids if isinstance(kid, Element) for part in _in(language, kid)]


def test_text_can_be_copied_and_searched(book: Book) -> None:
    """No radicals for characters, no private characters, no joiners, no soft hyphens."""
    text = "".join(chapter.tags.text for chapter in book.chapters)
    assert sorted(set(STRANGE.findall(text))) == []
