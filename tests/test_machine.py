"""What the machine may lack (space, rights, fonts, browser, network): one clear line, a failed exit, no traceback."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import install
import pytest

from conftest import PAGE, ROOT, Project, run
from handbook import sources
from handbook.editions import books
from handbook.editions.books.fonts import FOLDER
from test_aside import tree

COMMANDS = {
    "build": [sys.executable, "-m", "handbook", "build", "--no-books"],
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--quiet"],
}
NOWHERE = "http://127.0.0.1:9"  # where nothing listens
UNSHARED = ["unshare", "--mount", "--map-root-user", "sh", "-ec"]
CAN_MOUNT = (
    shutil.which("unshare") is not None
    and not subprocess.run([*UNSHARED, "mount -t tmpfs none /mnt"], check=False, capture_output=True).returncode
)


def told(command: list[str], folder: Path, line: str, *, small: int = 0, **environment: str) -> str:
    """Run a command that must fail with `line` once, and nothing that only a programmer reads."""
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (small, small)) if small else None
    given = {**os.environ, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1", **environment}
    result = subprocess.run(
        command, cwd=folder, env=given, check=False, capture_output=True, text=True, timeout=300, preexec_fn=limit
    )
    output = result.stdout + result.stderr
    assert result.returncode, output
    assert output.count(line) == 1, output
    assert "Traceback" not in output
    return output


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_file_too_large(command: list[str], whole: Path) -> None:
    told(command, whole, "error: 文件超过系统允许的大小 / the file is larger than the system allows", small=50_000)
    assert not (whole / "site/index.html").exists()
    assert not (whole / ".site.new").exists()


@pytest.mark.skipif(not CAN_MOUNT, reason="no disk of our own can be mounted here")
def test_what_was_made_outlives_a_disk_that_takes_nothing(whole: Path) -> None:
    """Site, books and zip: full and read-only disks alike."""
    shutil.copy(ROOT / "pyproject.toml", whole)
    for command in ("build", "offline"):
        assert run("handbook", command, folder=whole).returncode == 0
    before = {name: tree(whole / name) for name in ("site", "build")}
    locked = 'mount --bind . . ; mount -o remount,ro,bind . ; cd "$PWD"; exec'
    for command in ("build", "books", "offline"):
        words = [sys.executable, "-m", "handbook", command]
        told(words, whole, "error: 文件超过系统允许的大小 / the file is larger", small=2_000)
        if command != "books":  # to print them again takes long
            told([*UNSHARED, " ".join([locked, *words])], whole, "error: 所在的磁盘只能读取")
        assert {name: tree(whole / name) for name in ("site", "build")} == before, command
    assert not [path for path in whole.rglob(".*") if path.name.endswith((".new", ".old"))]


@pytest.mark.skipif(not CAN_MOUNT, reason="no disk of our own can be mounted here")
@pytest.mark.parametrize(
    ("disk", "line"),
    [
        ("mount -t tmpfs -o size=600k none disk", "error: 磁盘已满，腾出空间后重新运行 / the disk is full: make room"),
        (
            "mount -t tmpfs -o ro none disk",
            "error: 所在的磁盘只能读取，请换一个可写的文件夹 / the disk can only be read",
        ),
    ],
    ids=["full", "read-only"],
)
def test_a_disk_that_takes_nothing(disk: str, line: str, whole: Path) -> None:
    (whole / "disk").mkdir()
    for command, option in (("build", "--site"), ("mkdocs", "--site-dir")):
        words = " ".join([*COMMANDS[command], option, "disk/site"])
        told([*UNSHARED, f"{disk}; exec {words}"], whole, line)


FULL = """
cp -a docs/zh kept
mount -t tmpfs -o size=64k none docs/zh
cp -a kept/. docs/zh
head -c 99999 /dev/zero > docs/zh/rest || true
"""
LOCKED = 'cp -a docs/zh kept; mount --bind . .; mount -o remount,ro,bind .; cd "$PWD"'


@pytest.mark.skipif(not CAN_MOUNT, reason="no disk of our own can be mounted here")
@pytest.mark.parametrize(
    ("disk", "line"), [(FULL, "error: 磁盘已满"), (LOCKED, "error: 所在的磁盘只能读取")], ids=["full", "read-only"]
)
@pytest.mark.parametrize("command", ["sync", "check --fix"])
def test_pages_outlive_a_disk_that_takes_nothing(command: str, disk: str, line: str, project: Project) -> None:
    page = PAGE.format(title="首页", text="抗体,阳性[@liu2024advances]。").replace(
        "---\n\n", f"translated_from: {'0' * 40}\n---\n\n"
    )
    folder = project({"docs/zh/index.md": page})
    words = f"{disk}\n{sys.executable} -m handbook {command} || {{ diff -r -x rest docs/zh kept && exit 1; }}"
    assert "diff" not in told([*UNSHARED, words], folder, line)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(whole: Path) -> None:
    (whole / "disk").mkdir(mode=0o555)
    told([*COMMANDS["build"], "--site", "disk/site"], whole, "error: 没有读写此处的权限 / reading or writing here")


def test_a_font_that_is_missing(project: Project) -> None:
    page = "<article><h2 id='a'>A</h2></article>"
    folder = project({"built/index.html": page, "built/en/index.html": page, "built/assets/a.svg": "<svg/>"})
    (folder / "hooks").unlink()  # a link to ours
    shutil.copytree(ROOT / FOLDER, folder / FOLDER, ignore=shutil.ignore_patterns("SourceSans3*"))
    found = books.make(sources.load(folder), folder / "built", folder / "out")
    assert [(one.code, dict(one.values)["font"]) for one in found] == [("BOK009", "source sans 3")]
    assert not (folder / "out").exists()


def test_no_browser(tmp_path: Path) -> None:
    told(
        [sys.executable, str(ROOT / "tests/browser/install.py")],
        tmp_path,
        "没有可用的浏览器：请安装 Chromium 后重试 / no browser: install Chromium",
        PATH="",
        BROWSER_PATH="",
        PLAYWRIGHT_BROWSERS_PATH=str(tmp_path),
        PLAYWRIGHT_DOWNLOAD_HOST=NOWHERE,
    )


def test_a_browser_that_was_unpacked_in_part_is_none(tmp_path: Path) -> None:
    program = tmp_path / "chromium-1/chrome-linux64/chrome"
    program.parent.mkdir(parents=True)
    program.touch()
    assert not install.whole(program)
    (tmp_path / "chromium-1" / install.WHOLE).touch()
    assert install.whole(program)


def test_no_network_for_the_set_up(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").write_text(f"mkdocs==1.6.1 --hash=sha256:{'0' * 64}\n", "utf-8")
    told(
        ["make", "ready"],
        tmp_path,
        "未能安装依赖：请检查网络与磁盘空间，然后重新运行 / installing failed: check network and disk space",
        PIP_CONFIG_FILE=os.devnull,
        PIP_INDEX_URL=NOWHERE,
        PIP_EXTRA_INDEX_URL="",
        PIP_FIND_LINKS="",
        PIP_RETRIES="0",
    )


@pytest.mark.skipif(not CAN_MOUNT, reason="the network can't be cut off for a command here")
def test_no_network_is_needed(whole: Path) -> None:
    """Site, pictures, books and findings are made, and a second time the same, without one."""
    assert run("handbook", "build", folder=whole).returncode == 0
    before = tree(whole / "site")
    for command in ("build", "check"):
        words = ["unshare", "--net", "--map-root-user", sys.executable, "-m", "handbook", command]
        done = subprocess.run(
            words, cwd=whole, env={**os.environ, "PYTHONPATH": "hooks"}, check=False, capture_output=True
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert tree(whole / "site") == before


def test_a_locale_without_chinese(whole: Path) -> None:
    result = run("handbook", "check", folder=whole, PYTHONIOENCODING="latin-1")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(" / 0 errors, 0 warnings\n")


def test_no_network_for_an_entry(project: Project) -> None:
    result = run("handbook", "cite", "10.1000/x", folder=project({}), https_proxy=NOWHERE, HTTPS_PROXY=NOWHERE)
    assert result.returncode == 1
    assert result.stderr.count(" error BIB038 ") == 1
    assert "Traceback" not in result.stderr
