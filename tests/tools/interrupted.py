"""`make interrupted`: kill `make` at moments spread over its whole run; readers keep what they had.

What is left aside stays bounded, and the next `make` writes the same bytes as one that nobody stopped. Of a set-up that
is killed, the next two, at once, make what one makes that nobody stopped.
"""

from __future__ import annotations

import hashlib
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
SET_UPS = int(os.environ.get("SET_UPS", "5"))
MADE = ("site", "build")
PAGE = "docs/en/index.md"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone the project; it shares our set-up."""
    folder = tmp_path_factory.mktemp("interrupted") / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    return folder


def start(target: str, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    command = ["make", "--silent", *options, target]
    return subprocess.Popen(command, cwd=folder, start_new_session=True, stdout=sys.stderr)


def make(target: str, folder: Path, seconds: float | None = None) -> bool:
    """Run `make`; after so many seconds kill it, and all that it has started. Return whether it came to its end."""
    return ended(start(target, folder, "--old-file=.venv/ready"), seconds)  # our set-up is theirs, never made anew


def ended(process: subprocess.Popen[bytes], seconds: float | None = None) -> bool:
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
        done = make(target, clone, whole * moment / MOMENTS)
        for name in MADE:
            found = tree(clone / name)
            assert found in (before[name], after[name]), f"{name} after {moment} of {MOMENTS} parts of its time"
            assert not done or found == after[name]
        left = aside(clone)
        seen.append((done, [name.split("/")[0] for name in left][:1], len(left)))
        if tree(clone / "site") == after["site"]:
            restore(clone, tmp_path)
    print(f"\n{target}: {whole:.1f} s; " + ", ".join(map(str, seen)))
    make(target, clone)
    assert {name: tree(clone / name) for name in MADE} == after
    assert aside(clone) == []


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file but those that Python compiles as it goes, and what lists these."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".pyc" and file.name != "RECORD"
    }


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone the project and set it up by itself."""
    folder = tmp_path_factory.mktemp("set-up") / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
    assert ended(start("ready", folder))
    return folder


@pytest.mark.parametrize(
    ("target", "made"),
    [
        (".venv/ready", ".venv"),
        ("build/tools/advisories", "build/tools/advisories"),
        pytest.param(
            *(".venv/lighthouse", "tests/audit/node_modules"),
            marks=pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed"),
        ),
    ],
)
def test_a_set_up_that_is_stopped(target: str, made: str, set_up: Path) -> None:
    def emptied() -> Path:
        shutil.rmtree(set_up / made, ignore_errors=True)
        (set_up / target).unlink(missing_ok=True)
        return set_up

    begun = time.monotonic()
    assert ended(start(target, emptied()))
    whole = time.monotonic() - begun
    expected = contents(set_up / made)
    seen = []
    for moment in range(SET_UPS):
        seen.append(ended(start(target, emptied()), whole * (moment + 0.5) / SET_UPS))
        two = [start(target, set_up) for _ in range(2)]
        assert [ended(one) for one in two] == [True, True]
        assert contents(set_up / made) == expected, f"after {moment + 0.5} of {SET_UPS} parts of its time"
    print(f"\n{target}: {whole:.1f} s; ended: {seen}")
