"""Which findings to show, and which first, when a change is looked at rather than the whole project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handbook.model import Diagnostic, Severity
from handbook.report import severity

PAGES = ("docs/zh/", "docs/en/")


def of_change(diagnostics: Iterable[Diagnostic], changed: Mapping[str, frozenset[int]]) -> list[Diagnostic]:
    """Keep what a change can have caused: in its files and their twins; everywhere if it touches what pages share."""
    if any(not path.startswith(PAGES) for path in changed):
        return list(diagnostics)
    touched = {path[len("docs/zh/") :] for path in changed}
    return [
        found for found in diagnostics if found.place.path in changed or found.place.path[len("docs/zh/") :] in touched
    ]


def by_weight(diagnostics: Iterable[Diagnostic], changed: Mapping[str, frozenset[int]]) -> list[Diagnostic]:
    """Put errors before warnings, and in each those on changed lines first: hosting sites show only ten of each."""
    return sorted(
        diagnostics,
        key=lambda found: (
            severity(found) is not Severity.ERROR,
            found.place.line not in changed.get(found.place.path, ()),
            found,
        ),
    )
