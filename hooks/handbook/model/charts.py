"""Charts: pictures that both languages share, drawn from facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from handbook.model.findings import Language, Place


class Mark(NamedTuple):
    """One number drawn on a chart; all numbers are exact and stand as their source prints them."""

    at: Fraction  # on the panel's axis
    label: Mapping[Language, str]  # as written beside it: `21.4%`, `15/83`
    low: Fraction | None = None  # of an interval that the source gives
    high: Fraction | None = None
    series: str = ""
    ratio: str = ""  # `15/83`, behind a share that the source prints
    numbers: tuple[str, ...] = ()  # what the ledger must hold: share and count
    interval: tuple[str, ...] = ()  # as typed


class Row(NamedTuple):
    """One line of a chart: a study with its marks, an event, or a box."""

    label: Mapping[Language, str]
    facts: tuple[str, ...]  # ids of the ledger records that it rests on
    place: Place
    note: Mapping[Language, str] | None = None
    words: Mapping[Language, str] | None = None  # instead of marks: what a source says without a number
    marks: tuple[Mark, ...] = ()
    n: int | None = None
    when: str = ""  # year of an event
    page: str = ""  # that tells more
    quoted: bool = False  # an estimate, or another study's number: drawn hollow


class Axis(NamedTuple):
    """What the marks of a panel are measured on."""

    start: Fraction = Fraction(0)
    end: Fraction = Fraction(100)
    step: Fraction = Fraction(25)
    sign: str = "%"  # behind each number
    unit: Mapping[Language, str] | None = None


class Panel(NamedTuple):
    """Rows that may be compared with each other, or the boxes of one step."""

    rows: tuple[Row, ...]
    title: Mapping[Language, str] | None = None
    axis: Axis = Axis()


@dataclass(frozen=True, eq=False)  # read once, told apart by identity
class Chart:
    """One file of `docs/evidence/charts`: a picture that both languages share."""

    name: str
    kind: str  # `dots`, `timeline`, `steps`
    title: Mapping[Language, str]
    note: Mapping[Language, str] | None
    series: Mapping[str, Mapping[Language, str]]  # meaning of each shape, in the order of shapes
    panels: tuple[Panel, ...]
    place: Place
    facts: tuple[str, ...] = ()  # that the note rests on

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in reading order."""
        return tuple(row for panel in self.panels for row in panel.rows)
