"""50 pages × 20 citations and 1,000 entries: what our extension adds to a build, and what mkdocs-bibtex adds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import samples
from measure import PYTHON, Cost, Report, Row, cpu, in_turn, measure, tool

PAGES, CITATIONS, WORKS = 50, 20, 1000
PINS = ("mkdocs-bibtex==4.4.0", "mkdocs==1.6.1", "mkdocs-material==9.8.1", "markdown==3.11.3", "pybtex==0.26.1")
CONFIG = """\
site_name: Citing
docs_dir: docs/en
theme: {name: material, font: false}
markdown_extensions: [attr_list, footnotes]
"""
CONFIGS = {
    "plain": "plugins: []\n",
    "ours": f"plugins: []\nhooks: [{Path(__file__).with_name('citing_hook.py')}]\n",
    "theirs": "plugins: [{bibtex: {bib_file: references.bib}}]\n",
}


def report(runs: int) -> Report:
    """Build the pages with our extension and with mkdocs-bibtex, each against the same build without it."""
    theirs = tool("mkdocs-bibtex", *PINS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples.citing(folder, PAGES, CITATIONS, WORKS)
        for kind, rest in CONFIGS.items():
            (folder / f"{kind}.yml").write_text(CONFIG + rest, "utf-8")
        (folder / "mkdocs.yml").write_text(CONFIG + CONFIGS["ours"], "utf-8")
        takes = [_build(folder, Path(PYTHON), kind) for kind in ("plain", "ours")]
        if isinstance(theirs, Path):
            takes += [_build(folder, theirs / "python", kind) for kind in ("plain", "theirs")]
        costs = in_turn(runs, *takes)
    added = [round(cpu(costs[index + 1]) - cpu(costs[index]), 2) for index in range(0, len(costs), 2)]
    title = f"{PAGES} pages × {CITATIONS} citations, {WORKS:,} entries: added to the build"
    rows = [
        Row(title, added[0], "s CPU", 2.5),
        *(Row("  the same by mkdocs-bibtex", one, "s CPU") for one in added[1:]),
    ]
    figures: dict[str, object] = {"added_cpu_s": added[0], "mkdocs_bibtex_added_cpu_s": added[1] if added[1:] else None}
    return Report(figures, rows, (theirs,) if isinstance(theirs, str) else ())


def _build(folder: Path, python: Path, kind: str) -> Callable[[], Cost]:
    target = folder / f"site-{python.parent.parent.name}-{kind}"
    return partial(measure, [python, "-m", "mkdocs", "build", "-q", "-f", f"{kind}.yml", "-d", target], folder)
