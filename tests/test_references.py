"""Both styles against the published examples of both standards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from handbook.render import references
from handbook.sources import bibliography

CASES = Path(__file__).parent / "cases" / "references"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases())
def test_reference(case: dict[str, str]) -> None:
    entries, problems = bibliography.parse(case["bib"])
    assert problems == []
    entry = entries["x"]
    written = {
        "en": references.reference(entry, "en"),
        "gb2025": references.reference(entry, "zh", "gb2025"),
        "gb2015": references.reference(entry, "zh", "gb2015"),
    }
    expected = {name: case[name] for name in written if name in case}
    assert expected
    assert {name: str(html.fromstring(written[name]).xpath("string()")) for name in expected} == expected
    assert case.get("html", "") in written["en"]
