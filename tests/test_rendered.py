"""Every case of `cases/rendered`: a page as it was built, and its source → the findings."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import told
from handbook import sources
from handbook.checks import rendered

ROOT = Path(__file__).parent / "cases"
FRONT = "---\ntitle: Page\n---\n\n"
OTHER = '<html><body>{frame}<article><h2 id="section">A</h2></article></body></html>'


@pytest.mark.parametrize(
    "case", yaml.safe_load((ROOT / "rendered/rendered.yml").read_text("utf-8")), ids=lambda case: case["name"]
)
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "checks/base", root)
    (root / "docs/en/topic/page.md").write_text(FRONT + case["en"], "utf-8")
    built = root / "site"
    shutil.copytree(root / "docs/assets", built / "assets")
    (built / "en/topic").mkdir(parents=True)
    (built / "assets/site.css").write_text(case.get("css", ""), "utf-8")
    frame = case.get("frame", "")
    (built / "en/topic/other.html").write_text(OTHER.format(frame=frame), "utf-8")
    (built / "en/topic/page.html").write_text(
        f"<html><body>{frame}<article>{case['html']}</article></body></html>", "utf-8"
    )
    expected = case.get("expect", [])
    found = []
    for one in rendered.check(sources.load(root), built):
        own = one.place.path.endswith("page.md") and one.place.line > 4
        found.append(told(f"en:{one.place.line - 4}" if own else f"{one.place.path}:{one.place.line}", one, expected))
    assert sorted(found) == sorted(expected)
