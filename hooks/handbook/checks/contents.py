"""PAR: what stands in a block and in its counterpart: items, rows, citations, links, figures, ledger records."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from handbook.checks import counting, parts
from handbook.checks.alignment import align
from handbook.checks.pairing import Pair, beside, differ, same
from handbook.checks.parts import Part
from handbook.checks.twins import Twins
from handbook.checks.units import Mark, Unit
from handbook.model import Diagnostic, Page
from handbook.sources import markdown
from handbook.sources.statements import Statement

NUMBER, WORD, HAN = re.compile(r"\d+(?:[.,]\d+)*"), re.compile("[A-Za-z]+"), re.compile("[一-鿿]")
LONGER = 0.32  # of the logarithm: none of 244 paragraphs of equal content differs by more


def check(twins: Twins, one: Part, other: Part, found: Sequence[Pair]) -> Iterator[Diagnostic]:
    """Compare two blocks of one kind, and the paired units of which they are made."""
    here, there = one.block, other.block
    whole = Unit(one.statements, here.start), Unit(other.statements, there.start)
    for code, mine, theirs in (
        ("PAR007", here.items, there.items),
        ("PAR008", here.rows, there.rows),
        ("PAR009", here.columns, there.columns),
        ("PAR010", _form(one), _form(other)),
    ):
        if mine != theirs:
            places = _odd(*whole) if code in {"PAR007", "PAR008"} else (here.start, there.start)
            yield twins.differ(code, *places, value=mine or "—", other=theirs or "—")
    yield from _order(twins, one, other)
    yield from differ(twins, "PAR012", whole, _links(one, other), _links(other, one))
    if here.columns != there.columns:
        return
    differences = [difference for pair in found for difference in _unit(twins, *pair)]
    yield from differences
    if not differences and here.kind == "paragraph" and (lost := _lost(*whole)):
        yield twins.differ("PAR022", *lost, value=len(one.statements), other=len(other.statements))


def _order(twins: Twins, one: Part, other: Part) -> Iterator[Diagnostic]:
    """Find the first item or row that stands elsewhere on the twin, where each is known by what it holds."""
    if one.block.kind not in {"list", "table"} or len(one.statements) != len(other.statements):
        return
    mine, theirs = ([_known(part, statement) for statement in part.statements] for part in (one, other))
    alone = all(number == 1 for known, number in Counter(mine).items() if known)
    if mine != theirs and alone and Counter(mine) == Counter(theirs):
        index = next(index for index, pair in enumerate(zip(mine, theirs, strict=True)) if pair[0] != pair[1])
        there = other.statements[theirs.index(mine[index])].start
        yield twins.differ("PAR027", one.statements[index].start, there, value=index + 1)


def _known(part: Part, statement: Statement) -> frozenset[object]:
    """What both languages write alike in an item: works, figures, names, links."""
    links = (name for name, offset in part.links if statement.start <= offset <= statement.end)
    return statement.marks.union(links)


def _unit(twins: Twins, unit: Unit, twin: Unit) -> Iterator[Diagnostic]:
    """Compare citations and figures of two units; of rows that agree as a whole, the first cell that doesn't."""
    found = [] if same(unit, twin) else [*_cited(twins, unit, twin), *_figures(twins, unit, twin)]
    cells, twin_cells = unit.cells, twin.cells
    if not found and len(cells) == len(twin_cells) > 1:
        yield from _empty(twins, cells, twin_cells)
        other = [pair for pair in zip(cells, twin_cells, strict=True) if not same(*pair)]
        found = [finding for pair in other for finding in (*_cited(twins, *pair), *_moved(twins, *pair))][:1]
    yield from found


def _empty(twins: Twins, cells: Sequence[Unit], twin_cells: Sequence[Unit]) -> Iterator[Diagnostic]:
    """Find cells that are empty on one page only."""
    for cell, twin in zip(cells, twin_cells, strict=True):
        sides = [one.text.strip() or any(statement.cited for statement in one.statements) for one in (cell, twin)]
        if bool(sides[0]) != bool(sides[1]):
            yield twins.differ("PAR026", cell.start, twin.start, text=sides[0] or sides[1])


