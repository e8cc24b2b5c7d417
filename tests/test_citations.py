"""`[@key]`: one grammar for checker and renderer, numbers shared by twins, lists that lead back."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from conftest import judged, told, uses
from handbook.checks import citations as rules
from handbook.checks import uses as rests
from handbook.model import CitationItem, Language, Page, Settings, Site
from handbook.render.extension import HandbookExtension
from handbook.sources import bibliography, brackets, citations, pages

CASES = Path(__file__).parent / "cases" / "citations"
KEYS = ["a", "b", "c", "d", "e", "10.1000/x(y)", "DBLP:conf/x.y-z+1", "刘2018", "mammen2015intravenous"]
ENTRIES, _ = bibliography.parse("\n".join(f"@misc{{{key}, title = {{T}}, year = 2020}}" for key in KEYS))
EXTENSIONS = ["admonition", "attr_list", "footnotes", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((CASES / name).read_text("utf-8"))]


def twins(zh: str = "", en: str = "") -> Site:
    found: dict[tuple[Language, str], Page] = {}
    for language, text in (("zh", zh), ("en", en)):
        found[language, "p.md"] = pages.parse(text, language, "p.md")[0]  # type: ignore[arg-type,index]
    return Site(found, ENTRIES, {}, (), Settings(), Path())


def convert(site: Site, language: Language) -> tuple[str, Markdown]:
    page = site.pages[language, "p.md"]
    markdown = Markdown(extensions=[*EXTENSIONS, HandbookExtension(site, page)])
    return markdown.convert(page.body), markdown


def show(html: str) -> str:
    """Drop what a case doesn't ask about."""
    html = html.split('<h2 id="references">', maxsplit=1)[0]
    html = re.sub(r"<a [^>]*doc-biblioref[^>]*>([^<]*)</a>", r"‹\1›", html)
    html = re.sub(r'<span class="citation-unknown">([^<]*)</span>', r"‹\1›", html)
    html = re.sub(r"<!--.*?-->|<(?!/?(?:em|strong)\b)[^>]*>", "", html, flags=re.DOTALL)
    return " ".join(unescape(html).replace("‹", "<").replace("›", ">").split())


@pytest.mark.parametrize("case", cases("grammar.yml"))
def test_grammar(case: dict[str, Any]) -> None:
    html, _ = convert(twins(en=case["text"]), "en")
    assert show(html) == case["shown"]


@pytest.mark.parametrize("case", cases("rules.yml"))
def test_rules(case: dict[str, Any]) -> None:
    found = sorted(judged(twins(zh=case["text"]), rules))
    expected = case.get("found", [])
    assert [told(str(one.place.line), one, expected) for one in found] == expected


def test_an_entry_that_nothing_rests_on_is_named() -> None:
    site = twins(zh="[@a]", en="[@b]")
    found = list(rules.unused(site, uses(site, rests)))
    assert [dict(one.values)["key"] for one in found] == KEYS[2:]


def test_twins_share_one_numbering() -> None:
    site = twins(zh="[@b] [@a]", en="[@a] [@c] [@b]")
    assert citations.numbers(site, "p.md") == {"b": 1, "a": 2, "c": 3}
    assert show(convert(site, "en")[0]) == "[<2>][<3>][<1>]"
    english_first = twins(zh="---\ntranslated_from: x\n---\n[@b]", en="[@a] [@b]")
    assert show(convert(english_first, "zh")[0]) == "[<2>]"


def test_chinese_marks_follow_the_standard() -> None:
    site = twins(zh="[@a; @b; @c] [@a, p. 3; @b, 第 5 页] [见 @c, 表 1]")
    assert show(convert(site, "zh")[0]) == "[<1-3>][<1>]3,[<2>]5[见 <3>]表 1"


