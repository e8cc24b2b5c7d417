"""git, asked in one way by all who must know what the project was before."""

from __future__ import annotations

import subprocess
from pathlib import Path

# What `read` raises: git is not there; git says no, such as where a commit is unknown.
FAILURES = (OSError, subprocess.CalledProcessError)


def read(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what a command prints; `given` is its input."""
    return subprocess.run(["git", *arguments], cwd=root, input=given, capture_output=True, check=True).stdout  # noqa: S603, S607 - fixed words, revisions, ids


def text(root: Path, *arguments: str) -> str:
    """Return what a command prints as text."""
    return read(root, *arguments).decode("utf-8", "replace")


def content(blob: bytes) -> str:
    """Read a file as git keeps it: without byte-order mark, with LF line ends."""
    return blob.decode("utf-8-sig", "replace").replace("\r\n", "\n")
