"""Builds of a preview in one process, as `make serve` makes them: `python previewing.py PROJECT < edits.json`.

Prints for each edit which pages were made again, what they don't show, and which files differ from those of a preview
that remembers nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from handbook.editions.preview import PREVIEW


def main(root: Path, edits: list[dict[str, Any]]) -> None:
    """Build after every edit, with and without a memory."""
    load_config(str(root / "mkdocs.yml")).plugins.on_startup(command="serve", dirty=False)
    built(root)
    answers = []
    for edit in edits:
        for name, content in edit["files"].items():
            if content is None:
                (root / name).unlink()
            else:
                (root / name).write_text(content, "utf-8")
        before = dict(PREVIEW._pages)
        shown = built(root)
        pages = sorted(name for name in PREVIEW._pages if name in shown)
        memory, PREVIEW._pages = PREVIEW._pages, {}
        anew = built(root)
        PREVIEW._pages = memory
        answers.append(
            {
                "pages": pages,
                "made": [name for name in pages if memory[name] is not before.get(name)],
                "missing": [name for name, text in edit["shows"].items() if text.encode() not in shown[name]],
                "wrong": sorted(name for name in {*shown, *anew} if shown.get(name) != anew.get(name)),
            }
        )
    print(json.dumps(answers))


def built(root: Path) -> dict[str, bytes]:
    """Build as `mkdocs serve` does, and read what is there."""
    config = load_config(str(root / "mkdocs.yml"), strict=False, site_dir=str(root / "site"))
    build(config, serve_url="http://127.0.0.1:8000/")
    PREVIEW.wait()
    folder = root / "site"
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.load(sys.stdin))
