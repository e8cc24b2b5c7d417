"""docs/evidence/charts/<name>.yml → charts, schema-checked. Both languages share a file; its name is the chart's."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from handbook.model import LANGUAGES, Axis, Chart, Diagnostic, Mark, Panel, Place, Row
from handbook.sources import chart_form, structured, text
from handbook.sources.structured import Value

FOLDER = "docs/evidence/charts"
CODES = {"wrong": "CHT002", "missing": "CHT003", "unknown": "CHT004"}


def read(root: Path) -> tuple[dict[str, Chart], list[Diagnostic]]:
    """Read every chart; one with a fault is reported and left out."""
    charts: dict[str, Chart] = {}
    problems: list[Diagnostic] = []
    for file in sorted((root / FOLDER).glob("*.yml")):
        path = file.relative_to(root).as_posix()
        content, unreadable = text.read(root, path)
        chart, found = (None, unreadable) if unreadable else parse(content, path)
        problems += found
        if chart:
            charts[chart.name] = chart
    return charts, problems


def parse(content: str, path: str) -> tuple[Chart | None, list[Diagnostic]]:
    """Read one chart file."""
    value, problems = structured.parse(content, path, code="CHT001")
    if problems:
        return None, problems
    for fault in chart_form.faults(value):
        problems.append(Diagnostic.at(_place(content, path, fault.line), CODES[fault.what], **fault.values))
    return (None if problems else _chart(value, content, path)), problems


def _place(content: str, path: str, number: int) -> Place:
    """Point at the first sign of a line."""
    line = content.split("\n")[number - 1]
    return Place(path, number, len(line) - len(line.lstrip()) + 1)


def _chart(value: Value, content: str, path: str) -> Chart:
    plain, panels = value.plain(), structured.items(structured.mapping(value)["panels"])
    return Chart(
        name=Path(path).stem,
        kind=plain["kind"],
        title=plain["title"],
        note=plain.get("note"),
        series=plain.get("series", {}),
        panels=tuple(_panel(panel, content, path) for panel in panels),
        place=Place(path),
        facts=tuple(plain.get("facts", ())),
    )


def _panel(value: Value, content: str, path: str) -> Panel:
    plain = value.plain()
    axis, per = chart_form.axis(plain.get("axis", {})), plain.get("axis", {}).get("per", 1)
    rows = structured.items(structured.mapping(value)["rows"])
    made = tuple(_row(row.plain(), _place(content, path, row.line), axis, per) for row in rows)
    return Panel(made, plain.get("title"), axis)


def _row(plain: dict[str, Any], place: Place, axis: Axis, per: int) -> Row:
    read = {**plain, "facts": tuple(plain["facts"]), "when": str(plain.get("when", ""))}
    read["marks"] = tuple(_mark(mark, axis, per) for mark in plain.get("marks", ()))
    return Row(**read, place=place)


def _mark(plain: dict[str, Any], axis: Axis, per: int) -> Mark:
    """Place a number on its panel's axis: a count as a share of it, a rate in the axis's own unit."""
    value, count = str(plain.get("value", "")), plain.get("of", "")
    scale = Fraction(per, plain.get("per", per))
    low, high = (Fraction(str(plain[end])) * scale if end in plain else None for end in ("low", "high"))
    label = ("≈" if plain.get("about") else "") + (f"{value}{axis.sign}".replace("-", "−") if value else count)
    return Mark(
        at=Fraction(value) * scale if value else Fraction(count) * axis.end,
        label=plain.get("text") or dict.fromkeys(LANGUAGES, label),
        low=low,
        high=high,
        series=plain.get("series", ""),
        ratio=count if value else "",
        numbers=tuple(filter(None, (value and f"{value}{axis.sign}", count))),
        interval=tuple(str(plain[end]) for end in ("low", "high") if end in plain),
    )
