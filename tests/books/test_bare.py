"""The print needs nothing of the machine: no font, no program, no network, no library but those of C itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import pytest
import sample
from test_twice import sums

from conftest import ROOT

PACKAGES, STDLIB = (Path(sysconfig.get_path(name)) for name in ("purelib", "stdlib"))
WHEELS = ("typst", "pikepdf", "lxml")  # those that are no Python
EVERYWHERE = re.compile(
    r"(ld-linux.*|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+|z))\.so\.\d"
)  # what PEP 513 lets wheels need
NEEDED = re.compile(r"(/\S+) \(0x")  # a library, in what ldd says
MOUNT = 'for folder in "$@"; do mount --bind "$folder" "$bare$folder"; done; mount -t tmpfs tmpfs "$bare/dev/shm"'
PRINT = f'{MOUNT}; exec chroot "$bare" "$python" -c "$start"'

START = "import os; os.chdir('/project'); from handbook.__main__ import main; exit(main(os.environ['order'].split()))"


def test_an_empty_machine_prints_the_same_bytes(sampled: Path, tmp_path: Path) -> None:
    """Below `/` are Python, the wheels, the project and those libraries; the folders of the system are not there."""
    cut = ("unshare", "--net", "--mount", "--map-root-user")
    if not all(map(shutil.which, ("unshare", "ldd"))) or subprocess.run([*cut, "true"], check=False).returncode:
        pytest.skip("this machine may not give a command a root folder of its own")
    python = Path(sys.executable).resolve()
    wheels = [file for name in WHEELS for file in (PACKAGES / name).rglob("*.so")]
    foreign = [file for file in _libraries(wheels) if not file.is_relative_to(PACKAGES)]
    assert [file.name for file in foreign if not EVERYWHERE.fullmatch(file.name)] == []
    bare = tmp_path / "bare"
    for file in {python, *foreign, *_libraries([python, *STDLIB.glob("lib-dynload/*.so")])}:
        _below(bare, file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, _below(bare, file))
    shutil.copytree(sampled, bare / "project", symlinks=True)
    folders = (STDLIB, PACKAGES, ROOT / "hooks")
    for folder in (*folders, Path("/dev/shm"), Path("/tmp")):
        _below(bare, folder).mkdir(parents=True, exist_ok=True)
    given = {
        "PYTHONPATH": f"{ROOT / 'hooks'}:{PACKAGES}",
        "SOURCE_DATE_EPOCH": sample.DATE,
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    }
    given |= {"start": START, "order": "books --phone --out out", "bare": str(bare), "python": str(python)}
    done = subprocess.run(
        [*cut, "sh", "-ec", PRINT, "sh", *map(str, folders)], env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert sums(bare / "project/out") == sums(sampled / "site/books")


def _libraries(files: Iterable[Path]) -> set[Path]:
    """Return the libraries that programs or other libraries are loaded with."""
    told = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    return {Path(name) for name in NEEDED.findall(told)}


def _below(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")
