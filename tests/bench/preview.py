"""A preview of one language (`LANG_ONLY=zh make serve`): the first build, and the next one after a page was changed.

Run with the path of a project, this module builds that project twice in one process, as the preview does.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from measure import PYTHON, ROOT, Report, Row, in_turn, measure

CHANGED = "docs/zh/index.md"


def report(runs: int) -> Report:
    """Build a copy of the site, because a page of it is changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs", folder / "docs")
        for part in ("mkdocs.yml", "references.bib", "hooks"):
            (folder / part).symlink_to(ROOT / part)
        (costs,) = in_turn(runs, partial(measure, [PYTHON, __file__, name], folder, LANG_ONLY="zh"))
    times = [json.loads(cost.output.splitlines()[-1]) for cost in costs]
    first, again = (round(median(time[key] for time in times), 2) for key in ("first", "again"))
    rows = [
        Row("preview of one language, first build", first, "s CPU"),
        Row("  rebuild after a page was changed", again, "s CPU"),
    ]
    return Report({"first_cpu_s": first, "rebuild_cpu_s": again}, rows)


def build_twice(folder: Path) -> dict[str, float]:
    """CPU seconds of a build, and of the next one in the same process."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - belongs to the child
    from mkdocs.config import load_config  # noqa: PLC0415

    found = {}
    for name in ("first", "again"):
        start = process_time()
        build(load_config(str(folder / "mkdocs.yml"), strict=False, site_dir=str(folder / "site")), serve_url="/")
        found[name] = process_time() - start
        with (folder / CHANGED).open("a", encoding="utf-8") as page:
            page.write("\n")
    return found


if __name__ == "__main__":
    print(json.dumps(build_twice(Path(sys.argv[1]))))
