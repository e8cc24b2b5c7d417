"""The tree is clean under the linters of text among the pre-commit hooks, at the settings in pyproject.toml."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from PIL import Image

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]


@pytest.mark.parametrize("command", [["typos", "--format", "brief"], ["rumdl", "check", "."]], ids=["typos", "rumdl"])
def test_clean(command: list[str]) -> None:
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", ["typos", "rumdl check"])
def test_slips_are_seen(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.md").write_text("# A\n\n\n\nThe recieved wisdom.\n", "utf-8")
    program, *words = command.split()
    given = [str(BIN / program), *words, "--config", str(ROOT / "pyproject.toml"), "a.md"]
    assert subprocess.run(given, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_hooks_run_what_is_locked() -> None:
    """Nothing is fetched by a hook: each runs a program of .venv/, whose version and hash stand in requirements.txt."""
    locked = (ROOT / "requirements.txt").read_text("utf-8")
    for hook in HOOKS:
        assert hook["language"] == "system"
        program = re.findall(r"\.venv/bin/(\S+)", hook["entry"])[0]
        assert (BIN / program).exists()
        assert program == "python" or f"\n{program}==" in f"\n{locked}"


def test_pictures_stand_in_the_room_kept_for_them() -> None:
    """The text doesn't move when a picture of the guide arrives: its size is written beside it."""
    for page in ROOT.glob("docs/*/contribute/edit-online.md"):
        shown = re.findall(r"\((\S+\.png)\)\{ width=(\d+) height=(\d+) loading=lazy \}", page.read_text("utf-8"))
        assert len(shown) == 3
        for file, width, height in shown:
            with Image.open(page.parent / file) as image:
                assert image.size == (int(width), int(height))
