"""Two texts → what is gone and what is new, word by word; a Chinese sign is a word, and so are a figure and a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

TOKEN = re.compile(r"@[A-Za-z0-9_][\w:.+/-]*|[A-Za-z0-9]+(?:[.,'’/:–-][A-Za-z0-9]+)*%?|[ \t]+|.", re.DOTALL | re.ASCII)
ALIKE = 0.4  # share of signs in common below which a passage reads better as a whole gone and a whole new one

Kind = Literal["same", "gone", "new"]


class Piece(NamedTuple):
    """A run of text of one kind."""

    kind: Kind
    text: str


class Hunk(NamedTuple):
    """Lines that changed, joined by line ends."""

    line: int  # where they stand now
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is gone and what is new, in reading order."""
        return compare(self.before, self.after)


def hunks(before: str, after: str) -> Iterator[Hunk]:
    """Find the lines that differ; lines that are blank on both sides say nothing."""
    old, new = before.splitlines(), after.splitlines()
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        hunk = Hunk(first + 1, "\n".join(old[start:end]), "\n".join(new[first:last]))
        if tag != "equal" and hunk.before.split() != hunk.after.split():
            yield hunk


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two passages."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    pieces: list[tuple[str, str]] = []  # gone and new, side by side; where nothing changed, both are the same
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, fresh = "".join(old[start:end]), "".join(new[first:last])
        if pieces and (tag != "equal" or (end < len(old) and _slight(gone))) and pieces[-1][0] != pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + gone, pieces[-1][1] + fresh)
        else:
            pieces.append((gone, fresh))
    same = sum(len(gone) for gone, fresh in pieces if gone == fresh)
    if before and after and same < ALIKE * min(len(before), len(after)):
        pieces = [(before, after)]
    return tuple(piece for gone, fresh in pieces for piece in _pieces(gone, fresh))


def _slight(text: str) -> bool:
    """Whether a common run between two changes only breaks them up: a space, a mark, a single sign."""
    return "\n" not in text and len(text.strip()) <= 1


def _pieces(gone: str, fresh: str) -> Iterator[Piece]:
    if gone == fresh:
        yield Piece("same", gone)
        return
    if gone:
        yield Piece("gone", gone)
    if fresh:
        yield Piece("new", fresh)
