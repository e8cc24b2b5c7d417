"""LNK: the pages and sections for which it's written down what readers ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.model import Diagnostic, Page, Site
from handbook.sources import anchors
from handbook.sources.nearest import nearest


def check(site: Site, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Yield the entries that lead to a section which one of the pages lacks."""
    for page in pages:
        for entry in site.questions:
            if entry.fragment and entry.page == page.path and entry.fragment not in (ids := anchors.on(site, page)):
                near = f"{page.path}#{nearest(entry.fragment, ids)}"
                yield Diagnostic.at(entry.place, "LNK045", found=f"{entry.page}#{entry.fragment}", near=near)


def gone(site: Site) -> Iterator[Diagnostic]:
    """Yield the entries whose page is gone."""
    paths = {path for _, path in site.pages}
    for entry in site.questions:
        if entry.page not in paths:
            yield Diagnostic.at(entry.place, "LNK045", found=entry.page, near=nearest(entry.page, paths))
