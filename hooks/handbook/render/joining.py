"""Chinese lines that an editor wrapped → one line: HTML would show a space where the line ended.

So it would behind `**要点。** 正文`, where other readers of Markdown ask for a space; Chinese punctuation has its own.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections.abc import Iterator

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.render.citing import Conversion

HAN = r"[⺀-〿㇀-鿿豈-﫿！-｠￠-￦\U00020000-\U0003ffff“”‘’…—·]"
WRAP = re.compile(
    rf"(?<={HAN})\n[ ]*(?={HAN})|(?<=[、。，；：？！）」』》】])[ \n]+(?=[^\s{{])|\n[ ]*(?=[、。，；：？！（「『《【])"
)
BORDER = "\x1e"  # a sign that no text has
INLINE = {"a", "abbr", "b", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}

Slot = tuple[ET.Element | None, str, str]  # where a piece of text stands: element, `text` or `tail`; the piece


class Joining(Treeprocessor):
    """Drop line ends between Chinese characters, also where a link or emphasis begins or ends there."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: ET.Element) -> None:
        if self.conversion.language != "zh":
            return
        text = list(slots(root))
        whole = "".join(content for _, _, content in text)
        rewrite(text, {index: "" for match in WRAP.finditer(whole) for index in range(*match.span())})


def rewrite(text: list[Slot], changed: dict[int, str]) -> None:
    """Put other characters where the running text has these, counted from its start."""
    places = sorted(changed)
    position = 0
    for element, attribute, content in text:
        end = position + len(content)
        if element is not None and bisect_left(places, position) < bisect_left(places, end):
            written = (changed.get(index, character) for index, character in enumerate(content, position))
            setattr(element, attribute, "".join(written))
        position = end


def slots(element: ET.Element) -> Iterator[Slot]:
    """Walk over all text; code stands as one foreign letter, a border of blocks as a sign, citations as nothing."""
    if element.tag == "code":
        yield None, "", "x"
    elif element.get("class") == "citation":
        return
    else:
        yield element, "text", element.text or ""
        for child in element:
            border = child.tag not in INLINE and child.tag != "code"
            if border:
                yield None, "", BORDER
            yield from slots(child)
            if border:
                yield None, "", BORDER
            yield child, "tail", child.tail or ""
