"""Pages → one book: its parts and chapters in reading order, and the Typst files it is printed from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from handbook.editions.books import outline, reading, words
from handbook.editions.books.index import Entry, Index
from handbook.editions.books.sheet import chapter_label
from handbook.editions.books.tree import Chapter, Citation, Heading, Item, Link, Row, Work, placed, walk
from handbook.editions.books.typesetting import Typesetter, dictionary, indexed, quoted
from handbook.model import Diagnostic, Language, Page, Site, other
from handbook.render.addresses import address
from handbook.render.words import say


class Edition(NamedTuple):
    """What is printed, from which state of the project."""

    language: Language
    commit: str
    moment: int  # seconds since 1970 of the commit
    paper: str = "a4"  # a4 | phone | chapter: one chapter alone on A4


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


def read(site: Site, folder: Path, language: Language, *, only: str = "") -> Volume:
    """Read the built site in `folder`; of the navigation's pages, it holds those for readers."""
    plan = outline.read(site.root, language)
    numbers = {path: number for number, path in enumerate(_readers(site, plan, language), 1)}
    addresses = {address(path, language) for path in numbers if only in {"", path}}
    index = Index(site.terms, language)
    parts: list[Part] = []
    for title, paths in plan.parts:
        leaves = []
        for path in paths:
            place = address(path, language)
            if place not in addresses:
                continue
            html = (folder / place).read_bytes()
            page = site.pages[language, path]
            chapter = reading.read(html, place, addresses, plan.site, lambda name: _bytes(folder / name))
            leaves.append(Leaf(page, chapter if only else index.read(page.title, chapter), numbers[path]))
        if leaves:
            parts.append(Part("" if only else title, tuple(leaves)))
    volume = Volume(plan, tuple(parts), tuple(index.entries()))
    return replace(volume, problems=tuple(_problems(volume)))


def _readers(site: Site, plan: outline.Outline, language: Language) -> list[str]:
    """Paths of the pages that exist in a language and are not for contributors."""
    paths = (path for _, paths in plan.parts for path in paths)
    pages = ((path, site.pages.get((language, path))) for path in paths)
    return [path for path, page in pages if page and page.meta.get("audience") != "contributor"]


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _problems(volume: Volume) -> Iterator[Diagnostic]:
    """Everything found while reading, and every link to a place that the book does not have."""
    labels = {label for leaf in volume.leaves for label in _labels(leaf.chapter)}
    for leaf in volume.leaves:
        yield from leaf.chapter.problems
        for place, node in placed(leaf.chapter):
            yield from (Diagnostic.at(place, "BOK003", target=name) for name in _targets(node) if name not in labels)


def _labels(chapter: Chapter) -> Iterator[str]:
    yield chapter_label(chapter.address)
    for node in walk(chapter.blocks):
        if isinstance(node, Heading | Item | Row | Work | Citation) and node.label:
            yield node.label


def _targets(node: object) -> tuple[str, ...]:
    """Return the labels of the book that a node leads to."""
    if isinstance(node, Link) and node.weight != "away":
        return (node.target,)
    if isinstance(node, Citation):
        return tuple(target for target, _ in node.parts if target)
    return node.places if isinstance(node, Work) else ()


def sources(site: Site, volume: Volume, edition: Edition) -> dict[str, bytes]:
    """Write the Typst files of a book: `main`, the template, what it is told, and one file per chapter."""
    numbers = {chapter_label(leaf.chapter.address): leaf.number for leaf in volume.leaves}
    targets = frozenset(
        target for leaf in volume.leaves for node in walk(leaf.chapter.blocks) for target in _targets(node)
    ) | {place.label for entry in volume.index for place in entry.places}
    found = {"template.typ": (files(__package__) / "template.typ").read_bytes()}
    main = ['#import "template.typ": *', "#show: book"]
    for index, part in enumerate(volume.parts):
        if part.title:
            main.append(f"#part({quoted(part.title)}, {quoted(f'part-{index}')})")
        for leaf in part.leaves:
            name = f"chapter-{leaf.number}.typ"
            shift = 1 if part.title else 0
            setter = Typesetter(targets, numbers, shift, narrow=edition.paper == "phone")
            head = dictionary(_head(leaf, part, volume, site.twin(leaf.page), edition.paper))
            found[name] = (
                f'#import "template.typ": *\n#chapter({head}, {setter.blocks(leaf.chapter.blocks)})\n'.encode()
            )
            main.append(f'#include "{name}"')
    if volume.index:
        main.append('#include "index.typ"')
        found["index.typ"] = ('#import "template.typ": *\n' + indexed(volume.index)).encode()
    found["volume.typ"] = _told(site, volume, edition).encode()
    found["main"] = "\n".join(main).encode()
    return found


def book_file(language: Language, paper: str) -> str:
    """Name the file of a whole book."""
    return f"handbook-{language}{'' if paper == 'a4' else f'-{paper}'}.pdf"


def chapter_file(page: Page) -> str:
    """Name the file of one chapter: the same in both languages but for their folder."""
    return f"{page.language}/{page.path.removesuffix('.md')}.pdf"


def _head(leaf: Leaf, part: Part, volume: Volume, twin: Page | None, paper: str) -> dict[str, object]:
    meta, language = leaf.page.meta, leaf.page.language
    status = str(meta.get("status", "draft"))
    name = chapter_label(leaf.chapter.address)
    beside = f"{book_file(other(language), paper)}#nameddest={name}"
    if twin and paper == "chapter":
        beside = chapter_file(twin)
    return {
        "title": leaf.page.title,
        "lead": str(meta.get("description", "")),
        "part": part.title or volume.outline.title,
        "number": leaf.number,
        "level": 2 if part.title else 1,
        "name": name,
        "audience": say(language, "audience", str(meta.get("audience", "clinician"))),
        "status": say(language, "status", status),
        "draft": status != "reviewed",
        "checked": str(meta.get("last_reviewed", "")),
        "url": volume.outline.site + leaf.chapter.address,
        "twin": twin.title if twin else "",
        "twin-url": f"{volume.outline.site}books/{beside}",
    }


def _told(site: Site, volume: Volume, edition: Edition) -> str:
    """What the template is told about this book, and its words."""
    date = datetime.fromtimestamp(edition.moment, UTC)
    told_words = {key: value[edition.language] for key, value in words.table().items()}
    drafts = sum(str(leaf.page.meta.get("status")) != "reviewed" for leaf in volume.leaves)
    alone = edition.paper == "chapter"
    told_words["draft"] = told_words["draft"].format(drafts=drafts, chapters=len(volume.leaves))
    if alone:
        told_words["draft"] = told_words["draft-alone" if drafts else "reviewed-alone"]
    told = {
        "document": volume.leaves[0].page.title if alone else volume.outline.title,
        "subtitle": str(volume.leaves[0].page.meta.get("description", "")) if alone else volume.outline.subtitle,
        "book": volume.outline.site + "books/" + book_file(edition.language, "a4"),
        "language": edition.language, "paper": edition.paper, "title": volume.outline.title,
        "author": volume.outline.title, "site": volume.outline.site,
        "commit": edition.commit, "date": f"{date:%Y-%m-%d}", "year": date.year, "month": date.month, "day": date.day,
        "facts": len(site.facts), "works": len(site.entries),
    }  # fmt: skip
    return f"#let volume = {dictionary(told)}\n#let words = {dictionary(told_words)}\n"
