"""`make properdocs`: what may run the site after MkDocs writes the same files, but for the generator's name."""

from __future__ import annotations

import os
import re
from pathlib import Path

from conftest import ROOT, run

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def content(folder: Path) -> dict[str, bytes]:
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {name: GENERATOR.sub(b"", file.read_bytes()) for name, file in files.items()}


def test_properdocs_writes_the_same_site(site: Path, tmp_path: Path) -> None:
    path = os.pathsep.join(["hooks", str(ROOT / "build/tools/properdocs")])
    target = tmp_path / "site"
    result = run("properdocs", "build", "--quiet", "--site-dir", str(target), folder=ROOT, PYTHONPATH=path)
    assert result.returncode == 0, result.stderr
    assert b"ProperDocs" in (target / "index.html").read_bytes()
    expected, found = content(site), content(target)
    assert expected.keys() == found.keys()
    assert [name for name in expected if expected[name] != found[name]] == []
