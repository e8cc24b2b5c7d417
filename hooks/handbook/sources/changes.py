"""git → which lines of which files were changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from subprocess import CalledProcessError

from handbook.model import Diagnostic, Place
from handbook.sources import git

Changed = Mapping[str, frozenset[int]]  # path → numbers of the changed lines

FILE = re.compile(r'^\+\+\+ "?b/(.*?)"?$')
HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def read(root: Path, base: str = "") -> tuple[Changed, list[Diagnostic]]:
    """List what differs from the commit where `base` branched off (without it, from the last commit), new files too."""
    commands = (
        ("diff", "--no-ext-diff", "--unified=0", *(("--merge-base", base) if base else ("HEAD",))),
        ("ls-files", "--others", "--exclude-standard"),
    )
    try:
        diff, others = (git.text(root, "-c", "core.quotePath=false", *command, "--", ".") for command in commands)
    except CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip()
        return {}, [Diagnostic.at(Place("."), "TXT051", base=base or "HEAD", reason=reason)]
    new = {path: frozenset(range(1, 1 + _lines(root / path))) for path in others.splitlines()}
    return {**parse(diff), **new}, []


def parse(diff: str) -> Changed:
    """Read a diff without context lines."""
    found: dict[str, set[int]] = {}
    lines: set[int] = set()
    for line in diff.splitlines():
        if file := FILE.match(line):
            lines = found.setdefault(file[1], set())
        elif hunk := HUNK.match(line):
            lines.update(range(int(hunk[1]), int(hunk[1]) + int(hunk[2] or 1)))
    return {path: frozenset(numbers) for path, numbers in found.items()}


def _lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") + 1 if file.is_file() else 0  # a link to a folder, a clone within
