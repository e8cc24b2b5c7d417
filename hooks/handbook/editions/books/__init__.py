"""The built site → one PDF book per language, each chapter as a PDF of its own, and on request a small book.

`outline` says what comes in which order, `reading` turns each page into a `tree`, `index` marks what it leads to,
`typesetting` writes the tree as Typst source, `volume` binds the chapters, `press` prints, `downloads` offers; `origin`
finds the line of Markdown behind what is wrong. `template.typ` is the look, `words.toml` the words, `fonts` how the
fonts were made.
"""

from __future__ import annotations

import os
import subprocess  # asks git for the commit
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from handbook.editions import aside
from handbook.editions.books import downloads, origin, press, volume
from handbook.editions.books.downloads import Job
from handbook.editions.books.volume import Edition, Volume
from handbook.model import LANGUAGES, Diagnostic, Language, Site
from handbook.render.addresses import address

NAMES: dict[Language, str] = {language: volume.book_file(language, "a4") for language in LANGUAGES}


def make(site: Site, folder: Path, target: Path, *, phone: bool = False) -> list[Diagnostic]:
    """Print the books of the built site in `folder` and each chapter alone into `target`; `phone`: small books too.

    Where there are errors nothing is written, and the findings name page and line.
    """
    commit, moment = _state(site.root)
    books = {language: volume.read(site, folder, language) for language in LANGUAGES}
    problems = [problem for book in books.values() for problem in book.problems]
    pages = {address(path, language): page for (language, path), page in site.pages.items()}
    if problems:
        return list(origin.traced(problems, pages))
    editions = [Edition(language, commit, moment) for language in LANGUAGES]
    batches = [[Job(NAMES[each.language], each, books[each.language])] for each in editions]
    batches += [list(_chapters(site, folder, each, books[each.language])) for each in editions]
    if phone:
        batches += [[_small(each, books[each.language])] for each in editions]
    sources = [[volume.sources(site, job.book, job.edition) for job in batch] for batch in batches]
    results = press.print_all(sources, site.root, moment)
    printed: list[tuple[Job, bytes]] = []
    for job, source, result in zip(chain(*batches), chain(*sources), chain(*results), strict=True):
        if isinstance(result, press.Failure):
            problems += press.explained(result, source, job.book)
        else:
            printed.append((job, result))
    if problems:
        return list(origin.traced(sorted(set(problems)), pages))  # what book and chapter lack is told once
    for job, content in printed:
        aside.write(target / job.file, content)
    downloads.offer(folder, target, [job for job, _ in printed])
    return []


def _small(edition: Edition, book: Volume) -> Job:
    """The same book on small paper."""
    return Job(volume.book_file(edition.language, "phone"), edition._replace(paper="phone"), book)


def _chapters(site: Site, folder: Path, edition: Edition, book: Volume) -> Iterator[Job]:
    """Each chapter alone: what leads to another leads to its page on the web."""
    for leaf in book.leaves:
        single = volume.read(site, folder, edition.language, only=leaf.page.path)
        yield Job(volume.chapter_file(leaf.page), edition._replace(paper="chapter"), single, leaf.chapter.address)


def _state(root: Path) -> tuple[str, int]:
    """Return the commit, with a `+` when files have changed since, and its time; a copy without git has neither."""
    described = _git(root, "describe", "--always", "--dirty=+", "--abbrev=10")
    return described or "-", int(os.environ.get("SOURCE_DATE_EPOCH") or _git(root, "log", "-1", "--format=%ct") or 0)


def _git(root: Path, *arguments: str) -> str:
    try:
        result = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        return ""
    return result.stdout.strip()
