"""The second language is built by a child process: nothing that it says is lost, and it never outlives its build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, run
from handbook.checks import child
from handbook.checks.child import Child

pytestmark = pytest.mark.skipif(not child.possible(), reason="no child can be had here")

HOOK = """
import logging
import os
import signal

def on_page_markdown(markdown, page, config, files):
    if page.file.src_uri in ("zh/index.md", "en/index.md"):
        language = config.plugins["i18n"].current_language
        {act}
"""
SPEAK = 'logging.getLogger("mkdocs.hooks.speak").warning(f"said of {language}")'
DIE = 'language == "en" and os.kill(os.getpid(), signal.SIGKILL)'
PRINT = """
import os
from handbook.checks.child import Child
working = Child(lambda: (print("two"), os.write(2, b"too"), sum(range(10)))[-1])
print("one")
print(working.result())
"""
LEAVE = """
import os, pathlib, signal, time
from handbook.checks.child import Child
noted = pathlib.Path("child")
Child(lambda: (noted.write_text(str(os.getpid())), time.sleep(600)))
while not (noted.is_file() and noted.read_text()):
    time.sleep(0.01)
os.kill(os.getpid(), signal.SIGKILL)
"""


def hooked(folder: Path, act: str) -> Path:
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("[hooks/events.py]", "[hooks/events.py, acting.py]"), "utf-8")
    (folder / "acting.py").write_text(HOOK.format(act=act), "utf-8")
    return folder


def python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=given, capture_output=True, text=True, check=False
    )


def test_what_a_child_prints_comes_after_what_is_printed_here(tmp_path: Path) -> None:
    result = python(PRINT, tmp_path)
    assert (result.stdout, result.stderr) == ("one\ntwo\n45\n", "too")


def test_what_a_child_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        Child(lambda: 1 / 0).result()
    assert "1 / 0" in caught.value.__notes__[0]


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    assert python(LEAVE, tmp_path).returncode == -signal.SIGKILL
    process = Path("/proc", (tmp_path / "child").read_text("utf-8"))
    until = time.monotonic() + 10
    while process.exists() and "\nState:\tZ" not in (process / "status").read_text("utf-8"):
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("act", "said"), [(SPEAK, ["zh", "en"]), (f'language == "en" and {SPEAK}', ["en"])], ids=["both", "second"]
)
def test_a_warning_of_either_language_is_said_once_and_fails_a_strict_build(
    act: str, said: list[str], whole: Path
) -> None:
    result = run("mkdocs", "build", folder=hooked(whole, act))
    assert [line[-2:] for line in result.stderr.splitlines() if "said of" in line] == said
    assert "Aborted with 1 warnings in strict mode!" in result.stdout
    assert result.returncode == 1


def test_a_child_that_is_killed_is_told_and_the_site_stays(whole: Path) -> None:
    site = whole / "site/index.html"
    site.parent.mkdir()
    site.write_text("the last good one", "utf-8")
    result = run("handbook", "build", "--no-books", folder=hooked(whole, DIE))
    assert (result.stdout + result.stderr).strip() == (
        "error: 生成另一种语言的进程意外中止（也许是内存不足），请重新运行"
        " / the process that builds the other language has ended, perhaps for want of memory: run this again"
    )
    assert result.returncode == 1
    assert [file.name for file in site.parent.iterdir()] == ["index.html"]
