"""A large site is judged by as many processes as there are processors: each takes whole pairs of twins."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from typing import Protocol

from handbook.model import Diagnostic, Site

LARGE = 60  # pages: from here on the clock gains more than starting processes costs


class Family(Protocol):
    """A module of rules."""

    def check(self, site: Site) -> Iterator[Diagnostic]:
        """Yield what is wrong."""


Outcome = Iterator[Diagnostic]
_given: tuple[Site, Sequence[Family]]  # set in each process when it starts: what is forked need not be copied


@contextmanager
def judged(site: Site, families: Sequence[Family]) -> Iterator[Outcome]:
    """Judge pages by families that look at no more than a page and its twin; the caller can work on meanwhile."""
    paths = list(dict.fromkeys(path for _, path in site.pages))
    processes = os.cpu_count() or 1
    # Only a process that has no threads can be forked safely.
    if len(site.pages) < LARGE or processes == 1 or sys.platform != "linux" or threading.active_count() > 1:
        yield (one for family in families for one in family.check(site))
        return
    with get_context("fork").Pool(processes, _take, (site, families)) as pool:
        shares = [paths[first::processes] for first in range(processes)]
        results = pool.imap_unordered(_judge, shares)
        yield (one for found in results for one in found)


def _take(site: Site, families: Sequence[Family]) -> None:
    global _given  # noqa: PLW0603 - how a pool hands its processes what they share
    _given = site, families


def _judge(paths: list[str]) -> list[Diagnostic]:
    site, families = _given
    chosen = set(paths)
    part = replace(site, pages={key: page for key, page in site.pages.items() if key[1] in chosen})
    return [one for family in families for one in family.check(part)]
