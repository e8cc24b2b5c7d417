"""What pages name of what all share: what none names is told, and that is seen only when all have been judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from handbook.model import Diagnostic, Language, Page, Site
from handbook.sources import citations
from handbook.sources.citations import Mentioned


class Use(NamedTuple):
    """A name that stands on a page."""

    kind: Literal["work", "fact", "chart", "file"]
    name: str


class Rests(NamedTuple):
    """What one page rests on: found when it is taken apart to be judged, and asked for by all that is written."""

    language: Language
    path: str
    on: Mentioned


Finding = Diagnostic | Use | Rests  # of what judges pages


def check(site: Site, pages: Iterable[Page]) -> Iterator[Finding]:  # noqa: ARG001 - as all families
    """Yield which works and ledger records some pages name."""
    for page in pages:
        on = citations.mentioned(page.text)
        yield Rests(page.language, page.path, on)
        yield from (Use("work", key) for key in on.works)
        yield from (Use("fact", name) for name in on.facts)
