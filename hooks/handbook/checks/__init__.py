"""Values → diagnostics. One file per family of rules; each `check(site)` yields what it finds and never raises."""

from __future__ import annotations

from handbook.checks import (
    bibliography,
    charts,
    citations,
    evidence,
    ledger,
    links,
    meta,
    parity,
    sharing,
    syntax,
    terms,
)
from handbook.checks.causes import causes
from handbook.checks.folding import folded
from handbook.model import Diagnostic, Severity, Site
from handbook.report import severity

OF_SITE = (meta, links, bibliography, citations, charts, ledger)  # see all pages at once
OF_PAGES = (syntax, evidence, parity, terms)  # see a page and its twin


def run(site: Site) -> list[Diagnostic]:
    """Judge the whole project: every finding once, sorted by place."""
    found = {*site.problems}
    rest = sharing.begin(site, OF_PAGES)
    for family in OF_SITE:
        found.update(family.check(site))
    found.update(rest())
    return sorted(folded(site, causes(found)))


def errors(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Keep those that stop a build."""
    return [diagnostic for diagnostic in diagnostics if severity(diagnostic) is Severity.ERROR]
