"""Diagnostics → Markdown, for the summary of a workflow or a comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from handbook.model import Diagnostic, Severity
from handbook.report import both, rule_address, severity

MOST = 200  # rows; the rest are counted
MENTION = re.compile(r"@\w[\w:.+/-]*")


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return a heading with the counts and one table."""
    errors = sum(severity(diagnostic) is Severity.ERROR for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    heading = f"## {errors} 个错误，{warnings} 个警告 / {errors} errors, {warnings} warnings"
    return "\n".join([heading, *(["", table(diagnostics, site_url)] if diagnostics else [])])


def table(diagnostics: Sequence[Diagnostic], site_url: str = "", most: int = MOST, edit: str = "") -> str:
    """Return a row for each finding; those beyond `most` are counted. `edit` leads to the service's editor of files."""
    lines = ["| | 位置 / place | 规则 / rule | 说明 / message |", "| --- | --- | --- | --- |"]
    for diagnostic in diagnostics[:most]:
        mark = "❌" if severity(diagnostic) is Severity.ERROR else "⚠️"
        place = f"{_cell(diagnostic.place.path)}:{diagnostic.place.line}"
        place = f"[{place}]({edit}{quote(diagnostic.place.path)})" if edit else place
        rule = f"[{diagnostic.code}]({rule_address(diagnostic, site_url)})"
        lines.append("| " + " | ".join((mark, place, rule, _cell("<br>".join(both(diagnostic))))) + " |")
    if len(diagnostics) > most:
        lines += ["", f"… +{len(diagnostics) - most}"]
    return "\n".join(lines)


def _cell(text: str) -> str:
    """Keep bars from ending a cell, and `@key` outside code from calling a person of that name."""
    parts = text.replace("|", "\\|").split("`")
    parts[::2] = [MENTION.sub(r"`\g<0>`", part) for part in parts[::2]]
    return "`".join(parts)
