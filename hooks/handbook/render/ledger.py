"""The evidence ledger as a whole: how much it holds, and on which page a record stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from html import escape

from handbook.model import Fact, Language, Page, Site
from handbook.render import places, words
from handbook.render.words import named, say
from handbook.sources import anchors


def summary(site: Site, page: Page, argument: str) -> str:  # noqa: ARG001
    """Count the ledger: by topic, by how the source was read, and by how often it was compared."""
    facts = list(site.facts.values())
    lists = "".join(f"<ul>{_counts(page.language, table, facts, 'li')}</ul>" for table in ("topic", "seen", "verified"))
    total = f"<p><strong>{len(facts)}</strong> {say(page.language, 'evidence', 'facts')}</p>"
    return f'<div class="hb-counts">{total}{lists}</div>'


def contents(site: Site, page: Page, argument: str) -> str:  # noqa: ARG001
    """Lead to the pages of the ledger, and from each id to its row: its address here stays, wherever the row goes."""
    told = partial(say, page.language, "evidence")
    parts: dict[str, dict[str, list[Fact]]] = {}
    for topic, (path, _) in anchors.tables(site, page.language).items():
        parts.setdefault(path, {})[topic] = [fact for fact in site.facts.values() if fact.topic == topic]
    heads = "".join(f'<th scope="col">{told(name)}</th>' for name in ("part", "records", "seen", "verified"))
    rows = "".join(_part(site, page, path, topics) for path, topics in parts.items())
    table = f'<table class="hb-contents"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    lists = "".join(
        f"<p><b>{escape(named(page.language, 'topic', topic))}</b> {_ids(site, page, facts)}</p>"
        for topics in parts.values()
        for topic, facts in topics.items()
    )
    return (
        f'<p class="hb-records">{told("tools")}</p>{table}'
        f'<div class="hb-records" data-hb-moved><p>{told("ids")}</p>{lists}</div>'
    )


def _part(site: Site, page: Page, path: str, topics: dict[str, list[Fact]]) -> str:
    """Name a page of the ledger and its topics, and count its records."""
    here, language = places.of(page, path), page.language
    tables = anchors.tables(site, language)
    names = say(language, "references", "apart").join(
        f'<a href="{here}#{escape(tables[topic][1])}">{escape(named(language, "topic", topic))}</a>' for topic in topics
    )
    facts = [fact for found in topics.values() for fact in found]
    return (
        f'<tr><th scope="row"><a href="{here}">{escape(site.pages[language, path].title)}</a><p>{names}</p></th>'
        f"<td>{len(facts)} {say(language, 'evidence', 'facts')}</td><td>{_counts(language, 'seen', facts, 'p')}</td>"
        f"<td>{_counts(language, 'verified', facts, 'p')}</td></tr>"
    )


def _ids(site: Site, page: Page, facts: Iterable[Fact]) -> str:
    return " ".join(
        f'<a id="{escape(anchors.fact(fact.id))}" href="{places.record(site, page, fact)}">{escape(fact.id)}</a>'
        for fact in facts
    )


def _counts(language: Language, table: str, facts: Iterable[Fact], tag: str) -> str:
    """Count records by one of their fields, in the order of `words.toml`; what none has isn't named."""
    counter = Counter(str(getattr(fact, table)) for fact in facts)
    colon = say(language, "references", "colon")
    return "".join(
        f"<{tag}>{escape(say(language, table, name))}{colon}{counter[name]}</{tag}>"
        for name in words.tables()[table]
        if counter[name]
    )
