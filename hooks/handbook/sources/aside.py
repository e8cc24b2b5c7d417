"""Made aside, then put in its place whole: a run that is stopped at any moment leaves what readers have.

What is made stands beside what it will replace, on the same disk, so that taking its place is a matter of names.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


def fresh(folder: Path) -> Path:
    """Return where to make the next `folder`; what a stopped run has left there is cleared, or put back."""
    new, old = _beside(folder, "new"), _beside(folder, "old")
    if old.exists() and not folder.exists():  # stopped between the two steps of `replace`
        old.rename(folder)
    for left in (new, old):
        clear(left)
    return new


def replace(folder: Path, new: Path) -> None:
    """Put `new` in the place of `folder`: in one step on Linux, elsewhere in two that `fresh` can mend."""
    old = _beside(folder, "old")
    if not folder.exists():
        new.rename(folder)
    elif _exchange(new, folder):
        clear(new)
    else:
        folder.rename(old)
        new.rename(folder)
        clear(old)


def clear(folder: Path) -> None:
    """Remove a folder that may be there."""
    if folder.exists():
        shutil.rmtree(folder)


def write(file: Path, content: bytes) -> None:
    """Write a file that is never seen half written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = _beside(file, "new")
    try:
        new.write_bytes(content)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _beside(path: Path, state: str) -> Path:
    return path.with_name(f".{path.name}.{state}")


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step; False where system or disk can't."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0
