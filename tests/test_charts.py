"""Charts: each case of `cases/charts`, and what holds for any file and any chart."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from conftest import judged, uses
from handbook import report, sources
from handbook.checks import charts as check
from handbook.model import LANGUAGES, Language, Site
from handbook.render import charts as render
from handbook.sources import chart_form, charts

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases" / "charts"
FINDINGS = yaml.safe_load((CASES / "findings.yml").read_text("utf-8"))
PICTURES = yaml.safe_load((CASES / "pictures.yml").read_text("utf-8"))
BASE: dict[str, str] = yaml.safe_load((CASES / "base.yml").read_text("utf-8"))
LINES = re.compile(r"(?<=>)(?=<(?:t[rhd]|li|svg|small|p|div|table|figcaption|details|ul)\b)")  # where cases break lines
VALID = {
    kind: yaml.safe_load(next(case["files"]["docs/evidence/charts/x.yml"] for case in PICTURES if case["name"] == kind))
    for kind in chart_form.KINDS
}


def project(folder: Path, files: dict[str, str]) -> Site:
    """Read a small project of one page in two languages, two facts and one work, with the files of a case."""
    for path, content in {**BASE, **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return sources.load(folder)


@pytest.mark.parametrize("case", FINDINGS, ids=lambda case: case["name"])
def test_findings(case: dict[str, Any], tmp_path: Path) -> None:
    site = project(tmp_path, case["files"])
    found = {
        *judged(site, check),
        *check.drawn(site, uses(site, check)),
        *(problem for problem in site.problems if problem.code.startswith("CHT")),
    }
    assert [f"{':'.join(map(str, d.place))} {d.code} {report.message(d, 'en')}" for d in sorted(found)] == case[
        "expect"
    ]


@pytest.mark.parametrize("case", PICTURES, ids=lambda case: case["name"])
def test_pictures(case: dict[str, Any], tmp_path: Path) -> None:
    site = project(tmp_path, case["files"])
    html = render.block(site, site.pages[case["language"], "index.md"], "x")
    assert LINES.sub("\n", html) == case["html"].strip()


def test_each_rule_has_a_case() -> None:
    told = {line.split()[1] for case in FINDINGS for line in case["expect"]}
    assert told == {code for code in report.rules() if code.startswith("CHT")}


def test_own_charts_are_well_formed_in_both_languages() -> None:
    site = sources.load(ROOT)
    assert site.charts
    for name, chart in site.charts.items():
        for language in LANGUAGES:
            figure = drawn(site, language, name)
            text = " ".join(map(str, figure.itertext()))
            assert all(mark.label[language] in text for row in chart.rows for mark in row.marks)
            assert all(svg.get("aria-label") for svg in figure.iter("svg") if svg.get("role") == "img")
            assert all(link.get("href") for link in figure.iter("a"))


def drawn(site: Site, language: Language, name: str) -> etree._Element:
    """Draw a chart and read it as XML, which forgives nothing."""
    return etree.fromstring(render.block(site, site.pages[language, "index.md"], name))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return project(tmp_path_factory.mktemp("small"), {})


LETTERS = st.characters(exclude_categories=["Cc", "Cn", "Cs"])
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(LETTERS, max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(LETTERS, max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(kind=st.sampled_from(sorted(chart_form.KINDS)), data=st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_slip_is_told_and_none_crashes(small: Site, kind: str, data: st.DataObject) -> None:
    """Put something else in one place of a valid chart: either it is told, or it can be drawn."""
    content = yaml.safe_load(yaml.safe_dump(VALID[kind]))
    here: Any = content
    while True:
        key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not here[key] or not isinstance(here[key], dict | list) or data.draw(st.integers(0, 4)) == 0:
            break
        here = here[key]
    here[key] = data.draw(JUNK)
    text = yaml.safe_dump(content, allow_unicode=True)
    chart, problems = charts.parse(text, "docs/evidence/charts/x.yml")
    assert (chart is None) == bool(problems)
    assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in problems)
    if chart:
        own = replace(small, charts={"x": chart})
        figure = drawn(own, "zh", "x")
        assert chart.title["zh"] in "".join(map(str, figure.itertext()))
        assert len(figure.findall("details//td")) == 2 * len(chart.rows)
        list(check.drawn(own, set()))
