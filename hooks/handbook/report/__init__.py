"""Diagnostics → words for people. What a rule says stands in `messages/<family>.toml`, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from handbook.model import LANGUAGES, Diagnostic, Language, Severity, other, visible


class Rule(NamedTuple):
    """One numbered rule: its severity, its words, and an example of a breach and of the remedy."""

    code: str
    severity: Severity
    message: dict[Language, str]
    hint: dict[Language, str]
    wrong: str
    right: str


@cache
def rules() -> dict[str, Rule]:
    """Read every rule, in the order of its code."""
    found: dict[str, Rule] = {}
    for file in sorted((files(__package__) / "messages").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        for code, table in tomllib.loads(file.read_text("utf-8")).items():
            found[code] = Rule(
                code,
                Severity(table["severity"]),
                {language: table[language] for language in LANGUAGES},
                {language: table["hint"][language] for language in LANGUAGES},
                table["wrong"],
                table["right"],
            )
    return dict(sorted(found.items()))


def severity(diagnostic: Diagnostic) -> Severity:
    """Return how much a finding matters."""
    return Severity.WARNING if diagnostic.lenient else rules()[diagnostic.code].severity


def message(diagnostic: Diagnostic, language: Language) -> str:
    """Fill the rule's sentence with what was found."""
    return _fill(rules()[diagnostic.code].message[language], diagnostic)


def hint(diagnostic: Diagnostic, language: Language) -> str:
    """Say what to do next."""
    return _fill(rules()[diagnostic.code].hint[language], diagnostic)


def _fill(sentence: str, diagnostic: Diagnostic) -> str:
    """Put the values into their `{slots}`; control characters never reach a terminal."""
    values = {name: visible(text) for name, text in diagnostic.values}
    filled = sentence.format_map(_Values(values))
    return filled.replace("\n", " ")


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def first_language(diagnostic: Diagnostic) -> Language:
    """Return the language to speak first: that of the page, Chinese for files that both languages share."""
    return "en" if diagnostic.place.path.startswith("docs/en/") else "zh"


def both(diagnostic: Diagnostic) -> tuple[str, str]:
    """Return message and hint, each in both languages, the page's own language first."""
    first = first_language(diagnostic)
    order = (first, other(first))
    return tuple(" / ".join(say(diagnostic, language) for language in order) for say in (message, hint))  # type: ignore[return-value]


def counts(diagnostics: Sequence[Diagnostic]) -> tuple[int, int]:
    """Count errors and warnings."""
    errors = sum(severity(diagnostic) is Severity.ERROR for diagnostic in diagnostics)
    return errors, len(diagnostics) - errors


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """Say how many errors and warnings there are."""
    errors, warnings = counts(diagnostics)
    return f"{errors} 个错误，{warnings} 个警告 / {errors} errors, {warnings} warnings"


def rule_address(diagnostic: Diagnostic, site_url: str) -> str:
    """Address of the rule on the site, in the language to speak first."""
    folder = "en/" if first_language(diagnostic) == "en" else ""
    return f"{site_url}{folder}contribute/rules.html#{diagnostic.code.lower()}"
