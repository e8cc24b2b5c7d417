"""What a reader downloads: how much it is, and that nothing that could show was left out of it."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
import yaml
from serving import packed

from conftest import ROOT
from handbook.editions import weight

CASES = yaml.safe_load((ROOT / "tests/cases/weight.yml").read_text("utf-8"))
FETCHED = re.compile(r"<(?:script|link|img)\b[^>]*?\s(?:src|href)=\"([^\":?]+\.(?:js|css|svg))")
FIRST_LOAD = 80_000  # bytes, compressed
INDEX = 300_000


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_style_sheet(case: dict[str, str]) -> None:
    script = case.get("script", "")
    seen = weight.Seen()
    seen.add(case["page"])
    assert weight.spare(weight.thin(case["css"], weight.learn(seen, script)), script) == case["kept"]


def test_what_the_theme_carries_for_features_of_no_page_goes() -> None:
    (file,) = (Path(material.__file__).parent / "templates/assets/javascripts").glob("bundle.*.js")
    script = file.read_text("utf-8")
    assert weight.unload(script, weight.CARRIED.keys()) == script
    for feature in weight.CARRIED:
        assert len(weight.unload(script, weight.CARRIED.keys() - {feature})) < len(script) - 5_000, feature


def test_indentation_goes_but_where_it_counts() -> None:
    html = "<p>\n    a\n\n  b</p>\n<pre>\n  c\n\n  d</pre>\n  <p>e f</p>"
    assert weight.page(html) == "<p>\na\nb</p>\n<pre>\n  c\n\n  d</pre>\n<p>e f</p>"


def test_own_style_sheet() -> None:
    css = '/* a */\n.a, b > c:is(d, e) {\n  x: calc(1px + 2px); /* b */\n  y: " ; {  ";\n}\n@media (x: 1) { .c {} }'
    assert weight.close(css) == '.a,b>c:is(d,e){x:calc(1px + 2px);y:" ; {  ";}@media (x:1){.c{}}'


def test_first_load(site: Path) -> None:
    heavy = {}
    for file in site.rglob("*.html"):
        parts = {(file.parent / path).resolve() for path in FETCHED.findall(file.read_text("utf-8"))}
        total = sum(len(packed(part)) for part in {file, *parts} if part.is_file())
        if total > FIRST_LOAD:
            heavy[file.relative_to(site).as_posix()] = total
    assert heavy == {}


def test_search_index(site: Path) -> None:
    sizes = [len(packed(file)) for file in sorted((site / "assets/search").glob("index.*.js"))]
    assert len(sizes) == 2
    assert max(sizes) <= INDEX


def test_nothing_asks_for_what_is_not_published(site: Path) -> None:
    """The theme's maps of its sources, which only its authors read."""
    files = [file for pattern in ("*.css", "*.js") for file in site.rglob(pattern)]
    assert not [file.name for file in files if "sourceMappingURL" in file.read_text("utf-8")]
