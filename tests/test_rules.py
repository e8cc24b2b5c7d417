"""The rules page: every rule, in both languages, under the anchor that findings lead to."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from handbook import checks, sources
from handbook.model import LANGUAGES, Language, Settings, Site
from handbook.render import rules as page
from handbook.report import rules
from handbook.sources import pages

SITE = Site({}, {}, {}, (), Settings(), Path())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_an_entry(language: Language) -> None:
    html = page.block(SITE, pages.parse("", language, "contribute/rules.md")[0], "")
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


BASE = sources.load(Path(__file__).parent / "cases/checks/base")
FRONT = "---\ntitle: 页\ndescription: 页\nlast_reviewed: 2026-11-24\nstatus: draft\naudience: clinician\n---\n\n"
# Examples that take more than a page's text: other files, a ledger, both twins, a part left out.
TAKE_MORE = {
    *("CIT009", "CIT010", "CIT011", "CIT012", "CIT013", "EVD001", "EVD002", "EVD003", "EVD004", "EVD006", "EVD007"),
    *("EVD008", "EVD009", "EVD010", "EVD011", "EVD012", "EVD013", "EVD017", "LNK001", "LNK002", "LNK003", "LNK004"),
    *("LNK005", "LNK008", "LNK011", "LNK020", "LNK022", "LNK023", "LNK027", "LNK029", "LNK030", "LNK032", "LNK035"),
    *("LNK037", "LNK038", "LNK039", "LNK040", "LNK041", "TRM001", "TRM002", "TRM005", "TRM006", "TXT001", "TXT002"),
    *("TXT003", "TXT004", "TXT028", "TXT029", "TXT031", "TXT050", "TXT051"),
}
SHOWN = [code for code in rules() if code.startswith(("CIT", "EVD", "LNK", "TRM", "TXT")) and code not in TAKE_MORE]


def found(example: str) -> set[str]:
    """Return what is found on a page that holds an example, in which `<U+200B>` stands for a character."""
    text = re.sub(r"<U\+([0-9A-F]{4})>", lambda point: chr(int(point[1], 16)), example)
    pair = {(one, "topic/page.md"): pages.parse(f"{FRONT}{text}\n", one, "topic/page.md")[0] for one in LANGUAGES}
    return {one.code for one in checks.run(dataclasses.replace(BASE, pages={**BASE.pages, **pair}))}


@pytest.mark.parametrize("code", SHOWN)
def test_the_wrong_example_is_found_and_the_right_one_is_not(code: str) -> None:
    assert code in found(rules()[code].wrong)
    assert code not in found(rules()[code].right)
