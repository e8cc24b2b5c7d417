"""Values → diagnostics. One file per family of rules; they yield what they find and never raise."""

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
    questions,
    sharing,
    syntax,
    terms,
    uses,
)
from handbook.checks.causes import causes
from handbook.checks.folding import folded
from handbook.checks.uses import Rests, Use
from handbook.model import Diagnostic, Severity, Site
from handbook.report import severity
from handbook.sources.citations import remember

OF_PAGES = (uses, meta, links, questions, citations, charts, syntax, evidence, parity, terms)  # see a page and its twin


def run(site: Site) -> list[Diagnostic]:
    """Judge the whole project: every finding once, sorted by place."""
    found = {*site.problems}
    used: set[Use] = set()
    for one in sharing.judge(site, OF_PAGES):
        if isinstance(one, Rests):
            remember(site.pages[one.language, one.path].text, one.on)
        else:
            used.add(one) if isinstance(one, Use) else found.add(one)
    for rule in (meta.nav, questions.gone, bibliography.check, ledger.check, terms.glossary):
        found.update(rule(site))
    for rule_of_uses in (links.files, citations.unused, charts.drawn):
        found.update(rule_of_uses(site, used))
    return sorted(folded(site, causes(found), used))


def errors(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Keep those that stop a build."""
    return [diagnostic for diagnostic in diagnostics if severity(diagnostic) is Severity.ERROR]
