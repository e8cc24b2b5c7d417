"""Bilingual sites of several sizes: our build against Material alone on the same pages. The largest are built once."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import build
import samples
from measure import PYTHON, Cost, Report, Row, cpu, figures, in_turn, measure, memory, ratio

SIZES = {50: None, 200: None, 500: None, 1000: 1.5}  # pages in each language → promised ratio to Material alone
MANY = 200  # from here on, once tells enough
MEMORY = 500.0  # MiB, promised at the largest
BUILD = (PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir")


def report(runs: int) -> Report:
    """Build both in turn, size after size; a site of 50 is a part of the real one, so its links can't be judged."""
    found: dict[int, tuple[list[Cost], list[Cost]]] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder, bare = Path(name, "site"), Path(name, "bare")
            samples.site(folder, size)
            bare.mkdir()
            build.plain(bare, folder)
            strict = ("--no-strict",) if size < 100 else ()
            ours, theirs = in_turn(
                1 if size >= MANY else runs,
                partial(measure, [*BUILD, f"{name}/ours", *strict], folder),
                partial(measure, [*BUILD, f"{name}/plain"], bare),
                warm=0,
            )
        found[size] = ours, theirs
    rows = [row for size, (ours, theirs) in found.items() for row in _rows(size, ours, theirs)]
    growth = round(cpu(found[1000][0]) / cpu(found[200][0]) / 5, 2)
    rows.append(Row("growth of a build from 200 to 1,000, 1 being linear", growth, "×", 1.1))
    saved: dict[str, object] = {
        f"{size}": {"ours": figures(ours), "material": figures(theirs), "ratio": ratio(ours, theirs)}
        for size, (ours, theirs) in found.items()
    }
    return Report(saved | {"growth": growth}, rows)


def _rows(size: int, ours: list[Cost], theirs: list[Cost]) -> list[Row]:
    times = ratio(ours, theirs)
    return [
        Row(f"whole build, {size:,} pages in each language", cpu(ours), "s CPU"),
        Row("  a page", round(cpu(ours) / size / 2 * 1000, 1), "ms CPU"),
        Row("  Material alone", cpu(theirs), "s CPU"),
        Row("  ratio", times["cpu"], "×", SIZES[size]),
        Row("  ratio by the clock", times["wall"], "×", SIZES[size]),
        Row("  peak memory", memory(ours), "MiB", MEMORY if size == max(SIZES) else None),
        Row("  peak memory, Material alone", memory(theirs), "MiB"),
    ]
