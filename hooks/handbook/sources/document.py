"""What a page of Markdown is made of. Every offset counts characters of the whole file's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from handbook.sources.once import once

Kind = Literal[
    "paragraph",
    "list",
    "table",
    "admonition",
    "details",
    "tab",
    "quote",
    "definition",
    "footnote",
    "image",  # a paragraph that is one image
    "block",  # `/// name | argument`
    "code",
    "html",  # raw HTML on its own lines: nothing in it is Markdown
    "rule",
]


class Heading(NamedTuple):
    """A heading, ATX or underlined."""

    level: int
    text: str  # without marker and attribute list
    id: str  # as written, else as Python-Markdown's toc makes it
    explicit: bool  # whether `{#id}` is written
    offset: int  # of the first character of the line's content
    end: int
    section: str  # id of the heading that this one stands under; "" at the top


class Block(NamedTuple):
    """A block, before the blocks that it holds."""

    kind: Kind
    section: str  # id of the heading it stands under; "" before the first
    start: int
    end: int
    depth: int = 0  # how many blocks hold it
    items: int = 0  # of a list: its own, not those of lists inside; of a definition: how many
    cells: tuple[int, ...] = ()  # of a table: cells in each row, header and separator first
    name: str = ""  # type of an admonition, title of a tab, name of a block or footnote
    argument: str = ""  # title of an admonition, argument of a block

    @property
    def rows(self) -> int:
        """Rows of a table below its header."""
        return max(0, len(self.cells) - 2)

    @property
    def columns(self) -> int:
        """Columns of a table, as its header has them."""
        return self.cells[0] if self.cells else 0


class Link(NamedTuple):
    """A link: inline, by reference, `<automatic>`, or raw HTML."""

    text: str
    destination: str  # of a reference: as defined, "" where it isn't
    title: str
    offset: int  # of the destination; of a reference: of the whole link
    start: int
    end: int
    raw: bool = False  # raw HTML: any attribute that names an address
    label: str = ""  # of a reference
    attribute: str = "href"
    tag: str = "a"


class Image(NamedTuple):
    """An image: inline, by reference, or `<img>`."""

    text: str  # alternative text
    destination: str
    title: str
    offset: int  # of the destination; of a reference: of the whole image
    start: int
    end: int
    raw: bool = False
    label: str = ""
    described: bool = True  # whether alternative text is written at all, be it empty


class Definition(NamedTuple):
    """`[label]: destination "title"`."""

    label: str  # as written
    destination: str
    title: str
    offset: int  # of the destination
    start: int


class Mark(NamedTuple):
    """A name at a place: an id, a reference to a footnote, a footnote, what was opened."""

    name: str
    offset: int


class Facts(NamedTuple):
    """`<!-- facts: id, id -->`: the ledger records that the block before it rests on."""

    ids: tuple[str, ...]
    offset: int
    block: Block | None  # the outermost of those that end last before the comment


@dataclass(frozen=True)
class Document:
    """One page, taken apart; everything in the order in which it stands."""

    text: str
    bare: str  # `text` with front matter, code, comments and escapes blanked
    prose: str  # `bare` with addresses, attribute lists and HTML tags blanked too
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    ids: tuple[Mark, ...]  # of headings, attribute lists and raw HTML (`id`, and `name` of `<a>`)
    footnotes: tuple[Mark, ...]
    footnote_references: tuple[Mark, ...]
    definitions: tuple[Definition, ...]
    facts: tuple[Facts, ...]
    comments: tuple[tuple[int, int], ...]  # where each HTML comment starts and ends
    unclosed: tuple[Mark, ...]  # what opens code, a comment or raw HTML that nothing closes

    @once
    def signs(self) -> frozenset[str]:
        """Every character that stands in it."""
        return frozenset(self.text)

    @property
    def addresses(self) -> tuple[Link | Image, ...]:
        """Links and images."""
        return (*self.links, *self.images)

    @property
    def angled(self) -> frozenset[int]:
        """Where a `<` opens the destination of a link, no tag: `[text](<a file.pdf>)`."""
        return frozenset(one.offset - 1 for one in self.addresses if not one.raw and one.start < one.offset - 1)
