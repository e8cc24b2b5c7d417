"""The built site → one PDF book per language, each chapter as a PDF of its own, and on request a small book.

`outline` says what comes in which order, `reading` turns each page into a `tree`, `index` marks what it leads to,
`volume` holds the chapters, `typesetting` writes their trees as Typst source, `binding` puts it together for one
edition, `press` prints, `packing` makes it small, `downloads` offers; `origin` finds the line of Markdown behind what
is wrong. `template.typ` is the look, `words.toml` the words, `fonts` how the fonts were made.
"""

from __future__ import annotations

import os
from pathlib import Path

from handbook.editions.books import downloads, origin, press
from handbook.editions.books.binding import Edition
from handbook.model import LANGUAGES, Diagnostic, Site
from handbook.render.addresses import address
from handbook.sources import aside, git


def make(site: Site, folder: Path, target: Path, *, phone: bool = False) -> list[Diagnostic]:
    """Print the books of the built site in `folder` and each chapter alone into `target`; `phone`: small books too.

    Where there are errors nothing is written, and the findings name page and line.
    """
    commit, moment = _state(site.root)
    papers = ("a4", "chapter", "phone") if phone else ("a4", "chapter")
    editions = [Edition(language, commit, moment, paper) for paper in papers for language in LANGUAGES]
    found = press.print_all(site, folder, editions)
    if problems := {one for one in found if isinstance(one, Diagnostic)}:  # what book and chapter lack is told once
        pages = {address(path, language): page for (language, path), page in site.pages.items()}
        return list(origin.traced(sorted(problems), pages))
    copies = [one for one in found if isinstance(one, press.Copy)]
    for copy in copies:
        aside.write(target / copy.file, copy.content)
    downloads.offer(folder, target, copies)
    return []


def _state(root: Path) -> tuple[str, int]:
    """Return the commit, with a `+` when files have changed since, and its time; a copy without git has neither."""
    described = _git(root, "describe", "--always", "--dirty=+", "--abbrev=10")
    return described or "-", int(os.environ.get("SOURCE_DATE_EPOCH") or _git(root, "log", "-1", "--format=%ct") or 0)


def _git(root: Path, *arguments: str) -> str:
    try:
        return git.text(root, *arguments).strip()
    except git.FAILURES:
        return ""
