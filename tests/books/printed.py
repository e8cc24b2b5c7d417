"""A printed book read back: glyphs with pdfium; tags, links and outline with pikepdf. Points, from the left foot.

What a reader's program would say is the text of the tags: `Element.text`. What stands in no tag (running heads, page
numbers, the repeated head of a table) is an artifact.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

ARTIFACT = -1
LANGUAGE = re.compile(rb"/MCID (\d+)/Lang\(([\w-]+)\)>>BDC")  # a language that begins within a tag


class Glyph(NamedTuple):
    """One character on a page, with the box of its advance and its size as printed."""

    char: str
    page: int
    left: float
    right: float
    base: float
    size: float
    font: str
    mark: int  # of its tag; ARTIFACT: none


class Line(NamedTuple):
    """Glyphs that follow each other on one base line without a gap as wide as between columns."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """Size of most of its type."""
        return max(glyph.size for glyph in self.glyphs)


class Spot(NamedTuple):
    """A place that a link or a bookmark leads to."""

    page: int
    top: float


class Link(NamedTuple):
    """A rectangle that leads to a place of the book or to an address."""

    page: int
    box: tuple[float, float, float, float]  # left, foot, right, top
    target: Spot | None
    address: str


class Bookmark(NamedTuple):
    """One entry of the outline."""

    level: int
    title: str
    spot: Spot


@dataclass(frozen=True)
class Element:
    """A tag with what it holds: tags, and text as it is marked on the pages."""

    tag: str
    language: str
    alt: str
    kids: tuple[Element | str, ...]
    page: int  # where it begins; 0: it holds nothing
    link: Link | None = None  # of the tag `Link`: its first rectangle

    @property
    def text(self) -> str:
        """All text within."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        """Yield it and all tags within, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *tags: str) -> list[Element]:
        """Return the tags of some kinds."""
        return [element for element in self.walk() if element.tag in tags]


_Marked = dict[tuple[int, int], Element | str]  # page and mark → text, as an element where its language is told


class Print:
    """One PDF file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.document = pikepdf.open(file)
        self._pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(self.document.pages, 1)}

    def __len__(self) -> int:
        return len(self._pages)

    @cached_property
    def glyphs(self) -> dict[int, tuple[Glyph, ...]]:
        """Every character by page, in the order of printing."""
        document = pypdfium2.PdfDocument(self.file)
        return {number: tuple(_glyphs(page, number)) for number, page in enumerate(document, 1)}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every page."""
        return tuple(line for glyphs in self.glyphs.values() for line in _lines(glyphs))

    @cached_property
    def tags(self) -> Element:
        """The tree of tags."""
        marked: dict[tuple[int, int], list[str]] = defaultdict(list)
        for page, glyphs in self.glyphs.items():
            for glyph in glyphs:
                marked[page, glyph.mark].append(glyph.char)
        texts: _Marked = {
            (page, int(mark)): Element("", language.decode(), "", ("".join(marked.get((page, int(mark)), ())),), page)
            for page, content in self._contents()
            for mark, language in LANGUAGE.findall(content)
        }
        texts |= {key: "".join(chars) for key, chars in marked.items() if key not in texts}
        return self._element(self.document.Root.StructTreeRoot, 0, texts)

    def _contents(self) -> Iterator[tuple[int, bytes]]:
        for number, page in enumerate(self.document.pages, 1):
            yield number, page.Contents.read_bytes()

    def _element(self, node: Any, page: int, texts: _Marked) -> Element:
        page = self._pages[node.Pg.objgen] if "/Pg" in node else page
        inside = node.get("/K", [])
        kids: list[Element | str] = []
        first, link = 0, None
        for kid in inside if isinstance(inside, pikepdf.Array) else [inside]:
            if isinstance(kid, int):
                kids.append(texts.get((page, kid), ""))
                first = first or page
            elif kid.get("/Type") == "/MCR":
                where = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
                kids.append(texts.get((where, int(kid.MCID)), ""))
                first = first or where
            elif kid.get("/Type") == "/OBJR":
                link = link or self._link(kid.Obj, self._pages[kid.Pg.objgen] if "/Pg" in kid else page)
            else:
                kids.append(element := self._element(kid, page, texts))
                first = first or element.page
        tag, language, alt = (str(node.get(key, "")) for key in ("/S", "/Lang", "/Alt"))
        return Element(tag.lstrip("/"), language, alt, tuple(kids), first, link)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, page by page."""
        return tuple(
            self._link(note, number)
            for number, page in enumerate(self.document.pages, 1)
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        )

    def _link(self, note: Any, page: int) -> Link:
        left, foot, right, top = map(float, note.Rect)
        return Link(page, (left, foot, right, top), self._target(note), str(note.get("/A", {}).get("/URI", "")))

    def _target(self, node: Any) -> Spot | None:
        place = node.get("/Dest", node.get("/A", {}).get("/D"))
        return None if place is None else self._spot(place)

    def _spot(self, place: Any) -> Spot:
        if not isinstance(place, pikepdf.Array):
            return self.names[str(place)]
        return Spot(self._pages[place[0].objgen], float(place[3]))

    @cached_property
    def names(self) -> dict[str, Spot]:
        """Named destinations: what `#nameddest=` in an address may say."""
        tree = pikepdf.NameTree(self.document.Root.Names.Dests)
        return {
            str(name): self._spot(place if isinstance(place, pikepdf.Array) else place.D)
            for name, place in tree.items()
        }

    @cached_property
    def outline(self) -> tuple[Bookmark, ...]:
        """The bookmarks, as a reader's program shows them."""
        found: list[Bookmark] = []

        def read(node: Any, level: int) -> None:
            while node is not None:
                found.append(Bookmark(level, str(node.Title), self._target(node) or Spot(0, 0)))
                read(node.get("/First"), level + 1)
                node = node.get("/Next")

        read(self.document.Root.Outlines.First, 1)
        return tuple(found)


def _glyphs(page: pypdfium2.PdfPage, number: int) -> Iterator[Glyph]:
    text = page.get_textpage()
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    name = ctypes.create_string_buffer(64)
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index):
            continue
        part = pdfium.FPDFText_GetTextObject(text, index)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        pdfium.FPDFText_GetFontInfo(text, index, name, 64, None)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(part)
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        yield Glyph(char, number, box.left, box.right, y.value, size, name.value.decode(), mark)


def _lines(glyphs: tuple[Glyph, ...]) -> Iterator[Line]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield Line(tuple(run))
            run = []
        run.append(glyph)
    if run:
        yield Line(tuple(run))


def _follows(one: Glyph, other: Glyph) -> bool:
    """A raised number follows its word; a column further right, or the next line, does not."""
    size = max(one.size, other.size)
    return abs(other.base - one.base) < size * 0.55 and -size < other.left - one.right < size * 1.5
