"""A preview shows what a build without a memory shows, whatever was edited, and makes again only what it must."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

from conftest import PAGE, ROOT, Project

EDITS = yaml.safe_load((ROOT / "tests/cases/preview.yml").read_text("utf-8"))
PAGES = {
    "plain.md": {"zh": ("普通", "正文。"), "en": ("Plain", "Text.")},
    "list.md": {"zh": ("清单", "/// bibliography\n///"), "en": ("List", "/// bibliography\n///")},
}


def page(title: str, text: str) -> str:
    return PAGE.format(title=title, text=text).replace("audience: contributor", "audience: clinician")


def test_a_preview_equals_a_build_without_memory(project: Project) -> None:
    pages = {f"docs/{tongue}/{path}": page(*parts) for path, twins in PAGES.items() for tongue, parts in twins.items()}
    folder = project({**pages})
    edits = [
        {
            "files": {
                name: page(*new) if isinstance(new, list) else new for name, new in edit.get("files", {}).items()
            },
            "shows": edit.get("shows", {}),
        }
        for edit in EDITS
    ]
    result = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("previewing.py")), str(folder)],
        cwd=folder, env={**os.environ, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"},
        input=json.dumps(edits), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    for edit, answer in zip(EDITS, json.loads(result.stdout.splitlines()[-1]), strict=True):
        expected = answer["pages"] if edit["made"] == "all" else sorted(edit["made"])
        assert answer == {"pages": answer["pages"], "made": expected, "missing": [], "wrong": []}, edit["name"]
