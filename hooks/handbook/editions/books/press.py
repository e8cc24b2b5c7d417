"""A volume → PDF files that conform to PDF/A-2a and PDF/UA-1, made small."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from itertools import chain, repeat
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pikepdf
import typst

from handbook.checks import child
from handbook.checks.child import Child
from handbook.editions.books import binding, volume
from handbook.editions.books.binding import Edition
from handbook.editions.books.fonts import FOLDER
from handbook.editions.books.packing import packed
from handbook.editions.books.tree import Text
from handbook.editions.books.volume import Volume
from handbook.editions.books.walking import placed
from handbook.model import Diagnostic, Place, Site

STANDARDS = ["a-2a", "ua-1"]
Sources = Mapping[str, bytes]  # the Typst files of one book by their names


class Failure(NamedTuple):
    """What the compiler says: one sentence, and the same with the place in the source."""

    message: str
    diagnostic: str


class Job(NamedTuple):
    """One file to print."""

    file: str  # below the books' folder
    page: str  # address of the page, where one chapter stands alone
    sources: Sources


class Copy(NamedTuple):
    """One printed file."""

    file: str
    page: str
    edition: Edition
    pages: int
    content: bytes


def print_all(site: Site, folder: Path, editions: Sequence[Edition]) -> list[Copy | Diagnostic]:
    """Print each edition in a process of its own, two at a time: the compiler keeps every layout until it ends."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as workers:
        return list(chain(*workers.map(print_edition, repeat(site), repeat(folder), editions)))


def print_edition(site: Site, folder: Path, edition: Edition) -> Sequence[Copy | Diagnostic]:
    """Read the built site in `folder` and print one edition of it; what is wrong is found before anything is set.

    It is read by a child that ends: the trees of all pages, and all readings of Chinese, would lie beside the layouts.
    """
    read = partial(_read, site, folder, edition)
    jobs, problems = Child(read).result() if child.possible() else read()
    printed = print_batch([job.sources for job in jobs], site.root, edition.moment)
    if any(isinstance(result, Failure) for result in printed):
        volumes = (book for _, _, book in _volumes(site, folder, edition))
        for job, result, book in zip(jobs, printed, volumes, strict=True):
            problems += explained(result, job.sources, book) if isinstance(result, Failure) else []
    return problems or [
        Copy(job.file, job.page, edition, _pages(result), result)
        for job, result in zip(jobs, printed, strict=True)
        if isinstance(result, bytes)
    ]


def _read(site: Site, folder: Path, edition: Edition) -> tuple[list[Job], list[Diagnostic]]:
    """Write the source of each file, or find what is wrong."""
    volumes = list(_volumes(site, folder, edition))
    if problems := [problem for _, _, book in volumes for problem in book.problems]:
        return [], problems
    return [Job(file, page, binding.sources(site, book, edition)) for file, page, book in volumes], []


def _volumes(site: Site, folder: Path, edition: Edition) -> Iterator[tuple[str, str, Volume]]:
    """Read the volume of each file, with its name and its page."""
    if edition.paper == "chapter":
        for single in volume.read_chapters(site, folder, edition.language):
            (leaf,) = single.leaves
            yield binding.chapter_file(leaf.page), leaf.chapter.address, single
    else:
        yield binding.book_file(edition.language, edition.paper), "", volume.read(site, folder, edition.language)


def _pages(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages)


def print_batch(batch: Sequence[Sources], root: Path, moment: int) -> list[bytes | Failure]:
    """Print several books one after another; the fonts, those of the project and no others, are opened once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(root / FOLDER)])
    return [_printed(sources, fonts, moment) for sources in batch]


def _printed(sources: Sources, fonts: typst.Fonts, moment: int) -> bytes | Failure:
    """Compile; what the standards forbid is a failure, and so is a warning.

    The warning that matters is "layout did not converge": all page numbers of such a book are wrong.
    """
    try:
        printed, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # its stub forgets dictionaries
            dict(sources), font_paths=fonts, pdf_standards=STANDARDS, timestamp=moment
        )
    except typst.TypstError as error:
        return Failure(error.message, error.diagnostic)
    if warnings:
        return Failure(warnings[0].message, warnings[0].diagnostic)
    return packed(printed)


def explained(error: Failure, sources: Sources, book: Volume) -> list[Diagnostic]:
    """Turn what the compiler says into findings that name page and line."""
    if font := re.search(r"unknown font family: (.+)", error.message):
        return [Diagnostic.at(Place(FOLDER), "BOK009", font=font[1])]
    if missing := re.search(r"the text `\"(.+?)\"` could not be displayed", error.message):
        text = re.sub(r"\\u\{(\w+)\}", lambda escaped: chr(int(escaped[1], 16)), missing[1])
        point = " ".join(f"U+{ord(character):04X}" for character in text)
        nodes = (found for leaf in book.leaves for found in placed(leaf.chapter))
        places = {place for place, node in nodes if isinstance(node, Text) and text in node.text}
        return [Diagnostic.at(place, "BOK006", text=text, point=point) for place in sorted(places or {Place("docs")})]
    return [Diagnostic.at(_place(error.diagnostic, sources), "BOK007", reason=error.message)]


def _place(diagnostic: str, sources: Sources) -> Place:
    """Find the comment above the line that the compiler names."""
    if at := re.search(r"─ (chapter-\d+\.typ):(\d+)", diagnostic):
        lines = sources[at[1]].decode().splitlines()[: int(at[2])]
        for line in reversed(lines):
            if comment := re.fullmatch(r"// (.+):(\d+)", line):
                return Place(comment[1], int(comment[2]))
    return Place("hooks/handbook/editions/books/template.typ")
