"""The table below a chart: the same data in words, with what each study is, what limits it, and where it stands."""

from __future__ import annotations

from functools import partial
from html import escape

from handbook.model import Chart, Fact, Mark, Page, Panel, Row, Site
from handbook.render.charts.sources import link
from handbook.render.words import say


def table(site: Site, page: Page, chart: Chart) -> str:
    """Render the data of a chart, closed until a reader opens it.

    Dots are told by their numbers; events and boxes by what their sources report.
    """
    words = partial(say, page.language, "chart")
    names = ("row", "value" if chart.kind == "dots" else "claim", "source")
    heads = "".join(f'<th scope="col">{escape(words(name))}</th>' for name in names)
    bodies = "".join(_body(site, page, chart, panel) for panel in chart.panels)
    title = escape(words("data"))
    return (
        f'<details class="hb-data"><summary>{title}</summary><div class="hb-scroll" role="group" tabindex="0" '
        f'aria-label="{title}"><table><thead><tr>{heads}</tr></thead>{bodies}</table></div></details>'
    )


def _body(site: Site, page: Page, chart: Chart, panel: Panel) -> str:
    title = " · ".join(escape(text[page.language]) for text in (panel.title, panel.axis.unit) if text)
    head = f'<tr><th colspan="3" scope="rowgroup">{title}</th></tr>' if title else ""
    return f"<tbody>{head}{''.join(_row(site, page, chart, row) for row in panel.rows)}</tbody>"


def _row(site: Site, page: Page, chart: Chart, row: Row) -> str:
    facts = [site.facts[fact] for fact in row.facts if fact in site.facts]
    label = " ".join(filter(None, (row.when, row.label[page.language])))
    if chart.kind == "dots":
        told = "<br/>".join(escape(number) for number in _numbers(page, chart, row))
    else:
        told = "".join(f"<p>{escape(fact.claim[page.language])}</p>" for fact in facts)
    works = dict.fromkeys(fact.source for fact in facts)
    sources = "".join(_works(site, page, keys, [fact for fact in facts if fact.source == keys]) for keys in works)
    return f'<tr><th scope="row">{escape(label)}</th><td>{told}</td><td>{sources}</td></tr>'


def _numbers(page: Page, chart: Chart, row: Row) -> list[str]:
    """Write a row out: its marks or words, and how many patients it rests on."""
    marks = [_mark(page, chart, mark) for mark in row.marks] or [row.words[page.language] if row.words else ""]
    size = [say(page.language, "chart", "n", n=f"{row.n:,}")] if row.n is not None else []
    return [*marks, *size]


def _mark(page: Page, chart: Chart, mark: Mark) -> str:
    series = chart.series[mark.series][page.language] if mark.series in chart.series else ""
    count = f"({mark.ratio})" if mark.ratio else ""
    interval = f"({'–'.join(mark.interval)})" if mark.interval else ""
    return " ".join(filter(None, (series, mark.label[page.language], count, interval)))


def _works(site: Site, page: Page, keys: tuple[str, ...], facts: list[Fact]) -> str:
    """Name the works that facts stand in, how they were studied, and what a reader must be told."""
    names = "<br/>".join(link(site, page, key) for key in keys)
    designs = "; ".join(dict.fromkeys(fact.design_in(page.language) for fact in facts))
    warned = "".join(
        f"<br/><small><b>{say(page.language, 'evidence', 'caution')}</b> {escape(caution)}</small>"
        for caution in dict.fromkeys(fact.caution_in(page.language) for fact in facts)
        if caution
    )
    return f"<p>{names}<br/><small>{escape(designs)}</small>{warned}</p>"
