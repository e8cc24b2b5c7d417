"""A preview (`make serve`): the first build, and the next one after a page was changed, until the page can be seen.

Run with the path of a project, this module builds it twice in one process, as the preview does.
"""

from __future__ import annotations

import json
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import thread_time

import samples
from measure import PYTHON, Report, Row, in_turn, measure

CHANGED = "docs/zh/index.md"
PAGES = 100  # in each language


def report(runs: int) -> Report:
    """Build both languages, and one."""
    figures: dict[str, object] = {}
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "site")
        samples.site(folder, PAGES)
        takes = [partial(measure, [PYTHON, __file__, folder], folder, LANG_ONLY=only) for only in ("", "zh")]
        for title, costs in zip(("both languages", "Chinese alone"), in_turn(runs, *takes, warm=0), strict=True):
            times = [json.loads(cost.output.splitlines()[-1]) for cost in costs]
            first, again = (round(median(time[key] for time in times), 2) for key in ("first", "again"))
            figures[title] = {"first_cpu_s": first, "cpu_s": again}
            rows.append(Row(f"preview of {PAGES} pages in each language, {title}: first build", first, "s CPU"))
            rows.append(Row("  after a page was changed", again, "s CPU", 1.0))
    return Report(figures, rows)


def build_twice(folder: Path) -> dict[str, float]:
    """CPU seconds until a page can be seen, at the start and after a change; what follows runs in a thread."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - belongs to the child
    from mkdocs.config import load_config  # noqa: PLC0415

    from handbook.editions.preview import PREVIEW  # noqa: PLC0415

    load_config(str(folder / "mkdocs.yml")).plugins.on_startup(command="serve", dirty=False)
    found = {}
    for name in ("first", "again"):
        start = thread_time()
        build(load_config(str(folder / "mkdocs.yml"), strict=False, site_dir=str(folder / "site")), serve_url="/")
        found[name] = thread_time() - start
        PREVIEW.wait()
        with (folder / CHANGED).open("a", encoding="utf-8") as page:
            page.write("\n")
    return found


if __name__ == "__main__":
    print(json.dumps(build_twice(Path(sys.argv[1]))))
