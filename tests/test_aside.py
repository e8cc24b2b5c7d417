"""A run that is stopped: whatever the moment, the last good site stays whole, and the next run repairs the rest."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PAGE, ROOT, run
from handbook.sources import aside

BUILD = [sys.executable, "-m", "handbook", "build"]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def start(command: list[str], folder: Path) -> subprocess.Popen[str]:
    given = {**os.environ, "PYTHONPATH": "hooks"}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=given,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until(ready: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    latest = time.monotonic() + 120
    while not ready():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < latest
        time.sleep(0.005)


def killed_when(ready: Callable[[], bool], command: list[str], folder: Path) -> None:
    """Start a command and kill it, with all that it has started, as soon as `ready` holds."""
    process = start(command, folder)
    until(ready, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_build_that_is_stopped_changes_nothing(whole: Path) -> None:
    folder = whole
    assert run("handbook", "build", "--no-books", folder=folder).returncode == 0
    before = tree(folder / "site")
    page = folder / "docs/zh/index.md"
    page.write_text(PAGE.format(title="首页", text="改过的正文[@liu2024advances]。"), "utf-8")
    new = folder / ".site.new"
    for made in ("assets", "index.html", "en/index.html", "assets/search/index.zh.js", "books"):
        killed_when((new / made).exists, BUILD, folder)
        assert tree(folder / "site") == before, made
    assert run("handbook", "build", folder=folder).returncode == 0
    assert "改过的正文" in (folder / "site/index.html").read_text("utf-8")
    assert (folder / "site/books/handbook-zh.pdf").is_file()
    assert not list(folder.glob(".site.*"))
    after = tree(folder / "site")
    book = folder / "site/books/handbook-zh.pdf"
    book.write_bytes(b"old")
    before = tree(folder / "site")
    killed_when((new / "books/SHA256SUMS").exists, [*BUILD[:-1], "books"], folder)
    assert tree(folder / "site") == before
    assert run("handbook", "books", folder=folder).returncode == 0
    assert tree(folder / "site") == after
    assert not list(folder.glob(".site.*"))
    page.write_text(PAGE.format(title="首页", text="正文[@nosuch]。"), "utf-8")
    failed = run("handbook", "build", folder=folder)
    assert failed.returncode == 1
    assert "error CIT002" in failed.stderr
    assert tree(folder / "site") == after
    assert not list(folder.glob(".site.*"))


def test_commands_that_write_take_turns(whole: Path) -> None:
    """Several at once, and one whose parent alone was killed: what that has started holds the lock to its end."""
    shutil.copy(ROOT / "pyproject.toml", whole)
    assert run("handbook", "build", folder=whole).returncode == 0
    before = tree(whole / "site")
    orphan = start(BUILD, whole)
    until((whole / ".site.new/index.html").exists, orphan)
    os.killpg(orphan.pid, signal.SIGSTOP)
    orphan.kill()
    waiting = [start([*BUILD[:-1], command], whole) for command in ("build", "books", "offline")]
    for process in waiting:
        assert process.stderr
        assert process.stderr.readline().startswith("另一个命令正在这里写入，等它结束 / another command is writing")
    os.killpg(orphan.pid, signal.SIGCONT)
    orphan.communicate()
    assert [(process.communicate()[1], process.returncode) for process in waiting] == [("", 0)] * 3
    assert tree(whole / "site") == before
    assert not list(whole.glob(".site.*"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems swap in two steps")
def test_a_reader_never_meets_a_gap(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("whole")
    gaps: list[str] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            if not os.path.exists(folder):  # noqa: PTH110 - a hundred times a swap, so as fast as can be
                gaps.append("gap")

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(300):
        new = aside.fresh(folder)
        shutil.copytree(folder, new)
        aside.replace(folder, new)
    ended.set()
    reader.join()
    assert not gaps


def test_where_two_steps_are_needed_the_next_run_puts_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_exchange", lambda *_: False)
    folder, new = tmp_path / "site", tmp_path / ".site.new"
    for made, text in ((folder, "old"), (new, "new")):
        made.mkdir()
        (made / "index.html").write_text(text)
    aside.replace(folder, new)
    assert tree(tmp_path) == {"site/index.html": b"new"}
    folder.rename(tmp_path / ".site.old")  # as if stopped after the first step
    assert aside.fresh(folder) == new
    assert tree(tmp_path) == {"site/index.html": b"new"}


def test_make_repairs_what_an_interrupted_make_left(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").write_text("", "utf-8")
    python = tmp_path / ".venv/bin/python"
    killed_when(python.exists, ["make", "ready"], tmp_path)
    assert not (tmp_path / ".venv/ready").exists()
    subprocess.run(["make", "ready"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([python, "-m", "pip", "--version"], check=True, capture_output=True)
    assert (tmp_path / ".venv/ready").exists()


def test_make_sets_up_after_others_and_only_what_they_have_not(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").write_text("", "utf-8")
    (tmp_path / ".venv").mkdir()
    with aside.alone(tmp_path, lambda: None):
        waiting = start(["make", "ready"], tmp_path)
        assert waiting.stderr
        assert waiting.stderr.readline().startswith("另一个命令正在这里写入，等它结束 / another command is writing")
        (tmp_path / ".venv/ready").touch()
    assert (waiting.communicate()[1], waiting.returncode) == ("", 0)
    assert set(tree(tmp_path)) == {"Makefile", "requirements.txt", ".venv/ready"}
