"""The first use of each glossary term on a page leads to the glossary: whole, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from handbook.model import Settings, Site
from handbook.render.extension import HandbookExtension
from handbook.sources import glossary, pages

CASES = yaml.safe_load((Path(__file__).parent / "cases/terms.yml").read_text("utf-8"))
ROW = "{{en: {}, en_variants: [], zh: {}, zh_variants: [], zh_hant: {}, abbr: {}, def_en: d, def_zh: d, source: s}}"
TERMS, PROBLEMS = glossary.parse(
    "\n".join(
        f"- {ROW.format(*names)}"
        for names in [("statin", "他汀类药物", "x", "''"), ("statin myopathy", "他汀相关肌病", "x", "SAM")]
    ),
    "glossary.yml",
)
LINK = re.compile(r'<a class="hb-term"[^>]*>([^<]*)</a>')


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_first_use(case: dict[str, str]) -> None:
    assert PROBLEMS == []
    page, _ = pages.parse(case["text"], case["language"], "p.md")  # type: ignore[arg-type]
    site = Site({(page.language, page.path): page}, {}, {}, TERMS, Settings(), Path())
    html = Markdown(extensions=["toc", HandbookExtension(site, page)]).convert(page.body)
    assert re.sub("<[^>]*>", "", LINK.sub(r"[\1]", html)) == case["shown"]
