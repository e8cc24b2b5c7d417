"""Events in order of time, as a list along a line; a hollow point is a date that sources disagree on."""

from __future__ import annotations

from html import escape

from handbook.model import Chart, Page, Row, Site
from handbook.render.charts.marks import sign
from handbook.render.charts.sources import links


def draw(site: Site, page: Page, chart: Chart) -> str:
    """Draw the line."""
    events = "".join(_event(site, page, row) for row in chart.rows)
    return f'<ul class="hb-timeline">{events}</ul>'


def _event(site: Site, page: Page, row: Row) -> str:
    note = f"<br/>{escape(row.note[page.language])}" if row.note else ""
    told = f"<b>{escape(row.label[page.language])}</b>{note}<br/><small>{links(site, page, row.facts)}</small>"
    return f'<li><span class="hb-when">{escape(row.when)}</span> {sign(0, hollow=row.quoted)} <div>{told}</div></li>'
