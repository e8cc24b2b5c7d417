"""The built site → one PDF book per language.

`outline` says what comes in which order, `reading` turns each page into a `tree`, `typesetting` writes the tree as
Typst source, `volume` binds the chapters, `press` prints. `template.typ` is the look, `words.toml` the words.
"""

from __future__ import annotations

import os
import subprocess  # asks git for the commit
from pathlib import Path

from handbook.editions.books import press, volume
from handbook.model import LANGUAGES, Diagnostic, Language, Site

NAMES: dict[Language, str] = {"zh": "handbook-zh.pdf", "en": "handbook-en.pdf"}


def make(site: Site, folder: Path, target: Path) -> list[Diagnostic]:
    """Read the built site in `folder` and write both books into `target`; nothing is written for a book with errors."""
    commit, moment = _state(site.root)
    volumes = {language: volume.read(site, folder, language) for language in LANGUAGES}
    problems = [problem for book in volumes.values() for problem in book.problems]
    sound = {language: book for language, book in volumes.items() if not book.problems}
    sources = [volume.sources(site, book, volume.Edition(language, commit, moment)) for language, book in sound.items()]
    target.mkdir(parents=True, exist_ok=True)
    for (language, book), text, printed in zip(
        sound.items(), sources, press.print_all(sources, site.root, moment), strict=True
    ):
        if isinstance(printed, press.Failure):
            problems += press.explained(printed, text, book)
        else:
            (target / NAMES[language]).write_bytes(printed)
    return problems


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
