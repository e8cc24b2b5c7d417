"""Numbers that studies report side by side, as dots on a common axis: one table, one row per study."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from unicodedata import east_asian_width

from handbook.model import Axis, Chart, Mark, Page, Panel, Row, Site
from handbook.render.charts.marks import INK, LINE, anchored, shape
from handbook.render.charts.sources import links
from handbook.render.words import say

FONTS = "Source Sans 3, Noto Sans SC, sans-serif"  # of the books; style sheets know better
WIDTH, HEIGHT = 200, 22  # of a drawing where no style sheet stretches it; of one mark
NARROW = 180  # px: a drawing on a phone


def draw(site: Site, page: Page, chart: Chart) -> str:
    """Draw every panel, each with its own axis."""
    series = list(chart.series)
    bodies = "".join(_panel(site, page, panel, series) for panel in chart.panels)
    return f'<table class="hb-dots">{bodies}</table>'


def _panel(site: Site, page: Page, panel: Panel, series: list[str]) -> str:
    title, scale = escape(panel.title[page.language]) if panel.title else "", ""
    if any(row.marks for row in panel.rows):
        scale = _scale(panel.axis, page)
        title += f"<br/><small>{escape(panel.axis.unit[page.language])}</small>" if panel.axis.unit else ""
    rows = "".join(_row(site, page, row, panel.axis, series) for row in panel.rows)
    return f'<tbody><tr class="hb-panel"><th scope="rowgroup">{title}</th><td>{scale}</td></tr>{rows}</tbody>'


def _row(site: Site, page: Page, row: Row, axis: Axis, series: list[str]) -> str:
    about = links(site, page, row.facts)
    if row.n is not None:
        about += f'\u00a0· <span class="hb-n">{say(page.language, "chart", "n", n=f"{row.n:,}")}</span>'
    note = f"<br/><small>{escape(row.note[page.language])}</small>" if row.note else ""
    head = f'<th scope="row">{escape(row.label[page.language])}<br/><small>{about}</small>{note}</th>'
    if row.marks:
        return f"<tr>{head}<td>{_marks(row, axis, series, page)}</td></tr>"
    return f'<tr>{head}<td class="hb-words">{escape(row.words[page.language]) if row.words else ""}</td></tr>'


def _marks(row: Row, axis: Axis, series: list[str], page: Page) -> str:
    """Draw the marks of a row below each other, over the grid."""
    grid = "".join(
        f'<line class="hb-grid" x1="{x}" x2="{x}" y1="0" y2="100%" stroke="{LINE}"/>'
        for x in (_along(tick, axis) for tick in _ticks(axis))
    )
    signs = ""
    for index, mark in enumerate(row.marks):
        offset = HEIGHT * index - HEIGHT * (len(row.marks) - 1) // 2
        signs += f'<g transform="translate(0 {offset})">{_mark(mark, row, axis, series, page)}</g>'
    words = "; ".join(mark.label[page.language] for mark in row.marks)
    return _svg(grid + signs, words, HEIGHT * len(row.marks))


def _mark(mark: Mark, row: Row, axis: Axis, series: list[str], page: Page) -> str:
    """Draw a stem from zero, the interval, the sign, and the number on the side where there is room."""
    zero = max(axis.start, min(Fraction(0), axis.end))
    drawn = _line("hb-stem", zero, mark.at, axis, LINE)
    low, high = mark.at, mark.at
    if mark.low is not None and mark.high is not None:
        low, high = mark.low, mark.high
        drawn += _line("hb-interval", low, high, axis, INK)
    room = (axis.end - high) / (axis.end - axis.start) * NARROW
    left = room < 10 + _width(mark.label[page.language])
    side = 'x="-10" text-anchor="end"' if left else 'x="10"'
    index = series.index(mark.series) if mark.series in series else 0
    text = f'<text {side} y="4" font-size="12" fill="{INK}">{escape(mark.label[page.language])}</text>'
    own = shape(index, hollow=row.quoted)
    return drawn + anchored(_along(mark.at, axis), own) + anchored(_along(low if left else high, axis), text)


def _line(kind: str, start: Fraction, end: Fraction, axis: Axis, colour: str) -> str:
    ends = f'x1="{_along(start, axis)}" x2="{_along(end, axis)}"'
    return f'<line class="{kind}" {ends} y1="50%" y2="50%" stroke="{colour}" stroke-width="1.6"/>'


def _scale(axis: Axis, page: Page) -> str:
    """Write the numbers of an axis; the outer two stay within the drawing."""
    ticks = _ticks(axis)
    texts = [f"{float(tick):g}".replace("-", "−") for tick in ticks]
    texts[-1] += axis.sign
    sides = ["start", *["middle"] * (len(ticks) - 2), "end"]
    words = "".join(
        f'<text x="{_along(tick, axis)}" y="12" text-anchor="{side}" font-size="11" fill="{INK}">{escape(text)}</text>'
        for tick, side, text in zip(ticks, sides, texts, strict=True)
    )
    return _svg(words, say(page.language, "chart", "axis", ticks=f"{texts[0]}–{texts[-1]}"), 16)


def _svg(inside: str, words: str, height: int) -> str:
    size = f'width="{WIDTH}" height="{height}" font-family="{FONTS}"'
    return f'<svg role="img" aria-label="{escape(words)}" {size}>{inside}</svg>'


def _ticks(axis: Axis) -> list[Fraction]:
    return [axis.start + axis.step * index for index in range((axis.end - axis.start) // axis.step + 1)]


def _width(text: str) -> int:
    """Estimate the width of a text on a drawing, in px."""
    return sum(12 if east_asian_width(character) in "WF" else 7 for character in text)


def _along(value: Fraction, axis: Axis) -> str:
    """Place of a value on the axis, in per cent of the drawing's width."""
    return f"{float((value - axis.start) / (axis.end - axis.start) * 100):.4g}%"
