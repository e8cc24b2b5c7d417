"""The whole bilingual build, against MkDocs with Material and static-i18n on the same pages, nothing of ours."""

from __future__ import annotations

import re
import tempfile
from functools import partial
from pathlib import Path

from measure import PYTHON, ROOT, Report, Row, cpu, figures, in_turn, measure, memory, ratio, wall


def report(runs: int) -> Report:
    """Build both in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain(folder)
        build = (PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir")
        ours, theirs = in_turn(
            runs,
            partial(measure, [*build, f"{name}/ours"], ROOT),
            partial(measure, [*build, f"{name}/plain"], folder),
        )
    times = ratio(ours, theirs)
    rows = [
        Row("whole build, both languages", cpu(ours), "s CPU"),
        Row("  the same pages, Material alone", cpu(theirs), "s CPU"),
        Row("  ratio", times["cpu"], "×", 1.3),
        Row("  by the clock", wall(ours), "s"),
        Row("  by the clock, Material alone", wall(theirs), "s"),
        Row("  ratio by the clock", times["wall"], "×", 1.3),
        Row("  peak memory", memory(ours), "MiB"),
    ]
    return Report({"ours": figures(ours), "material": figures(theirs), "ratio": times}, rows)


def plain(folder: Path, source: Path = ROOT) -> None:
    """Lay out the same pages without our hooks, templates and strictness."""
    config = (source / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"(?m)^(hooks|watch|strict):.*\n|^  custom_dir:.*\n", "", config)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    (folder / "docs").symlink_to(source / "docs")
