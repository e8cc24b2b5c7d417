"""Entries → references as HTML: Vancouver (NLM) on English pages, GB/T 7714 on Chinese ones."""

from __future__ import annotations

from functools import lru_cache

from handbook.model import Entry, Language
from handbook.render.addresses import TAGS
from handbook.render.references import gbt7714, vancouver
from handbook.render.references.writing import html
from handbook.sources import bibliography

DEFAULT = bibliography.STYLES[0]


def reference(entry: Entry, language: Language, style: str = DEFAULT) -> str:
    """Write one reference as safe HTML for a page of a language; `style` is the edition used on Chinese pages."""
    return html(marked(entry, language, style))


@lru_cache(maxsize=50_000)  # while serving, only what has changed is written again
def marked(entry: Entry, language: Language, style: str) -> str:
    """Write one reference with the marks of `writing`."""
    return gbt7714.write(entry, style) if language == "zh" else vancouver.write(entry)


def foreign(entry: Entry, language: Language) -> str:
    """Write the `lang` of a link that names a work by its `label`, where the page's language is another."""
    return "" if entry.language == language else f' lang="{TAGS[entry.language]}"'


def label(entry: Entry) -> str:
    """Name a work shortly, in its own language: `Mammen et al. 2015`, `刘陶等 2018`."""
    people = entry.authors or entry.editors
    if not people:
        return " ".join(filter(None, (entry["title"][:40], entry["year"])))
    many = len(people) > 1 or entry.more_authors
    if entry.language == "zh":
        return f"{people[0].family}{people[0].given}{'等' if many else ''} {entry['year']}".strip()
    family = " ".join(filter(None, (people[0].particle, people[0].family)))
    return f"{family}{' et al.' if many else ''} {entry['year']}".strip()
