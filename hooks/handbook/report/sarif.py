"""Diagnostics → SARIF 2.1.0 (OASIS), for code-scanning services."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from handbook.model import Diagnostic
from handbook.report import both, rule_address, rules, severity


def show(diagnostics: Sequence[Diagnostic], site_url: str = "") -> str:
    """Return a log with one run: the rules that were broken, and a result for each finding."""
    broken = {diagnostic.code: diagnostic for diagnostic in diagnostics}
    driver = {
        "name": "handbook",
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": rules()[code].message["en"]},
                "fullDescription": {"text": rules()[code].message["zh"]},
                "help": {"text": rules()[code].hint["en"]},
                "helpUri": rule_address(broken[code], site_url),
                "defaultConfiguration": {"level": str(rules()[code].severity)},
            }
            for code in sorted(broken)
        ],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(diagnostic) for diagnostic in diagnostics]}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(diagnostic: Diagnostic) -> dict[str, object]:
    place = diagnostic.place
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"artifactLocation": {"uri": quote(place.path)}, "region": region}
    return {
        "ruleId": diagnostic.code,
        "level": str(severity(diagnostic)),
        "message": {"text": " ".join(both(diagnostic))},
        "locations": [{"physicalLocation": location}],
    }
