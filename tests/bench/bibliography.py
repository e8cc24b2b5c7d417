"""references.bib at three sizes: read, checked and formatted; then, with `citing`, pages that cite it.

Run with the path of a BibTeX file, this module does that to the file and says what each step took.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import process_time

import citing
import samples
from measure import PYTHON, Cost, Report, Row, in_turn, measure

SIZES = (161, 1000, 10_000)


def report(runs: int) -> Report:
    """Measure the file alone, then pages that cite it."""
    file, pages = _file(runs), citing.report(runs)
    return Report({**file.figures, **pages.figures}, [*file.rows, *pages.rows], pages.remarks)


def _file(runs: int) -> Report:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        takes: list[Callable[[], Cost]] = []
        for size in SIZES:
            content = "\n\n".join(text for _, text in samples.entries(size)) + "\n"
            (folder / f"{size}.bib").write_text(content, "utf-8")
            takes.append(partial(measure, (PYTHON, __file__, f"{size}.bib"), folder))
        costs = in_turn(runs, *takes)
    taken = [[json.loads(cost.output) for cost in found] for found in costs]
    small, middle, large = ({key: round(median(one[key] for one in found), 3) for key in found[0]} for found in taken)
    growth = round(large["cpu_s"] / middle["cpu_s"] / 10, 2)
    figures: dict[str, object] = {
        f"{size}_entries": found for size, found in zip(SIZES, (small, middle, large), strict=True)
    }
    rows = [
        Row("references.bib, 161 entries: read, check, both styles", small["cpu_s"], "s CPU"),
        Row("  1,000 entries", middle["cpu_s"], "s CPU"),
        Row("  10,000 entries", large["cpu_s"], "s CPU", 20.0),
        Row("  10,000 entries, peak memory", large["peak_mib"], "MiB", 150.0),
        Row("  growth from 1,000 to 10,000, 1 being linear", growth, "×", 1.0),
        Row("  1,000 unchanged entries formatted again", middle["format_again"], "s CPU", 0.3),
    ]
    return Report(figures | {"growth": growth}, rows)


def steps(file: Path) -> dict[str, float]:
    """CPU seconds of each step, of all with the start of Python, and the peak; then of formatting what is read anew."""
    from handbook.checks import bibliography as rules  # noqa: PLC0415 - belongs to the child
    from handbook.model import Settings, Site  # noqa: PLC0415
    from handbook.render import references  # noqa: PLC0415
    from handbook.sources import bibliography, text  # noqa: PLC0415

    start = process_time()
    content, problems = text.read(file.parent, file.name)
    entries, found = bibliography.parse(content)
    read = process_time()
    faults = [*problems, *found, *rules.check(Site({}, entries, {}, (), Settings(), Path()))]
    if faults or len(entries) != content.count("\n@") + 1:
        raise SystemExit(f"the entries of the benchmark have faults: {faults[:3]}")
    checked = process_time()
    for entry in entries.values():
        references.reference(entry, "zh")
        references.reference(entry, "en")
    formatted = process_time()
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    anew = bibliography.parse(content)[0]
    again = process_time()
    for entry in anew.values():
        references.reference(entry, "zh")
        references.reference(entry, "en")
    return {
        "cpu_s": formatted, "peak_mib": peak, "read": read - start, "check": checked - read,
        "format": formatted - checked, "format_again": process_time() - again,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(steps(Path(sys.argv[1]))))
