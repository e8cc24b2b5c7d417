"""make bench: what the handbook costs. Ratios within one run, medians of alternating builds; nothing here can fail."""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
RUNS = 5


class Cost(NamedTuple):
    """What one command took."""

    cpu: float  # seconds, user and system
    memory: float  # MiB at the peak


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command in a child of its own, so that its peak memory is its own too."""
    probe = (
        "import json,resource,subprocess,sys;"
        "code=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL).returncode;"
        "used=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(json.dumps([code,used.ru_utime+used.ru_stime,used.ru_maxrss/1024]))"
    )
    given = {**os.environ, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        [sys.executable, "-c", probe, *command], cwd=folder, env=given, capture_output=True, text=True, check=True
    )
    code, cpu, memory = json.loads(result.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)}: exit code {code}")
    return Cost(cpu, memory)


def plain_project(folder: Path) -> None:
    """Lay out the same pages for MkDocs with Material and static-i18n, without our hooks and templates."""
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"(?m)^(hooks|watch|strict):.*\n|^  custom_dir:.*\n", "", config)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    (folder / "docs").symlink_to(ROOT / "docs")


def compare(ours: list[str], theirs: list[str], folder: Path) -> dict[str, float]:
    """Measure two commands in turn; the first pair only warms the disk."""
    pairs = [(measure(ours, ROOT), measure(theirs, folder)) for _ in range(RUNS + 1)][1:]
    return {
        "cpu_s": round(statistics.median(mine.cpu for mine, _ in pairs), 2),
        "plain_cpu_s": round(statistics.median(plain.cpu for _, plain in pairs), 2),
        "ratio": round(statistics.median(mine.cpu / plain.cpu for mine, plain in pairs), 2),
        "peak_mib": round(max(mine.memory for mine, _ in pairs)),
        "plain_peak_mib": round(max(plain.memory for _, plain in pairs)),
    }


def main() -> None:
    """Print the figures as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain_project(folder)
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir"]
        whole = compare([*build, f"{name}/ours"], [*build, f"{name}/plain"], folder)
        check = [measure([sys.executable, "-m", "handbook", "check"], ROOT).cpu for _ in range(RUNS)]
    figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "runs": RUNS,
        "build": whole,
        "check_cpu_s": round(statistics.median(check), 2),
        "largest_child_mib": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
