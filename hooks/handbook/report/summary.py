"""Diagnostics → Markdown, for the summary of a workflow or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from handbook.model import Diagnostic, Severity, visible
from handbook.report import both, counted, rule_address, severity

MOST = 200  # rows; the rest are counted
LONGEST = 500  # characters of what is quoted
SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~!&$]")
CALL = re.compile(r"((?:@(?=\w)|#(?=\d)|GH-(?=\d))[\w:.+/-]+)")  # a key, or what would call a person or an issue


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return a heading with the counts and one table."""
    return "\n".join([f"## {counted(diagnostics)}", *(["", table(diagnostics, site_url)] if diagnostics else [])])


def table(diagnostics: Sequence[Diagnostic], site_url: str = "", most: int = MOST, edit: str = "") -> str:
    """Return a row for each finding; those beyond `most` are counted. `edit` leads to the service's editor of files."""
    lines = ["| | 位置 / place | 规则 / rule | 说明 / message |", "| --- | --- | --- | --- |"]
    for diagnostic in diagnostics[:most]:
        mark = "❌" if severity(diagnostic) is Severity.ERROR else "⚠️"
        place = f"{plain(diagnostic.place.path)}:{diagnostic.place.line}"
        place = f"[{place}]({edit}{quote(diagnostic.place.path)})" if edit else place
        rule = f"[{diagnostic.code}]({rule_address(diagnostic, site_url)})"
        words = "<br>".join(map(_words, both(replace(diagnostic, values=tuple(_values(diagnostic))))))
        lines.append(f"| {mark} | {place} | {rule} | {words} |")
    if len(diagnostics) > most:
        lines += ["", f"… +{len(diagnostics) - most}"]
    return "\n".join(lines)


def plain(text: str) -> str:
    """Write it so that nothing in it calls a person or names an issue, either."""
    parts = CALL.split(visible(text[:LONGEST]))
    parts[::2] = map(escaped, parts[::2])
    parts[1::2] = [f"`{part}`" for part in parts[1::2]]
    return "".join(parts)


def escaped(text: str) -> str:
    """Write a text so that Markdown reads it as it stands."""
    return SIGNS.sub(r"\\\g<0>", visible(text[:LONGEST]))


def _values(diagnostic: Diagnostic) -> Iterator[tuple[str, str]]:
    """Keep what was found from ending the code that a sentence shows it in."""
    for name, value in diagnostic.values:
        yield name, value[:LONGEST].replace("`", "ˋ") or " "


def _words(text: str) -> str:
    """Show a sentence: what stands between backticks as code, the rest as it is."""
    parts = text.split("`")
    parts[::2] = map(plain, parts[::2])
    parts[1::2] = [part.replace("|", "\\|") for part in parts[1::2]]
    return "`".join(parts)
