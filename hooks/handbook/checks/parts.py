"""A page → its blocks with what stands in each: what a twin must hold too."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from handbook.checks.targets import published
from handbook.model import Page
from handbook.sources import markdown, statements
from handbook.sources.document import Block, Image, Link
from handbook.sources.statements import Statement

LANGUAGE = r"(?<![a-z])(?:zh|en|cn)(?:[-_](?:hans|hant|cn|us|gb))?(?![a-z])"
IN_PATH = re.compile(LANGUAGE, re.IGNORECASE)  # chart-zh.svg
IN_ADDRESS = re.compile(rf"(?<=/)[^/]*{LANGUAGE}[^/]*", re.IGNORECASE)  # https://en.wikipedia.org/, …/deed.zh-hans


class Part(NamedTuple):
    """A block with what stands in it and in no block within it."""

    block: Block
    statements: tuple[Statement, ...]
    links: tuple[tuple[str, int], ...]  # destination, with its language left out, and where it stands
    marks: frozenset[object]  # everything that both languages write alike

    @property
    def keys(self) -> frozenset[str]:
        """Works cited."""
        return frozenset(key for statement in self.statements for key in statement.keys)


def of(page: Page) -> tuple[Part, ...]:
    """Take a page apart, in order."""
    document, here = markdown.scan(page), published(f"{page.language}/{page.path}")  # its address within the site
    stated: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements.of(page):
        stated[_innermost(document.blocks, statement.start)].append(statement)
    linked: dict[int, list[tuple[str, int]]] = defaultdict(list)
    links: list[Link | Image] = [*document.links, *document.images]
    for link in links:
        destination = _within_site(link.destination, here if link.raw else here.removeprefix("en/"))
        destination = (IN_ADDRESS if "://" in destination else IN_PATH).sub("", destination)
        linked[_innermost(document.blocks, link.start)].append((destination, link.offset))
    return tuple(
        Part(block, tuple(stated[i]), tuple(linked[i]), _all(stated[i]).union(name for name, _ in linked[i]))
        for i, block in enumerate(document.blocks)
    )


def likeness(one: Part, other: Part) -> float:
    """Tell how well two blocks match: 0 for other kinds, else more with all that is written alike in both languages."""
    if (one.block.kind, one.block.depth) != (other.block.kind, other.block.depth):
        return 0
    shape = (one.block.items, one.block.rows, one.block.name) == (other.block.items, other.block.rows, other.block.name)
    return 1 + overlap(one.marks, other.marks) + shape / 4


def alike(one: Statement, other: Statement) -> float:
    """Tell how well two statements match."""
    return 0.1 + overlap(one.marks, other.marks)


def overlap(one: frozenset[object], other: frozenset[object]) -> float:
    """Dice's coefficient; two empty sets are half alike."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.5


def _within_site(address: str, here: str) -> str:
    """Write an address the same on both pages; raw HTML counts from where they are published, at different depths."""
    if ":" in address or address.startswith(("#", "/")) or not address:
        return address
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), address)).removeprefix("en/")


def _all(stated: Sequence[Statement]) -> frozenset[object]:
    return frozenset[object]().union(*(statement.marks for statement in stated))


def _innermost(blocks: Sequence[Block], offset: int) -> int:
    """Find the last block that begins before an offset and holds it; -1 where none does."""
    index = bisect_right(blocks, offset, key=attrgetter("start")) - 1
    while index >= 0 and blocks[index].end <= offset:
        index -= 1
    return index
