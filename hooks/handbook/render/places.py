"""Where what is generated from the project's data stands, as seen from a page: a record's row, a work's reference."""

from __future__ import annotations

from html import escape

from handbook.model import Fact, Page, Site
from handbook.render.addresses import address, relative
from handbook.sources import anchors

LIBRARY = "bibliography.md"


def record(site: Site, page: Page, fact: Fact) -> str:
    """Address of the row that shows a record; empty where no page of the language shows it."""
    path, _ = anchors.tables(site, page.language).get(fact.topic, ("", ""))
    return f"{of(page, path)}#{escape(anchors.fact(fact.id))}" if path else ""


def work(site: Site, page: Page, key: str) -> str:
    """Address of the reference that lists a work."""
    return f"{of(page, anchors.libraries(site, page.language).get(key, LIBRARY))}#{anchors.work(key)}"


def of(page: Page, path: str) -> str:
    """Address of the page at a path."""
    return "" if path == page.path else relative(address(page.path, page.language), address(path, page.language))
