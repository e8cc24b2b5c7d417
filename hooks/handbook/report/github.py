"""Diagnostics → workflow commands, which GitHub shows as annotations beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.model import Diagnostic
from handbook.report import both, rule_address, severity


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return one `::error …::message` or `::warning …` a line."""
    return "\n".join(_command(diagnostic, site_url) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, site_url: str) -> str:
    place = diagnostic.place
    text = "\n".join((*both(diagnostic), rule_address(diagnostic, site_url)))
    properties = {"file": place.path, "line": place.line, "col": place.column, "title": diagnostic.code}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{severity(diagnostic)} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
