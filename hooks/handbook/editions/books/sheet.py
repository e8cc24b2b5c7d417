"""One built page as the book reads it: its article, its labels, its ways to other pages, and what was found wrong."""

from __future__ import annotations

import posixpath
from collections.abc import Set as AbstractSet
from typing import cast
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from handbook.model import Diagnostic, Place

FURNITURE = {"header", "nav", "script", "style", "button", "form", "input", "template"}  # of a screen, not of a text
FURNITURE_CLASSES = {"headerlink", "md-content__button", "footnote-backref", "hb-mend", "hb-downloads", "hb-export"}
# In the colophon, the ledger, by page numbers.
TOLD_ELSEWHERE = {"hb-cite", "hb-records", "hb-rests", "ref-links", "ref-facts", "ref-back"}
SILENT = FURNITURE_CLASSES | TOLD_ELSEWHERE


class Sheet:
    """One page's article; `addresses` are those of the book's pages, `site_url` is where all others are published."""

    def __init__(self, html: bytes, address: str, addresses: AbstractSet[str], site_url: str) -> None:
        self.address = address
        self.addresses = addresses
        self.site_url = site_url
        self.problems: list[Diagnostic] = []
        document = document_fromstring(html, parser=HTMLParser(encoding="utf-8"))
        articles = select(document, "//article")
        self.article: HtmlElement = articles[0] if articles else HtmlElement()
        if not articles:
            self.report(document, "BOK002")
        self._ids: dict[str, HtmlElement] = {}
        for element in self.article.iter(etree.Element):
            if name := element.get("id"):
                if name in self._ids:
                    self.report(element, "BOK004", id=name)
                self._ids[name] = element

    def place(self, element: HtmlElement) -> Place:
        """Return where an element stands in the built file."""
        return Place(self.address, element.sourceline or 1, 1)

    def report(self, element: HtmlElement, code: str, **values: object) -> None:
        """Keep a finding."""
        self.problems.append(Diagnostic.at(self.place(element), code, **values))

    def unknown(self, element: HtmlElement) -> None:
        """Report an element that the book has no form for."""
        self.report(element, "BOK001", tag=element.tag)

    def silent(self, element: HtmlElement) -> bool:
        """Whether an element is a comment or belongs to the screen."""
        if not isinstance(element.tag, str):
            return True
        return element.tag in FURNITURE or bool(SILENT & classes(element))

    def by_id(self, name: str, asker: HtmlElement) -> HtmlElement:
        """Find an element, or report that it is missing and return an empty one."""
        found = self._ids.get(unquote(name))
        if found is None:
            self.report(asker, "BOK003", target=f"#{name}")
            return document_fromstring("<p></p>")
        return found

    def label(self, name: str) -> str:
        """Return the label of an element of this page; the same in both languages."""
        return f"{chapter_label(self.address)}#{name}" if name else ""

    def path(self, href: str) -> str:
        """Return the address within the site that a relative address leads to."""
        here, name = posixpath.split(f"/{self.address}")
        path = posixpath.normpath(posixpath.join(here, unquote(urlsplit(href).path) or name))
        return path.lstrip("/") + ("index.html" if href.endswith("/") else "")

    def resolve(self, href: str) -> tuple[str, bool]:
        """Turn an address into a label of the book (and true) or into an address on the web."""
        if not href:
            return "", False
        fragment = urldefrag(href).fragment
        if urlsplit(href).scheme or href.startswith("//"):
            return href, False
        path = self.path(href)
        if path in self.addresses:
            label = chapter_label(path)
            return (f"{label}#{unquote(fragment)}" if fragment else label), True
        return self.site_url + path + (f"#{fragment}" if fragment else ""), False


def chapter_label(address: str) -> str:
    """Label of a whole page: `en/treatment/ivig.html` → `treatment/ivig`."""
    return address.removesuffix(".html").removeprefix("en/")


def select(element: HtmlElement, path: str) -> list[HtmlElement]:
    """Return the elements that an XPath finds."""
    return cast("list[HtmlElement]", element.xpath(path))


def classes(element: HtmlElement) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset((element.get("class") or "").split())


def plain_tag(element: HtmlElement) -> str:
    """Name of an element without a namespace."""
    return str(element.tag).rpartition("}")[2]
