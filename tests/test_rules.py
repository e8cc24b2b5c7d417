"""The rules page: every rule, in both languages, under the anchor that findings lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

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
