"""The rules page: every rule, in both languages, under the anchor that findings lead to."""

from __future__ import annotations

import dataclasses
import re
from difflib import get_close_matches
from pathlib import Path

import pytest

from handbook import checks, sources
from handbook.checks.causes import followings
from handbook.model import LANGUAGES, Language, Page, Settings, Site
from handbook.render import rules as listing
from handbook.report import rules
from handbook.sources import bibliography, charts, ledger, pages

SITE = Site({}, {}, {}, (), Settings(), Path())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_an_entry(language: Language) -> None:
    html = listing.block(SITE, pages.parse("", language, "contribute/rules.md")[0], "")
    for code in rules():
        assert html.count(f'id="{code.lower()}"') == 1
    assert ("错误" in html) == (language == "zh")
    assert "<code>…</code>" in html


@pytest.mark.parametrize("code", rules())
def test_a_rule_speaks_both_languages(code: str) -> None:
    rule = rules()[code]
    assert rule.message["zh"] != rule.message["en"]
    assert rule.hint["zh"] != rule.hint["en"]
    assert any("一" <= sign <= "鿿" for sign in rule.message["zh"])
    assert not any("一" <= sign <= "鿿" for sign in rule.message["en"].replace("万", ""))


def test_what_follows_is_said_of_rules_that_exist() -> None:
    codes = {code for row in followings() for code in (*row.cause, *row.effect)}
    assert not [code for code in codes if not any(rule.startswith(code) for rule in rules())]


BASE = sources.load(Path(__file__).parent / "cases/checks/base")
HEAD = {"zh": "## 小节 {#start}", "en": "## Section {#start}"}
FRONT = "title: IMNM\ndescription: IMNM\nlast_reviewed: 2026-11-24\nstatus: draft\naudience: clinician"
FIELD = re.compile(r"(?:title|desc\w+|last_reviewed|status|audience|translated_from):.*", re.DOTALL)
CHART = """kind: dots
title: {zh: 肿瘤, en: Cancer}
series:
  srp: {zh: 抗 SRP, en: anti-SRP}
panels:
  - rows:
      - facts: [allenbach2016-cancer]
        label: {zh: 法国, en: France}
        marks:
          - value: 21.4
            series: srp
"""
FACT = ledger.parse("- {id: allenbach2016-cancer, figures: ['16', 21.4%], source: [smith2020]}", "x.yml")[0][0]
# Examples that take more than works, a chart or a pair of pages: other files, git, the network, a part left out.
TAKE_MORE = {
    *("BIB038", "BIB039", "BIB040", "BIB041", "BIB042", "CHT005", "CHT008", "CHT012", "CHT013", "CIT009", "CIT010"),
    *("CIT011", "CIT012", "CIT013", "EVD001", "EVD002", "EVD003", "EVD004", "EVD006", "EVD007", "EVD008", "EVD009"),
    *("EVD010", "EVD011", "EVD012", "EVD013", "EVD017", "LNK001", "LNK002", "LNK003", "LNK004", "LNK005", "LNK008"),
    *("LNK011", "LNK020", "LNK022", "LNK023", "LNK027", "LNK029", "LNK030", "LNK032", "LNK035", "LNK037", "LNK038"),
    *("LNK039", "LNK040", "LNK041", "LNK042", "LNK043", "LNK044", "LNK045", "EVD018", "BIB043"),
    *("META002", "META005", "META006", "META007", "META008", "META010", "META011", "META015"),
    *("TRM001", "TRM002", "TRM005", "TRM006", "TXT001", "TXT002", "TXT003", "TXT004", "TXT028", "TXT029", "TXT031"),
    *("TXT060", "TXT061"),
    *("TXT050", "TXT051"),
}
SHOWN = [code for code in rules() if not code.startswith("BOK") and code not in TAKE_MORE]


def of_works(example: str) -> Site:
    """Read works, or a field of one."""
    whole = "@" in example or "{a" in example
    entries, problems = bibliography.parse(example if whole else f"@misc{{a,\n{example}\n}}")
    return dataclasses.replace(BASE, entries=entries, problems=tuple(problems))


def of_chart(example: str) -> Site:
    """Read a chart with an example in place of the line whose name comes nearest."""
    names = {name: line for line in CHART.splitlines() if (name := line.strip(" -").partition(":")[0])}
    old = names[get_close_matches(example.partition(":")[0], names, 1)[0]].strip(" -")
    chart, problems = charts.parse(CHART.replace(old, example.replace("\n", "\n            ")), "x.yml")
    return dataclasses.replace(
        BASE, facts={FACT.id: FACT}, charts={"x": chart} if chart else {}, problems=tuple(problems)
    )


def of_pages(example: str) -> Site:
    """Read a page and its twin, from `zh: …` and `en: …` or one text for both; `… → …` is a change, `–` is nothing."""
    first, _, second = example.removeprefix("zh: ").partition("\nen: ")
    read: dict[tuple[Language, str], Page] = {}
    earlier, problems = {}, []
    for language, text in zip(LANGUAGES, (first, second or first), strict=True):
        before, _, now = (page(language, one) if one else "" for one in text.rpartition(" → "))
        read[language, "topic/page.md"], found = pages.parse(now, language, "topic/page.md")
        problems += found
        if before:
            earlier[f"docs/{language}/topic/page.md"] = before
    return dataclasses.replace(BASE, pages={**BASE.pages, **read}, earlier=earlier, problems=tuple(problems))


def page(language: Language, text: str) -> str:
    """Write a page with a body or a field of its front matter; with all of it, if it begins with the title."""
    text = re.sub(r"<U\+([0-9A-F]{4})>", lambda point: chr(int(point[1], 16)), text)
    if not FIELD.fullmatch(text):
        return f"---\n{FRONT}\n---\n\n{HEAD[language]}\n\n{text.removeprefix('–')}\n"
    text = text.replace("…", "9daeafb9864cf43055ae93beb0afd6c7d144bfa4")
    kept = [line for line in FRONT.split("\n") if line.split(":")[0] != text.split(":")[0]]
    front = text if text.startswith("title") else "\n".join([*kept, text])
    return f"---\n{front}\n---\n\n{HEAD[language]}\n"


READ = {"BIB": of_works, "CHT": of_chart}


def found(code: str, example: str) -> set[str]:
    """Return what is found where an example stands."""
    return {one.code for one in checks.run(READ.get(code[:3], of_pages)(example))}


@pytest.mark.parametrize("code", SHOWN)
def test_the_wrong_example_is_found_and_the_right_one_is_not(code: str) -> None:
    assert code in found(code, rules()[code].wrong)
    assert code not in found(code, rules()[code].right)
