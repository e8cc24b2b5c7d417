"""Straight quotation marks and apostrophes of English text → curly ones, also where a link or emphasis begins there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.render.citing import Conversion
from handbook.render.joining import BORDER, rewrite, slots

MARK = re.compile(rf"(?<![^\s(\[/–—{BORDER}\"'])(?P<opening>[\"'])(?=\S)|[\"']")
CURLY = {'"': "“”", "'": "‘’"}


class Quotes(Treeprocessor):
    """A mark opens at the start of a word, and closes or leaves out elsewhere."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: ET.Element) -> None:
        if self.conversion.language != "en":
            return
        text = list(slots(root))
        whole = "".join(content for _, _, content in text)
        rewrite(text, {match.start(): CURLY[match[0]][match["opening"] is None] for match in MARK.finditer(whole)})