def _odd(unit: Unit, twin: Unit) -> tuple[int, int]:
    """Find the first item or row without counterpart: its place, and where it is missing."""
    matched = align(unit.statements, twin.statements, parts.alike)
    one, other = next(((one, other) for one, other in matched if not (one and other)), (None, None))
    return (
        one.start if one else beside(unit, twin, other.start) if other else unit.start,
        other.start if other else beside(twin, unit, one.start) if one else twin.start,
    )


def _lost(unit: Unit, twin: Unit) -> tuple[int, int] | None:
    """Find the sentence that one of two paragraphs lacks: it has fewer and is too short, so none was joined."""
    sentences = len(unit.statements) - len(twin.statements)
    if sentences == 0 or not unit.statements or not twin.statements:
        return None
    longer = math.log(_length(unit.text) / _length(twin.text))
    return _odd(unit, twin) if longer * sentences > 0 and abs(longer) > LONGER else None


def _length(text: str) -> float:
    """Measure a text in English words; a Chinese sign is worth two thirds of one (measured on this site)."""
    numbers, words, signs = (len(pattern.findall(text)) for pattern in (NUMBER, WORD, HAN))
    return 1 + numbers + ((signs + words / 2) * 2 / 3 if signs else words)


def _cited(twins: Twins, unit: Unit, twin: Unit) -> Iterator[Diagnostic]:
    yield from differ(twins, "PAR011", (unit, twin), unit.works(twin), twin.works(unit))


def _figures(twins: Twins, unit: Unit, twin: Unit) -> Iterator[Diagnostic]:
    yield from differ(twins, "PAR013", (unit, twin), *counting.apart(unit, twin))


def _moved(twins: Twins, cell: Unit, twin: Unit) -> Iterator[Diagnostic]:
    """Compare the figures of two cells; one that only one of them has is said again: it stands elsewhere in the row."""
    only, missing = counting.apart(cell, twin)
    if only and missing:
        yield from differ(twins, "PAR013", (cell, twin), only, missing)


def _links(part: Part, twin: Part) -> list[Mark]:
    """Links and images of a block that its counterpart doesn't have, or has less often."""
    spare = Counter(destination for destination, _ in part.links)
    spare.subtract(destination for destination, _ in twin.links)
    found = []
    for destination, offset in reversed(part.links):
        if spare[destination] > 0:
            spare[destination] -= 1
            found.append(Mark(destination, offset))
    return found[::-1]


def _form(part: Part) -> str:
    """What both languages write alike in the first line of a block: the type of an admonition, the name of `///`."""
    block = part.block
    if block.kind in {"admonition", "details", "block"}:
        return f"{block.name} | {block.argument}" if block.kind == "block" and block.argument else block.name
    return ""


def facts(twins: Twins, section: str, twin_section: str, here: int, there: int) -> Iterator[Diagnostic]:
    """Compare the ledger records that two sections name: comment by comment, or all together where one has more."""
    mine, theirs = _comments(twins.here, section), _comments(twins.there, twin_section)
    if len(mine) != len(theirs):
        mine, theirs = [list(chain.from_iterable(mine))], [list(chain.from_iterable(theirs))]
    for named, twin_named in zip(mine, theirs, strict=True):
        names, twin_names = {mark.text for mark in named}, {mark.text for mark in twin_named}
        yield from differ(
            twins,
            "PAR014",
            (
                Unit((), named[0].offset if named else here),
                Unit((), twin_named[0].offset if twin_named else there),
            ),
            [mark for mark in named if mark.text not in twin_names],
            [mark for mark in twin_named if mark.text not in names],
        )


def _comments(page: Page, section: str) -> list[list[Mark]]:
    """Ledger records named in a section, comment by comment."""
    document = markdown.scan(page)
    above = [0, *(heading.offset for heading in document.headings)]
    names = ["", *(heading.id for heading in document.headings)]
    return [
        [Mark(name, facts.offset) for name in facts.ids]
        for facts in document.facts
        if names[bisect_right(above, facts.offset) - 1] == section
    ]
