"""Findings as people and programs get them, which come first, and what `--fix` makes of a page."""

from __future__ import annotations

import json as standard
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook import __main__ as command
from handbook import sources
from handbook.checks import fixes
from handbook.model import Diagnostic, Place
from handbook.report import github, json, order, rules, sarif, summary, terminal
from handbook.sources import changes

ROOT = Path(__file__).parent / "cases"
ADDRESS = "https://site.org/"
ERROR = Diagnostic.at(Place("docs/en/a, b.md", 3, 7), "LNK001", found="x%.md", near="y|z.md")
WARNING = Diagnostic.at(Place("docs/zh/a.md", 1, 1), "TXT021", found="抗H", near="抗 H")
FRONT = "---\ntitle: x\n---\n\n"


def test_every_rule_speaks_both_languages() -> None:
    for code, rule in rules().items():
        assert rule.message["zh"] != rule.message["en"], code
        assert rule.wrong, code
        assert rule.right, code


def test_terminal() -> None:
    first, hint, *_, last = terminal.show([WARNING, ERROR], ADDRESS).splitlines()
    assert first.startswith("docs/zh/a.md:1:1: warning TXT021 中文")
    assert hint.endswith("https://site.org/contribute/rules.html#txt021")
    assert last == "1 个错误，1 个警告 / 1 errors, 1 warnings"


def test_github() -> None:
    (line,) = github.show([ERROR], ADDRESS).splitlines()
    assert line.startswith("::error file=docs/en/a%2C b.md,line=3,col=7,title=LNK001::there is no file `x%25.md`")
    assert line.endswith("%0Ahttps://site.org/en/contribute/rules.html#lnk001")


def test_json() -> None:
    (row,) = standard.loads(json.show([ERROR], ADDRESS))
    assert (row["path"], row["line"], row["column"], row["severity"], row["code"]) == (*ERROR.place, "error", "LNK001")
    assert row["message"]["zh"] != row["message"]["en"]


def test_sarif() -> None:
    (run,) = standard.loads(sarif.show([ERROR, WARNING, WARNING], ADDRESS))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["LNK001", "TXT021"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "docs/en/a%2C%20b.md"}, "region": {"startLine": 3, "startColumn": 7}}


def test_sarif_meets_its_schema(tmp_path: Path) -> None:
    """The schema is that of OASIS, as @microsoft/jest-sarif 1.0.0-beta.0 (MIT) carries it."""
    log, schema = tmp_path / "log.sarif", ROOT / "sarif/sarif-2.1.0-rtm.5.json"
    log.write_text(sarif.show([ERROR, WARNING], ADDRESS), "utf-8")
    lenient = ("--regex-variant", "python")  # one of its patterns is none in ECMAScript
    command = [sys.executable, "-m", "check_jsonschema", *lenient, "--schemafile", str(schema), str(log)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_summary() -> None:
    lines = summary.show([ERROR], ADDRESS).splitlines()
    assert lines[0] == "## 1 个错误，0 个警告 / 1 errors, 0 warnings"
    assert lines[-1].startswith(
        "| ❌ | docs/en/a, b.md:3 | [LNK001](https://site.org/en/contribute/rules.html#lnk001) |"
    )
    assert lines[-1].count("|") - lines[-1].count("\\|") == 5


def test_errors_on_changed_lines_come_first() -> None:
    late = Diagnostic.at(Place("docs/zh/z.md", 9), "LNK006")
    assert order.by_weight([WARNING, ERROR, late], {"docs/zh/z.md": frozenset({9})}) == [late, ERROR, WARNING]


def test_a_change_concerns_its_pages_and_their_twins() -> None:
    twin, other = (Diagnostic.at(Place(path), "LNK006") for path in ("docs/en/a.md", "docs/en/b.md"))
    assert order.of_change([WARNING, twin, other], {"docs/zh/a.md": frozenset({1})}) == [WARNING, twin]
    assert order.of_change([WARNING, twin, other], {"references.bib": frozenset({1})}) == [WARNING, twin, other]


def test_changes(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.org", *arguments], cwd=tmp_path, check=True)

    assert changes.read(tmp_path)[1][0].code == "TXT051"
    git("init", "-q", "-b", "main")
    (tmp_path / "甲.md").write_text("1\n2\n3\n", "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    (tmp_path / "甲.md").write_text("1\nb\n3\n4\n", "utf-8")
    (tmp_path / "new.md").write_text("1\n", "utf-8")
    expected = {"甲.md": frozenset({2, 4}), "new.md": frozenset({1, 2})}
    assert changes.read(tmp_path) == (expected, [])
    assert changes.read(tmp_path, "main") == (expected, [])
    assert changes.read(tmp_path, "nowhere")[1][0].code == "TXT051"


@pytest.mark.parametrize(
    "case", yaml.safe_load((ROOT / "fixes/fixes.yml").read_text("utf-8")), ids=lambda case: case["name"]
)
def test_fix(case: dict[str, Any], tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "checks/base", root)
    (root / "docs/zh/topic/page.md").write_text(FRONT + case["before"], "utf-8")
    (root / "docs/en/topic/page.md").write_text(FRONT + case.get("twin", ""), "utf-8")
    found = fixes.fixes(sources.load(root))
    assert found == ({"docs/zh/topic/page.md": FRONT + case["after"]} if "after" in case else {})


def test_command_keeps_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "checks/base", tmp_path, dirs_exist_ok=True)
    page = tmp_path / "docs/zh/topic/page.md"
    page.write_bytes(b"\xef\xbb\xbf" + (FRONT + "[甲]（other.md） [乙](lost.md)\n").replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path)
    assert command.main(["check", "--fix", "--format", "json"]) == 1
    assert page.read_bytes().endswith("[甲](other.md) [乙](lost.md)\r\n".encode())
    assert page.read_bytes().startswith(b"\xef\xbb\xbf---\r\n")
    found = {row["code"] for row in standard.loads(capsys.readouterr().out)}
    assert "LNK001" in found
    assert "TXT005" not in found
