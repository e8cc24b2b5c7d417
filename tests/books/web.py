"""What the built pages say, as far as a book must say it too: text, headings, tables, links, other languages."""

from __future__ import annotations

import posixpath
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import html
from lxml.html import HtmlElement

from handbook.editions.books.volume import Leaf
from handbook.editions.books.words import say
from handbook.model import Language

LEFT_OUT = (  # furniture of a screen, and what a book says in its own way: by page, by chapter, or once in the ledger
    *(
        "header",
        "nav",
        "form",
        "script",
        "title",
        "desc",
        ".headerlink",
        ".md-content__button",
        ".footnote-backref",
        ".hb-mend",
    ),
    *(".hb-cite", ".hb-records", ".hb-rests", ".hb-export", ".hb-downloads", ".ref-links", ".ref-facts", ".ref-back"),
)


class Anchor(NamedTuple):
    """A link: within the book a page and the id in it, else an address."""

    text: str
    page: str
    fragment: str
    address: str


class Grid(NamedTuple):
    """A table: how many cells each row has, and what its head says."""

    cells: tuple[int, ...]
    head: str


class Heading(NamedTuple):
    """A heading of a page; level 2 is the highest."""

    level: int
    text: str


class Page:
    """One chapter's page; `numbers` are all the book's chapters by the address of their page."""

    def __init__(self, folder: Path, leaf: Leaf, numbers: dict[str, int], site_url: str) -> None:
        self.address = leaf.chapter.address
        self.title = leaf.page.title
        self.language: Language = leaf.page.language
        self.numbers = numbers
        self.site_url = site_url
        whole = html.parse(str(folder / self.address), html.HTMLParser(encoding="utf-8")).getroot()
        self.ids = {element.get("id"): letters(element.text_content())[:10] for element in whole.iter("*")}
        self.article: HtmlElement = whole.find(".//article")
        for name in LEFT_OUT:
            for element in self.article.xpath(f".//*[{_matches(name)}]"):
                element.drop_tree()
        for image in self.article.xpath(".//img[contains(@src,'.svg')]"):
            drawing = html.parse(str(folder / posixpath.dirname(self.address) / image.get("src"))).getroot()
            image.text = "".join(drawing.itertext("text"))
        self._notes()
        self._tabs()
        self._asides()

    def _notes(self) -> None:
        """Put each footnote where it is called."""
        for call in self.article.xpath(".//a[@class='footnote-ref']"):
            (note,) = self.article.xpath(f".//li[@id='{call.get('href')[1:]}']")
            call.getparent().replace(call, inside := deepcopy(note))
            inside.tag = "span"
        for element in self.article.xpath(".//div[@class='footnote']"):
            element.drop_tree()

    def _tabs(self) -> None:
        """Put each label of a tab before what it opens."""
        for tabs in self.article.xpath(".//div[contains(@class,'tabbed-set')]"):
            for label, pane in zip(tabs.xpath("div/label"), tabs.xpath("div/div[@class='tabbed-block']"), strict=True):
                pane.insert(0, label)

    def _asides(self) -> None:
        """Say the pages that use a record or a work by the number of their chapter; the other language has its book."""
        for link in self.article.xpath(".//*[contains(@class,'hb-uses') or contains(@class,'hb-others')]//a"):
            target = self.resolve(link.get("href"))
            if link.get("hreflang"):
                link.drop_tree()
            elif target.page and not target.fragment:
                link.text = say(self.language, "chapter-short", number=self.numbers[target.page])

    def resolve(self, href: str, text: str = "") -> Anchor:
        """Tell what a link leads to."""
        if urlsplit(href).scheme:
            return Anchor(text, "", "", href)
        path, fragment = urldefrag(href)
        page = posixpath.normpath(posixpath.join(posixpath.dirname(self.address), unquote(path))) if path else ""
        page = page or self.address
        if page in self.numbers:
            return Anchor(text, page, unquote(fragment), "")
        return Anchor(text, "", "", self.site_url + page + (f"#{fragment}" if fragment else ""))

    @property
    def text(self) -> str:
        """Letters and digits in reading order."""
        return letters(self.article.text_content())

    @property
    def links(self) -> list[Anchor]:
        """Every link in reading order."""
        return [
            self.resolve(link.get("href"), link.text_content()) for link in self.article.iter("a") if link.get("href")
        ]

    @property
    def headings(self) -> list[Heading]:
        """Every heading below the title."""
        found = self.article.iter("h2", "h3", "h4", "h5")
        return [Heading(int(str(heading.tag)[1]), squeezed(heading.text_content())) for heading in found]

    @property
    def tables(self) -> list[Grid]:
        """Every table."""
        return [
            Grid(
                tuple(len(row.xpath("th|td")) for row in table.iter("tr")),
                letters("".join(row.text_content() for row in table.xpath("thead/tr"))),
            )
            for table in self.article.iter("table")
        ]

    @property
    def foreign(self) -> list[str]:
        """Everything marked as said in the other language."""
        marked = self.article.xpath(".//*[@lang]")
        return [
            letters(element.text_content()) for element in marked if not element.get("lang").startswith(self.language)
        ]


def letters(text: str) -> str:
    """Keep what is letter or digit."""
    return "".join(character for character in text if character.isalnum())


def squeezed(text: str) -> str:
    """Drop white space: Chinese and Latin words are set apart by room, not by a character."""
    return "".join(text.split())


def _matches(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name[1:]} ')" if name[0] == "." else f"self::{name}"
