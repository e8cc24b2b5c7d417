"""What is compared as one: an item of a list, a row of a table, a cell, a sentence, or a whole block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from handbook.checks import parts
from handbook.checks.alignment import align
from handbook.checks.parts import Part
from handbook.checks.twins import Twins
from handbook.model import Diagnostic
from handbook.sources import numerals
from handbook.sources.statements import Statement

IN_WORDS = {Fraction(50), Fraction(100)}  # percentages that have a word: half, all


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
        found = {key: place for statement in reversed(self.statements) for key, place in reversed(statement.cited)}
        return sorted((Mark(f"@{key}", place) for key, place in found.items() if key not in cited), key=_place)

    def figures(self, twin: Unit) -> list[Mark]:
        """Figures of this unit that its twin has neither in digits nor in words, each once."""
        figures = [figure for statement in twin.statements for figure in statement.figures]
        words = numerals.hints(twin.text)
        found = {
            figure.shown(statement.text): statement.start + figure.start
            for statement in reversed(self.statements)
            for figure in reversed(statement.figures)
            if not any(figure.like(other) for other in figures)
            if figure.value not in words or (figure.unit == "%" and figure.value not in IN_WORDS)
        }
        return sorted((Mark(text, place) for text, place in found.items()), key=_place)

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


def _place(mark: Mark) -> int:
    return mark.offset


def same(unit: Unit, twin: Unit) -> bool:
    """Whether two units cite and count alike."""
    return not (unit.works(twin) or twin.works(unit) or unit.figures(twin) or twin.figures(unit))


def pairs(one: Part, other: Part) -> list[tuple[Unit, Unit]]:
    """Pair the items, rows or sentences of two blocks, in whatever order they stand.

    Sentences of a paragraph need not be cut alike: unless all cite and count alike, the paragraph is one unit.
    """
    paragraph = one.block.kind not in {"list", "table"}
    mine, theirs = ([Unit.of([it]) for it in part.statements] if paragraph else _items(part) for part in (one, other))
    whole = [(Unit(one.statements, one.block.start), Unit(other.statements, other.block.start))]
    if len(mine) != len(theirs):
        matched = align(mine, theirs, lambda unit, twin: parts.alike(unit.statements[0], twin.statements[0]))
        return whole if paragraph else [(unit, twin) for unit, twin in matched if unit and twin]
    in_order = list(zip(mine, theirs, strict=True))
    if all(same(*pair) for pair in in_order):
        return in_order
    moved = [(unit, theirs.pop(next((i for i, twin in enumerate(theirs) if same(unit, twin)), 0))) for unit in mine]
    if all(same(*pair) for pair in moved):
        return moved
    return whole if paragraph and not _recited(one, other) else in_order


def _items(part: Part) -> list[Unit]:
    """Join the statements of each item."""
    items: list[list[Statement]] = []
    for statement in part.statements:
        if statement.leads or not items:
            items.append([])
        items[-1].append(statement)
    return [Unit.of(item) for item in items]


def _recited(one: Part, other: Part) -> bool:
    """Whether two paragraphs cite the same works, and count the same, but not on the same lines."""
    lines = [Counter(statement.keys for statement in part.statements) for part in (one, other)]
    return lines[0] != lines[1] and one.keys == other.keys


def grouped(found: Sequence[tuple[Unit, Unit]], *, sentences: bool) -> list[tuple[Unit, Unit]]:
    """Join what may stand in another order: sentences that nothing tells apart, items that name nothing at all."""
    groups: dict[object, list[tuple[Unit, Unit]]] = {}
    for unit, twin in found:
        names = unit.names if unit.names == twin.names else frozenset()
        marks = unit.values | names
        groups.setdefault(marks if sentences or not marks else unit.start, []).append((unit, twin))
    return [
        (
            Unit.of(statement for unit, _ in group for statement in unit.statements),
            Unit.of(statement for _, twin in group for statement in twin.statements),
        )
        for group in groups.values()
    ]


def differ(
    twins: Twins, code: str, unit: Unit, twin: Unit, only: Sequence[Mark], missing: Sequence[Mark]
) -> Iterator[Diagnostic]:
    """Report what each of two units has and the other lacks, if anything."""
    if only or missing:
        here = only[0].offset if only else beside(unit, twin, missing[0].offset)
        there = missing[0].offset if missing else beside(twin, unit, only[0].offset)
        yield twins.differ(code, here, there, only=_list(only), missing=_list(missing))


def beside(unit: Unit, twin: Unit, offset: int) -> int:
    """Find where something that stands at an offset in the twin would stand in this unit."""
    last = unit.start
    for one, other in align(unit.statements, twin.statements, parts.alike):
        last = one.start if one else last
        if other and other.start <= offset <= other.end:
            break
    return last


def _list(marks: Sequence[Mark]) -> str:
    return ", ".join(dict.fromkeys(f"`{mark.text.strip()}`" for mark in marks)) or "—"
