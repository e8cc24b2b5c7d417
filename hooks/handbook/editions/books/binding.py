"""A volume → the Typst files of one edition of it, and the names of what is printed."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from typing import NamedTuple

from handbook.editions.books import words
from handbook.editions.books.literals import dictionary, quoted
from handbook.editions.books.sheet import chapter_label
from handbook.editions.books.typesetting import Typesetter, indexed
from handbook.editions.books.volume import Leaf, Part, Volume, targets
from handbook.editions.books.walking import walk
from handbook.model import Language, Page, Site, other
from handbook.render.words import named


class Edition(NamedTuple):
    """What is printed, from which state of the project."""

    language: Language
    commit: str
    moment: int  # seconds since 1970 of the commit
    paper: str = "a4"  # a4 | phone | chapter: one chapter alone on A4


def sources(site: Site, volume: Volume, edition: Edition) -> dict[str, bytes]:
    """Write the Typst files of a book: `main`, the template, what it is told, and one file per chapter."""
    numbers = {chapter_label(leaf.chapter.address): leaf.number for leaf in volume.leaves}
    wanted = frozenset(
        target for leaf in volume.leaves for node in walk(leaf.chapter.blocks) for target in targets(node)
    ) | {place.label for entry in volume.index for place in entry.places}
    found = {"template.typ": (files(__package__) / "template.typ").read_bytes()}
    main = ['#import "template.typ": *', "#show: book"]
    for index, part in enumerate(volume.parts):
        if part.title:
            main.append(f"#part({quoted(part.title)}, {quoted(f'part-{index}')})")
        for leaf in part.leaves:
            name = f"chapter-{leaf.number}.typ"
            shift = 1 if part.title else 0
            setter = Typesetter(wanted, numbers, shift, narrow=edition.paper == "phone")
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
        "audience": named(language, "audience", str(meta.get("audience", "clinician"))),
        "status": named(language, "status", status),
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
