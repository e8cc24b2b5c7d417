"""The tree → Typst source: function calls with quoted strings, so that nothing needs escaping twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from handbook.editions.books.columns import shares, width
from handbook.editions.books.gluing import Glued, glue
from handbook.editions.books.index import Entry
from handbook.editions.books.literals import dictionary, quoted, value
from handbook.editions.books.tree import (
    Block,
    Blocks,
    Box,
    Break,
    Cell,
    Citation,
    Figure,
    Heading,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    References,
    Row,
    Span,
    Spot,
    Table,
    Text,
    Work,
)
from handbook.editions.books.walking import words
from handbook.model import Place

STYLES = {
    "strong": "strong",
    "emph": "emph",
    "small": "quiet",
    "super": "super",
    "sub": "sub",
    "code": "code",
    "key": "key",
}
TALL = 1000  # half ems: a cell with more may go over a page
DOTS = "1fr, 245pt"  # a chart: its words, its drawing


class Typesetter:
    """Writes the chapters of one book; `targets` are the labels that are linked to, `numbers` the chapters by label."""

    def __init__(
        self, targets: AbstractSet[str], numbers: Mapping[str, int], shift: int = 0, *, narrow: bool = False
    ) -> None:
        self.targets = targets
        self.numbers = numbers
        self.shift = shift  # how much deeper than on its page a section lies in the book
        self.narrow = narrow  # whether the paper has room for two or three columns only

    def blocks(self, blocks: Blocks) -> str:
        """Write a sequence of blocks as one code block; each names its place, for errors."""
        return (
            "{\n"
            + "".join(f"// {block.place.path}:{block.place.line}\n{self.block(block)}\n" for block in blocks)
            + "}"
        )

    def block(self, block: Block) -> str:
        """Write one block."""
        match block:
            case Paragraph():
                return f"prose({quoted(block.role)}, {self.line(block.children)})"
            case Heading():
                kind = "section" if block.level == 2 else "subsection"
                return f"{kind}({block.level + self.shift}, {quoted(block.label)}, {self.line(block.children)})"
            case Items(role="timeline"):
                return "timeline(" + ", ".join(self._event(item) for item in block.items) + ")"
            case Items(start=None):
                return f"bullets({self._items(block)})"
            case Items():
                return f"numbered({block.start}, {self._items(block)})"
            case References():
                return "works(" + ", ".join(self._work(work) for work in block.works) + ")"
            case Table():
                return self._table(block)
            case Box():
                title = self.line(block.title) if block.title else "none"
                return f"titled({quoted(block.kind)}, {title}, {self.blocks(block.blocks)})"
            case Quote():
                return f"quotation({self.blocks(block.blocks)})"
            case Preformatted():
                return f"lines({quoted(block.text)})"
            case Picture():
                return _picture(block)
            case Figure():
                caption = self.line(block.caption) if block.caption else "none"
                return f"plate({caption}, {self.blocks(block.blocks)})"

    def line(self, children: Inlines) -> str:
        """Write inline content as one code block."""
        known = [child for child in children if not isinstance(child, Spot) or child.label in self.targets]
        parts = [self._glued(child) if isinstance(child, Glued) else self.inline(child) for child in glue(known)]
        return "{" + "; ".join(parts) + "}" if parts else '""'

    def _glued(self, glued: Glued) -> str:
        before = '""' if glued.before is None else self.inline(glued.before)
        return f"glued({before}, {self.inline(glued.mark)}, {quoted(glued.stop)})"

    def inline(self, child: Inline) -> str:
        """Write one inline node."""
        match child:
            case Text():
                return quoted(child.text)
            case Break():
                return "linebreak()"
            case Span():
                body = self.line(child.children)
                body = f"{STYLES[child.style]}({body})" if child.style in STYLES else body
                return f"foreign({quoted(child.language)}, {body})" if child.language else body
            case Link(weight="away"):
                return f"away({quoted(child.target)}, {self.line(child.children)})"
            case Link(weight="chapter"):
                return f"chapter-number({quoted(child.target)}, {self.numbers[child.target]})"
            case Link():
                name = "see" if child.weight == "page" else "term"
                return f"{name}({quoted(child.target)}, {self.line(child.children)})"
            case Citation():
                parts = "".join(f"({quoted(target)}, {quoted(text)}), " for target, text in child.parts)
                return f"citation({self._name(child.label)}, ({parts}))"
            case Note():
                return f"footnote({self.inner(child.blocks)})"
            case Spot():
                return f"spot({quoted(child.label)})"

    def inner(self, blocks: Blocks) -> str:
        """Write what stands in a cell, an item or a note: a single paragraph needs no paragraph of its own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].role:
            return self.line(blocks[0].children)
        if blocks and isinstance(blocks[0], Paragraph) and not blocks[0].role:  # text, then a list within it
            return "{" + f"{self.line(blocks[0].children)}; parbreak(); {self.blocks(blocks[1:])}" + "}"
        return self.blocks(blocks) if blocks else '""'

    def _name(self, label: str) -> str:
        return quoted(label if label in self.targets else "")

    def _items(self, block: Items) -> str:
        return ", ".join(self._spot(item.label, self.inner(item.blocks)) for item in block.items)

    def _spot(self, label: str, body: str) -> str:
        return "{" + f"spot({quoted(label)}); {body}" + "}" if label in self.targets else body

    def _work(self, work: Work) -> str:
        places = "".join(f"{quoted(place)}, " for place in work.places)
        name = self._name(work.label)
        return f"(name: {name}, number: {quoted(work.number)}, body: {self.inner(work.blocks)}, places: ({places}))"

    def _table(self, table: Table) -> str:
        if self.narrow and table.role == "ledger":
            table = replace(table, head=tuple(map(_folded, table.head)), body=tuple(map(_folded, table.body)))
        caption = self.line(table.caption) if table.caption else "none"
        head = "".join(self._cell(cell, "") for row in table.head for cell in row.cells)
        rows = (
            "".join(self._cell(cell, "" if i else row.label) for i, cell in enumerate(row.cells)) for row in table.body
        )
        found = shares(table, narrow=self.narrow)
        columns = DOTS if table.role == "dots" else ", ".join(f"{share}fr" for share in found)
        return f"sheet({quoted(table.role)}, ({columns},), {caption}, ({head}), ({'line-below, '.join(rows)}))"

    def _cell(self, cell: Cell, label: str) -> str:
        tall = "true" if width(words(cell.blocks)) > TALL else ""
        named = {
            "heading": "true" if cell.heading else "",
            "tall": tall,
            "columns": cell.columns,
            "rows": cell.rows,
            "at": cell.align,
        }
        extra = "".join(f", {name}: {given}" for name, given in named.items() if given not in {"", 1})
        return f"cell({self._spot(label, self.inner(cell.blocks))}{extra}), "

    def _event(self, item: Item) -> str:
        return f"({self.inner(item.blocks[:1])}, {self.inner(item.blocks[1:])})"


