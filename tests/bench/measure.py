"""What a command takes, and tools from elsewhere to compare with, in throw-away environments below .cache/."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache/bench"
PYTHON = sys.executable
OFTEN = 0.5  # seconds between two looks at memory: each look takes some time itself


class Cost(NamedTuple):
    """What one run of a command took."""

    cpu: float  # seconds of user and system time: a busy machine changes them less than the clock
    memory: float  # MiB at the peak, of all its processes together
    wall: float  # seconds by the clock
    output: str = ""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    figure: float
    unit: str
    aim: float | None = None  # at most; None: nothing is promised, or it belongs to another tool


class Report(NamedTuple):
    """What one subject found."""

    figures: dict[str, object]
    rows: list[Row]
    remarks: tuple[str, ...] = ()  # what could not be compared, and why


def measure(command: Sequence[str | Path], folder: Path, accept: Sequence[int] = (0,), **environment: str) -> Cost:
    """Run a command; where it ends otherwise than it may, its figures mean nothing and the benchmark stops."""
    given = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1", **environment}
    start = perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        with _watched(process.pid) as seen:
            output = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)  # of this child and its own, unlike RUSAGE_CHILDREN
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        raise SystemExit(f"{output}\n{' '.join(map(str, command))}: exit code {process.returncode}")
    # The largest process alone is known to the byte; all together only as often as somebody looked.
    peak = max(used.ru_maxrss / 1024, *seen)
    return Cost(used.ru_utime + used.ru_stime, peak, perf_counter() - start, output)


@contextmanager
def _watched(session: int) -> Iterator[list[float]]:
    """Look again and again at what the processes of a session hold."""
    seen, done = [0.0], Event()

    def look() -> None:
        while not done.wait(OFTEN):
            seen.append(_held(session))

    thread = Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def _held(session: int) -> float:
    """MiB that the processes of a session hold, what they share counted once (Pss of proc(5)); 0 outside Linux."""
    held = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            if int((folder / "stat").read_text("utf-8").rpartition(")")[2].split()[3]) == session:
                lines = (folder / "smaps_rollup").read_text("utf-8").splitlines()
                held += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return held / 1024


def in_turn(runs: int, *takes: Callable[[], Cost], warm: int = 1) -> list[list[Cost]]:
    """Take measurements in turn, so that a busy machine is busy for all; the first `warm` rounds only warm the disk."""
    rounds = [[take() for take in takes] for _ in range(runs + warm)][warm:]
    return [list(costs) for costs in zip(*rounds, strict=True)]


def cpu(costs: Sequence[Cost]) -> float:
    """Median of CPU seconds."""
    return round(median(cost.cpu for cost in costs), 2)


def wall(costs: Sequence[Cost]) -> float:
    """Median of seconds by the clock."""
    return round(median(cost.wall for cost in costs), 2)


def memory(costs: Sequence[Cost]) -> float:
    """Median of peaks, in MiB."""
    return round(median(cost.memory for cost in costs))


def figures(costs: Sequence[Cost]) -> dict[str, float]:
    """Return the medians as they are saved."""
    return {"cpu_s": cpu(costs), "wall_s": wall(costs), "peak_mib": memory(costs)}


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> dict[str, float]:
    """Compare run by run: the median of how much more was taken, of processor time and by the clock."""
    pairs = list(zip(ours, theirs, strict=True))
    return {
        "cpu": round(median(own.cpu / other.cpu for own, other in pairs), 2),
        "wall": round(median(own.wall / other.wall for own, other in pairs), 2),
    }


def tool(name: str, *pins: str) -> Path | str:
    """Install pinned packages into an environment of their own: its folder of commands, or why there is none."""
    folder = CACHE / name
    ready = folder / "ready"
    if not ready.exists() or ready.read_text("utf-8") != " ".join(pins):
        venv.create(folder, with_pip=True, clear=True)
        command = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            return f"{name}: not compared, {pins[0]} could not be installed: {result.stderr.strip().splitlines()[-1]}"
        ready.write_text(" ".join(pins), "utf-8")
    return folder / "bin"
