"""Ids of what is generated from the project's data: one name for whoever makes them and whoever points to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha1

from handbook.model import Entry, Language, Page, Site, Term
from handbook.sources import markdown
from handbook.sources.document import Block

PERIOD = re.compile(r"(since|before) (\d{4})")


def work(key: str) -> str:
    """Id of a work in the site bibliography; a key may hold what an id or selector must not."""
    if re.fullmatch(r"[a-z][a-z0-9-]*", key):
        return f"work-{key}"
    return "work-" + sha1(key.encode(), usedforsecurity=False).hexdigest()[:12]


def fact(identifier: str) -> str:
    """Id of a ledger record in a table of evidence."""
    return f"fact-{identifier}"


def term(row: Term) -> str:
    """Id of a term in the glossary, the same in both languages."""
    return "term-" + "-".join("".join(c if c.isalnum() else " " for c in row.name["en"].lower()).split())


def rule(code: str) -> str:
    """Id of a rule in the list of rules."""
    return code.lower()


# What a `/// name | argument` block puts on a page: its ids.
GENERATED: Mapping[str, Callable[[Site, str], Iterator[str]]] = {
    "bibliography": lambda site, _: (work(key) for key in site.entries),
    "chart": lambda *_: iter(()),
    "evidence": lambda site, topics: (fact(one.id) for one in site.facts.values() if one.topic in topics.split()),
    "glossary": lambda site, _: (term(row) for row in site.terms),
    "ledger-contents": lambda site, _: map(fact, site.facts),
    "ledger-summary": lambda *_: iter(()),
    "rules": lambda *_: iter(()),  # whether a rule exists, only the rendered page can tell
}


@lru_cache(maxsize=4)
def tables(site: Site, language: Language) -> Mapping[str, tuple[str, str]]:
    """Find where the records of a topic are shown: `{topic: (page path, id of its heading)}`, in reading order."""
    found: dict[str, tuple[str, str]] = {}
    for path, block in _generated(site, language, "evidence"):
        for topic in block.argument.split():
            found.setdefault(topic, (path, block.section))
    return found


@lru_cache(maxsize=4)
def libraries(site: Site, language: Language) -> Mapping[str, str]:
    """Find where each work is listed: `{key: page path}`, in reading order."""
    found: dict[str, str] = {}
    for path, block in _generated(site, language, "bibliography"):
        for key, entry in site.entries.items():
            if dated(entry, block.argument):
                found.setdefault(key, path)
    return found


def _generated(site: Site, language: Language, name: str) -> Iterator[tuple[str, Block]]:
    """Yield the blocks of a name with the paths of their pages, in reading order."""
    for path in dict.fromkeys((*site.settings.nav, *(path for _, path in site.pages))):
        page = site.pages.get((language, path))
        yield from ((path, block) for block in (markdown.generated(page) if page else ()) if block.name == name)


def dated(entry: Entry, period: str) -> bool:
    """Whether a work is of a period: `since 2020`, which has what bears no date too, `before 2020`, or all time."""
    asked = PERIOD.fullmatch(period)
    year = entry["year"][:4] or "9999"
    return not period or bool(asked and (year < asked[2]) is (asked[1] == "before"))


def on(site: Site, page: Page) -> frozenset[str]:
    """Every id of a page: of headings, attribute lists, raw HTML, footnotes and generated blocks."""
    document = markdown.scan(page)
    found = {mark.name for mark in document.ids}
    for note in document.footnotes:
        found |= {f"fn:{note.name}", f"fnref:{note.name}"}
    for block in markdown.generated(page):
        if block.name in GENERATED:
            found.update(GENERATED[block.name](site, block.argument))
    return frozenset(found)
