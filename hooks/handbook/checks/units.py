"""What is compared as one: an item of a list, a row of a table, a cell, a sentence, or a whole block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from handbook.checks import parts
from handbook.sources.figures import Figure
from handbook.sources.statements import Statement


class Mark(NamedTuple):
    """Something at a place of a page."""

    text: str
    offset: int


Placed = tuple[Figure, Mark]


class Unit(NamedTuple):
    """A piece of a page."""

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
        return "\n".join([statement.text for statement in self.statements])

    @property
    def values(self) -> frozenset[object]:
        """Every number in it, and every work it cites."""
        keys = frozenset[object](key for statement in self.statements for key, _ in statement.cited)
        return keys.union(figure.value for statement in self.statements for figure in statement.figures)

    @property
    def names(self) -> frozenset[str]:
        """Every name that both languages write alike."""
        return frozenset(parts.NAME.findall(self.text))

    def marks(self, pattern: re.Pattern[str]) -> list[Mark]:
        """Every place where a pattern matches."""
        return [
            Mark(found[0], statement.start + found.start())
            for statement in self.statements
            for found in pattern.finditer(statement.text)
        ]

    def works(self, twin: Unit) -> list[Mark]:
        """Works that this unit cites and its twin doesn't, each once."""
        cited = {key for statement in twin.statements for key, _ in statement.cited}
        found: dict[str, int] = {}
        for statement in self.statements:
            for key, place in statement.cited:
                if key not in cited:
                    found.setdefault(f"@{key}", place)
        return [Mark(text, place) for text, place in found.items()]

    @property
    def figures(self) -> list[Placed]:
        """Every figure, with its text and its place in the page."""
        return [
            (figure, Mark(figure.shown(statement.text), statement.start + figure.start))
            for statement in self.statements
            for figure in statement.figures
        ]

    def sentences(self) -> list[Unit]:
        """Each statement as a unit of its own."""
        return [Unit.of([statement]) for statement in self.statements]

    def cells(self) -> list[Unit]:
        """Cells of a row; a unit that is no row is one cell."""
        if len(self.statements) != 1 or "|" not in self.statements[0].text:
            return [self]
        (row,) = self.statements
        found, start = [], row.start
        for text in row.text.split("|"):
            cited = tuple((key, place) for key, place in row.cited if start <= place < start + len(text))
            found.append(Unit.of([Statement(text, start, cited)]))
            start += len(text) + 1
        return found
