"""Made aside, then put in its place whole: a run that is stopped at any moment leaves what readers have.

What is made stands beside what it will replace, on the same disk, so that taking its place is a matter of names.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LOCKLESS = {errno.EBADF, errno.ENOLCK, errno.ENOTSUP}  # what network disks say that can't lock a folder
HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


@contextmanager
def alone(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Let one process at a time write below `folder`; call `waiting` before a wait for another.

    The lock leaves no file, and ends with the last process that holds it, however that ends: one that is started with
    `close_fds=False` holds it too.
    """
    if sys.platform == "win32":
        yield
        return
    lock = os.open(folder, os.O_RDONLY)
    try:
        os.set_inheritable(lock, True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in LOCKLESS:
                raise
        yield
    finally:
        os.close(lock)


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give a place to make the next `folder` in; what has not taken its place by the end is cleared."""
    new = fresh(folder)
    try:
        yield new
    finally:
        clear(new)


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


def copy(folder: Path, new: Path) -> None:
    """Copy a folder; stop at the first file that can't be written, and raise its error as it is."""
    new.mkdir()
    for path in folder.rglob("*"):
        target = new / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            shutil.copyfile(path, target)


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
