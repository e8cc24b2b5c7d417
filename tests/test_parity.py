"""Parity and staleness against a labelled set, precision and recall printed; and what `sync` and the banner do."""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import PAGE, Project
from handbook.__main__ import main
from handbook.checks import leftovers, parity
from handbook.model import LANGUAGES, Language, Settings, Severity, Site
from handbook.render.banner import banner
from handbook.report import severity
from handbook.sources import earlier, pages
from handbook.sources.staleness import stale

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/parity/labelled.yml").read_text("utf-8"))
FRONT = (
    "---\ntitle: {title}\ndescription: {title}\nlast_reviewed: 2026-11-24\nstatus: draft\naudience: clinician\n---\n\n"
)
PATH = "topic/page.md"


def text(language: Language, scenario: dict[str, Any]) -> str:
    """Return a page after the scenario's edits; each must find what it replaces."""
    content = FRONT.format(title="本页" if language == "zh" else "This page") + str(CASES[language])
    for old, new in scenario.get(language, ()):
        assert content.count(old) == 1, f"{scenario['name']}: {old!r}"
        content = content.replace(old, new)
    return content


def site_of(scenario: dict[str, Any], root: Path, blob: str = "") -> Site:
    """Read the two pages of a scenario; with `blob`, the English one names the text that it was translated from."""
    read = {language: pages.parse(text(language, scenario), language, PATH)[0] for language in ("zh", "en")}
    if blob:
        meta = {**read["en"].meta, "translated_from": blob}
        read["en"] = dataclasses.replace(read["en"], meta=meta)
    return Site({("zh", PATH): read["zh"], ("en", PATH): read["en"]}, {}, {}, (), Settings(), root)


def found(site: Site) -> Iterator[Any]:
    yield from parity.compare(site, PATH)
    for page in site.pages.values():
        yield from leftovers.check(page)


def test_parity(capsys: pytest.CaptureFixture[str]) -> None:
    hits, misses, alarms, others = [], [], [], []
    for scenario in CASES["scenarios"]:
        codes = {finding.code for finding in found(site_of(scenario, Path()))}
        if not scenario["fault"]:
            alarms += [f"{scenario['name']}: {sorted(codes)}"] * bool(codes)
        elif codes:
            hits.append(scenario["name"])
            others += [f"{scenario['name']}: {sorted(codes)}"] * (scenario["fault"] not in codes)
        else:
            misses.append(scenario["name"])
    precision, recall = len(hits) / (len(hits) + len(alarms)), len(hits) / (len(hits) + len(misses))
    with capsys.disabled():
        print(f"\nparity: precision {precision:.3f}, recall {recall:.3f} ({len(hits)} caught; missed: {misses})")
    assert not alarms
    assert not others, "caught by another rule"
    assert recall >= 0.95


def test_staleness(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "zh.md").write_text(text("zh", {}), "utf-8")
    command = ["git", "hash-object", "-w", "zh.md"]
    blob = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()
    right = wrong = missed = 0
    for scenario in CASES["scenarios"]:
        site = site_of(scenario, tmp_path, blob)
        lag = stale(site, site.pages["en", PATH])
        named, expected = set((lag.sections if lag else None) or ()), set(scenario.get("stale") or ())
        right, wrong, missed = (
            right + len(named & expected),
            wrong + len(named - expected),
            missed + len(expected - named),
        )
        assert (lag is None) == (not expected), scenario["name"]
        moved = site.pages["zh", PATH].blob != blob
        assert {severity(finding) for finding in parity.compare(site, PATH)} <= (
            {Severity.WARNING} if moved else set(Severity)
        )
    with capsys.disabled():
        print(f"\nstaleness: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")
    assert wrong == missed == 0


def test_without_git_the_sections_are_unknown(tmp_path: Path) -> None:
    site = site_of({"name": "", "zh": [["停药后", "停药以后"]]}, tmp_path, "0" * 40)
    lag = stale(site, site.pages["en", PATH])
    assert lag is not None
    assert lag.sections is None
    assert "may be out of date" in banner(site, site.pages["en", PATH])


def test_a_translation_from_sync_to_sync(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project({})
    english, chinese = folder / "docs/en/index.md", folder / "docs/zh/index.md"
    monkeypatch.chdir(folder)

    def output(*arguments: str, code: int = 0) -> str:
        assert main([*arguments]) == code
        return capsys.readouterr().out

    assert "docs/en/index.md: translated_from" in output("sync")
    assert "translated_from: " in english.read_text("utf-8")
    assert output("sync") == ""
    chinese.write_text(PAGE.format(title="首页", text="正文[@liu2024advances]。\n\n新的一段。"), "utf-8")
    assert "docs/zh/index.md:13:1: warning PAR005" in output("check")
    assert "docs/en/index.md: 1 处不同，未写" in output("sync")
    assert "docs/en/index.md: translated_from" in output("sync", "docs/en/index.md")
    assert "docs/en/index.md:12:25: error PAR005" in output("check", code=1)
    assert output("sync", "docs/en/none.md", code=1) == ""


def test_banner_speaks_the_language_of_the_page(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "zh.md").write_text(text("zh", {}), "utf-8")
    command = ["git", "hash-object", "-w", "zh.md"]
    blob = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()
    site = site_of({"name": "", "zh": [["26 例", "28 例"], ["停药后", "停药以后"]]}, tmp_path, blob)
    html = banner(site, site.pages["en", PATH])
    assert '<li>the top of the page</li><li><a href="#safety">Safety</a></li>' in html
    assert 'href="../../topic/page.html"' in html
    assert banner(site, site.pages["zh", PATH]) == ""


def test_what_a_page_said_in_the_last_commit(tmp_path: Path) -> None:
    read = [pages.parse(text(language, {}), language, PATH)[0] for language in LANGUAGES]
    assert earlier.texts(tmp_path, read) == {}  # no repository
    for page in read:
        (tmp_path / page.source).parent.mkdir(parents=True)
        (tmp_path / page.source).write_text(page.text, "utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    assert earlier.texts(tmp_path, read) == {}  # no commit
    for command in (["add", "."], ["commit", "-qm", "a"]):
        subprocess.run([*git, *command], check=True)
    changed = [pages.parse(f"{page.text}改了。\n", page.language, PATH)[0] for page in read]
    assert earlier.texts(tmp_path, read) == {}  # nothing changed
    assert earlier.texts(tmp_path, changed) == {page.source: page.text for page in read}
    assert earlier.texts(tmp_path, changed, "no-such-branch") == {}


def test_a_translation_that_follows_its_original_is_no_drift(tmp_path: Path) -> None:
    was, edit = text("en", {}), {"name": "", "zh": [["停药后", "未停药"]], "en": [["Another page", "No other page"]]}
    site = dataclasses.replace(site_of(edit, tmp_path), earlier={f"docs/en/{PATH}": was})
    assert "PAR024" in {finding.code for finding in parity.compare(site, PATH)}
    behind = dataclasses.replace(site_of(edit, tmp_path, "0" * 40), earlier={f"docs/en/{PATH}": was})
    assert "PAR024" not in {finding.code for finding in parity.compare(behind, PATH)}
    synced = dataclasses.replace(site_of(edit, tmp_path, site.pages["zh", PATH].blob), earlier={f"docs/en/{PATH}": was})
    assert "PAR024" not in {finding.code for finding in parity.compare(synced, PATH)}
