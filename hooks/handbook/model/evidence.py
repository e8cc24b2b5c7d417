"""Facts of the ledger and terms of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.model.findings import Language, Place


@dataclass(frozen=True)
class Fact:
    """One record of the evidence ledger."""

    id: str
    topic: str
    claim: Mapping[Language, str]
    figures: tuple[str, ...]
    source: tuple[str, ...]  # citation keys
    locator: str
    url: str
    seen: str
    design: str
    n: int | None
    caution: str
    conflicts_with: tuple[str, ...]
    verified: str  # `true`, `false`, `not-found-again`
    place: Place
    design_zh: str = ""
    caution_zh: str = ""

    @property
    def usable(self) -> bool:
        """Whether pages may rest on it."""
        return self.verified != "not-found-again"

    def design_in(self, language: Language) -> str:
        """Name the kind of study in a language."""
        return self.design_zh if language == "zh" and self.design_zh else self.design

    def caution_in(self, language: Language) -> str:
        """Say in a language what a reader must be told."""
        return self.caution_zh if language == "zh" and self.caution_zh else self.caution


@dataclass(frozen=True, eq=False)  # read once, told apart by identity
class Term:
    """One row of the bilingual glossary."""

    name: Mapping[Language, str]
    variants: Mapping[Language, tuple[str, ...]]
    definition: Mapping[Language, str]
    abbreviation: str
    traditional: str  # usual form in traditional characters
    source: str
    place: Place
