"""One built page → its sections: cut where a reader can be sent, at headings and at rows that have an id.

What the page prints is in; citation numbers, reference lists, hidden text and what is there to be copied are out.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

# fmt: off
INLINE = {
    "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}
# fmt: on
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
ROWS = {"tr": 0.4, "li": 0.1}  # rows with an id: of the ledger and the glossary, of the bibliography
LISTS = {"related": 0.4, "references": 0.1}  # headings over links alone
SKIPPED_TAGS = {"script", "style", "template", "svg", "nav", "form", "button", "select", "output"}
SKIPPED_CLASSES = {
    *("citation", "headerlink", "references"),  # numbers, signs, what the bibliography lists once for all pages
    *("hb-facts", "hb-kicker", "hb-toc", "hb-cite", "hb-export", "hb-records"),  # about the page, or to be copied
    *("hb-uses", "hb-rests"),  # in the bibliography: names of pages, and facts that the ledger holds
}


class Section(NamedTuple):
    """One place that a result can lead to."""

    fragment: str  # id within the page; empty: the page itself
    title: str
    text: str  # blocks end in a line end
    weight: float  # of what stands there, against prose


def cut(page: etree._Element) -> list[Section]:
    """Cut a built page into its sections, the page itself first; a page without an article has none."""
    article = page.find(".//article")
    if article is None:
        return []
    cutter = _Cutter()
    cutter.walk(article)
    return [
        Section(fragment, cutter.titles[fragment], _plain("".join(pieces)), cutter.weights.get(fragment, 1))
        for fragment, pieces in cutter.texts.items()
    ]


class _Cutter:
    """Walks over a page in reading order and remembers in which section it is."""

    def __init__(self) -> None:
        self.here = ""
        self.titles = {"": ""}
        self.texts: dict[str, list[str]] = {"": []}
        self.weights = dict(LISTS)

    def walk(self, element: etree._Element) -> None:
        if _skipped(element):
            return
        fragment, outside = element.get("id", ""), self.here
        if element.tag == "h1":
            self.titles[""] = _plain(_words(element))
            return
        if element.tag in HEADINGS and fragment:
            self._open(fragment, _words(element))
            return
        if element.tag in ROWS and fragment:
            name = next(element.iter("th", "cite"), None)
            self._open(fragment, self.titles[self.here] if name is None else name.text or "")
            self.weights[fragment] = ROWS[element.tag]
        gap = "" if element.tag in INLINE else "\n"
        self._add(gap, element.text)
        for child in element:
            self.walk(child)
            self._add(child.tail)
        self._add(gap)
        if element.tag in ROWS:
            self.here = outside

    def _open(self, fragment: str, title: str) -> None:
        self.titles[fragment] = _plain(title)
        self.texts[fragment] = []
        self.here = fragment

    def _add(self, *pieces: str | None) -> None:
        self.texts[self.here] += filter(None, pieces)


def _skipped(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in SKIPPED_TAGS:  # a comment has no name
        return True
    return element.get("hidden") is not None or not SKIPPED_CLASSES.isdisjoint((element.get("class") or "").split())


def _words(element: etree._Element) -> str:
    inside = "".join(("" if _skipped(child) else _words(child)) + (child.tail or "") for child in element)
    return (element.text or "") + inside


def _plain(text: str) -> str:
    """Join white space, but keep the ends of blocks."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))
