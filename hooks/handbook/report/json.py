"""Diagnostics → JSON, for editors and other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from handbook.model import LANGUAGES, Diagnostic
from handbook.report import hint, message, rule_address, severity


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return a list of objects: place, severity, code, message and hint in both languages, address of the rule."""
    rows = [
        {
            "path": diagnostic.place.path,
            "line": diagnostic.place.line,
            "column": diagnostic.place.column,
            "severity": str(severity(diagnostic)),
            "code": diagnostic.code,
            "message": {language: message(diagnostic, language) for language in LANGUAGES},
            "hint": {language: hint(diagnostic, language) for language in LANGUAGES},
            "rule": rule_address(diagnostic, site_url),
        }
        for diagnostic in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
