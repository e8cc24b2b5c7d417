"""What a file of `docs/evidence/charts` must hold, and where one departs from it.

A chart has panels, a panel has rows, and a row names the facts that it rests on. Three kinds: `dots` (numbers on an
axis: `value` as printed, or `of`, a count), `timeline` (events: `when`), `steps` (a panel is a step, a row a box).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from handbook.model import Axis
from handbook.sources import schema, structured
from handbook.sources.schema import Fault, leaf, missing, unknown, wrong
from handbook.sources.structured import Value

WORDS = leaf("…", r"\s*\S.*", str)
NUMBER = leaf("21.4", r"-?\d{1,9}(\.\d{1,6})?", int, float, str)  # bounded: an exponent could fill the memory
POSITIVE = leaf("1000000", r"0*[1-9]\d{0,8}", int)
SWITCH = leaf("true | false", r"True|False", bool)
TEXT = {"zh": WORDS, "en": WORDS}
MARK = {
    "value?": NUMBER,
    "of?": leaf("15/83", r"\d{1,9}/0*[1-9]\d{0,8}", str),
    "low?": NUMBER,
    "high?": NUMBER,
    "per?": POSITIVE,
    "about?": SWITCH,
    "series?": WORDS,
    "text?": TEXT,
}
ROW = {
    "label": TEXT,
    "facts": [WORDS],
    "note?": TEXT,
    "words?": TEXT,
    "marks?": [MARK],
    "n?": leaf("115", r"\d{1,9}", int),
    "when?": leaf("2003–2004", r"\d{4}(–\d{4})?", int, str),
    "page?": WORDS,
    "quoted?": SWITCH,
}
AXIS = {
    "start?": NUMBER,
    "end?": NUMBER,
    "step?": NUMBER,
    "per?": POSITIVE,
    "sign?": leaf("%", ".*", str),
    "unit?": TEXT,
}
PANEL = {"title?": TEXT, "axis?": AXIS, "rows": [ROW]}
KINDS = {"dots": ("marks", "words"), "timeline": ("when",), "steps": ("note",)}  # and what each row has one of
UNDRAWN = {  # fields that a kind does not show: written down, they would be lost
    "dots": {"when", "page"},
    "timeline": {"series", "axis", "title", "words", "marks", "n", "page"},
    "steps": {"series", "axis", "words", "marks", "n", "when", "quoted"},
}
CHART = {
    "kind": leaf(" | ".join(KINDS), "|".join(KINDS), str),
    "title": TEXT,
    "note?": TEXT,
    "facts?": [WORDS],
    "series?": {"*": TEXT},
    "panels": [PANEL],
}


def faults(value: Value) -> list[Fault]:
    """Compare a chart file with what is asked; what it draws is only looked at when its form is right."""
    return list(schema.faults(value, CHART)) or list(_gaps(value))


def axis(plain: dict[str, Any]) -> Axis:
    """Make an axis; what is not written is a share of 100%."""
    numbers = {name: Fraction(str(plain[name])) for name in ("start", "end", "step") if name in plain}
    return Axis(**numbers, sign=plain.get("sign", "%"), unit=plain.get("unit"))


def _gaps(value: Value) -> Iterator[Fault]:
    """Find what single fields can't show: what a kind of chart lacks or does not draw, an axis without extent."""
    fields = structured.mapping(value)
    kind = fields["kind"].data
    if "facts" in fields and "note" not in fields:
        yield missing(value, "note")
    if "series" in fields and "series" in UNDRAWN[kind]:
        yield unknown(fields["series"], "series", "panels")
    for panel in structured.items(fields["panels"]):
        yield from (unknown(panel.data[name], name, "rows") for name in panel.data if name in UNDRAWN[kind])
        if "axis" in panel.data:
            made = axis(panel.data["axis"].plain())
            if not 0 < made.step <= made.end - made.start <= 20 * made.step:
                yield wrong(panel.data["axis"], "axis", "{start: 0, end: 100, step: 25}")
        for row in structured.items(panel.data["rows"]):
            yield from _row_gaps(row, kind)


def _row_gaps(row: Value, kind: str) -> Iterator[Fault]:
    needed, *spare = [name for name in KINDS[kind] if name in row.data] or [""]
    if not needed:
        yield missing(row, *KINDS[kind])
    for name in row.data:
        if name in UNDRAWN[kind] or name in spare:
            yield unknown(row.data[name], name, "note")
    for mark in structured.items(row.data.get("marks", Value([], row.line))):
        if not {"value", "of"} & mark.data.keys():
            yield missing(mark, "value", "of")
        if len(end := {"low", "high"} - mark.data.keys()) == 1:
            yield missing(mark, *end)
