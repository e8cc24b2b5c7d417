"""What several tests share: the built site, once per session, and small projects made on the spot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest

from handbook import report
from handbook.checks.sharing import Family
from handbook.checks.uses import Use
from handbook.model import Diagnostic, Site

pytest_plugins = ["browsing", "judging"]  # tests/browser/browsing.py, tests/books/judging.py

ROOT = Path(__file__).parent.parent
SHARED = ("hooks", "docs/.overrides")  # what every small project takes from the real one, besides its assets


def share(folder: Path) -> None:
    """Give a small project what it takes from the real one; pictures that only the guide shows stay behind."""
    for name in SHARED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", ignore=shutil.ignore_patterns("guide"))


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project in a folder, as `make` would."""
    given = {**os.environ, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def judged(site: Site, *families: Family) -> list[Diagnostic]:
    """Judge every page by some families of rules."""
    pages = list(site.pages.values())
    found = (one for family in families for one in family.check(site, pages))
    return [one for one in found if isinstance(one, Diagnostic)]


def uses(site: Site, family: Family) -> set[Use]:
    """Gather what all pages name, as a family of rules sees it."""
    return {one for one in family.check(site, list(site.pages.values())) if isinstance(one, Use)}


def told(place: str, found: Diagnostic, expected: list[str]) -> str:
    """Write a finding as cases do: whole (`en:3:6: LNK001 found=othr.md near=other.md`), or as much as the case says.

    That may be place and code (`en:3: LNK001`), with what is proposed (`en:3: LNK001 → other.md`).
    """
    assert not lacking(found), f"{place} {found.code}"
    short = f"{place}: {found.code}"
    near = f"{short} → {dict(found.values).get('near')}"
    values = "".join(f" {name}={OWN.sub(_in_body, value)[:80]}" for name, value in found.values)
    whole = f"{place}:{found.place.column}: {found.code}{values}"
    return next((form for form in (near, short) if form in expected), whole)


FRONT_MATTER = 8  # lines above the body of the page that a case is about
OWN = re.compile(r"docs/(zh|en)/topic/page\.md:(\d+)")


def _in_body(place: re.Match[str]) -> str:
    line = int(place[2]) - FRONT_MATTER
    return f"{place[1]}:{line}" if line > 0 else place[0]


def lacking(found: Diagnostic) -> set[str]:
    """Name the slots of the words that a finding leaves empty."""
    rule, values = report.rules()[found.code], dict(found.values)
    words = (rule.message["zh"], rule.message["en"], rule.hint["zh"], rule.hint["en"])
    slots = {name for text in words for _, name, _, _ in Formatter().parse(text) if name}
    slots = {name for name in slots if not name.endswith(("_zh", "_en"))}  # filled in the page's language alone
    return {name for name in slots if values.get(name, "None") == "None"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the whole site strictly and return its folder."""
    folder = tmp_path_factory.mktemp("built") / "site"
    result = run("mkdocs", "build", "--strict", "--site-dir", str(folder), folder=ROOT)
    assert result.returncode == 0, result.stderr
    return folder


Project = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a small project of the real configuration, two valid twins, and the files given."""

    def make(files: dict[str, str | bytes]) -> Path:
        share(tmp_path)
        real = (ROOT / "mkdocs.yml").read_text("utf-8")
        base: dict[str, str | bytes] = {
            "mkdocs.yml": re.sub(r"(?ms)^nav:\n.*\Z", "nav:\n  - index.md\n", real),
            "references.bib": WORK,
            "docs/zh/index.md": PAGE.format(title="首页", text="正文[@liu2024advances]。"),
            "docs/en/index.md": PAGE.format(title="Home", text="Text [@liu2024advances]."),
            "docs/evidence/glossary.yml": "[]\n",
        }
        for path, content in {**base, **files}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return make


LINKED = (  # the pages that templates lead to: with them, a small project passes the strict build
    "diagnosis/pathway.md",
    "evidence/index.md",
    "glossary.md",
    "patients/children.md",
    "patients/what-it-is.md",
    "treatment/principles.md",
    "about/disclaimer.md",
    "about/licence.md",
    "about/changelog.md",
)


@pytest.fixture
def whole(project: Project) -> Path:
    """Make a small project that a strict build accepts."""
    real = (ROOT / "mkdocs.yml").read_text("utf-8")
    nav = "\n".join(f"  - {path}" for path in ("index.md", *LINKED))
    pages = {
        f"docs/{language}/{path}": PAGE.format(title=title, text=f"{title}[@liu2024advances]{stop}")
        for path in LINKED
        for language, title, stop in (("zh", "另一页", "。"), ("en", "Another page", "."))
    }
    return project({"mkdocs.yml": re.sub(r"(?ms)^nav:\n.*\Z", f"nav:\n{nav}\n", real), **pages})


WORK = """@article{liu2024advances,
  author = {刘洪江 and 谢其冰},
  title = {Advances in study on diagnosis and treatment of immune-mediated necrotizing myopathy},
  journal = {诊断学理论与实践},
  year = {2024},
  volume = {23},
  number = {3},
  pages = {270--277},
  doi = {10.16150/j.1671-2870.2024.03.004},
  langid = {chinese},
}
"""

PAGE = """---
title: {title}
description: {title}
last_reviewed: 2026-11-24
status: draft
audience: contributor
---

## {title} {{#start}}

{text}
"""
