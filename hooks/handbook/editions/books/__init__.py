"""The built site → one PDF book per language, and on request its smaller editions.

`outline` says what comes in which order, `reading` turns each page into a `tree`, `index` marks what it leads to,
`typesetting` writes the tree as Typst source, `volume` binds the chapters, `press` prints, `downloads` offers.
`template.typ` is the look, `words.toml` the words, `fonts` how the fonts were made.
"""

from __future__ import annotations

import os
import subprocess  # asks git for the commit
from collections.abc import Iterator
from pathlib import Path

from handbook.editions import aside
from handbook.editions.books import downloads, press, volume
from handbook.editions.books.downloads import Job
from handbook.editions.books.volume import Edition
from handbook.model import LANGUAGES, Diagnostic, Language, Site

NAMES: dict[Language, str] = {"zh": "handbook-zh.pdf", "en": "handbook-en.pdf"}


def make(site: Site, folder: Path, target: Path, *, everything: bool = False) -> list[Diagnostic]:
    """Print the books of the built site in `folder` into `target`, with `everything` also the smaller editions.

    Where there are errors nothing is written, and the findings name page and line.
    """
    commit, moment = _state(site.root)
    books = {language: volume.read(site, folder, language) for language in LANGUAGES}
    problems = [problem for book in books.values() for problem in book.problems]
    if problems:
        return problems
    jobs = [Job(NAMES[each], Edition(each, commit, moment), book) for each, book in books.items()]
    if everything:
        jobs += [small for job in jobs for small in _smaller(site, folder, job)]
    sources = [volume.sources(site, job.book, job.edition) for job in jobs]
    results = press.print_all(sources, site.root, moment)
    for job, source, result in zip(jobs, sources, results, strict=True):
        if isinstance(result, press.Failure):
            problems += press.explained(result, source, job.book)
    if problems:
        return sorted(set(problems))  # what both books lack is told once
    printed = [result for result in results if isinstance(result, bytes)]
    for job, content in zip(jobs, printed, strict=True):
        aside.write(target / job.file, content)
    downloads.offer(folder, target, jobs)
    return []


def _smaller(site: Site, folder: Path, job: Job) -> Iterator[Job]:
    """The same book on small paper, and each chapter alone."""
    language = job.edition.language
    yield Job(f"handbook-{language}-phone.pdf", job.edition._replace(paper="phone"), job.book)
    for leaf in job.book.leaves:
        single = volume.read(site, folder, language, only=leaf.page.path)
        file = f"{language}/{leaf.page.path.removesuffix('.md')}.pdf"
        yield Job(file, job.edition._replace(paper="chapter"), single, leaf.chapter.address)


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
