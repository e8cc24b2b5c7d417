"""Figures, numerals, alignment, and the checks that rest on them: properties that hold for any input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import judged
from handbook.checks import evidence, meta, parity, terms
from handbook.checks.alignment import align
from handbook.model import Language, Page, Settings, Site
from handbook.sources import figures, numerals, pages, statements

steady = settings(max_examples=150, deadline=None, derandomize=True)
SIGNS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a number below 10⁸ as Chinese reads it."""
    if number >= 10_000:
        rest = number % 10_000
        return chinese(number // 10_000) + "万" + (("零" if rest < 1000 else "") + chinese(rest) if rest else "")
    for power, sign in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            rest = number % power
            gap = "零" if 0 < rest < power // 10 else ""
            return SIGNS[number // power] + sign + (gap + chinese(rest) if rest else "")
    return SIGNS[number]


@steady
@given(st.integers(0, 99_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert numerals.numeral(chinese(number)) == number
    assert number in numerals.words(f"共{chinese(number)}例")


@steady
@given(st.integers(0, 10**9), st.sampled_from(["", "%", " mg", " months", " 个月", " IU/L"]))
def test_notation_is_no_difference(number: int, unit: str) -> None:
    texts = [f"{number}{unit}", f"{number:,}{unit}", f"{number}.0{unit}", f"（{number}{unit}）"]
    texts.append("".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in texts[0]))
    found = [figures.find(text) for text in texts]
    assert all(len(one) == 1 and one[0].like(found[0][0]) for one in found)
    assert figures.find(f"{number} 万")[0].value == number * 10_000


@steady
@given(st.integers(0, 999), st.integers(0, 999), st.sampled_from(["-", "–", "~", " to ", "至"]))
def test_both_ends_of_a_range_have_its_unit(low: int, high: int, dash: str) -> None:
    assert [(figure.value, figure.unit) for figure in figures.find(f"{low}{dash}{high}%")] == [(low, "%"), (high, "%")]


NAMES = r"""SRP54 C5b-9 HLA-DRB1\*11:01 HLA-DRB1*11:01 IgG1 anti-HMGCR TIF1-γ Mi-2 PM/Scl-75 CD19 p62 IL-17/23 18F-FDG
NCT05379634 COVID-19 IMNM-01 3-羟基-3-甲基戊二酰 3-hydroxy-3-methylglutaryl 5q35 10.1000/muscle.2020 https://a.org/12
user1@host.org 010-12345678 +1-703-553-2632"""


@pytest.mark.parametrize("name", NAMES.split())
def test_names_are_no_figures(name: str) -> None:
    assert figures.find(f"抗 {name} 抗体") == figures.find(f"of {name}, and") == ()


@steady
@given(st.text())
def test_any_text_has_figures_inside_it(text: str) -> None:
    for figure in figures.find(text):
        assert 0 <= figure.start < figure.end <= len(text)
    numerals.hints(text)


@steady
@given(st.lists(st.integers(0, 5), max_size=8), st.lists(st.integers(0, 5), max_size=8))
def test_alignment_keeps_everything_in_order(first: list[int], second: list[int]) -> None:
    pairs = align(first, second, lambda a, b: float(a == b))
    assert [one for one, _ in pairs if one is not None] == first
    assert [other for _, other in pairs if other is not None] == second
    assert all(one == other for one, other in pairs if one is not None and other is not None)


PIECES = r"""
## 甲 {#a}; ### B {#b}; 一句 17%[@k]。; One of 3 months [@k, p. 3].; - 项 5 例; 1. two;     - 子; | a | b |; | --- |
| 1 | 2% |; !!! note "注";     里面 9 例[@k]; <!-- facts: x, y -->; ```; > 引 1.85/10 万; :   定义; /// chart | t; ///
[甲](b.md#c); ![](x-zh.svg); [^1]: 注 3; 三分之二; 抗 SRP; not rituximab; 無力; [@; {#a}; 四种; three; | --- | --- |
""".replace("\n", "; ").split("; ")
PAGE = st.lists(st.sampled_from(PIECES), max_size=14)


@steady
@given(PAGE, PAGE, st.text(max_size=20))
def test_no_page_breaks_the_checks(one: list[str], other: list[str], more: str) -> None:
    front = "---\ntitle: 甲\naudience: clinician\ntranslated_from: x\n---\n"
    pair: dict[tuple[Language, str], Page] = {
        ("zh", "a.md"): pages.parse(front + "\n".join(one) + more, "zh", "a.md")[0],
        ("en", "a.md"): pages.parse(front + more + "\n".join(other) + "\n", "en", "a.md")[0],
    }
    site = Site(pair, {}, {}, (), Settings(nav=("a.md",)), Path())
    for finding in judged(site, parity, evidence, terms, meta):
        page = next(page for page in pair.values() if page.source == finding.place.path)
        lines = page.text.split("\n")
        assert 1 <= finding.place.line <= len(lines), finding
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1, finding
    for page in pair.values():
        for statement in statements.of(page):
            assert page.body_offset <= statement.start < statement.end <= len(page.text)
