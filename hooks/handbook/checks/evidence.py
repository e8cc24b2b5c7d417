"""EVD: every figure on a page stands in the ledger, under a work that its line cites."""

from __future__ import annotations

import math
import re
import sys
import tomllib
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files

from handbook.checks import ratios
from handbook.model import LANGUAGES, Diagnostic, Page, Place, Site
from handbook.sources import citations, figures, markdown, recorded, statements
from handbook.sources.figures import Figure
from handbook.sources.nearest import some
from handbook.sources.recorded import Recorded
from handbook.sources.statements import Statement

WORDS = tomllib.loads((files(__package__) / "evidence.toml").read_text("utf-8"))["family"]
WIDE_FACTS = re.compile(r"<!--\s*(facts[ ]*：)", re.IGNORECASE)
INDEX = re.compile(r"[A-Za-z)]<su[bp]>\Z")  # H<sub>2</sub>O has no figure
FAMILY_CAUTION = re.compile(WORDS["caution"], re.IGNORECASE)
FAMILY = {language: re.compile(WORDS[language], re.IGNORECASE) for language in LANGUAGES}


def check(site: Site, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the figures of some pages and with the ledger records that they name."""
    works = _works(site)
    for page in pages:
        yield from _facts(site, page)
        if not page.for_contributors:
            for statement in statements.of(page):
                if statement.figures:
                    yield from _figures(site, works, page, statement)
                    yield from ratios.check(page, statement)


@lru_cache(maxsize=1)
def _works(site: Site) -> Mapping[str, Recorded]:
    return recorded.by_work(site.facts.values())


def _figures(site: Site, works: Mapping[str, Recorded], page: Page, statement: Statement) -> Iterator[Diagnostic]:
    """Compare the figures of one statement with what its works are recorded to say."""
    keys = sorted(statement.keys)
    years = {site.entries[key]["year"][:4] for key in keys if key in site.entries}
    held = [works[key] for key in keys if key in works]
    for figure in statement.figures:
        if figure.free or any(record.holds(figure) for record in held) or str(figure.year) in years:
            continue
        offset = statement.start + figure.start
        if INDEX.search(page.text, offset - 6, offset):
            continue
        place = page.place(offset)
        if not keys:
            yield Diagnostic.at(place, "EVD005", figure=figure.text)
            continue
        text = figure.shown(statement.text)
        record = recorded.draft(site, keys[0], page.language, statement.text, text)
        yield Diagnostic.at(
            place,
            "EVD006",
            figure=text,
            keys=", ".join(f"@{key}" for key in keys),
            near=_nearest(figure, text, set[str]().union(*(record.texts for record in held))),
            **{f"record_{page.language}": record},  # once is enough: the other language shows an ellipsis
        )


def _facts(site: Site, page: Page) -> Iterator[Diagnostic]:
    """Judge the records that `<!-- facts: … -->` names; it speaks for all since the last one, or the heading."""
    document = markdown.scan(page)
    for start, end in document.comments:
        if found := WIDE_FACTS.match(page.text, start, end):
            yield Diagnostic.at(page.place(found.start(1)), "TXT053", found=found[1])
    headings = [0, *(heading.offset for heading in document.headings), len(page.text)]
    borders = [*headings, *(facts.offset for facts in document.facts)]
    citing = citations.on(page)
    for facts in document.facts:
        since = max((border for border in borders if border < facts.offset), default=0)
        cited = {item.key for found in citing if since <= found.start < facts.offset for item in found.items}
        first, last = (headings[bisect(headings, facts.offset) + step] for step in (-1, 0))
        for name in facts.ids:
            fact = site.facts.get(name)
            if fact is None or not fact.usable or not cited.intersection(fact.source):
                yield from _named(site, page.place(page.text.index(name, facts.offset)), name, cited)
            if (
                fact
                and FAMILY_CAUTION.search(fact.caution)
                and not FAMILY[page.language].search(page.text, first, last)
            ):
                yield Diagnostic.at(page.place(facts.offset), "EVD011", id=name, caution=fact.caution_in(page.language))


def _named(site: Site, place: Place, name: str, cited: set[str]) -> Iterator[Diagnostic]:
    fact = site.facts.get(name)
    if fact is None:
        yield Diagnostic.at(place, "EVD007", id=name, near=some(name, site.facts))
    elif not fact.usable:
        yield Diagnostic.at(place, "EVD008", id=name)
    elif not cited.intersection(fact.source):
        yield Diagnostic.at(place, "EVD009", id=name, keys=", ".join(f"@{key}" for key in fact.source))


def _size(figure: Figure) -> float:
    """Return the logarithm of a figure; hundreds of digits read as infinite, which differs from itself."""
    return math.log1p(min(figure.value, sys.float_info.max))


def _nearest(figure: Figure, text: str, known: set[str]) -> str:
    """Name the recorded figures that were most likely meant: of the same kind, written alike, near in size."""

    def distance(other: str) -> tuple[bool, float, str]:
        found = next(iter(figures.find(other)), None)
        if found is None:
            return True, 0, other
        size = abs(_size(found) - _size(figure))
        return found.unit != figure.unit, size - SequenceMatcher(None, text, other).ratio(), other

    return ", ".join(sorted(known, key=distance)[:5]) or "—"
