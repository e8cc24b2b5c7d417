"""The project on a day → what has waited too long: pages that nobody checked, translations that lag behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handbook.model import Page, Site
from handbook.review.changed import sections
from handbook.review.words import say
from handbook.sources.staleness import stale, translations

DAYS = 365


def show(site: Site, today: date) -> str:
    """Write two lists in Markdown; empty when nothing waits."""
    parts = [*_listed("reviewed", _unchecked(site, today)), *_listed("stale", _behind(site))]
    return "\n\n".join([f"## {say('overdue', 'title')}", *parts]) + "\n" if parts else ""


def _listed(name: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield f"### {say('overdue', name, days=DAYS)}"
        yield "\n".join(f"- [ ] {row}" for row in rows)


def _unchecked(site: Site, today: date) -> list[str]:
    """Pages of facts whose last review is too old, the oldest first."""
    last = today - timedelta(days=DAYS)
    found = [(when, page.source) for page in site.pages.values() if (when := _reviewed(page)) and when < last]
    return [f"`{source}` · {when}" for when, source in sorted(found)]


def _reviewed(page: Page) -> date | None:
    """Day of the last review; a page about contributing states no facts that age."""
    value = page.meta.get("last_reviewed")
    try:
        return None if page.for_contributors else date.fromisoformat(str(value))
    except ValueError:
        return None  # reported by the checks


def _behind(site: Site) -> list[str]:
    return [f"`{page.source}` · {sections(lag)}" for page in translations(site) if (lag := stale(site, page))]
