"""A large site is judged by as many processes as there are processors: each takes pairs of twins until none is left."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from typing import Protocol

from handbook.checks import child
from handbook.checks.child import Child
from handbook.model import Diagnostic, Site

LARGE = 60  # pages: from here on the clock gains more than starting processes costs
LEAST = 12  # pairs that are taken at once: what families look up about the whole site they look up for each share


class Family(Protocol):
    """A module of rules."""

    def check(self, site: Site) -> Iterator[Diagnostic]:
        """Yield what is wrong."""


Judge = Callable[[], list[Diagnostic]]


def begin(site: Site, families: Sequence[Family]) -> Judge:
    """Have others begin to judge pages by families that look at no more than a page and its twin.

    What is returned takes its share, waits for the others and returns the findings of all.
    """
    paths = list(dict.fromkeys(path for _, path in site.pages))
    processes = (os.cpu_count() or 1) if len(site.pages) >= LARGE and child.possible() else 1
    size = max(LEAST, ceil(len(paths) / min(4 * processes, 255))) if processes > 1 else len(paths) or 1
    shares = [set(paths[first : first + size]) for first in range(0, len(paths), size)]
    judge = partial(_judge, site, families, shares, _numbers(len(shares)))
    children = [Child(judge) for _ in shares[1:processes]]
    return lambda: judge() + [one for each in children for one in each.result()]


def _numbers(count: int) -> int:
    """Return a pipe that holds a byte for each share: whoever reads one, alone has it."""
    reading, writing = os.pipe()
    os.write(writing, bytes(range(count)))
    os.close(writing)
    return reading


def _judge(site: Site, families: Sequence[Family], shares: Sequence[set[str]], numbers: int) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    while number := os.read(numbers, 1):
        share = shares[number[0]]
        part = replace(site, pages={key: page for key, page in site.pages.items() if key[1] in share})
        found += (one for family in families for one in family.check(part))
    os.close(numbers)
    return found
