"""Charts → figures: a caption, the picture, and below it the same data with their sources.

Not drawn with a chart library. Altair with vl-convert was tried: 131 MB installed, and an SVG of fixed width (637 px
for two rows, so 7 px text on a phone) with its colours written into it. Here words are HTML, which wraps, scales and
links; only marks are SVG, placed in per cent, so that they stretch with their column. A mark carries its colour as an
attribute for books, which know no style sheet; `assets/charts.css` overrides it for light, dark and print.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from handbook.model import Chart, Page, Site
from handbook.render.charts import data, dots, steps, timeline
from handbook.render.charts.marks import sign
from handbook.render.charts.sources import links
from handbook.render.words import say

DRAWINGS: dict[str, Callable[[Site, Page, Chart], str]] = {
    "dots": dots.draw,
    "timeline": timeline.draw,
    "steps": steps.draw,
}


def block(site: Site, page: Page, argument: str) -> str:
    """Render the chart that `argument` names; one that does not exist leaves its name, and an error of the checks."""
    chart = site.charts.get(argument)
    if chart is None:
        return f"<p><code>{escape(argument)}</code></p>"
    title = f"chart-{escape(chart.name)}"
    caption = f'<b id="{title}">{escape(chart.title[page.language])}</b>'
    if chart.note:
        caption += f"<br/>{escape(chart.note[page.language])} {links(site, page, chart.facts)}"
    picture = _legend(page, chart) + DRAWINGS[chart.kind](site, page, chart) + data.table(site, page, chart)
    return f'<figure class="hb-figure" aria-labelledby="{title}"><figcaption>{caption}</figcaption>{picture}</figure>'


def _legend(page: Page, chart: Chart) -> str:
    """Say what each sign means."""
    words = partial(say, page.language, "chart")
    keys = [(sign(index), meaning[page.language]) for index, meaning in enumerate(chart.series.values())]
    if any(row.quoted and row.marks for row in chart.rows):
        keys.append((sign(0, hollow=True), words("quoted")))
    if any(mark.interval for row in chart.rows for mark in row.marks):
        keys.append(('<span class="hb-sign" aria-hidden="true">—</span>', words("interval")))
    legend = " ".join(f"<span>{mark} {escape(meaning)}</span>" for mark, meaning in keys)
    return f'<p class="hb-legend">{legend}</p>' if keys else ""
