"""Citations, and what must stay on a line with them: the end of what they cite, a sign that starts no line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from handbook.editions.books.columns import width
from handbook.editions.books.tree import Citation, Inline, Link, Text
from handbook.editions.books.walking import words

NONSTARTERS = "；："  # line breaking class NS: unlike 。 and ）, they may follow a box on the next line
TAIL = re.compile(r"(?:[!-~]+|[一-鿿])?[）】》」』”’。，、；：？！％…]+$|[一-鿿]$|[!-~]*[])%]$")
SHORT = 16  # half ems: eight Chinese characters
WORD = re.compile(r"[!-~]+$")


class Glued(NamedTuple):
    """A citation with what must stay on its line: the end of what it cites, and a sign that starts no line."""

    before: Inline | None
    mark: Citation
    stop: str


def glue(children: Sequence[Inline]) -> list[Inline | Glued]:
    """Take what stays with a citation out of the text on both sides of it."""
    found: list[Inline | Glued] = []
    stop = ""  # of the citation before
    for child, following in zip_longest(children, children[1:]):
        if isinstance(child, Citation):
            stop = _stop(following)
            start, end = _divided(found.pop(), stop) if found else (None, None)
            found += [start] if start is not None else []
            found.append(Glued(end, child, stop) if end or stop else child)
        elif child is not None:
            found.append(Text(child.text.removeprefix(stop)) if isinstance(child, Text) else child)
            stop = ""
    return found


def _divided(node: Inline | Glued, stop: str) -> tuple[Inline | Glued | None, Inline | None]:
    """Divide what stands before a citation: a Chinese character, or a sign and its word, stays with it.

    So does a short link as a whole. A Latin word needs no help, unless the citation stands in a box with the `stop`.
    """
    if isinstance(node, Text):
        found = TAIL.search(node.text) or (WORD.search(node.text) if stop else None)
        start = found.start() if found else len(node.text)
        return Text(node.text[:start]) if start else None, Text(node.text[start:]) if found else None
    if isinstance(node, Link) and node.weight != "page" and width(words(node)) <= SHORT and TAIL.search(words(node)):
        return None, node
    return node, None


def _stop(node: Inline | None) -> str:
    """Return the sign at the start of a text that must not start a line."""
    return node.text[:1] if isinstance(node, Text) and node.text[:1] in tuple(NONSTARTERS) else ""
