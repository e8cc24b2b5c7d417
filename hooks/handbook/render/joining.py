"""Chinese lines that an editor wrapped → one line: HTML would show a space where the line ended."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.render.citing import Conversion

HAN = r"[⺀-〿㇀-鿿豈-﫿！-｠￠-￦\U00020000-\U0003ffff“”‘’…—·]"
WRAP = re.compile(
    rf"(?<={HAN})\n[ ]*(?={HAN})|(?<=[、。，；：？！）」』》】])\n[ ]*|\n[ ]*(?=[、。，；：？！（「『《【])"
)
INLINE = {"a", "abbr", "b", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}


class Joining(Treeprocessor):
    """Drop line ends between Chinese characters, also where a link or emphasis begins or ends there."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: ET.Element) -> None:
        if self.conversion.language != "zh":
            return
        slots = list(_slots(root))
        text = "".join(text for _, _, text in slots)
        if "\n" not in text:
            return
        drop = {index for match in WRAP.finditer(text) for index in range(*match.span())}
        position = 0
        for element, attribute, content in slots:
            end = position + len(content)
            if element is not None and not drop.isdisjoint(range(position, end)):
                kept = "".join(character for index, character in enumerate(content, position) if index not in drop)
                setattr(element, attribute, kept)
            position = end


def _slots(element: ET.Element) -> Iterator[tuple[ET.Element | None, str, str]]:
    """Walk over all text in order; code and block borders stand as one foreign letter, citations as nothing."""
    if element.tag == "code":
        yield None, "", "x"
    elif element.get("class") == "citation":
        return
    else:
        yield element, "text", element.text or ""
        for child in element:
            border = child.tag not in INLINE and child.tag != "code"
            if border:
                yield None, "", "x"
            yield from _slots(child)
            if border:
                yield None, "", "x"
            yield child, "tail", child.tail or ""
