"""One problem, one line: what only follows from another finding is left out, and comes back when that one is mended.

`causes.toml` says what follows from what.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

from handbook.model import Diagnostic, Severity
from handbook.report import severity
from handbook.sources import settings

NAME = re.compile(r"[\w:./+-]+[\w]")
TWIN = re.compile(r"(.+):(\d+)")

Told = Mapping[tuple[str, str], Sequence[int]]  # area and name ("" for all) → lines where a cause stands


class Following(NamedTuple):
    """A row of `causes.toml`."""

    cause: tuple[str, ...]
    effect: tuple[str, ...]
    where: Literal["site", "pages", "lines"]
    below: float = 0
    named: bool = False
    guessed: bool = False
    lacking: bool = False
    errors: bool = False


@cache
def followings() -> tuple[Following, ...]:
    """Read every row."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["following"]
    return tuple(Following(**{**row, "cause": tuple(row["cause"]), "effect": tuple(row["effect"])}) for row in rows)


def causes(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Keep the findings that stand for themselves."""
    found = list(found)
    told = [(row, lines) for row in followings() if (lines := _told(row, found))]
    return [one for one in found if not any(_follows(row, lines, one) for row, lines in told)]


def _told(row: Following, found: Iterable[Diagnostic]) -> Told:
    """Note where the causes of a row stand."""
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in found:
        if one.code.startswith(row.cause) and not one.code.startswith(row.effect) and _counts(row, one):
            for (area, line), name in product(_areas(row, one), _names(row, one)):
                told[area, name].append(line)
    return {spot: sorted(lines) for spot, lines in told.items()}


def _counts(row: Following, one: Diagnostic) -> bool:
    guessed = dict(one.values).get("near") != "—" or not row.guessed
    return guessed and (severity(one) is Severity.ERROR or not row.errors)


def _follows(row: Following, told: Told, one: Diagnostic) -> bool:
    """Whether a finding is an effect, and a cause stands near enough."""
    if not one.code.startswith(row.effect):
        return False
    for (area, line), name in product((*_areas(row, one), ("", 0)), _names(row, one)):
        lines = told.get((area, name), ())
        if (index := bisect_right(lines, line)) and line - lines[index - 1] <= row.below:
            return True
    return False


def _areas(row: Following, one: Diagnostic) -> Iterator[tuple[str, int]]:
    """Say where a finding stands as far as a row asks: a page with a line, the pages of both languages, or the site."""
    path, line, _ = one.place
    values = dict(one.values)
    if row.where == "site" or (row.where == "pages" and path == settings.PATH):
        yield "", 0
    elif row.where == "pages":
        yield path.removeprefix("docs/zh/").removeprefix("docs/en/"), 0
    else:
        if not row.lacking or values.get("only", "—") == "—":
            yield path, line
        if (twin := TWIN.fullmatch(values.get("twin", ""))) and (not row.lacking or values["missing"] == "—"):
            yield twin[1], int(twin[2])


def _names(row: Following, one: Diagnostic) -> set[str]:
    return {name for _, value in one.values for name in NAME.findall(value)} if row.named else {""}
