"""Values → diagnostics. One file per family of rules; each `check(site)` yields what it finds and never raises."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.checks import bibliography, charts, citations, evidence, links, meta, parity, syntax, terms
from handbook.model import Diagnostic, Severity, Site
from handbook.report import severity
from handbook.sources import settings

FAMILIES = (meta, syntax, links, bibliography, citations, evidence, charts, parity, terms)
UNREADABLE = {"TXT001", "TXT002", "TXT003", "TXT004", "META001", "META002", "META007"}  # what follows from these is no news
COMPARED = ("META003", "META005", "META006", "PAR")  # said of a page for what its twin, front matter or mkdocs.yml lacks


def run(site: Site) -> list[Diagnostic]:
    """Judge the whole project: every finding once, sorted by place."""
    found = {*site.problems}
    for family in FAMILIES:
        found.update(family.check(site))
    return sorted(_causes(found))


def errors(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Keep those that stop a build."""
    return [diagnostic for diagnostic in diagnostics if severity(diagnostic) is Severity.ERROR]


def _causes(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Leave out what only follows from a file that can't be read, and "cited nowhere" while pages have errors."""
    found = list(found)
    unreadable = {diagnostic.place.path for diagnostic in found if diagnostic.code in UNREADABLE}
    pairs = {_pair(path) for path in unreadable}
    stopped = bool(errors(found))

    def follows(diagnostic: Diagnostic) -> bool:
        path = diagnostic.place.path
        lost = settings.PATH in unreadable or _pair(path) in pairs
        return (diagnostic.code.startswith(COMPARED) and lost) or (diagnostic.code == "CIT010" and stopped)

    return [diagnostic for diagnostic in found if not follows(diagnostic)]


def _pair(path: str) -> str:
    """Return what twins share of their path."""
    return path.removeprefix("docs/zh/").removeprefix("docs/en/")
