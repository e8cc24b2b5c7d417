"""A small project with every kind of block in both languages (`sample/`), built and printed like the real one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from conftest import ROOT, run, share

SOURCE = Path(__file__).parent / "sample"
NAV = """nav:
  - 首页: index.md
  - 版面:
      - blocks/text.md
      - blocks/tables.md
  - glossary.md
  - bibliography.md
"""


def make(folder: Path) -> Path:
    """Write the project into a folder, build its site and print its books; return the folder."""
    share(folder)
    for part in ("zh", "en", "assets", "evidence"):
        shutil.copytree(SOURCE / part, folder / "docs" / part, dirs_exist_ok=True)
    shutil.copy(SOURCE / "references.bib", folder)
    config = re.sub(r"(?ms)^nav:\n.*\Z", NAV, (ROOT / "mkdocs.yml").read_text("utf-8"))
    config = config.replace("nav_translations:\n", "nav_translations:\n          版面: Blocks\n")
    config = config.replace("  - admonition", "  - pymdownx.tabbed: {alternate_style: true}\n  - admonition")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    for command in (("mkdocs", "build", "--quiet", "--no-strict"), ("handbook", "books", "--phone")):
        done = run(*command, folder=folder, SOURCE_DATE_EPOCH=DATE)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


DATE = "1790000000"  # the sample is of no commit
