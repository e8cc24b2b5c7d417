"""Steps in order, each with the boxes that stand side by side in it: a numbered list, joined by a line."""

from __future__ import annotations

from html import escape

from handbook.model import Chart, Page, Panel, Row, Site
from handbook.render.addresses import address, relative
from handbook.render.charts.sources import links
from handbook.render.words import say


def draw(site: Site, page: Page, chart: Chart) -> str:
    """Draw the steps."""
    steps = "".join(_step(site, page, panel) for panel in chart.panels)
    return f'<ol class="hb-steps">{steps}</ol>'


def _step(site: Site, page: Page, panel: Panel) -> str:
    title = f"<b>{escape(panel.title[page.language])}</b>" if panel.title else ""
    return f"<li>{title}<ul>{''.join(_box(site, page, row) for row in panel.rows)}</ul></li>"


def _box(site: Site, page: Page, row: Row) -> str:
    note = f"<br/>{escape(row.note[page.language])}" if row.note else ""
    return f"<li>{_title(site, page, row)}{note}<br/><small>{links(site, page, row.facts)}</small></li>"


def _title(site: Site, page: Page, row: Row) -> str:
    """Write the box's title, as a link where another page tells more."""
    title = escape(row.label[page.language])
    target = site.pages.get((page.language, row.page))
    if target is None or target.path == page.path:
        return f"<b>{title}</b>"
    href = relative(address(page.path, page.language), address(target.path, page.language))
    hint = escape(say(page.language, "chart", "more", title=target.title))
    return f'<b><a href="{href}" title="{hint}">{title}</a></b>'