def _folded(row: Row) -> Row:
    """Say a record of the ledger in two cells: its statement, and in one line what follows."""
    statement, *others = row.cells
    parts: list[Inline] = []
    for block in (block for cell in others for block in cell.blocks if isinstance(block, Paragraph)):
        parts += [*([Text("\u00a0· ")] if parts else []), *block.children]
    return (
        Row(row.label, (statement, Cell((Paragraph(Place(""), tuple(parts)),), others[0].heading))) if others else row
    )


def _picture(picture: Picture) -> str:
    width = f"{picture.width * 0.75:.1f}pt" if picture.width else "100%"  # CSS counts 96 pixels to the inch
    data = quoted(picture.data.decode()) if picture.kind == "svg" else "(" + ", ".join(map(str, picture.data)) + ")"
    return f"picture({data}, {quoted(picture.kind)}, {quoted(picture.alt)}, {width})"


def indexed(entries: Iterable[Entry]) -> str:
    """Write the index: its lines by their first letter."""
    groups = groupby(entries, key=lambda entry: entry.letter)
    written = (f"({quoted(letter)}, ({''.join(map(_line, lines))}))" for letter, lines in groups)
    return f"#index({', '.join(written)})\n"


def _line(entry: Entry) -> str:
    places = "".join(f"({quoted(place.label)}, {value(place.main)}), " for place in entry.places)
    told = {"title": entry.title, "name": f"subject {entry.subject}", "twin": entry.twin, "see": entry.see}
    return f"({dictionary(told)[1:-1]}, places: ({places})), "
