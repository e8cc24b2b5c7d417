"""The ledger, by cited work: which figures it holds, and the draft of a record that it lacks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from handbook.model import Fact, Language, Site
from handbook.sources import figures, ledger, numerals
from handbook.sources.figures import Figure


@dataclass
class Recorded:
    """What the facts of one work say in numbers."""

    figures: dict[float, set[str]] = field(default_factory=dict)  # value → units it is written with
    words: set[float] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)  # figures with their units, as the ledger writes them

    def holds(self, figure: Figure) -> bool:
        """Whether a figure is recorded, in digits or in a word."""
        units = self.figures.get(figure.value)
        return figure.value in self.words if units is None else any(figures.same(figure.unit, unit) for unit in units)


def by_work(facts: Iterable[Fact]) -> Mapping[str, Recorded]:
    """Gather the figures of all facts that pages may rest on, under each of their works."""
    works: dict[str, Recorded] = {}
    for fact in facts:
        if not fact.usable:
            continue
        texts = [*fact.claim.values(), *fact.figures, fact.caution, fact.caution_zh, fact.design, str(fact.n or "")]
        words = frozenset[float]().union(*map(numerals.words, texts))
        found = [(figure, figure.shown(text)) for text in texts for figure in figures.find(text)]
        for key in fact.source:
            record = works.setdefault(key, Recorded())
            record.words |= words
            for figure, shown in found:
                record.figures.setdefault(figure.value, set()).add(figure.unit)
                record.texts.add(shown)
    return works


def draft(site: Site, key: str, language: Language, claim: str, figure: str) -> str:
    """Write the record that would vouch for a figure: one line of YAML, to be completed by who has read the source."""
    entry = site.entries.get(key)
    address = "" if entry is None else entry["url"] or (entry["doi"] and f"https://doi.org/{entry['doi']}")
    known: dict[str, object] = {
        "id": f"{key}-…",
        "topic": next((fact.topic for fact in site.facts.values() if key in fact.source), "…"),
        f"claim_{language}": re.sub(r"\s+(?=[.,;:。，；：]|$)", "", " ".join(claim.split())),
        "figures": [figure],
        "source": [key],
        "url": address or "…",
        "n": None,
        "caution": "",
        "caution_zh": "",
        "conflicts_with": [],
        "verified": False,
    }
    record = {field: known.get(field, "…") for field in ledger.FIELDS}
    line = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, default_flow_style=True, width=math.inf)
    return f"- {line.strip()}"
