"""The works that a page cites → its reference list, with a way back to every place."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.render.cards import listed
from handbook.render.citing import Conversion
from handbook.render.words import say

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Listing(Treeprocessor):
    """Give every place its id and add the list; runs after inline Markdown and before the table of contents."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: ET.Element) -> None:
        places = self._places(root)
        if not places:
            return
        language = self.conversion.language
        heading = ET.SubElement(root, "h2", {"id": "references"})
        heading.text = say(language, "references", "title")
        keys = {number: key for key, number in self.conversion.numbers.items()}
        items = ET.SubElement(root, "ol", {"class": "references"})
        for number in sorted(places):
            # Elements, not raw HTML: MkDocs looks for the anchors of a page among its elements.
            item = ET.SubElement(items, "li", {"id": f"ref-{number}", "value": str(number)})
            item.text = self.md.htmlStash.store(self._item(keys[number], places[number]))

    def _places(self, root: ET.Element) -> dict[int, list[str]]:
        """Give each citation its id, in reading order, and note by number which ids cite a work."""
        places: dict[int, dict[str, None]] = {}
        marks = [(parents, element) for parents, element in _walk(root, ()) if element.get("class") == "citation"]
        for index, (parents, element) in enumerate(marks, 1):
            if element in self.conversion.set_aside:
                whole = self.conversion.set_aside[element]
                element.text = whole.text
                element.extend(whole)
            # Python-Markdown keeps what is named `fnref…` out of a heading's id, its title and the table of contents.
            place = f"fnref-cite-{index}" if HEADINGS.intersection(parents) else f"cite-{index}"
            element.set("id", place)
            for link in element.iter("a"):
                for number in link.get("data-refs", "").split():
                    places.setdefault(int(number), {})[place] = None
                if "a" in parents:  # a link in a link is no HTML
                    link.tag = "span"
                    link.attrib.clear()
        return {number: list(found) for number, found in places.items()}

    def _item(self, key: str, places: list[str]) -> str:
        return listed(self.conversion.site, self.conversion.page, self.conversion.language, key, places)


def _walk(element: ET.Element, parents: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ET.Element]]:
    """Walk over a tree in reading order; each element comes with the tags it stands in."""
    yield parents, element
    for child in element:
        yield from _walk(child, (*parents, element.tag))
