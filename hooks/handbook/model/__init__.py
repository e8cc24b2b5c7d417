"""The frozen values that everything passes on: read by `sources`, judged by `checks`, shown by `render`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.model.charts import Axis, Chart, Mark, Panel, Row
from handbook.model.evidence import Fact, Term
from handbook.model.findings import LANGUAGES, Diagnostic, Language, Place, Severity, other, visible
from handbook.model.pages import Page, Questions, Settings
from handbook.model.works import Citation, CitationItem, Entry, Name

__all__ = [
    "LANGUAGES", "Axis", "Chart", "Citation", "CitationItem", "Diagnostic", "Entry", "Fact", "Language", "Mark", "Name",
    "Page", "Panel", "Place", "Questions", "Row", "Settings", "Severity", "Site", "Term", "other", "visible",
]  # fmt: skip


@dataclass(frozen=True, eq=False)  # read once, told apart by identity
class Site:
    """Everything the project knows, read once, in both languages."""

    pages: Mapping[tuple[Language, str], Page]
    entries: Mapping[str, Entry]
    facts: Mapping[str, Fact]
    terms: tuple[Term, ...]
    settings: Settings
    root: Path  # the project's folder: for assets, not for pages
    problems: tuple[Diagnostic, ...] = field(default=())  # found while reading
    charts: Mapping[str, Chart] = field(default_factory=dict)
    questions: tuple[Questions, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=dict)  # text before of the pages that were changed, by source

    def twin(self, page: Page) -> Page | None:
        """Return the page of the other language."""
        return self.pages.get((other(page.language), page.path))

    def original(self, path: str) -> Page | None:
        """Return the twin written first: the one without `translated_from`; Chinese when neither has it."""
        twins = [self.pages[language, path] for language in LANGUAGES if (language, path) in self.pages]
        return next((page for page in twins if "translated_from" not in page.meta), twins[0] if twins else None)
