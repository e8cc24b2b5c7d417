"""The project → the site, pictures of its links and the books in it, whole or not at all."""

from __future__ import annotations

import os
import subprocess  # runs the generator, which only ../events.py may import
import sys
from pathlib import Path

from handbook import sources
from handbook.editions import social
from handbook.model import Diagnostic, Site
from handbook.sources import aside

GENERATOR = "mkdocs"  # or properdocs, which writes the same (make properdocs)


def build(target: Path, *, books: bool, strict: bool) -> tuple[int, list[Diagnostic]]:
    """Build into a folder beside `target` that takes its place when all is well.

    Return the exit code of the generator, which has said itself what is wrong, and what is wrong with the books.
    """
    command = [sys.executable, "-m", GENERATOR, "build", "--quiet", *([] if strict else ["--no-strict"])]
    with aside.beside(target) as new:
        built = subprocess.run(  # noqa: S603
            [*command, "--site-dir", str(new)],
            env={"NO_MKDOCS_2_WARNING": "1", **os.environ},
            check=False,
            close_fds=False,  # should it outlive us, it still holds the lock on what it writes
        )
        if built.returncode:
            return built.returncode, []
        site = sources.load(Path())
        social.write(site, new)
        if books and (found := _print(site, new, new / "books", phone=False)):
            return 1, found
        aside.replace(target, new)
    return 0, []


def print_books(site: Site, folder: Path, target: Path, *, phone: bool) -> list[Diagnostic]:
    """Print the books of the built site in `folder` into `target`; return what is wrong with them.

    Within the site, books and the links to them take the place of the old ones at once.
    """
    if not target.is_relative_to(folder) or not folder.is_dir():
        return _print(site, folder, target, phone=phone)
    with aside.beside(folder) as new:
        aside.copy(folder, new)
        found = _print(site, new, new / target.relative_to(folder), phone=phone)
        if not found:
            aside.replace(folder, new)
    return found


def _print(site: Site, folder: Path, target: Path, *, phone: bool) -> list[Diagnostic]:
    from handbook.editions import books  # noqa: PLC0415 - a site alone takes no time for it

    return books.make(site, folder, target, phone=phone)
