"""Bilingual sites of several sizes: our build against Material alone on the same pages. Takes minutes."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import build
import samples
from measure import PYTHON, Report, Row, cpu, in_turn, measure, memory

SIZES = {50: None, 200: None, 500: None, 1000: 1.5}  # pages in each language → promised ratio to Material alone
BUILD = (PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir")


def report(runs: int) -> Report:
    """Build both in turn, size after size; a site of 50 is a part of the real one, so its links can't be judged."""
    figures: dict[str, object] = {}
    rows: list[Row] = []
    for size, promised in SIZES.items():
        with tempfile.TemporaryDirectory() as name:
            folder, bare = Path(name, "site"), Path(name, "bare")
            samples.site(folder, size)
            bare.mkdir()
            build.plain(bare, folder)
            strict = ("--no-strict",) if size < 100 else ()
            ours, theirs = in_turn(
                runs,
                partial(measure, [*BUILD, f"{name}/ours", *strict], folder),
                partial(measure, [*BUILD, f"{name}/plain"], bare),
            )
        ratio = round(cpu(ours) / cpu(theirs), 2)
        figures[f"{size}_cpu_s"], figures[f"{size}_plain_cpu_s"] = cpu(ours), cpu(theirs)
        figures[f"{size}_ratio"], figures[f"{size}_peak_mib"] = ratio, memory(ours)
        rows += [
            Row(f"whole build, {size} pages in each language", cpu(ours), "s CPU"),
            Row("  a page", round(cpu(ours) / size / 2 * 1000, 1), "ms CPU"),
            Row("  ratio to Material alone", ratio, "×", promised),
            Row("  peak memory", memory(ours), "MiB", 500.0 if size == 1000 else None),
        ]
    return Report(figures, rows)
