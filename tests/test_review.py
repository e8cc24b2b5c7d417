"""What a change does, as its reviewer reads it: word by word (`diff.yml`), and as a comment (`changes.yml`)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import __main__ as command
from handbook import sources
from handbook.model import Diagnostic, Place
from handbook.review import comment, diff, event, overdue
from handbook.review.changed import Changed
from handbook.review.words import say
from handbook.sources.earlier import read

CASES = Path(__file__).parent / "cases"
FRONT = (
    "---\ntitle: {title}\ndescription: {title}\nlast_reviewed: 2026-11-24\nstatus: draft\naudience: clinician\n---\n\n"
)
EXTRA = "\nextra:\n  handbook:\n    preview: https://preview.org/{number}/\n"
TITLES = {"zh": "本页", "en": "This page"}
SHOWN = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


def cases(name: str) -> list[Any]:
    """Read the cases of one file."""
    return [
        pytest.param(case, id=case["name"])
        for case in yaml.safe_load((CASES / f"review/{name}.yml").read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases("diff"))
def test_words(case: dict[str, str]) -> None:
    pieces = diff.compare(case["before"], case["after"])
    assert "".join(SHOWN[piece.kind].format(piece.text) for piece in pieces) == case["shown"]


@given(*[st.text("抗体阳性 12.5%@ab;\n", max_size=30)] * 2)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_word_is_lost(before: str, after: str) -> None:
    pieces = diff.compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the small site of the checks, and stand in it."""
    shutil.copytree(CASES / "checks/base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    return tmp_path


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.org", *arguments], check=True)


def write(bodies: dict[str, str]) -> None:
    for language, title in TITLES.items():
        page = Path("docs", language, "topic/page.md")
        body = bodies.get(language, bodies.get("both"))
        if body:
            page.write_text(FRONT.format(title=title) + body + "\n", "utf-8")
        elif body == "":
            page.unlink()


def commit() -> None:
    git("add", ".")
    git("commit", "-q", "-m", "x")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("case", cases("changes"))
def test_comment(case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    write(case["before"])
    commit()
    git("checkout", "-q", "-b", "change")
    write(case["after"])
    assert command.main(["review"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in case["lines"] if line not in lines] == []
    assert [line for line in lines if line.startswith(tuple(case.get("not", ["\0"])))] == []


@pytest.mark.usefixtures("project")
def test_a_translation_that_lags(capsys: pytest.CaptureFixture[str]) -> None:
    write({"both": "多数患者好转。"})
    assert command.main(["sync"]) == 0
    commit()
    page, original = Path("docs/en/topic/page.md"), Path("docs/zh/topic/page.md")
    original.write_text(original.read_text("utf-8").replace("多数", "少数"), "utf-8")
    command.main(["review"])
    assert (
        "- ⏳ `docs/en/topic/page.md` 会向读者标明有待更新（小节：页首 / top of the page）" in capsys.readouterr().out
    )
    page.write_text(page.read_text("utf-8").replace("多数", "少数"), "utf-8")
    command.main(["review"])
    assert "run `python -m handbook sync docs/en/topic/page.md`" in capsys.readouterr().out


def test_moved_and_other_files(project: Path) -> None:
    write({"both": "多数患者好转。" * 20})
    commit()
    Path("elsewhere").symlink_to(project.parent, target_is_directory=True)
    assert command.main(["review"]) == 0
    git("mv", "docs/zh/topic/page.md", "docs/zh/topic/moved.md")
    Path("docs/assets/photo.png").write_bytes(b"\xff")
    Path("Makefile").write_text("all:\n", "utf-8")
    found = {edit.path: edit for edit in read(project, "main", ["Makefile"])}
    assert list(found) == ["Makefile", "docs/assets/photo.png", "docs/zh/topic/moved.md"]
    assert found["docs/zh/topic/moved.md"].was == "docs/zh/topic/page.md"
    assert found["docs/zh/topic/moved.md"].before == found["docs/zh/topic/moved.md"].after
    assert found["docs/assets/photo.png"].before is None


@pytest.mark.usefixtures("project")
def test_what_an_event_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    """The base comes from the event; a slip with one right answer is suggested, but only on a line of the change."""
    before = "旧的CK 不动。\n\n多数患者好转[@smith2020]。"
    write({"zh": before, "en": "Old CK.\n\nMost improved [@smith2020]."})
    Path(".gitignore").write_text("site/\nbuild/\n", "utf-8")
    commit()
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    git("checkout", "-q", "-b", "change")
    write({"zh": before.replace("好转[@smith2020]", "CK 降低［@smith2020］")})
    commit()
    for name in ("zh/topic/page.pdf", "handbook-en.pdf"):
        Path("site/books", name).parent.mkdir(parents=True, exist_ok=True)
        Path("site/books", name).touch()
    payload = str(CASES / "events/pull_request.json")
    given = ["--event", payload, "--files", "https://files.org/1", "--out", "build"]
    assert command.main(["review", *given]) == 0
    out = capsys.readouterr().out
    assert "预览 / preview: <code>topic/page.html</code>" in out
    assert "PDF / PDF: <code>books/zh/topic/page.pdf</code>" in out
    assert "| ❌ | [docs/zh/topic/page.md:11](https://github.com/reader/imnm-handbook/edit/patch-1/docs/zh/" in out
    assert "其中 1 行只有一种改法" in out
    (one,) = json.loads(Path("build/suggestions.json").read_text("utf-8"))
    assert one == {"path": "docs/zh/topic/page.md", "line": 11, "text": "多数患者 CK 降低[@smith2020]。"}

    settings = Path("mkdocs.yml")
    settings.write_text(settings.read_text("utf-8") + EXTRA, "utf-8")
    command.main(["review", *given])
    assert "[预览 / preview](https://preview.org/7/topic/page.html)" in capsys.readouterr().out

    assert command.main(["check", "--event", payload, "--format", "github", "--write", "sarif=build/new/a.sarif"]) == 1
    assert capsys.readouterr().out.startswith("::error file=docs/zh/topic/page.md,line=11,")
    results = json.loads(Path("build/new/a.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert results[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 11


def test_an_event_without_a_pull_request() -> None:
    assert event.pull({"ref": "refs/heads/main", "commits": []}) is None


def test_a_fork_that_is_gone() -> None:
    payload = json.loads((CASES / "events/pull_request.json").read_text("utf-8"))
    payload["pull_request"]["head"]["repo"] = None
    assert event.pull(payload) == event.Pull(7, payload["pull_request"]["head"]["sha"], "origin/main", "")


@pytest.mark.usefixtures("project")
def test_unknown_base(capsys: pytest.CaptureFixture[str]) -> None:
    commit()
    assert command.main(["review", "--base", "nowhere"]) == 1
    assert "TXT051" in capsys.readouterr().err


def test_a_comment_fits_and_calls_nobody() -> None:
    hunk = diff.Hunk(1, "", "字" * 1000)
    found = [Diagnostic.at(Place("docs/zh/a.md", 1), "EVD006", keys="@someone", figure="1", near="@other")] * 200
    long = [Changed(f"docs/zh/{n}.md", "", "changed", (hunk,), {}, "@me", "a.html") for n in range(100)]
    text = comment.show(long, found, {"docs/zh/a.md": frozenset({1})})
    assert len(text) <= comment.LONGEST
    assert text.endswith(say("cut") + "\n")
    assert "… +170" in text
    assert re.findall("(?<!`)@", text) == []


def test_overdue(project: Path) -> None:
    write({"both": "多数患者好转。"})
    site = sources.load(project)
    assert overdue.show(site, date(2027, 11, 24)) == ""
    assert "- [ ] `docs/zh/topic/page.md` · 2026-11-24" in overdue.show(site, date(2027, 11, 25))
    page = Path("docs/en/topic/page.md")
    page.write_text(page.read_text("utf-8").replace("status", f"translated_from: {'0' * 40}\nstatus"), "utf-8")
    assert "- [ ] `docs/en/topic/page.md` · —" in overdue.show(sources.load(project), date(2027, 1, 1))
