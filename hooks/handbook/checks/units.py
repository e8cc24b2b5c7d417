"""What is compared as one: an item of a list, a row of a table, a cell, a sentence, or a whole block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from handbook.checks import parts
from handbook.sources import numerals
from handbook.sources.statements import Statement

PERCENT_IN_WORDS = {50, 100}  # half, all


class Mark(NamedTuple):
    """Something at a place of a page."""

    text: str
    offset: int


class Unit(NamedTuple):
    """A piece of a page."""

    statements: tuple[Statement, ...]
    start: int

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Unit:
        """Take some statements as one."""
        found = tuple(statements)
        return cls(found, found[0].start)

    @property
    def text(self) -> str:
        """All prose."""
        return "\n".join(statement.text for statement in self.statements)

    @property
    def values(self) -> frozenset[object]:
        """Every number in it, and every work it cites."""
        keys = {key for statement in self.statements for key, _ in statement.cited}
        return frozenset(figure.value for statement in self.statements for figure in statement.figures) | keys

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

    def figures(self, twin: Unit) -> list[Mark]:
        """Figures of this unit that its twin has neither in digits nor in words, each once."""
        figures = [figure for statement in twin.statements for figure in statement.figures]
        known = {(figure.value, figure.unit) for figure in figures}
        found: dict[str, int] = {}
        for statement in self.statements:
            for figure in statement.figures:
                if (figure.value, figure.unit) in known or any(figure.like(other) for other in figures):
                    continue
                in_words = figure.value in numerals.hints(twin.text)
                if not in_words or (figure.unit == "%" and figure.value not in PERCENT_IN_WORDS):
                    found.setdefault(figure.shown(statement.text), statement.start + figure.start)
        return [Mark(text, place) for text, place in found.items()]

    def cells(self) -> list[Unit]:
        """Cells of a row; a unit that is no row is one cell."""
        if len(self.statements) != 1:
            return [self]
        (row,) = self.statements
        found, start = [], row.start
        for text in row.text.split("|"):
            cited = tuple((key, place) for key, place in row.cited if start <= place < start + len(text))
            found.append(Unit.of([Statement(text, start, cited)]))
            start += len(text) + 1
        return found
