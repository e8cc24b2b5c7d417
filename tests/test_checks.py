"""Every case of `cases/checks`: a small site with one page changed → the findings, each `path:line: CODE`.

A file holds `families` (whose findings are compared; without it, all) and `cases`, each with `name` and any of:
`zh`, `en`, `both`: body of docs/<language>/topic/page.md, below a front matter that is supplied; `files`: whole files
by path; `before`: bodies by language as they were in the last commit; `expect`: the findings, as `conftest.told` writes
them, where `zh:3` is line 3 of the body. Without `expect`, silence is expected.
"""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import told
from handbook import checks, sources
from handbook.checks import sharing
from handbook.model import Diagnostic

CASES = Path(__file__).parent / "cases/checks"
FRONT = (
    "---\ntitle: {title}\ndescription: {title}\nlast_reviewed: 2026-11-24\nstatus: draft\naudience: clinician\n---\n\n"
)
TITLES = {"zh": "本页", "en": "This page"}
BODIES = {"zh": "## 小节 {#section}\n", "en": "## Section {#section}\n"}


def cases() -> list[Any]:
    """Read every case, named after its file."""
    return [
        pytest.param(case, tuple(case.get("families", data.get("families", ()))), id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.rglob("*.yml"))
        if "base" not in file.parts
        for data in [yaml.safe_load(file.read_text("utf-8"))]
        for case in data["cases"]
    ]


@pytest.mark.parametrize(("case", "families"), cases())
def test_case(case: dict[str, Any], families: tuple[str, ...], tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(CASES / "base", root)
    for language in ("zh", "en"):
        body = case.get(language, case.get("both", BODIES[language]))
        page = root / f"docs/{language}/topic/page.md"
        page.write_text(FRONT.format(title=TITLES[language]) + body, "utf-8")
    for path, content in case.get("files", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")
    earlier = {
        f"docs/{language}/topic/page.md": FRONT.format(title=TITLES[language]) + body
        for language, body in case.get("before", {}).items()
    }
    site = dataclasses.replace(sources.load(root), earlier=earlier)
    found = [one for one in checks.run(site) if not families or one.code.startswith(families)]
    expected = case.get("expect", [])
    assert sorted(told(placed(one), one, expected) for one in found) == sorted(expected)


def placed(found: Diagnostic) -> str:
    """Write a place as cases do."""
    for language in ("zh", "en"):
        if found.place.path == f"docs/{language}/topic/page.md" and found.place.line > FRONT.count("\n"):
            return f"{language}:{found.place.line - FRONT.count(chr(10))}"
    return f"{found.place.path}:{found.place.line}"


def test_many_processes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    site = sources.load(CASES.parent.parent.parent)
    some = dict(list(site.pages.items())[:8] + list(site.pages.items())[-8:])
    site = dataclasses.replace(site, facts={}, pages=some)  # every figure lacks its record
    alone = checks.run(site)
    monkeypatch.setattr(sharing, "LARGE", 1)
    assert checks.run(site) == alone
    assert len(alone) > 200
