"""Work in a process beside ours: what it prints is said after what we print, its result or failure comes back.

A child ends with its parent, however that ends. Only Linux is asked for one: elsewhere a process that has loaded the
system's libraries can't be forked safely, and nowhere can one that has threads.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

PRINTED = (1, 2)  # standard output and standard error
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

T = TypeVar("T")


def possible() -> bool:
    """Whether a child can be had, and has a processor to run on."""
    return sys.platform == "linux" and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


class Child(Generic[T]):
    """One piece of work, begun."""

    def __init__(self, work: Callable[[], T]) -> None:
        context = get_context("fork")
        gc.freeze()  # what both share is kept to the end: to look for garbage in it takes time, and copies it
        self._printed = [os.memfd_create("printed") for _ in PRINTED]
        self._answer, answer = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(work, answer, self._printed), daemon=True)
        self._process.start()
        answer.close()

    def result(self) -> T:
        """Wait; print what the child printed; return what it returned, or raise what it raised."""
        answer: tuple[T, Exception | None] | None = None
        with suppress(EOFError):  # it ended without an answer
            answer = self._answer.recv()
        self._process.join()
        sys.stdout.flush()
        for target, copy in zip(PRINTED, self._printed, strict=True):
            with os.fdopen(copy, "rb") as printed, os.fdopen(target, "wb", closefd=False) as ours:
                printed.seek(0)
                ours.write(printed.read())
        if answer is None:
            raise ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD))
        value, error = answer
        if error is not None:
            raise error
        return value


def _run(work: Callable[[], T], answer: Connection, printed: list[int]) -> None:
    parent = os.getppid()
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended in between
        return
    for target, copy in zip(PRINTED, printed, strict=True):
        os.dup2(copy, target)
    try:
        answer.send((work(), None))
    except Exception as error:  # noqa: BLE001 - the parent raises it
        error.add_note(traceback.format_exc())  # which does not come along by itself
        answer.send((None, error))
