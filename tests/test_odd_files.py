"""What a disk can hold and a site can't: links, pipes, names that are no text, sizes and depths that nobody writes.

Each ends in a finding with a file and a line, soon, in little memory; a preview goes on without it.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import PAGE, Project

MEMORY = 1 << 30  # bytes of address space
SECONDS = 20
FRONT = PAGE.split("## ", maxsplit=1)[0].format(title="T")
BOMB = "a: &a [x, x]\n" + "".join(f"{new}: &{new} [{f'*{old}, ' * 9}]\n" for old, new in pairwise("abcdefghij"))
NAMES = ['a"><script>.md', "a\nb.md", "a\x1b[31m.md", "a\u202eb.md", "%2e.md", "a#b.md", "n" * 200 + ".md", "\udcff.md"]


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def told(folder: Path, *command: str) -> tuple[int, set[tuple[str, str]]]:
    """Run a command with little memory and time; return its exit code, and path and code of each finding."""
    result = subprocess.run(
        [sys.executable, "-m", "handbook", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": "hooks", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
        timeout=10 * SECONDS,  # by the clock: other tests run, too
        preexec_fn=limited,
    )
    output = (result.stdout + result.stderr).decode()
    assert "Traceback" not in output
    assert all(sign.isprintable() or sign == "\n" for sign in output)
    return result.returncode, set(re.findall(r"(?m)^(\S+?):\d+:\d+: \w+ ([A-Z]+\d{3}) ", output))


def test_what_is_no_file_and_what_has_no_name(whole: Path) -> None:
    docs = whole / "docs"
    links = {"en/x.md": "/etc/passwd", "en/zero.md": "/dev/zero", "en/gone.md": "gone.md", "en/up": "../en"}
    links |= {"assets/out.svg": "/etc/passwd"}
    for name, target in links.items():
        (docs / name).symlink_to(target)
    pipes = ["zh/pipe.md", "evidence/pipe.yml", "assets/pipe.svg"]
    for name in pipes:
        os.mkfifo(docs / name)
    for name in NAMES:
        for language in ("zh", "en"):
            (docs / language / name).write_text(FRONT, "utf-8")
    (docs / "assets/\udcff.png").touch()
    (docs / "en/folder.md").mkdir()
    code, found = told(whole, "check")
    assert code == 1
    assert {path for path, rule in found if rule == "LNK042"} == {f"docs/{name}" for name in (*links, *pipes)}
    assert sum(rule == "LNK043" for _, rule in found) == 2 * len(NAMES) + 1
    assert ("docs/en/folder.md", "TXT001") in found
    assert told(whole, "build", "--no-books", "--no-strict")[0] == 0
    published = {file.name for file in (whole / "site").rglob("*")}
    assert published.isdisjoint({"x.html", "zero.html", "pipe.html", "out.svg", "pipe.svg", *NAMES})


PAGES = {
    "large": ((FRONT + "word " * 10_000_000).encode(), "TXT002"),
    "utf16": (FRONT.encode("utf-16"), "TXT003"),
    "gbk": ((FRONT + "坏死性肌病").encode("gbk"), "TXT003"),
    "nul": (FRONT.encode() + b"\0", "TXT004"),
    "bomb": (f"---\n{BOMB}---\n".encode(), "META001"),
    "nested": (f"---\ntitle: {'{a: ' * 10_000}\n---\n".encode(), "META001"),
    "brackets": ((FRONT + "[@" * 10_000).encode(), "TXT060"),
    "stars": ((FRONT + "*" * 10_000 + "x" + "*" * 10_000).encode(), "TXT060"),
    "cells": ((FRONT + "| a |\n| - |\n| " + "`" * 10_001 + " |").encode(), "TXT060"),
    "lists": ((FRONT + "".join("  " * depth + "- x\n" for depth in range(700))).encode(), "TXT061"),
}
DATA = {
    "evidence/a.yml": (BOMB, "EVD001"),
    "evidence/b.yml": ("[" * 10_000, "EVD001"),
    "evidence/glossary.yml": (BOMB, "TRM001"),
    "evidence/charts/a.yml": (BOMB, "CHT001"),
    "questions.yml": (BOMB, "LNK044"),
}


def test_what_nobody_writes(whole: Path) -> None:
    expected = {(f"docs/{path}", rule) for path, (_, rule) in DATA.items()}
    for path, (text, _) in DATA.items():
        (whole / "docs" / path).parent.mkdir(exist_ok=True)
        (whole / "docs" / path).write_text(text, "utf-8")
    for name, (content, rule) in PAGES.items():
        for language in ("zh", "en"):
            (whole / f"docs/{language}/{name}.md").write_bytes(content)
            expected.add((f"docs/{language}/{name}.md", rule))
    code, found = told(whole, "check")
    assert code == 1
    assert expected <= found
    assert told(whole, "build", "--no-books", "--no-strict")[0] == 0


@pytest.mark.parametrize("limit", [0, 100])
def test_a_page_that_cannot_be_written_to_its_end_stays_as_it_was(limit: int, project: Project) -> None:
    page = FRONT + "## 甲 {#a}\n\n抗体,阳性。\n" + "字" * 200
    folder = project({"docs/zh/index.md": page})
    result = subprocess.run(
        [sys.executable, "-m", "handbook", "check", "--fix"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert result.returncode == 1
    assert "error: 文件超过系统允许的大小 / the file is larger" in result.stderr
    assert (folder / "docs/zh/index.md").read_text("utf-8") == page
    assert not list(folder.glob("docs/zh/.*"))
