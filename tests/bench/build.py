"""The whole bilingual build, against MkDocs with Material and static-i18n on the same pages, nothing of ours."""

from __future__ import annotations

import re
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from measure import PYTHON, ROOT, Report, Row, cpu, in_turn, measure, memory


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
    ratio = round(median(mine.cpu / other.cpu for mine, other in zip(ours, theirs, strict=True)), 2)
    figures: dict[str, object] = {
        "cpu_s": cpu(ours), "plain_cpu_s": cpu(theirs), "ratio": ratio,
        "peak_mib": memory(ours), "plain_peak_mib": memory(theirs),
    }  # fmt: skip
    rows = [
        Row("whole build, both languages", cpu(ours), "s CPU"),
        Row("  the same pages, Material alone", cpu(theirs), "s CPU"),
        Row("  ratio", ratio, "×", 1.3),
    ]
    return Report(figures, rows)


def plain(folder: Path, source: Path = ROOT) -> None:
    """Lay out the same pages without our hooks, templates and strictness."""
    config = (source / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"(?m)^(hooks|watch|strict):.*\n|^  custom_dir:.*\n", "", config)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    (folder / "docs").symlink_to(source / "docs")
