"""Two units → the figures of each that the other doesn't have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from handbook.checks.units import Mark, Placed, Unit
from handbook.sources import numerals
from handbook.sources.figures import Figure

PERCENT_IN_WORDS = {20, 25, 50, 75, 100}  # a fifth, a quarter, half, all


def apart(unit: Unit, twin: Unit) -> tuple[list[Mark], list[Mark]]:
    """Return what one unit counts and the other doesn't, neither in digits nor in words, each once.

    A figure may be said again; but where each side says one more often, one of them stands in place of the other.
    """
    if unit.written == twin.written:
        return [], []
    mine, theirs = unit.figures, twin.figures
    only, missing = _absent(mine, theirs, twin), _absent(theirs, mine, unit)
    if not only and not missing:
        only, missing = _in_other_units(mine, theirs)
    if not only and not missing:
        more, fewer = _left(mine, theirs), _left(theirs, mine)
        more, fewer = _absent(more, fewer, twin), _absent(fewer, more, unit)
        if more and fewer:
            only, missing = more, fewer
    return _once(only), _once(missing)


def _written(placed: Placed) -> tuple[float, str]:
    return placed[0].value, placed[0].unit


def _absent(figures: Sequence[Placed], others: Sequence[Placed], twin: Unit) -> list[Placed]:
    """Keep the figures that are like none of the others, and that no word of the twin stands for."""
    found = [placed for placed in figures if not any(_equal(placed[0], other) for other, _ in others)]
    words = numerals.hints(twin.text) if found else ()
    return [
        placed
        for placed in found
        if placed[0].value not in words or (placed[0].unit == "%" and placed[0].value not in PERCENT_IN_WORDS)
    ]


def _equal(one: Figure, other: Figure) -> bool:
    """Whether two figures may say the same; a share in words (四分之一, three quarters) is one in per cent too."""
    shares = {figure.unit: figure for figure in (one, other)}
    return one.like(other) or (
        shares.keys() == {"", "%"}
        and not shares[""].text[0].isdigit()
        and round(100 * shares[""].value, 6) == shares["%"].value
    )


def _in_other_units(figures: Sequence[Placed], others: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Keep what both sides count, each in a unit that the other has nowhere: 2 g here, 2 mg there."""
    both = set(map(_written, figures)) & set(map(_written, others))
    alone = [
        [placed for placed in side if placed[0].unit and _written(placed) not in both] for side in (figures, others)
    ]
    pairs = [
        (one, other) for one, other in product(*alone) if one[0].value == other[0].value and not one[0].like(other[0])
    ]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _left(figures: Sequence[Placed], others: Sequence[Placed]) -> list[Placed]:
    """Strike out, one by one, the figures that the others have too."""
    spare = Counter(map(_written, others))
    left = []
    for placed in figures:
        if spare[_written(placed)] > 0:
            spare[_written(placed)] -= 1
        else:
            left.append(placed)
    return left


def _once(figures: Sequence[Placed]) -> list[Mark]:
    found: dict[str, Mark] = {}
    for _, mark in figures:
        found.setdefault(mark.text, mark)
    return list(found.values())
