"""Diagnostics → Markdown, for the summary of a workflow or a comment."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.model import Diagnostic, Severity
from handbook.report import both, rule_address, severity

MOST = 200  # rows; the rest are counted


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return a heading with the counts and one table."""
    errors = sum(severity(diagnostic) is Severity.ERROR for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    lines = [f"## {errors} 个错误，{warnings} 个警告 / {errors} errors, {warnings} warnings"]
    if diagnostics:
        lines += ["", "| | 位置 / place | 规则 / rule | 说明 / message |", "| --- | --- | --- | --- |"]
    for diagnostic in diagnostics[:MOST]:
        mark = "❌" if severity(diagnostic) is Severity.ERROR else "⚠️"
        place = f"{diagnostic.place.path}:{diagnostic.place.line}"
        rule = f"[{diagnostic.code}]({rule_address(diagnostic, site_url)})"
        lines.append("| " + " | ".join((mark, _cell(place), rule, _cell("<br>".join(both(diagnostic))))) + " |")
    if len(diagnostics) > MOST:
        lines += ["", f"… +{len(diagnostics) - MOST}"]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
