"""The same commit gives the same bytes: two copies, built at once, as differently as machines and days can be."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from conftest import ROOT

# Neither is UTF-8; the one sorts by pinyin, the other takes the capital of `i` for another letter.
MACHINES: list[dict[str, str]] = [
    {"TZ": "UTC", "LC_ALL": "zh_CN.GB18030", "PYTHONHASHSEED": "1", "umask": "022", "folder": "a", "day": "2026-11-28"},
    {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.ISO-8859-9",
        "PYTHONHASHSEED": "77",
        "umask": "077",
        "folder": "我的 文件/b",
        "day": "2031-05-06",
    },
]
# Python reads `sitecustomize` as it starts, in every process of a build.
DAY = "import time_machine; time_machine.travel('{day}T23:59:00+00:00', tick=True).start()"


def built(at: Path, machine: dict[str, str]) -> Path:
    """Clone the project as it stands, make the site and its zip there, and return the folder that holds both."""
    folder = at / machine["folder"]
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).is_file():  # not deleted since
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)  # what is not committed yet too
            os.utime(folder / name, (0, MACHINES.index(machine) * 1e9))
    (at / "day").mkdir(exist_ok=True)
    (at / "day/sitecustomize.py").write_text(DAY.format(day=machine["day"]), "utf-8")
    given = {**os.environ, **machine, "PYTHONPATH": f"hooks:{at / 'day'}", "SOURCE_DATE_EPOCH": "1700000000"}
    given["LOCPATH"] = str(at / "locales")
    for command in ("build --no-books", "offline"):
        words = f"umask {machine['umask']}; exec {sys.executable} -m handbook {command}"
        subprocess.run(["sh", "-c", words], cwd=folder, env=given, check=True, stdout=subprocess.DEVNULL)
    return folder


def compiled(at: Path, name: str) -> None:
    """Make a locale that need not be installed; where it can't be made, the machine has it or falls back on `C`."""
    (at / "locales").mkdir(exist_ok=True)
    language, charset = name.split(".")
    if shutil.which("localedef"):
        subprocess.run(["localedef", "-i", language, "-f", charset, at / "locales" / name], check=False)


def test_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    for machine in MACHINES:
        compiled(tmp_path, machine["LC_ALL"])
    with ThreadPoolExecutor(len(MACHINES)) as pool:
        one, other = pool.map(built, repeat(tmp_path), MACHINES)
    names = [
        sorted(str(file.relative_to(folder)) for made in ("site", "build") for file in (folder / made).rglob("*.*"))
        for folder in (one, other)
    ]
    assert names[0] == names[1]
    assert len(names[0]) > 100
    _, different, unread = filecmp.cmpfiles(one, other, names[0], shallow=False)
    assert not unread
    assert not different, f"first of {len(different)}: {different[0]}"
