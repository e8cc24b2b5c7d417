"""What is compared as one: an item of a list, a row of a table, a cell, a sentence, or a whole block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handbook.sources.figures import Figure
from handbook.sources.once import once
from handbook.sources.statements import Statement


class Mark(NamedTuple):
    """Something at a place of a page."""

    text: str
    offset: int


Placed = tuple[Figure, Mark]


@dataclass(frozen=True, eq=False)  # told apart by identity
class Unit:
    """A piece of a page; what it holds is sought once."""

    statements: tuple[Statement, ...]
    start: int

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Unit:
        """Take some statements as one."""
        found = tuple(statements)
        return cls(found, found[0].start)

    @classmethod
    def joined(cls, units: Sequence[Unit]) -> Unit:
        """Take some units as one."""
        return (
            units[0]
            if len(units) == 1
            else cls(tuple(one for unit in units for one in unit.statements), units[0].start)
        )

    @property
    def text(self) -> str:
        """All prose."""
        statements = self.statements
        return statements[0].text if len(statements) == 1 else "\n".join([one.text for one in statements])

    @once
    def keys(self) -> frozenset[str]:
        """Every work it cites."""
        return frozenset[str]().union(*[statement.keys for statement in self.statements])

    @property
    def values(self) -> frozenset[object]:
        """Every number in it, and every work it cites."""
        return frozenset[object](self.keys).union([value for value, _ in self.written])

    @property
    def names(self) -> frozenset[str]:
        """Every name that both languages write alike."""
        return frozenset[str]().union(*(statement.names for statement in self.statements))

    def marks(self, pattern: re.Pattern[str]) -> list[Mark]:
        """Every place where a pattern matches."""
        return [
            Mark(found[0], statement.start + found.start())
            for statement in self.statements
            for found in pattern.finditer(statement.text)
        ]

    def works(self, twin: Unit) -> list[Mark]:
        """Works that this unit cites and its twin doesn't, each once."""
        if self.keys <= twin.keys:
            return []
        found: dict[str, int] = {}
        for statement in self.statements:
            for key, place in statement.cited:
                if key not in twin.keys:
                    found.setdefault(f"@{key}", place)
        return [Mark(text, place) for text, place in found.items()]

    @once
    def figures(self) -> list[Placed]:
        """Every figure, with its text and its place in the page."""
        return [
            (figure, Mark(figure.shown(statement.text), statement.start + figure.start))
            for statement in self.statements
            for figure in statement.figures
        ]

    @once
    def written(self) -> list[tuple[float, str]]:
        """Every figure's value and unit, sorted."""
        return sorted([(one.value, one.unit) for statement in self.statements for one in statement.figures])

    @property
    def sentences(self) -> list[Unit]:
        """Each statement as a unit of its own."""
        return [self] if len(self.statements) == 1 else [Unit.of([statement]) for statement in self.statements]

    @once
    def cells(self) -> list[Unit]:
        """Cells of a row; none of what is no row."""
        if len(self.statements) != 1 or "|" not in self.statements[0].text:
            return []  # not itself: what holds itself is never let go
        (row,) = self.statements
        found, start = [], row.start
        for text in row.text.split("|"):
            cited = tuple((key, place) for key, place in row.cited if start <= place < start + len(text))
            found.append(Unit.of([Statement(text, start, cited)]))
            start += len(text) + 1
        return found
