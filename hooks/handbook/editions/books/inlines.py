"""What stands within a line of HTML → inline nodes of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from lxml.html import HtmlElement

from handbook.editions.books.sheet import Sheet, classes, plain_tag
from handbook.editions.books.tree import Blocks, Break, Citation, Inline, Inlines, Link, Note, Span, Style, Text, Weight

SPACE = re.compile(r"[ \t\r\n\f]+")  # what HTML calls white space: not the spaces that do not break
STYLES: dict[str, Style] = {
    "strong": "strong", "b": "strong", "em": "emph", "i": "emph", "small": "small", "sup": "super", "sub": "sub",
    "code": "code", "kbd": "key", "span": "plain", "abbr": "plain", "time": "plain", "dfn": "plain", "mark": "strong",
    "q": "plain", "cite": "title", "wbr": "plain",
}  # fmt: skip


class Inliner:
    """Reads the inline content of one page; `blocks` reads what a footnote holds."""

    def __init__(self, sheet: Sheet, blocks: Callable[[HtmlElement], Blocks]) -> None:
        self.sheet = sheet
        self.blocks = blocks

    def content(self, element: HtmlElement) -> Inlines:
        """Read an element that holds a line and nothing else."""
        return tidy(self._raw(element))

    def inline(self, element: HtmlElement) -> list[Inline]:
        """Read one element; what the tree does not know is reported and its text is kept."""
        if self.sheet.silent(element):
            return []
        tag, names = plain_tag(element), classes(element)
        if tag == "br":
            packed = any("hb-data" in classes(parent) for parent in element.iterancestors("details"))
            return [Text("\u00a0· ") if packed else Break()]  # the data of a chart: many short lines
        if tag == "a":
            return self._link(element)
        if tag == "sup" and "citation" in names:
            return [self._citation(element)]
        if tag == "sup" and (target := element.find("a[@class='footnote-ref']")) is not None:
            return [Note(self.blocks(self.sheet.by_id(target.get("href", "")[1:], element)))]
        if tag not in STYLES:
            self.sheet.unknown(element)
        style = STYLES.get(tag, "plain")
        language = element.get("lang", "")
        children = self._raw(element)
        return list(children) if style == "plain" and not language else [Span(style, children, language)]

    def _raw(self, element: HtmlElement) -> Inlines:
        """Read the content without trimming its ends: they border on other text."""
        found: list[Inline] = [Text(element.text or "")]
        for child in element:
            found += self.inline(child)
            found.append(Text(child.tail or ""))
        return _joined(found)

    def _link(self, element: HtmlElement) -> list[Inline]:
        target, inside = self.sheet.resolve(element.get("href", ""))
        children = self._raw(element)
        if language := element.get("lang", ""):
            children = (Span("plain", children, language),)
        if not target:  # an anchor without an address
            return list(children)
        weight: Weight = "away"
        if inside:
            aside = any(classes(parent) & {"hb-others", "hb-uses"} for parent in element.iterancestors())
            weight = "chapter" if aside and "#" not in target else "term" if _quiet(element, target) else "page"
        return [Link(target, children, weight)]

    def _citation(self, element: HtmlElement) -> Citation:
        """Give each sign before a number to the link behind it, so that even `1` can be hit with a finger."""
        parts: list[tuple[str, str]] = []
        waiting = element.text or ""
        for child in element:
            target = self.sheet.resolve(child.get("href", ""))[0] if child.get("href") else ""
            parts.append((target, waiting + "".join(child.itertext())))
            waiting = child.tail or ""
        if parts and waiting.strip() == "]":
            parts[-1] = (parts[-1][0], parts[-1][1] + "]")
        elif waiting:
            parts.append(("", waiting))
        return Citation(self.sheet.label(element.get("id", "")), tuple(parts))


def _quiet(element: HtmlElement, target: str) -> bool:
    """Whether a link says enough without its page: a term, a fact, a work."""
    return "hb-term" in classes(element) or target.partition("#")[2].startswith(("term-", "fact-", "work-", "ref-"))


def tidy(found: Sequence[Inline]) -> Inlines:
    """Join texts, and drop the white space at both ends and around line breaks."""
    parts = list(_joined(found))
    for index, part in enumerate(parts):
        if isinstance(part, Text):
            text = part.text
            if index == 0 or isinstance(parts[index - 1], Break):
                text = text.lstrip(" ")
            if index == len(parts) - 1 or isinstance(parts[index + 1], Break):
                text = text.rstrip(" ")
            parts[index] = Text(text)
    return tuple(part for part in parts if part != Text(""))


def _joined(found: Iterable[Inline]) -> Inlines:
    joined: list[Inline] = []
    for part in found:
        if isinstance(part, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(SPACE.sub(" ", joined[-1].text + part.text))
        elif part != Text(""):
            joined.append(Text(SPACE.sub(" ", part.text)) if isinstance(part, Text) else part)
    return tuple(joined)
