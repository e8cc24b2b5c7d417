"""What a chapter is made of: frozen values between the built HTML and the typesetter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from handbook.model import Diagnostic, Place

Style = Literal["strong", "emph", "small", "super", "sub", "code", "key", "title", "plain"]
Weight = Literal[
    "page", "term", "chapter", "away"
]  # how much a link says on paper: a page number, nothing, a chapter's number


class Text(NamedTuple):
    """Characters, white space collapsed."""

    text: str


class Break(NamedTuple):
    """A forced line break."""


@dataclass(frozen=True)
class Span:
    """Inline content set apart, or in another language (BCP 47)."""

    style: Style
    children: Inlines
    language: str = ""


@dataclass(frozen=True)
class Link:
    """A way to a label of the book, or to an address on the web."""

    target: str
    children: Inlines
    weight: Weight


class Citation(NamedTuple):
    """The numbers of a citation; each part leads to a label and carries the signs around it."""

    label: str
    parts: tuple[tuple[str, str], ...]  # label or empty, text


class Note(NamedTuple):
    """A place that a footnote hangs on."""

    blocks: Blocks


class Spot(NamedTuple):
    """A place within a line that the index may lead to."""

    label: str


Inline = Text | Break | Span | Link | Citation | Note | Spot
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text; `role` is empty, `caution` or `aside`."""

    place: Place
    children: Inlines
    role: str = ""


@dataclass(frozen=True)
class Heading:
    """A section's title; level 2 is the highest within a chapter."""

    place: Place
    level: int
    label: str
    children: Inlines


@dataclass(frozen=True)
class Items:
    """A list; `start` is None where it has no numbers; `role` is empty or `timeline`."""

    place: Place
    start: int | None
    items: tuple[Item, ...]
    role: str = ""


class Item(NamedTuple):
    """One entry of a list."""

    label: str
    blocks: Blocks


@dataclass(frozen=True)
class References:
    """The works a chapter cites."""

    place: Place
    works: tuple[Work, ...]


class Work(NamedTuple):
    """One reference, and the labels of the places that cite it."""

    label: str
    number: str  # empty in the list of all works
    blocks: Blocks
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table; `role` is empty, `ledger`, `terms`, `dots` or `data`, of a chart."""

    place: Place
    caption: Inlines
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    role: str = ""


class Row(NamedTuple):
    """One row of a table."""

    label: str
    cells: tuple[Cell, ...]


class Cell(NamedTuple):
    """One cell of a table."""

    blocks: Blocks
    heading: bool = False
    columns: int = 1
    rows: int = 1
    align: str = ""


@dataclass(frozen=True)
class Box:
    """Something set apart under a title: an admonition, an opened detail, one tab."""

    place: Place
    kind: str
    title: Inlines
    blocks: Blocks


@dataclass(frozen=True)
class Quote:
    """Words of others."""

    place: Place
    blocks: Blocks


@dataclass(frozen=True)
class Preformatted:
    """Text whose lines and spaces count."""

    place: Place
    text: str


@dataclass(frozen=True)
class Picture:
    """An image or a chart, as it is, and what it says."""

    place: Place
    data: bytes
    kind: str  # svg, png, jpg
    alt: str
    width: float = 0  # of a drawing, in CSS pixels


@dataclass(frozen=True)
class Figure:
    """A picture, or a chart of several parts, with its caption."""

    place: Place
    caption: Inlines
    blocks: Blocks


Block = Paragraph | Heading | Items | References | Table | Box | Quote | Preformatted | Picture | Figure
Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """One page of the site."""

    address: str  # `en/treatment/ivig.html`
    blocks: Blocks
    problems: tuple[Diagnostic, ...] = ()
