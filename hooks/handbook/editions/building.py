"""The project → the site, pictures of its links and the books in it, whole or not at all."""

from __future__ import annotations

import os
import subprocess  # runs the generator, which only ../events.py may import
import sys
from pathlib import Path

from handbook import sources
from handbook.editions import social
from handbook.model import Diagnostic
from handbook.sources import aside

GENERATOR = "mkdocs"  # or properdocs, which writes the same (make properdocs)


def build(target: Path, *, books: bool, strict: bool) -> tuple[int, list[Diagnostic]]:
    """Build into a folder beside `target` that takes its place when all is well.

    Return the exit code of the generator, which has said itself what is wrong, and what is wrong with the books.
    """
    new = aside.fresh(target)
    try:
        command = [sys.executable, "-m", GENERATOR, "build", "--quiet", "--site-dir", str(new)]
        command += [] if strict else ["--no-strict"]
        built = subprocess.run(command, env={"NO_MKDOCS_2_WARNING": "1", **os.environ}, check=False)  # noqa: S603
        if built.returncode:
            return built.returncode, []
        site = sources.load(Path())
        social.write(site, new)
        if books:
            from handbook.editions import books as printing  # noqa: PLC0415 - a site alone takes no time for it

            if found := printing.make(site, new, new / "books"):
                return 1, found
        aside.replace(target, new)
    finally:
        aside.clear(new)
    return 0, []
