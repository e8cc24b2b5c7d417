"""What a chart rests on, as links into the bibliography."""

from __future__ import annotations

from html import escape

from handbook.model import Page, Site
from handbook.render import places
from handbook.render.references import foreign, label


def link(site: Site, page: Page, key: str) -> str:
    """Name one work and lead to its reference."""
    if key not in site.entries:
        return escape(key)
    work = site.entries[key]
    return f'<a href="{places.work(site, page, key)}"{foreign(work, page.language)}>{escape(label(work))}</a>'


def links(site: Site, page: Page, ids: tuple[str, ...]) -> str:
    """Name the first work of each fact, once."""
    facts = (site.facts[fact] for fact in ids if fact in site.facts)
    return ", ".join(link(site, page, key) for key in dict.fromkeys(fact.source[0] for fact in facts))
