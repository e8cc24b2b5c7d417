"""Both styles against the published examples of both standards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

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
        "en": references.text(entry, "en"),
        "gb2025": references.text(entry, "zh", "gb2025"),
        "gb2015": references.text(entry, "zh", "gb2015"),
    }
    expected = {name: case[name] for name in written if name in case}
    assert expected
    assert {name: written[name] for name in expected} == expected
    if "html" in case:
        assert case["html"] in references.reference(entry, "en")
