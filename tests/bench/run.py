"""make bench: what the handbook costs, beside other tools. No figure fails it; the table says what is missed.

`--only build,preview` measures some subjects, `--runs N` says how often; figures are medians. `books` and
`sites` take minutes and are measured only when named. `--save` keeps what was found as results/<date>.json and .md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import bibliography
import build
import checks
import preview
import sites
from measure import Report, Row

import books

SUBJECTS: dict[str, Callable[[int], Report]] = {
    "build": build.report,
    "bibliography": bibliography.report,
    "checks": checks.report,
    "preview": preview.report,
    "books": books.report,
    "sites": sites.report,
}


def main() -> None:
    """Print the figures of each subject as JSON when it is done, and one table of all at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only",
        default=",".join(name for name in SUBJECTS if name not in {"books", "sites"}),
        help="subjects, with commas between them",
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := set(chosen) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(json.dumps({"machine": machine, "runs": options.runs}), flush=True)
    reports = []
    for name in chosen:
        reports.append(SUBJECTS[name](options.runs))
        print(json.dumps({name: reports[-1].figures}, indent=2), flush=True)
    table = "\n\n".join("\n".join([*map(line, report.rows), *report.remarks]) for report in reports)
    print(f"\n{table}")
    if options.save:
        found = {name: report.figures for name, report in zip(chosen, reports, strict=True)}
        name = Path(__file__).parent / "results" / f"{datetime.now(tz=UTC).date()}"
        name.parent.mkdir(exist_ok=True)
        data = {"machine": machine, "runs": options.runs, **found}
        name.with_suffix(".json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")
        name.with_suffix(".md").write_text(f"{machine}; medians of {options.runs}\n\n```\n{table}\n```\n", "utf-8")


def line(row: Row) -> str:
    """Write a line of the table."""
    text = f"{row.what:<78}{row.figure:>9,.2f} {row.unit:<7}"
    return text if row.aim is None else f"{text}{'met' if row.figure <= row.aim else 'MISSED'}: at most {row.aim:g}"


if __name__ == "__main__":
    main()
