"""A change → its files, each with what must be looked at: figures, works cited, drugs and antibodies, its twin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from handbook.checks import naming
from handbook.model import LANGUAGES, Diagnostic, Page, Site
from handbook.render.addresses import address
from handbook.review.diff import Hunk, hunks
from handbook.review.words import say
from handbook.sources import bibliography, figures
from handbook.sources.brackets import KEY
from handbook.sources.earlier import Edited
from handbook.sources.staleness import Stale, stale

FORMS = list(naming.FORMS)
KINDS = ("figure", "work", "name")


class Marks(NamedTuple):
    """What of one kind a file lost and gained."""

    gone: tuple[str, ...]
    new: tuple[str, ...]


class Twin(NamedTuple):
    """How the two languages of a page stand to each other: a word of `words.toml` with what fills it."""

    state: str  # `alone`, `both`, `stale`, `differs`, `one`, `parity`
    values: Mapping[str, str] = {}


class Changed(NamedTuple):
    """One file of a change, and of a page what it does to it."""

    path: str
    was: str
    state: str  # `new`, `gone`, `moved`, `changed`
    hunks: tuple[Hunk, ...]
    marks: Mapping[str, Marks]
    title: str = ""
    url: str = ""  # address within the site
    twin: Twin | None = None


def of(site: Site, edits: Sequence[Edited], found: Iterable[Diagnostic]) -> list[Changed]:
    """Describe every file of a change, pages first; `found` are the findings of the whole project as it is now."""
    pages = {page.source: page for page in site.pages.values()}
    differing = Counter(one.place.path for one in found if one.code.startswith("PAR"))
    touched = {edit.path for edit in edits}
    described = [_changed(edit, pages.get(edit.path), site, touched, differing) for edit in edits]
    return sorted(described, key=lambda one: (not one.url, one.path))


def _changed(edit: Edited, page: Page | None, site: Site, touched: set[str], differing: Mapping[str, int]) -> Changed:
    state = "moved" if edit.was != edit.path else "changed"
    if (edit.before is None) != (edit.after is None):
        state = "new" if edit.before is None else "gone"
    whole = edit.before is None or edit.after is None  # nothing to compare
    parts = () if whole else tuple(hunks(edit.before or "", edit.after or ""))
    medical = edit.path.startswith("docs/") or edit.path == bibliography.PATH
    described = Changed(edit.path, edit.was, state, parts, marks(parts) if medical else {})
    if page is None:
        return described
    return described._replace(
        title=page.title, url=address(page.path, page.language), twin=_twin(site, page, touched, differing)
    )


def marks(parts: Iterable[Hunk]) -> dict[str, Marks]:
    """Say which figures, works and names the changed lines lost and gained."""
    before, after = ([getattr(part, side) for part in parts] for side in ("before", "after"))
    found = {}
    for kind, read in zip(KINDS, (_figures, _works, _names), strict=True):
        old, new = (Counter(mark for text in texts for mark in read(text)) for texts in (before, after))
        if old != new:
            found[kind] = Marks(tuple(old - new), tuple(new - old))
    return found


def _figures(text: str) -> list[str]:
    return [" ".join(figure.shown(text).split()) for figure in figures.find(text) if not figure.free]


def _works(text: str) -> list[str]:
    return [f"@{key}" for key in re.findall(f"@({KEY})", text)]


def _names(text: str) -> list[str]:
    lower = text.lower()
    return [form.strip() for form in FORMS for _ in range((lower if form.islower() else text).count(form))]


def _twin(site: Site, page: Page, touched: set[str], differing: Mapping[str, int]) -> Twin:
    twin = site.twin(page)
    if twin is None:
        return Twin("alone")
    for one in (page, twin):
        if (lag := stale(site, one)) and {page.source, twin.source} <= touched:
            return Twin("both", {"page": one.source, "file": one.source})
        if lag:
            return Twin("stale", {"page": one.source, "sections": sections(lag)})
    if count := sum(differing[f"docs/{language}/{page.path}"] for language in LANGUAGES):
        return Twin("differs", {"page": twin.source, "count": str(count)})
    return Twin("parity" if twin.source in touched else "one", {"page": twin.source})


def sections(lag: Stale) -> str:
    """Name the sections that a translation lags behind in; a dash where git can't tell."""
    return ", ".join(f"#{name}" if name else say("top") for name in lag.sections or ()) or "—"
