"""Text → values: everything the project knows, read once from its files, with every fault found on the way."""

from __future__ import annotations

from pathlib import Path

from handbook.model import Site
from handbook.sources import bibliography, charts, earlier, glossary, ledger, pages, questions, settings, text


def load(root: Path) -> Site:
    """Read the project in `root`; faults are kept in `Site.problems`, in no order."""
    options, problems = settings.read(root)
    found_pages, found = pages.read(root)
    problems += found
    content, found = text.read(root, bibliography.PATH)
    problems += found
    entries, found = bibliography.parse(content, bibliography.PATH)
    problems += found
    facts, found = ledger.read(root)
    problems += found
    terms, found = glossary.read(root)
    problems += found
    found_charts, found = charts.read(root)
    problems += found
    asked, found = questions.read(root)
    problems += found
    return Site(
        root=root, pages=found_pages, entries=entries, facts=facts, terms=terms, settings=options,
        charts=found_charts, questions=asked, problems=tuple(problems),
        earlier=earlier.texts(root, found_pages.values()),
    )  # fmt: skip
