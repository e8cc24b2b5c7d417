"""Every link of a page is in its chapter and leads to the same place."""

from __future__ import annotations

import re
from collections import defaultdict

from book import Book
from printed import Element, Spot
from web import Anchor, letters

from handbook.editions.books.sheet import chapter_label

NEAR = 40  # points below the place that a link leads to
NUMBERS = re.compile(r"(\d+)(?:[-–](\d+))?")


def test_links_lead_where_those_of_the_page_lead(book: Book) -> None:
    """One by one in reading order: the same words, the same address, or what the target says within 40 pt.

    So no link is lost or added, and none leads to the website where the page is in the book; those that lead back
    from a reference to its citations are judged below.
    """
    titles = {page.address: letters(page.title)[:10] for page in book.pages}
    starts = {page.address: page.ids for page in book.pages}
    below = _Below(book)
    faults: list[tuple[str, str]] = []
    for chapter in book.chapters:
        links = [tag for tag in chapter.tags.find("Link") if not leads_back(tag)]
        assert [letters(tag.text) for tag in links] == [letters(link.text) for link in chapter.page.links]
        for tag, link in zip(links, chapter.page.links, strict=True):
            start = starts[link.page][link.fragment] if link.fragment else titles.get(link.page, "")
            if not _leads(tag, link, start, below):
                faults.append((chapter.page.address, link.text))
    assert faults == []


def leads_back(tag: Element) -> bool:
    """Whether a link is a page number behind a reference."""
    return tag.text.strip().isdigit()


def _leads(tag: Element, link: Anchor, start: str, below: _Below) -> bool:
    if tag.link is None:
        return False
    if tag.link.target is None:
        return tag.link.address == link.address
    return not link.address and start in below[tag.link.target]


class _Below:
    """What stands within 40 pt below a spot."""

    def __init__(self, book: Book) -> None:
        self.glyphs = book.print.glyphs
        self.seen: dict[Spot, str] = {}

    def __getitem__(self, spot: Spot) -> str:
        if spot not in self.seen:
            near = (glyph.char for glyph in self.glyphs[spot.page] if spot.top - NEAR <= glyph.base <= spot.top + 2)
            self.seen[spot] = letters("".join(near))
        return self.seen[spot]


def test_references_name_the_pages_that_cite_them(book: Book) -> None:
    """Number → reference → every page with that number, and no other."""
    for chapter in book.chapters:
        cited: dict[int, set[int]] = defaultdict(set)
        for tag in chapter.tags.find("Link"):
            if tag.link and tag.link.target and tag.text.startswith(("[", ",")):
                for first, last in NUMBERS.findall(tag.text):
                    for number in range(int(first), int(last or first) + 1):
                        cited[number].add(tag.link.page)
        lists = (item for item in chapter.tags.find("LI") if item.text.startswith("["))
        named = {int(item.text[1 : item.text.index("]")]): _pages(item) for item in lists}
        assert cited == named, chapter.page.address


def _pages(item: Element) -> set[int]:
    return {int(tag.text) for tag in item.find("Link") if leads_back(tag)}


def test_places_can_be_hit_and_are_on_the_web_or_in_the_book(book: Book) -> None:
    """At least 4 × 3 pt for a finger; no address of this machine."""
    assert book.print.links
    small = [link for link in book.print.links if link.box[2] - link.box[0] < 4 or link.box[3] - link.box[1] < 3]
    odd = [link for link in book.print.links if not link.target and not _public(link.address)]
    assert (small, odd) == ([], [])


def _public(address: str) -> bool:
    return address.startswith(("https://", "http://", "mailto:", "tel:")) and "localhost" not in address


def test_chapters_lead_to_the_web_and_to_the_other_book(book: Book) -> None:
    """Their place in the other book has the same name in this one."""
    site = book.volume.outline.site
    addresses = {link.address for link in book.print.links}
    names = {chapter_label(page.address) for page in book.pages}
    assert {site + page.address for page in book.pages} <= addresses
    twins = {address.partition("#nameddest=")[2] for address in addresses if address.startswith(f"{site}books/")}
    assert twins == names
    assert names <= book.print.names.keys()
