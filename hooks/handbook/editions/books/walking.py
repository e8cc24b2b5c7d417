"""What is in a tree: every node of it, its places, its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from handbook.editions.books.tree import (
    Break,
    Chapter,
    Citation,
    Heading,
    Link,
    Note,
    Paragraph,
    Picture,
    Span,
    Spot,
    Text,
)
from handbook.model import Place

LEAVES = (str, bytes, int, float, Place, type(None))  # hold no nodes


def walk(node: object) -> Iterator[object]:
    """Yield a node and everything within it, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        parts = node if isinstance(node, tuple) else [getattr(node, name) for name in names(node)]
        waiting += [part for part in reversed(parts) if not isinstance(part, LEAVES)]


def names(node: object) -> tuple[str, ...]:
    """Return the names of what a node holds; a tuple holds things without a name."""
    return _names(type(node))  # type: ignore[arg-type]  # mypy takes a class for its instances


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def placed(chapter: Chapter) -> Iterator[tuple[Place, object]]:
    """Yield every node with the place of the block that it stands in."""
    place = Place(chapter.address)
    for node in walk(chapter.blocks):
        place = getattr(node, "place", place)
        yield place, node


def words(node: object) -> str:
    """Return the text of a node, without citations and footnotes."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Break):
        return " "
    if isinstance(node, Span | Link):
        return words(node.children)
    if isinstance(node, Paragraph | Heading):
        return words(node.children) + " "
    if isinstance(node, Citation | Note | Picture | Spot):
        return ""
    if isinstance(node, tuple):
        return "".join(words(part) for part in node)
    return ""
