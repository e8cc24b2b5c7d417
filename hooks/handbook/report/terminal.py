"""Diagnostics → lines for a terminal, in the form that editors and compilers agree on."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.model import Diagnostic
from handbook.report import both, counted, rule_address, severity


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return `path:line:column: severity CODE message` and a hint for each, then a closing count."""
    lines: list[str] = []
    for diagnostic in diagnostics:
        place = diagnostic.place
        message, hint = both(diagnostic)
        lines.append(f"{place.path}:{place.line}:{place.column}: {severity(diagnostic)} {diagnostic.code} {message}")
        lines.append(f"  hint: {hint} — {rule_address(diagnostic, site_url)}")
    return "\n".join([*lines, counted(diagnostics)])
