"""One book beside the pages that it was printed from: its chapters, each with its tags and its page."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from printed import Element, Print
from web import Page, squeezed

from handbook import sources
from handbook.editions.books import binding, volume
from handbook.editions.books.words import say
from handbook.model import Language


class Part(NamedTuple):
    """A chapter as it was printed, below its title, and the page that it says."""

    page: Page
    number: int
    tags: Element


class Paper(NamedTuple):
    """Where text may stand on a kind of paper, in points, and the size of running text."""

    width: float
    height: float
    side: float
    wide: float  # by how much a wide table reaches into the margin
    edge: float  # what is above and below the head and the foot
    top: float  # margins of the text
    foot: float
    body: float


PAPERS = {
    "a4": Paper(595.28, 841.89, 87.87, 34.02, 30, 72, 72, 10.5),
    "phone": Paper(419.53, 595.28, 31.18, 0, 14, 46, 40, 12),
}


class Book:
    """A printed book of the project in `root`, whose built pages and books lie in `site`."""

    def __init__(self, root: Path, site: Path, language: Language, paper: str = "a4") -> None:
        self.language: Language = language
        self.paper = PAPERS[paper]
        self.narrow = paper == "phone"
        self.site = site
        self.file = site / "books" / binding.book_file(language, paper)
        self.print = Print(self.file)
        self.volume = volume.read(sources.load(root), site, language)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages of the site that are chapters, in the order of the book."""
        leaves = self.volume.leaves
        numbers = {leaf.chapter.address: leaf.number for leaf in leaves}
        return [Page(self.site, leaf, numbers, self.volume.outline.site) for leaf in leaves]

    @cached_property
    def chapters(self) -> list[Part]:
        """Divide the tags at the titles of the chapters; what stands before, between and behind them is in none."""
        waiting = list(zip(self.pages, self.volume.leaves, strict=True))
        found: list[Part] = []
        inside: list[Element] | None = None
        (document,) = (kid for kid in self.print.tags.kids if isinstance(kid, Element))
        for element in (kid for kid in document.kids if isinstance(kid, Element)):
            if waiting and element.tag in {"H1", "H2"} and squeezed(element.text) == squeezed(waiting[0][0].title):
                page, leaf = waiting.pop(0)
                inside = []
                found.append(Part(page, leaf.number, Element("", "", "", (), element.page)))
            elif element.tag == "H1" or element.text.startswith(_kicker(self.language, len(found) + 1)):
                inside = None  # a part, the line above the next title, the back of the book
            if inside is not None:
                inside.append(element)
                found[-1] = found[-1]._replace(tags=Element("", "", "", tuple(inside), inside[0].page))
        return [part._replace(tags=self._body(part)) for part in found]

    def _body(self, part: Part) -> Element:
        """Cut off what the book says at the head of a chapter: up to the addresses of its page and of its twin."""
        own = {part.page.site_url + part.page.address}
        kids = [kid for kid in part.tags.kids if isinstance(kid, Element)]
        head = [
            index
            for index, kid in enumerate(kids[:8])
            if any(
                link.link and (link.link.address in own or "#nameddest=" in link.link.address)
                for link in kid.find("Link")
            )
        ]
        return Element("", "", "", tuple(kids[max(head, default=0) + 1 :]), part.tags.page)


def _kicker(language: Language, number: int) -> str:
    return re.split(r"\s*·", say(language, "chapter", number=number))[0]
