"""EVD: the ledger's records rest on works that there are, and each of its topics has a table on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from handbook.model import Diagnostic, Language, Place, Site, other
from handbook.sources import anchors, markdown
from handbook.sources.nearest import some


def check(site: Site) -> Iterator[Diagnostic]:
    """Yield sources that the bibliography lacks, tables of topics that the ledger lacks, and topics without a table."""
    for fact in site.facts.values():
        for key in fact.source:
            if key not in site.entries:
                yield Diagnostic.at(fact.place, "EVD010", id=fact.id, key=key, near=some(key, site.entries))
    yield from _unknown(site)
    yield from _untabled(site)


def _unknown(site: Site) -> Iterator[Diagnostic]:
    """Find the tables of topics that the ledger doesn't have; a file with a fault is told where it is."""
    known = {fact.topic for fact in site.facts.values()}
    broken = {Path(problem.place.path).stem for problem in site.problems}
    for page in site.pages.values():
        for block in markdown.generated(page):
            if block.name == "evidence":
                for topic in block.argument.split() or ["—"]:
                    if topic not in known | broken:
                        yield Diagnostic.at(page.place(block.start), "EVD012", topic=topic, near=some(topic, known))


def _untabled(site: Site) -> Iterator[Diagnostic]:
    """Find the topics that no page of a language shows, where one has an overview; not while a page lacks its twin."""
    first: dict[str, Place] = {}
    for fact in site.facts.values():
        first.setdefault(fact.topic, fact.place)
    for language, folder in _overviews(site).items():
        tables, twins = (anchors.tables(site, each) for each in (language, other(language)))
        for topic, place in first.items():
            untranslated = topic in twins and (language, twins[topic][0]) not in site.pages
            if topic not in tables and not untranslated:
                yield Diagnostic.at(place, "EVD018", topic=topic, language=language, folder=folder)


def _overviews(site: Site) -> dict[Language, str]:
    """Find the folder of the page that leads to all tables of a language."""
    return {
        page.language: str(PurePosixPath(page.source).parent)
        for page in site.pages.values()
        for block in markdown.generated(page)
        if block.name == "ledger-contents"
    }
