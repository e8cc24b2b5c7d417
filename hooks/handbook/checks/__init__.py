"""Values → diagnostics. One file per family of rules; each `check(site)` yields what it finds and never raises."""

from __future__ import annotations

from handbook.checks import bibliography, charts, citations, evidence, links, meta, parity, syntax, terms
from handbook.checks.causes import causes
from handbook.model import Diagnostic, Severity, Site
from handbook.report import severity

FAMILIES = (meta, syntax, links, bibliography, citations, evidence, charts, parity, terms)


def run(site: Site) -> list[Diagnostic]:
    """Judge the whole project: every finding once, sorted by place."""
    found = {*site.problems}
    for family in FAMILIES:
        found.update(family.check(site))
    return sorted(causes(found))


def errors(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Keep those that stop a build."""
    return [diagnostic for diagnostic in diagnostics if severity(diagnostic) is Severity.ERROR]
