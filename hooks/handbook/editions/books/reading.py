"""Built HTML → the tree of a chapter. An element without a form in the book is a finding, never a silent loss."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from lxml.html import HtmlElement

from handbook.editions.books import pictures
from handbook.editions.books.inlines import Inliner, tidy
from handbook.editions.books.sheet import Sheet, classes, plain_tag, select
from handbook.editions.books.tree import (
    Block,
    Blocks,
    Box,
    Cell,
    Chapter,
    Figure,
    Heading,
    Inline,
    Item,
    Items,
    Paragraph,
    Preformatted,
    Quote,
    References,
    Row,
    Span,
    Table,
    Text,
    Work,
)

ROLES = {
    "hb-caution": "caution", "hb-others": "aside", "hb-uses": "aside", "hb-legend": "aside", "hb-ledger": "ledger",
    "hb-terms": "terms", "hb-dots": "dots", "hb-timeline": "timeline",
}  # fmt: skip


def read(html: bytes, address: str, addresses: AbstractSet[str], site_url: str, files: pictures.Files) -> Chapter:
    """Read one built page; `addresses` are all pages of the book, `files` opens an image by its address in the site."""
    sheet = Sheet(html, address, addresses, site_url)
    blocks = _Reader(sheet, files).blocks(sheet.article)
    return Chapter(address, blocks, tuple(sheet.problems))


class _Reader:
    def __init__(self, sheet: Sheet, files: pictures.Files) -> None:
        self.sheet = sheet
        self.files = files
        self.level = 1  # of the last heading
        self.line = Inliner(sheet, self.blocks)
        self.handlers: dict[str, Callable[[HtmlElement], Blocks]] = {
            "p": self._paragraph, "div": self._division, "section": self.blocks, "ul": self._items, "ol": self._items,
            "table": self._table, "details": self._details, "blockquote": self._quote, "pre": self._preformatted,
            "figure": self._figure, "img": self._image, "svg": self._drawing, "hr": lambda _: (),
            **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), self._heading),
        }  # fmt: skip

    def blocks(self, element: HtmlElement) -> Blocks:
        """Read a container: loose text between blocks becomes paragraphs."""
        found: list[Block] = []
        run: list[Inline] = [Text(element.text or "")]

        def flush() -> None:
            if children := tidy(run):
                language = element.get("lang", "")
                children = (Span("plain", children, language),) if language else children
                found.append(Paragraph(self.sheet.place(element), children))
            run.clear()

        for child in element:
            handler = None if self.sheet.silent(child) else self.handlers.get(plain_tag(child))
            if handler:
                flush()
                found += handler(child)
            else:
                run += self.line.inline(child)
            run.append(Text(child.tail or ""))
        flush()
        return tuple(found)

    def _paragraph(self, element: HtmlElement) -> Blocks:
        role = _role(element)
        if role == "aside":
            _drop_twins(element)
        return tuple(
            Paragraph(block.place, block.children, role) if isinstance(block, Paragraph) and role else block
            for block in self.blocks(element)
        )

    def _division(self, element: HtmlElement) -> Blocks:
        if "admonition" in classes(element):
            title = element.find("p[@class='admonition-title']")
            kind = next((name for name in str(element.get("class")).split() if name != "admonition"), "note")
            return (self._box(element, kind, title),)
        if "tabbed-set" in classes(element):
            labels = select(element, "div[contains(@class,'tabbed-labels')]/label")
            panes = select(element, "div[contains(@class,'tabbed-content')]/div[contains(@class,'tabbed-block')]")
            place = self.sheet.place(element)
            return tuple(
                Box(place, "tab", self.line.content(label), self.blocks(pane))
                for label, pane in zip(labels, panes, strict=True)
            )
        return () if "footnote" in classes(element) else self.blocks(element)  # footnotes stand where they are called

    def _details(self, element: HtmlElement) -> Blocks:
        kind = next(iter(str(element.get("class") or "note").split()))
        return (self._box(element, kind, element.find("summary")),)

    def _box(self, element: HtmlElement, kind: str, title: HtmlElement | None) -> Box:
        children = () if title is None else self.line.content(title)
        if title is not None:
            title.drop_tree()
        return Box(self.sheet.place(element), kind, children, self.blocks(element))

    def _heading(self, element: HtmlElement) -> Blocks:
        level, name = int(plain_tag(element)[1]), self.sheet.label(element.get("id", ""))
        if level > self.level + 1:
            self.sheet.report(element, "BOK008", found=level, level=self.level + 1)
        self.level = level
        return (Heading(self.sheet.place(element), level, name, self.line.content(element)),)

    def _items(self, element: HtmlElement) -> Blocks:
        place, items = self.sheet.place(element), select(element, "li")
        if classes(element) & {"references", "hb-works"}:
            return (References(place, tuple(self._work(item) for item in items)),)
        start = int(element.get("start", "1")) if plain_tag(element) == "ol" else None
        read = tuple(Item(self.sheet.label(li.get("id", "")), self.blocks(li)) for li in items)
        return (Items(place, start, read, _role(element)),)

    def _work(self, element: HtmlElement) -> Work:
        backlinks = select(element, ".//a[@role='doc-backlink']")
        places = tuple(self.sheet.resolve(link.get("href", ""))[0] for link in backlinks)
        for link in backlinks:
            link.drop_tree()
        return Work(self.sheet.label(element.get("id", "")), element.get("value", ""), self.blocks(element), places)

    def _table(self, element: HtmlElement) -> Blocks:
        caption = element.find("caption")
        head = tuple(self._row(row) for row in select(element, "thead/tr"))
        body = tuple(self._row(row) for row in select(element, "tbody/tr|tr|tfoot/tr"))
        title = () if caption is None else self.line.content(caption)
        data = any("hb-data" in classes(parent) for parent in element.iterancestors("details"))
        return (Table(self.sheet.place(element), title, head, body, "data" if data else _role(element)),)

    def _row(self, element: HtmlElement) -> Row:
        return Row(
            self.sheet.label(element.get("id", "")), tuple(self._cell(cell) for cell in select(element, "th|td"))
        )

    def _cell(self, element: HtmlElement) -> Cell:
        align = re.search(r"text-align:\s*(\w+)", element.get("style", ""))
        return Cell(
            self.blocks(element),
            plain_tag(element) == "th",
            int(element.get("colspan", "1")),
            int(element.get("rowspan", "1")),
            align[1] if align else "",
        )

    def _quote(self, element: HtmlElement) -> Blocks:
        return (Quote(self.sheet.place(element), self.blocks(element)),)

    def _preformatted(self, element: HtmlElement) -> Blocks:
        return (Preformatted(self.sheet.place(element), "".join(element.itertext()).rstrip("\n")),)

    def _figure(self, element: HtmlElement) -> Blocks:
        caption = element.find("figcaption")
        words = () if caption is None else self.line.content(caption)
        if caption is not None:
            caption.drop_tree()
        return (Figure(self.sheet.place(element), words, self.blocks(element)),)

    def _image(self, element: HtmlElement) -> Blocks:
        return pictures.image(self.sheet, element, self.files)

    def _drawing(self, element: HtmlElement) -> Blocks:
        return pictures.drawing(self.sheet, element)


def _drop_twins(element: HtmlElement) -> None:
    """Leave out the ways to pages of the other language's book, with the dots before them."""
    for link in select(element, ".//a[@hreflang]"):
        previous = link.getprevious()
        if previous is None:
            element.text = (element.text or "").rstrip(" ·") + " "
        else:
            previous.tail = (previous.tail or "").rstrip(" ·")
        link.drop_tree()


def _role(element: HtmlElement) -> str:
    return next((ROLES[name] for name in str(element.get("class") or "").split() if name in ROLES), "")
