"""A site prints to the same bytes however the machine is set, and with nothing but what the project brings."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sample

from conftest import ROOT


def _print(project: Path, out: Path, *before: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Print the books of a project with this environment and no other."""
    command = [*before, sys.executable, "-m", "handbook", "books", "--phone", "--out", str(out)]
    given = {"PYTHONPATH": str(ROOT / "hooks"), "SOURCE_DATE_EPOCH": sample.DATE, "PATH": os.defpath, **environment}
    return subprocess.run(command, cwd=project, env=given, capture_output=True, text=True, check=False)


def sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every book below a folder."""
    files = sorted(folder.rglob("*.pdf"))
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_another_machine_prints_the_same_bytes(sampled: Path, tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and umask; no home, no settings of fonts."""
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(sampled, elsewhere, symlinks=True)
    environment = {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path / "none")}
    environment |= {"FONTCONFIG_FILE": os.devnull, "XDG_DATA_DIRS": str(tmp_path / "none")}
    old = os.umask(0o077)
    try:
        done = _print(elsewhere, tmp_path / "out", **environment)
    finally:
        os.umask(old)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sums(tmp_path / "out") == sums(sampled / "site/books")


def test_no_network_is_used(sampled: Path, tmp_path: Path) -> None:
    """The same bytes where there is no network at all."""
    cut = ("unshare", "--net", "--map-root-user")
    if not shutil.which("unshare") or subprocess.run([*cut, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine may not cut the network off for a command")
    done = _print(sampled, tmp_path / "out", *cut)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sums(tmp_path / "out") == sums(sampled / "site/books")
