"""CHT: a chart shows what the ledger holds, in both languages alike, and pages name charts that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from handbook.checks.uses import Finding, Use
from handbook.model import LANGUAGES, Axis, Chart, Diagnostic, Fact, Language, Mark, Page, Place, Row, Site, other
from handbook.sources import charts, figures, markdown, numerals, recorded
from handbook.sources.figures import Figure
from handbook.sources.nearest import some

Text = Mapping[Language, str]


def check(site: Site, pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield what is wrong with the places where some pages show charts, and which they show."""
    for page in pages:
        for block in markdown.generated(page):
            if block.name == "chart":
                yield Use("chart", block.argument)
                if block.argument not in site.charts and not _broken(site, block.argument):
                    near = some(block.argument, site.charts)
                    yield Diagnostic.at(page.place(block.start), "CHT005", name=block.argument, near=near)


def _broken(site: Site, name: str) -> bool:
    """Whether the file of a chart has a fault, which is told there."""
    return any(problem.place.path == f"{charts.FOLDER}/{name}.yml" for problem in site.problems)


def drawn(site: Site, used: Collection[Use]) -> Iterator[Diagnostic]:
    """Yield what is wrong with charts, and those that no page shows."""
    for chart in site.charts.values():
        if Use("chart", chart.name) not in used:
            yield Diagnostic.at(chart.place, "CHT013", name=chart.name)
        yield from _chart(site, chart)


def _chart(site: Site, chart: Chart) -> Iterator[Diagnostic]:
    names = dict.fromkeys([*chart.facts, *(fact for row in chart.rows for fact in row.facts)])
    frame = [chart.title, chart.note, *chart.series.values(), *(panel.title for panel in chart.panels)]
    yield from _named(site, chart.place, chart.facts)
    yield from _told(site, chart.place, frame, _facts(site, names))
    for panel in chart.panels:
        yield from _alike(chart.place, [panel.axis.unit])
        for row in panel.rows:
            yield from _row(site, row)
            for mark in row.marks:
                yield from _mark(site, chart, panel.axis, row, mark)


def _row(site: Site, row: Row) -> Iterator[Diagnostic]:
    """Judge what a row names, says and counts."""
    yield from _named(site, row.place, row.facts)
    if row.page and not any((language, row.page) in site.pages for language in LANGUAGES):
        yield Diagnostic.at(row.place, "CHT012", page=row.page, near=some(row.page, {path for _, path in site.pages}))
    facts = _facts(site, row.facts)
    yield from _held(site, row.place, [row.when, "" if row.n is None else str(row.n)], facts)
    yield from _told(site, row.place, [row.label, row.note, row.words], facts)


def _mark(site: Site, chart: Chart, axis: Axis, row: Row, mark: Mark) -> Iterator[Diagnostic]:
    """Judge one number: in the ledger, on the axis, of a series that is explained."""
    facts = _facts(site, row.facts)
    yield from _held(site, row.place, mark.numbers, facts)
    for end in mark.interval:  # the ledger writes the unit of an interval or leaves it out
        if all(_unknown(site, text, facts) for text in (end, end + axis.sign)):
            yield from _held(site, row.place, [end], facts)
    yield from _told(site, row.place, [mark.label], facts)
    if mark.series not in (chart.series or {""}):
        near = ", ".join(chart.series) or "—"
        yield Diagnostic.at(row.place, "CHT011", found=mark.series or "—", near=near)
    for value in (mark.at, mark.low, mark.high):
        if value is not None and not axis.start <= value <= axis.end:
            ends = f"{float(axis.start):g}–{float(axis.end):g}"
            yield Diagnostic.at(row.place, "CHT010", value=f"{float(value):g}", ends=ends)


def _facts(site: Site, names: Iterable[str]) -> list[Fact]:
    """Return the facts named; none where one can't be used, which is told apart and leaves nothing to compare with."""
    facts = [site.facts.get(name) for name in names]
    return [fact for fact in facts if fact] if all(fact and fact.usable for fact in facts) else []


def _named(site: Site, place: Place, names: Iterable[str]) -> Iterator[Diagnostic]:
    for name in names:
        if name not in site.facts:
            yield Diagnostic.at(place, "CHT007", id=name, near=some(name, site.facts))
        elif not site.facts[name].usable:
            yield Diagnostic.at(place, "CHT008", id=name)


def _told(site: Site, place: Place, texts: Iterable[Text | None], facts: list[Fact]) -> Iterator[Diagnostic]:
    """Compare texts with the ledger and with each other."""
    written = [text for text in texts if text]
    yield from _held(site, place, [text[language] for text in written for language in LANGUAGES], facts)
    yield from _alike(place, written)


def _held(site: Site, place: Place, texts: Iterable[str], facts: list[Fact]) -> Iterator[Diagnostic]:
    for text in texts if facts else ():
        for figure in _unknown(site, text, facts):
            names = ", ".join(fact.id for fact in facts)
            yield Diagnostic.at(place, "CHT006", number=text[figure.start : figure.end], facts=names)


def _unknown(site: Site, text: str, facts: list[Fact]) -> list[Figure]:
    """Find the numbers that stand in none of the facts and are not the year of a work that they rest on."""
    found = figures.find(text)
    held = recorded.by_work(facts) if found else {}
    years = {site.entries[key]["year"][:4] for key in held if key in site.entries}
    return [
        figure
        for figure in found
        if not (figure.free or str(figure.year) in years or any(record.holds(figure) for record in held.values()))
    ]


def _alike(place: Place, texts: Iterable[Text | None]) -> Iterator[Diagnostic]:
    """Both languages give the same numbers; a word may stand for one."""
    for text in filter(None, texts):
        for language in LANGUAGES:
            twin = text[other(language)]
            values = {figure.value for figure in figures.find(twin)} | numerals.words(twin)
            for figure in figures.find(text[language]):
                if not figure.free and figure.value not in values:
                    yield Diagnostic.at(place, "CHT009", number=figure.text, text=text[language], twin=twin)
