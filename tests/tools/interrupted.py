"""`make interrupted`: kill `make` at moments spread over its whole run; readers keep what they had.

What is left aside stays bounded, and the next `make` writes the same bytes as one that nobody stopped.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT
from test_aside import tree

MOMENTS = int(os.environ.get("MOMENTS", "12"))
MADE = ("site", "build")
PAGE = "docs/en/index.md"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone the project; it shares our set-up."""
    folder = tmp_path_factory.mktemp("interrupted") / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    return folder


def make(target: str, folder: Path, seconds: float | None = None) -> bool:
    """Run `make`; after so many seconds kill it, and all that it has started. Return whether it came to its end."""
    command = ["make", "--silent", "--old-file=.venv/ready", target]  # our set-up is theirs, and never made anew
    process = subprocess.Popen(command, cwd=folder, start_new_session=True, stdout=sys.stderr)
    try:
        assert process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def restore(folder: Path, kept: Path) -> None:
    """Put back what was made, and nothing else: what runs have left aside stays."""
    for name in MADE:
        shutil.rmtree(folder / name, ignore_errors=True)
        if (kept / name).exists():
            shutil.copytree(kept / name, folder / name)


def aside(folder: Path) -> list[str]:
    """List what git ignores besides what was made."""
    command = ["git", "status", "--porcelain", "--ignored"]
    shown = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    names = [line[3:] for line in shown.splitlines() if line.startswith(("!!", "??"))]
    return sorted(name for name in names if "__pycache__" not in name and name.strip("/") not in {*MADE, ".venv"})


@pytest.mark.parametrize("target", ["site", "books", "offline"])
def test_stopped_at_any_moment(target: str, clone: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "checkout", "--quiet", "--", PAGE], cwd=clone, check=True)
    restore(clone, tmp_path)
    make(target, clone)
    before = {name: tree(clone / name) for name in MADE}
    for name in MADE:
        if (clone / name).exists():
            shutil.copytree(clone / name, tmp_path / name)
    page = clone / PAGE
    page.write_text(page.read_text("utf-8").replace("title: ", "title: New ", 1), "utf-8")
    start = time.monotonic()
    make(target, clone)
    whole = time.monotonic() - start
    after = {name: tree(clone / name) for name in MADE}
    assert before["site"] != after["site"]
    assert aside(clone) == []

    restore(clone, tmp_path)
    seen = []
    for moment in range(1, MOMENTS + 1):
        ended = make(target, clone, whole * moment / MOMENTS)
        for name in MADE:
            found = tree(clone / name)
            assert found in (before[name], after[name]), f"{name} after {moment} of {MOMENTS} parts of its time"
            assert not ended or found == after[name]
        left = aside(clone)
        seen.append((ended, [name.split("/")[0] for name in left][:1], len(left)))
        if tree(clone / "site") == after["site"]:
            restore(clone, tmp_path)
    print(f"\n{target}: {whole:.1f} s; " + ", ".join(map(str, seen)))
    make(target, clone)
    assert {name: tree(clone / name) for name in MADE} == after
    assert aside(clone) == []
