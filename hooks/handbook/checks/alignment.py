"""Two sequences → what belongs together (Needleman and Wunsch 1970)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def align(
    first: Sequence[A], second: Sequence[B], likeness: Callable[[A, B], float]
) -> list[tuple[A, B] | tuple[A, None] | tuple[None, B]]:
    """Pair items in order so that the sum of likeness is greatest; with likeness 0, two items are never a pair."""
    rows, columns = len(first), len(second)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = {(i, j): likeness(first[i], second[j]) for i, j in product(range(rows), range(columns))}
    for i, j in product(range(rows - 1, -1, -1), range(columns - 1, -1, -1)):
        best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i, j] and best[i + 1][j + 1] + alike[i, j])
    pairs: list[tuple[A, B] | tuple[A, None] | tuple[None, B]] = []
    i = j = 0
    while i < rows and j < columns:
        if alike[i, j] and best[i][j] == best[i + 1][j + 1] + alike[i, j]:
            pairs.append((first[i], second[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((first[i], None))
            i += 1
        else:
            pairs.append((None, second[j]))
            j += 1
    return [*pairs, *((item, None) for item in first[i:]), *((None, item) for item in second[j:])]
