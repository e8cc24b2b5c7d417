"""git → which lines of which files were changed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from handbook.model import Diagnostic, Place

Changed = Mapping[str, frozenset[int]]  # path → numbers of the changed lines

FILE = re.compile(r'^\+\+\+ "?b/(.*?)"?$')
HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def read(root: Path, base: str = "") -> tuple[Changed, list[Diagnostic]]:
    """List what differs from the commit where `base` branched off (without it, from the last commit), new files too."""
    commands = [
        ["diff", "--no-ext-diff", "--unified=0", "--merge-base", base]
        if base
        else ["diff", "--no-ext-diff", "--unified=0", "HEAD"],
        ["ls-files", "--others", "--exclude-standard"],
    ]
    outputs = []
    for command in commands:
        git = ["git", "-c", "core.quotePath=false", *command, "--", "."]
        done = subprocess.run(git, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603  fixed words and a revision
        if done.returncode:
            return {}, [Diagnostic.at(Place("."), "TXT051", base=base or "HEAD", reason=done.stderr.strip())]
        outputs.append(done.stdout)
    new = {path: frozenset(range(1, 1 + _lines(root / path))) for path in outputs[1].splitlines()}
    return {**parse(outputs[0]), **new}, []


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
