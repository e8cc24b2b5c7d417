"""Diagnostics → lines for a terminal, in the form that editors and compilers agree on."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.model import Diagnostic, Severity
from handbook.report import both, rule_address, severity


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return `path:line:column: severity CODE message` and a hint for each, then a closing count."""
    lines: list[str] = []
    for diagnostic in diagnostics:
        place = diagnostic.place
        message, hint = both(diagnostic)
        lines.append(f"{place.path}:{place.line}:{place.column}: {severity(diagnostic)} {diagnostic.code} {message}")
        lines.append(f"  hint: {hint} — {rule_address(diagnostic, site_url)}")
    errors = sum(severity(diagnostic) is Severity.ERROR for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    lines.append(f"{errors} 个错误，{warnings} 个警告 / {errors} errors, {warnings} warnings")
    return "\n".join(lines)
