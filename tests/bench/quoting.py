"""What contribute/decisions quotes of the newest results: one table, written by `make bench BENCH="--save"`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from measure import ROOT

RESULTS = Path(__file__).parent / "results"
PAGE = "contribute/decisions.md"
LANGUAGES = {"zh": 0, "en": 1}
# Chinese, English, where the figures of the row stand in the results.
ROWS = (
    ("整个网站，两种语言", "The whole site, both languages", ("build", "ours")),
    ("同样的页面，只用 Material", "The same pages, Material alone", ("build", "material")),
    ("每种语言 1,000 页", "1,000 pages in each language", ("sites", "1000", "ours")),
    ("每种语言 1,000 页，只用 Material", "1,000 pages in each language, Material alone", ("sites", "1000", "material")),
    (
        "每种语言 100 页，改一页后的预览",
        "Preview of 100 pages in each language after an edit",
        ("preview", "both languages"),
    ),
    ("检查本站", "Checks of this site", ("checks", "real")),
    ("检查每种语言 1,000 页", "Checks of 1,000 pages in each language", ("checks", "1000")),
    ("读取并检查 10,000 条文献", "10,000 references, read and checked", ("bibliography", "10000_entries")),
    ("一本书，最长的样本", "A book, the longest sample", ("books", "500")),
    ("英文页面，只用 Material", "The English pages, Material alone", ("peers", "material")),
    ("英文页面，Zensical", "The English pages, Zensical", ("peers", "Zensical")),
    ("英文页面，Sphinx", "The English pages, Sphinx", ("peers", "Sphinx with MyST and Furo")),
    ("英文页面，VitePress", "The English pages, VitePress", ("peers", "VitePress")),
    ("英文页面，Hugo（不用主题）", "The English pages, Hugo without a theme", ("peers", "Hugo, without a theme")),
)
HEADS = (
    "| 所做的事 | 处理器时间（秒） | 实际时间（秒） | 内存峰值（MiB） |",
    "| What was done | Processor time (s) | By the clock (s) | Peak memory (MiB) |",
)
COLUMNS = ("cpu_s", "wall_s", "peak_mib")
TABLE = re.compile(r"(?<=\n\n)(?:\|.*\n)+")


def newest() -> dict[str, Any] | None:
    """Read the results that were saved last."""
    saved = sorted(RESULTS.glob("*.json"))
    return json.loads(saved[-1].read_text("utf-8")) if saved else None


def table(results: dict[str, Any], language: str) -> str:
    """Write the table of a language; what was not measured is left out."""
    lines = [HEADS[LANGUAGES[language]], "| --- | --- | --- | --- |"]
    for *names, path in ROWS:
        found: Any = results
        for step in path:
            found = (found or {}).get(step)
        if found:
            figures = " | ".join(_number(found.get(column)) for column in COLUMNS)
            lines.append(f"| {names[LANGUAGES[language]]} | {figures} |")
    return "\n".join(lines) + "\n"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.2f}".removesuffix(".00")


def page(language: str) -> Path:
    """Where the table stands."""
    return ROOT / "docs" / language / PAGE


def section(text: str) -> str:
    """Return what stands under the heading that tells of speed."""
    return text.partition("{#speed}\n")[2].partition("\n## ")[0]


def quote(results: dict[str, Any]) -> None:
    """Put the table behind the first paragraph of the section, in the place of one that is there."""
    for language in LANGUAGES:
        text = page(language).read_text("utf-8")
        old = section(text)
        told, rest = TABLE.sub("", old).removeprefix("\n").split("\n\n", 1)
        new = f"\n{told}\n\n{table(results, language)}\n{rest.lstrip()}"
        page(language).write_text(text.replace(old, new), "utf-8", newline="\n")
