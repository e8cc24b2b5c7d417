"""Findings with one right answer → lines to put in place of those that a change wrote, each a click for its author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handbook.checks import fixes
from handbook.model import Site


class Suggestion(NamedTuple):
    """A line of a file and what should stand there."""

    path: str
    line: int
    text: str


def of(site: Site, lines: Mapping[str, frozenset[int]]) -> Iterator[Suggestion]:
    """Yield what `check --fix` would write on changed lines: the service takes suggestions nowhere else."""
    before = {page.source: page.text for page in site.pages.values()}
    for path, text in sorted(fixes.fixes(site).items()):
        pairs = zip(before[path].splitlines(), text.splitlines(), strict=True)  # a fix never adds or removes a line
        for line, (old, new) in enumerate(pairs, 1):
            if old != new and line in lines.get(path, ()):
                yield Suggestion(path, line, new)
