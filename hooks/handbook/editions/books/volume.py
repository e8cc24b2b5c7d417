"""Pages → one book: its parts and chapters in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.editions.books import outline, reading
from handbook.editions.books.index import Entry, Index
from handbook.editions.books.sheet import chapter_label
from handbook.editions.books.tree import Chapter, Citation, Heading, Item, Link, Row, Work
from handbook.editions.books.walking import placed, walk
from handbook.model import Diagnostic, Language, Page, Site
from handbook.render.addresses import address


@dataclass(frozen=True)
class Leaf:
    """A chapter with what its page says about itself."""

    page: Page
    chapter: Chapter
    number: int


@dataclass(frozen=True)
class Part:
    """Chapters under one title; without a title, one chapter that stands alone."""

    title: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Volume:
    """A whole book."""

    outline: outline.Outline
    parts: tuple[Part, ...]
    index: tuple[Entry, ...] = ()
    problems: tuple[Diagnostic, ...] = field(default=())

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every chapter."""
        return tuple(leaf for part in self.parts for leaf in part.leaves)


def read(site: Site, folder: Path, language: Language) -> Volume:
    """Read the built site in `folder`; of the navigation's pages, the book holds those for readers."""
    plan = outline.read(site.root, language)
    index = Index(site.terms, language)
    parts = []
    for title, leaves in _parts(site, folder, plan, language):
        indexed = (replace(leaf, chapter=index.read(leaf.page.title, leaf.chapter)) for leaf in leaves)
        parts.append(Part(title, tuple(indexed)))
    return _checked(Volume(plan, tuple(parts), tuple(index.entries())))


def read_chapters(site: Site, folder: Path, language: Language) -> Iterator[Volume]:
    """Read each chapter as a volume of its own: what leads to another leads to its page on the web."""
    plan = outline.read(site.root, language)
    for _, leaves in _parts(site, folder, plan, language, alone=True):
        yield from (_checked(Volume(plan, (Part("", (leaf,)),))) for leaf in leaves)


def _parts(
    site: Site, folder: Path, plan: outline.Outline, language: Language, *, alone: bool = False
) -> Iterator[tuple[str, list[Leaf]]]:
    """Read the chapters of each part that has any."""
    pages = {path: address(path, language) for path in _readers(site, plan, language)}
    numbers = {path: number for number, path in enumerate(pages, 1)}
    every = set(pages.values())

    def leaf(path: str, place: str) -> Leaf:
        html = (folder / place).read_bytes()
        known = {place} if alone else every
        chapter = reading.read(html, place, known, plan.site, lambda name: _bytes(folder / name))
        return Leaf(site.pages[language, path], chapter, numbers[path])

    for title, paths in plan.parts:
        if leaves := [leaf(path, pages[path]) for path in paths if path in pages]:
            yield title, leaves


def _readers(site: Site, plan: outline.Outline, language: Language) -> list[str]:
    """Paths of the pages that exist in a language and are not for contributors."""
    paths = (path for _, paths in plan.parts for path in paths)
    pages = ((path, site.pages.get((language, path))) for path in paths)
    return [path for path, page in pages if page and not page.for_contributors]


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _checked(volume: Volume) -> Volume:
    return replace(volume, problems=tuple(_problems(volume)))


def _problems(volume: Volume) -> Iterator[Diagnostic]:
    """Everything found while reading, and every link to a place that the book does not have."""
    labels = {label for leaf in volume.leaves for label in _labels(leaf.chapter)}
    for leaf in volume.leaves:
        yield from leaf.chapter.problems
        for place, node in placed(leaf.chapter):
            yield from (Diagnostic.at(place, "BOK003", target=name) for name in targets(node) if name not in labels)


def _labels(chapter: Chapter) -> Iterator[str]:
    yield chapter_label(chapter.address)
    for node in walk(chapter.blocks):
        if isinstance(node, Heading | Item | Row | Work | Citation) and node.label:
            yield node.label


def targets(node: object) -> tuple[str, ...]:
    """Return the labels of the book that a node leads to."""
    if isinstance(node, Link) and node.weight != "away":
        return (node.target,)
    if isinstance(node, Citation):
        return tuple(target for target, _ in node.parts if target)
    return node.places if isinstance(node, Work) else ()
