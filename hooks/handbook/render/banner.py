"""A translation that lags behind → the notice that its readers see, with the sections that have changed."""

from __future__ import annotations

from functools import partial
from html import escape

from handbook.model import Page, Site
from handbook.render.addresses import TAGS, address, relative
from handbook.render.words import say
from handbook.sources import markdown
from handbook.sources.staleness import stale


def banner(site: Site, page: Page) -> str:
    """Return HTML to put before the page's Markdown; empty where the page is current."""
    found = stale(site, page)
    if found is None:
        return ""
    words = partial(say, page.language, "stale")
    twin = relative(address(page.path, page.language), address(found.original.path, found.original.language))
    own = {
        heading.id: f'<a href="#{heading.id}">{escape(heading.text)}</a>' for heading in markdown.scan(page).headings
    }
    titles = {heading.id: escape(heading.text) for heading in markdown.scan(found.original).headings}
    sections = [{"": words("top"), **titles, **own}.get(name, escape(name)) for name in found.sections or ()]
    changed = f"<p>{words('text')}</p><ul>{''.join(f'<li>{section}</li>' for section in sections)}</ul>"
    return (
        f'<div class="admonition warning hb-stale" role="note"><p class="admonition-title">{words("title")}</p>'
        f"{changed if sections else '<p>' + words('unknown') + '</p>'}"
        f'<p><a href="{escape(twin)}" hreflang="{TAGS[found.original.language]}">{words("link")}</a></p></div>\n\n'
    )
