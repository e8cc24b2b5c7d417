"""`python -m handbook check` on the real site and on larger ones made of it, with rumdl beside it on the same pages."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import samples
from measure import PYTHON, ROOT, Cost, Report, Row, cpu, figures, in_turn, measure, memory, tool, wall

CHECK = (PYTHON, "-m", "handbook", "check")
SIZES = {50: 1.0, 100: None, 1000: 10.0}  # pages in each language → what is promised, in seconds by the clock
RUMDL = "rumdl==0.3.0"
NO_HTMLTEST = "htmltest: not compared, it is a Go program and no PyPI or npm package ships it"


def report(runs: int) -> Report:
    """Check every size in turn."""
    rumdl = tool("rumdl", RUMDL)
    with tempfile.TemporaryDirectory() as name:
        folders = {"real": ROOT}
        for size in SIZES:
            folders[str(size)] = Path(name, str(size))
            samples.site(folders[str(size)], size)
        takes: list[Callable[[], Cost]] = [partial(measure, CHECK, folder, (0, 1)) for folder in folders.values()]
        if isinstance(rumdl, Path):
            lint = (rumdl / "rumdl", "check", "--no-cache", "--silent", "docs/zh", "docs/en")
            takes += [partial(measure, lint, folder, (0, 1)) for folder in folders.values()]
        costs = in_turn(runs, *takes, warm=0)
    ours, theirs = costs[: len(folders)], costs[len(folders) :]
    rows = [Row("checks, the real site", cpu(ours[0]), "s CPU"), Row("  by the clock", wall(ours[0]), "s")]
    for size, mine in zip(SIZES, ours[1:], strict=True):
        rows.append(Row(f"  {size:,} pages in each language", cpu(mine), "s CPU"))
        rows.append(Row("    by the clock", wall(mine), "s", SIZES[size]))
    growth = round(cpu(ours[-1]) / cpu(ours[-2]) / 10, 2)
    rows.append(Row("  growth from 100 to 1,000, 1 being linear", growth, "×", 1.1))
    rows.append(Row("  peak memory at 1,000", memory(ours[-1]), "MiB"))
    rows += [Row(f"  rumdl, {name}", cpu(cost), "s CPU") for name, cost in zip(folders, theirs, strict=False)]
    found: dict[str, object] = {name: figures(cost) for name, cost in zip(folders, ours, strict=True)}
    found |= {f"rumdl_{name}": figures(cost) for name, cost in zip(folders, theirs, strict=False)}
    found |= {"growth": growth, "said_of_real": ours[0][-1].output.splitlines()[-1]}
    return Report(found, rows, (NO_HTMLTEST, *([rumdl] if isinstance(rumdl, str) else [])))
