"""META: front matter, twins and the order of pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from handbook.checks import urls
from handbook.model import Diagnostic, Page, Place, Site, other
from handbook.sources import citations, figures, pages, settings, staleness
from handbook.sources.nearest import nearest

REQUIRED = ("title", "description", "last_reviewed", "status", "audience")
CHOICES = {"status": ("draft", "reviewed"), "audience": ("clinician", "patient", "everyone", "contributor")}
ALLOWED = (*REQUIRED, "translated_from", "hide", "template", "search")


def check(site: Site, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the front matter and the twins of some pages."""
    for page in pages:
        yield from _front_matter(page)
        yield from _translated_from(site, page)
        if site.twin(page) is None:
            yield Diagnostic.at(Place(page.source), "META005", twin=f"docs/{other(page.language)}/{page.path}")
        if page.path not in site.settings.nav:
            yield Diagnostic.at(Place(page.source), "META006", page=page.path)


def nav(site: Site) -> Iterator[Diagnostic]:
    """Yield what is wrong with the order of pages."""
    policy = urls.policy(site.settings.handbook.get("links"))
    for path, line in site.settings.nav_lines.items():
        place = Place(settings.PATH, line, 1)
        if urls.scheme(path):
            yield from (Diagnostic.at(place, fault.code, **fault.values) for fault in urls.faults(path, policy))
        elif not any((language, path) in site.pages for language in ("zh", "en")):
            yield Diagnostic.at(place, "META008", page=path, near=nearest(path, (name for _, name in site.pages)))
        if site.settings.nav.count(path) > 1:
            yield Diagnostic.at(place, "META010", page=path)
    for title, line in site.settings.groups.items():
        if site.settings.translated_groups and title not in site.settings.translated_groups:
            yield Diagnostic.at(Place(settings.PATH, line, 1), "META011", title=title)


def _translated_from(site: Site, page: Page) -> Iterator[Diagnostic]:
    """Judge the field that names the text which a translation was made from."""
    field = staleness.FIELD
    if field not in page.meta:
        return
    place, value, twin = page.line(page.meta_lines[field]), str(page.meta[field]), site.twin(page)
    if not staleness.BLOB.fullmatch(value):
        yield Diagnostic.at(place, "META013", value=value)
    elif twin is not None and field in twin.meta and page != site.original(page.path):
        yield Diagnostic.at(place, "META014", twin=twin.source)


def _front_matter(page: Page) -> Iterator[Diagnostic]:
    if page.body_offset == 0:
        yield Diagnostic.at(Place(page.source), "META002")
        return
    mistyped = {nearest(key, ALLOWED) for key in page.meta if key not in ALLOWED}
    for key in REQUIRED:
        if not page.meta.get(key) and (key in page.meta or key not in mistyped):
            yield Diagnostic.at(page.line(page.meta_lines.get(key, 1)), "META003", key=key)
    for key, value in page.meta.items():
        place = page.line(page.meta_lines[key])
        if key not in ALLOWED:
            yield Diagnostic.at(place, "META004", key=key, near=nearest(key, ALLOWED, ", ".join(ALLOWED)))
        elif key in CHOICES and value and value not in CHOICES[key]:
            yield Diagnostic.at(place, "META009", key=key, value=value, expected=" | ".join(CHOICES[key]))
        elif key == "last_reviewed" and value and type(value) is not datetime.date:
            yield Diagnostic.at(place, "META009", key=key, value=value, expected="2026-11-24")
    for key in pages.SHOWN:
        text = str(page.meta.get(key) or "")
        counted = figures.find(text) if not page.for_contributors else ()
        stated = [figure.text for figure in counted if not figure.free and figure.year is None]
        for found in [f"[@{citation.items[0].key}]" for citation in citations.find(text)] + stated:
            yield Diagnostic.at(page.line(page.meta_lines[key]), "META012", key=key, found=found)