def test_list_leads_back_to_every_place() -> None:
    html, _ = convert(twins(en="[@a] [@b; @a]\n\n## H [@a] {#h}"), "en")
    assert re.findall(r'<li id="ref-(\d)" value="\1">', html) == ["1", "2"]
    first = html[html.index('id="ref-1"') : html.index('id="ref-2"')]
    assert re.findall(r'href="#([\w-]+)"', first) == ["cite-1", "cite-2", "fnref-cite-3"]
    assert set(re.findall(r'<sup class="citation" id="([\w-]+)"', html)) == {"cite-1", "cite-2", "fnref-cite-3"}


def test_a_citation_in_a_heading_stays_there() -> None:
    html, markdown = convert(twins(en="## What is new [@a]\n\nText."), "en")
    tokens = [(token["id"], token["name"]) for token in markdown.toc_tokens]  # type: ignore[attr-defined]
    assert tokens == [("what-is-new", "What is new"), ("references", "References")]
    assert '<h2 id="what-is-new">What is new<sup class="citation"' in html


def test_facts_comments_leave_no_trace_but_in_code() -> None:
    html, _ = convert(twins(en="x\n<!-- facts: f-1 -->\n\n- y\n    <!-- facts: f-2 -->\n\n`<!-- facts: f-3 -->`"), "en")
    assert "f-1" not in html
    assert "f-2" not in html
    assert "f-3" in html


@pytest.mark.parametrize("case", cases("joining.yml"))
def test_wrapped_chinese_lines_are_joined(case: dict[str, str]) -> None:
    html, _ = convert(twins(zh=case["text"]), "zh")
    text = re.sub(r"<[^>]*>", "", html.partition('<h2 id="references">')[0]).strip()
    assert text == case["joined"]


@pytest.mark.parametrize("case", cases("quotes.yml"))
def test_english_quotation_marks_are_curly(case: dict[str, str]) -> None:
    html, _ = convert(twins(en=case["text"]), "en")
    text = re.sub(r"<[^>]*>", "", html.partition('<h2 id="references">')[0]).strip()
    assert unescape(text) == case["curly"]


TEXTS = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "@a",
            "@nosuch",
            "; ",
            ", p. 3",
            "-",
            "`",
            "\n",
            "\n\n",
            "    ",
            "<!-- ",
            " -->",
            "(u)",
            "*",
            "汉",
            "|",
            "&",
        ]
    )
    | st.text(max_size=3),
    max_size=20,
).map("".join)


@given(TEXTS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_is_converted_and_judged(text: str) -> None:
    site = twins(zh=text, en=text)
    html, _ = convert(site, "zh")
    judged(site, rules)
    assert html.count('class="citation"') == html.count('<sup class="citation" id=')


@given(TEXTS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_code_is_never_changed(text: str) -> None:
    text = text.replace("`", "").replace("\r", "")
    html, _ = convert(twins(en=f"~~~~\n{text}\n~~~~"), "en")
    plain, _ = Markdown(extensions=["pymdownx.superfences"]), None
    assert html == plain.convert(f"~~~~\n{text}\n~~~~")


ITEMS = st.builds(
    CitationItem,
    key=st.sampled_from(KEYS),
    prefix=st.sampled_from(["", "see", "vgl. auch", "见"]),
    locator=st.sampled_from(["", "p. 3", "pp. 3-5", "chap. 2", "第 3 页", "表 1"]),
    suffix=st.sampled_from(["", "and passim", "等"]),
    suppress_author=st.booleans(),
    offset=st.just(0),
)


def write(item: CitationItem) -> str:
    """Write an item as people do."""
    key = item.key if re.fullmatch(brackets.KEY, item.key) else f"{{{item.key}}}"
    head = f"{item.prefix} " if item.prefix else ""
    tail = (f", {item.locator}" if item.locator else "") + (f" {item.suffix}" if item.suffix else "")
    return f"{head}{'-' if item.suppress_author else ''}@{key}{tail}"


@given(st.lists(ITEMS, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_written_is_read_back(items: list[CitationItem]) -> None:
    found = citations.parse(f"[{'; '.join(map(write, items))}]", 0)
    assert found is not None
    assert [item._replace(offset=0) for item in found.items] == items
