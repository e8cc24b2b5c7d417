"""What a command takes, and tools from elsewhere to compare with, in throw-away environments below .cache/."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache/bench"


class Cost(NamedTuple):
    """What one run of a command took."""

    cpu: float  # seconds of user and system time: a busy machine changes them little
    memory: float  # MiB at the peak
    output: str = ""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    figure: float
    unit: str
    aim: float | None = None  # at most; None: only to compare with


class Report(NamedTuple):
    """What one subject found."""

    figures: dict[str, object]
    rows: list[Row]


def measure(command: list[str], folder: Path, accept: tuple[int, ...] = (0,), **environment: str) -> Cost:
    """Run a command; one that ends in another way than it may ends the benchmark, because its figures mean nothing."""
    given = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1", **environment}
    process = subprocess.Popen(command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)  # of this child alone, unlike RUSAGE_CHILDREN
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        raise SystemExit(f"{output}\n{' '.join(command)}: exit code {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output)


def in_turn(runs: int, *measurements: Callable[[], Cost]) -> list[list[Cost]]:
    """Take measurements in turn, so that what else the machine does meets all alike; the first round warms the disk."""
    rounds = [[take() for take in measurements] for _ in range(runs + 1)][1:]
    return [list(costs) for costs in zip(*rounds, strict=True)]
