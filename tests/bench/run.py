"""make bench: what the handbook costs, beside other tools. No figure fails it; the table says what is missed.

`--only build,preview` measures some subjects, `--runs N` says how often; figures are medians. All of them take about a
quarter of an hour. `--save` keeps what was found as results/<date>.json and .md, and quotes it in contribute/decisions.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import bibliography
import build
import checks
import peers
import preview
import quoting
import sites
from measure import Report, Row

import books

PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "markdown", "typst")
SUBJECTS: dict[str, Callable[[int], Report]] = {
    "build": build.report,
    "bibliography": bibliography.report,
    "checks": checks.report,
    "preview": preview.report,
    "books": books.report,
    "sites": sites.report,
    "peers": peers.report,
}


def main() -> None:
    """Print the figures of each subject as JSON when it is done, and one table of all at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only",
        default=",".join(SUBJECTS),
        help="subjects, with commas between them",
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := set(chosen) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    machine = describe()
    print(json.dumps({"machine": machine, "runs": options.runs}), flush=True)
    reports: list[Report] = []
    took: dict[str, int] = {}
    for name in chosen:
        start = perf_counter()
        reports.append(SUBJECTS[name](options.runs))
        took[name] = round(perf_counter() - start)
        print(json.dumps({name: reports[-1].figures, "took_s": took[name]}, indent=2), flush=True)
    table = "\n\n".join("\n".join([*map(line, report.rows), *report.remarks]) for report in reports)
    print(f"\n{table}")
    if options.save:
        found = {name: report.figures for name, report in zip(chosen, reports, strict=True)}
        name = Path(__file__).parent / "results" / f"{datetime.now(tz=UTC).date()}"
        name.parent.mkdir(exist_ok=True)
        data = {"machine": machine, "runs": options.runs, "took_s": took, **found}
        name.with_suffix(".json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")
        name.with_suffix(".md").write_text(f"{machine}; medians of {options.runs}\n\n```\n{table}\n```\n", "utf-8")
        quoting.quote(data)
        print("\ncontribute/decisions.md is written anew; now: python -m handbook sync")


def describe() -> str:
    """Describe the machine and what was measured on it, without its name."""
    cpuinfo = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.*)", cpuinfo.read_text("utf-8")) if cpuinfo.exists() else None
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [
        named[1] if named else platform.machine(), f"{os.cpu_count()} cores", f"{memory:.0f} GiB", platform.system(),
        f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in PACKAGES),
    ]  # fmt: skip
    return ", ".join(parts)


def line(row: Row) -> str:
    """Write a line of the table."""
    text = f"{row.what:<78}{row.figure:>9,.2f} {row.unit:<7}"
    return text if row.aim is None else f"{text}{'met' if row.figure <= row.aim else 'MISSED'}: at most {row.aim:g}"


if __name__ == "__main__":
    main()
