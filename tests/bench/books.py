"""One book of several lengths, made of the real pages and copies of them: what a page of paper costs.

Run with the path of a built project, this module prints its Chinese book, as `make books` does.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import samples
from measure import PYTHON, Report, Row, in_turn, measure, memory

SIZES = {50: 23, 200: 46, 500: 127}  # A4 pages, about → pages of the site that make so many
BUILD = (PYTHON, "-m", "mkdocs", "build", "--quiet", "--no-strict")  # a part of the site leads to what it lacks
CPU, KB = 50.0, 15.0  # promised, for a page: milliseconds, size
FIRST, EACH = 100, 2.5  # promised, MiB: at the start and for a page


def report(runs: int) -> Report:
    """Print every length in turn."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name, str(size)) for size in SIZES]
        for folder, pages in zip(folders, SIZES.values(), strict=True):
            samples.site(folder, pages)
            measure(BUILD, folder)
        costs = in_turn(
            min(runs, 2), *(partial(measure, [PYTHON, __file__, folder], folder) for folder in folders), warm=0
        )
    figures: dict[str, object] = {}
    rows: list[Row] = []
    for size, taken in zip(SIZES, costs, strict=True):
        found = [json.loads(cost.output) for cost in taken]
        pages, kb = found[0]["pages"], round(found[0]["bytes"] / found[0]["pages"] / 1000, 2)
        cpu, wall = (round(median(one[key] for one in found), 2) for key in ("cpu", "wall"))
        figures[f"{size}"] = {
            "pages": pages, "cpu_s": cpu, "cpu_s_a_page": round(cpu / pages, 4), "kb_a_page": kb,
            "peak_mib": memory(taken), "wall_s": wall,
        }  # fmt: skip
        rows += [
            Row(f"book of {pages} A4 pages, each", round(cpu / pages * 1000, 1), "ms CPU", CPU),
            Row("  size of each", kb, "KB", KB),
            Row("  peak memory", memory(taken), "MiB", FIRST + EACH * pages),
            Row("  by the clock, the whole book", wall, "s"),
        ]
    return Report(figures, rows)


def print_book(folder: Path) -> dict[str, float]:
    """Read the built pages, set them and print; the start of Python is no cost of a page."""
    from handbook import sources  # noqa: PLC0415 - belongs to the child
    from handbook.editions.books import press  # noqa: PLC0415
    from handbook.editions.books.binding import Edition  # noqa: PLC0415

    cpu, wall = _cpu(), perf_counter()
    (printed,) = press.print_edition(sources.load(folder), folder / "site", Edition("zh", "-", 0))
    cpu, wall = _cpu() - cpu, perf_counter() - wall
    if not isinstance(printed, press.Copy):
        raise SystemExit(f"no book: {printed}")
    return {"pages": printed.pages, "bytes": len(printed.content), "cpu": cpu, "wall": wall}


def _cpu() -> float:
    """Seconds of this process and of those that it has ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    print(json.dumps(print_book(Path(sys.argv[1]))))
