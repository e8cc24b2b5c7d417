"""Two blocks → the units that say the same in both languages, and the report of what they say differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handbook.checks import counting, parts
from handbook.checks.alignment import align
from handbook.checks.parts import Part
from handbook.checks.twins import Twins
from handbook.checks.units import Mark, Unit
from handbook.model import Diagnostic
from handbook.sources.statements import Statement

Pair = tuple[Unit, Unit]


def same(unit: Unit, twin: Unit) -> bool:
    """Whether two units cite and count alike."""
    return not (unit.works(twin) or twin.works(unit)) and not any(counting.apart(unit, twin))


def pairs(one: Part, other: Part) -> list[Pair]:
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


def grouped(found: Sequence[Pair]) -> list[list[Pair]]:
    """Put together the units that nothing tells apart: they may stand in another order."""
    if len(found) == 1:
        return [[*found]]
    groups: dict[object, list[Pair]] = {}
    for unit, twin in found:
        names = unit.names if unit.names == twin.names else frozenset()
        groups.setdefault(unit.values | names, []).append((unit, twin))
    return list(groups.values())


def differ(twins: Twins, code: str, pair: Pair, only: Sequence[Mark], missing: Sequence[Mark]) -> Iterator[Diagnostic]:
    """Report what each of two units has and the other lacks, if anything."""
    if only or missing:
        unit, twin = pair
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
