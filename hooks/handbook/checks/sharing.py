"""Pages are judged a few pairs of twins at a time, so that little is held at once; a large site, by several processes.

Each takes pairs until none is left: there are as many processes as processors.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from math import ceil
from typing import Protocol

from handbook.checks import child
from handbook.checks.child import Child
from handbook.checks.uses import Finding
from handbook.model import LANGUAGES, Page, Site

LARGE = 60  # pages: from here on the clock gains more than starting processes costs
TOGETHER = 4  # pairs that are taken at once


class Family(Protocol):
    """A module of rules that look at no more than a page and its twin."""

    def check(self, site: Site, pages: Collection[Page]) -> Iterator[Finding]:
        """Yield what is wrong with some pages, and what they name."""


def judge(site: Site, families: Sequence[Family]) -> set[Finding]:
    """Judge every page by every family."""
    paths = list(dict.fromkeys(path for _, path in site.pages))
    size = max(TOGETHER, ceil(len(paths) / 256))  # a byte numbers the shares
    shares = [paths[first : first + size] for first in range(0, len(paths), size)]
    processes = (os.cpu_count() or 1) if len(site.pages) >= LARGE and child.possible() else 1
    work = partial(_judge, site, families, shares, _numbers(len(shares)))
    children = [Child(work) for _ in shares[1:processes]]
    return work().union(*(each.result() for each in children))


def _numbers(count: int) -> int:
    """Return a pipe that holds a byte for each share: whoever reads one, alone has it."""
    reading, writing = os.pipe()
    os.write(writing, bytes(range(count)))
    os.close(writing)
    return reading


def _judge(site: Site, families: Sequence[Family], shares: Sequence[Sequence[str]], numbers: int) -> set[Finding]:
    found: set[Finding] = set()
    while number := os.read(numbers, 1):
        keys = [(language, path) for path in shares[number[0]] for language in LANGUAGES]
        pages = [site.pages[key] for key in keys if key in site.pages]
        for family in families:
            found.update(family.check(site, pages))
    os.close(numbers)
    return found
