"""Bad input through the real build: one clear line for each problem, exit code 1, no traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from conftest import PAGE, Project, run

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "build.yml").read_text("utf-8"))


def content(value: object) -> str | bytes:
    """Turn a case's file into what is written: text, `{gbk: …}`, `{hex: …}`, or `{page: [title, text]}`."""
    if isinstance(value, dict):
        if "hex" in value:
            return bytes.fromhex(value["hex"])
        if "page" in value:
            return PAGE.format(title=value["page"][0], text=value["page"][1])
        ((encoding, text),) = value.items()
        return str(text).encode(encoding)
    return str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_bad_input(case: dict[str, object], project: Project) -> None:
    files = case["files"]
    expected = case["expect"]
    assert isinstance(files, dict)
    assert isinstance(expected, list)
    folder = project({path: content(value) for path, value in files.items()})
    result = run("handbook", "check", folder=folder)
    output = result.stdout + result.stderr
    assert "Traceback" not in output
    assert result.returncode == (1 if any(" error " in line for line in expected) else 0), output
    found = [line for line in output.splitlines() if " error " in line or " warning " in line]
    for line in expected:
        assert any(finding.startswith(line) for finding in found), f"{line} not in\n{output}"
    assert len(found) == len(expected), output


@pytest.mark.parametrize("flags", [["--strict"], ["--strict", "-q"], ["-v"]], ids=" ".join)
def test_the_build_stops_whatever_the_log_level(flags: list[str], project: Project) -> None:
    folder = project({"docs/zh/index.md": PAGE.format(title="首页", text="正文[@liu2024advance]。")})
    result = run("mkdocs", "build", *flags, folder=folder)
    output = result.stdout + result.stderr
    assert result.returncode == 1
    assert "docs/zh/index.md:11:4: error CIT001" in output
    assert "Traceback" not in output
    assert not (folder / "site" / "index.html").exists()


def test_a_hostile_title_is_told_and_inert(project: Project) -> None:
    evil = PAGE.replace("{title}\ndesc", "'<script>alert(1)</script>'\ndesc")
    folder = project({"docs/zh/index.md": evil.format(title="首页", text="正文[@liu2024advances]。")})
    result = run("mkdocs", "build", "--no-strict", folder=folder)
    assert "docs/zh/index.md:2:1: error TXT050" in result.stderr
    for file in (folder / "site").rglob("*.html"):
        assert "<script>alert" not in file.read_text("utf-8"), file


def test_a_page_in_one_language_says_so(project: Project) -> None:
    folder = project({"docs/zh/only.md": PAGE.format(title="独有", text="正文。")})
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "  - only.md\n", "utf-8")
    result = run("mkdocs", "build", "--no-strict", folder=folder)
    assert result.returncode == 0, result.stderr
    assert "docs/zh/only.md:1:1: error META005" in result.stderr
    html = (folder / "site" / "en" / "only.html").read_text("utf-8")
    assert '<html lang="zh-Hans"' in html
    assert "This page is not available in English yet" in html
    assert "暂无" not in (folder / "site" / "only.html").read_text("utf-8")


def test_every_page_opens_its_own_file_in_the_editor(site: Path) -> None:
    """The pencil at the top and the line at the end, in every page's own language."""
    for file in site.rglob("*.html"):
        name = file.relative_to(site).as_posix()
        if name.endswith("404.html"):
            continue
        source = name.removesuffix("html") + "md" if name.startswith("en/") else f"zh/{name.removesuffix('html')}md"
        links = re.findall(r'<a href="(\S+)"[^>]* rel="?edit', file.read_text("utf-8"))
        assert [link.partition("/edit/main/docs/")[2] for link in links] == [source, source], name
