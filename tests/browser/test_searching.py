"""Search as readers meet it: what the judged queries find, and how the box behaves over http and from a folder."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import ROOT
from handbook.editions import search, sections
from handbook.model import LANGUAGES, Language
from handbook.render.addresses import address
from handbook.sources import built

ASK = """async ([script, queries]) => {
  const worker = new Worker(script)
  const next = type => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => data.type === type && resolve(data.data)
    worker.onerror = event => reject(event.message)
  })
  await next(1)
  const found = []
  for (const query of queries) {
    const answer = next(3)
    worker.postMessage({ type: 2, data: query })
    found.push((await answer).items.map(page => page[0].location))
  }
  worker.terminate()
  return found
}"""
RESULT = ".md-search-result__link"
SECTION = f"{RESULT}[href*='#']"
OWN = "assets/search/input.js"  # the only part of search that a page loads at once

Ask = Callable[[Language, list[str]], list[list[str]]]


@pytest.fixture
def ask(page: Page, server: str) -> Ask:
    """Ask the worker itself: for each query the address of the best place on each page, best first."""
    page.goto(server + "assets/vendor/LICENSES.txt")  # a page without a search box of its own

    def answers(language: Language, queries: list[str]) -> list[list[str]]:
        found: list[list[str]] = page.evaluate(ASK, [f"{server}assets/search/worker.js?lang={language}", queries])
        return found

    return answers


@pytest.mark.parametrize("language", LANGUAGES)
def test_judged_queries(language: Language, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    cases = yaml.safe_load((ROOT / f"tests/cases/search/{language}.yml").read_text("utf-8"))
    asked = [(kind, query, right) for kind, queries in cases.items() for query, right in queries.items()]
    ranks: dict[str, list[int]] = defaultdict(list)  # 0: not found
    exact: dict[str, list[bool]] = defaultdict(list)
    for (kind, _, right), found in zip(asked, ask(language, [query for _, query, _ in asked]), strict=True):
        places = [_address(place, language) for place in right]
        pages = {place.partition("#")[0] for place in places}
        rank = next((i for i, place in enumerate(found, 1) if place.partition("#")[0] in pages), 0)
        for name in (kind, "all"):
            ranks[name].append(rank)
            exact[name].append(rank > 0 and not {found[rank - 1], found[rank - 1].partition("#")[0]}.isdisjoint(places))
    figures = {
        kind: (mean(0 < rank <= 5 for rank in each), mean(1 / rank if rank else 0 for rank in each), mean(exact[kind]))
        for kind, each in ranks.items()
    }
    with capsys.disabled():
        print(f"\n{language:14}   n  recall@5   MRR  section")
        for kind, values in sorted(figures.items(), key=lambda figure: figure[0] == "all"):
            print(f"{kind:14} {len(ranks[kind]):3}  {values[0]:8.3f} {values[1]:5.3f}  {values[2]:7.3f}")
    recall, reciprocal, section = figures["all"]
    assert recall >= 0.95
    assert reciprocal >= 0.9
    assert section >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", ["HLA", "SRP", "statin", "complement", "glucocorticoids"])
def test_a_term_finds_its_subject_and_then_its_row_of_the_glossary(term: str, language: Language, ask: Ask) -> None:
    (found,) = ask(language, [term])
    rows = [rank for rank, place in enumerate(found) if "glossary.html#term-" in place]
    assert rows in ([1], [2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_piece_of_a_page_finds_it(language: Language, site: Path, ask: Ask) -> None:
    chance = random.Random(2026)
    pages = search.by_language({name: sections.cut(tree) for name, tree in built.pages(site)})[language]
    asked = []
    for _ in range(100):
        place = chance.choice(list(pages))
        line = chance.choice([line for part in pages[place] for line in part.text.split("\n") if len(line) > 8])
        length = chance.randint(2, 6)
        start = chance.randint(0, len(line) - length)
        asked.append((line[start : start + length], place))
    answers = ask(language, [piece for piece, _ in asked])
    missed = [
        (piece, place)
        for (piece, place), found in zip(asked, answers, strict=True)
        if piece.strip(" -") and place not in {where.partition("#")[0] for where in found}
    ]
    assert missed == []


def test_nothing_is_loaded_before_the_first_search(start: str, page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(start).partition("?")[0]))
    page.goto(start + "disease/overview.html", wait_until="networkidle")
    assert [name for name in loaded if "search" in name or "worker" in name] == [OWN]
    loaded.clear()
    page.click("[data-md-component=search-query]")
    expect(_meta(page)).to_have_text("键入以开始搜索")
    assert "assets/search/index.zh.js" in loaded
    assert "assets/search/index.en.js" not in loaded
    assert all(name.startswith("assets/") for name in loaded)


def test_a_result_leads_to_its_section(start: str, page: Page) -> None:
    page.goto(start + "index.html")
    page.click("[data-md-component=search-query]")
    page.keyboard.type("肌酸激酶")
    first = page.locator(SECTION).first
    expect(first.locator("mark").first).to_have_text("肌酸激酶")
    first.click()
    page.wait_for_url("**/*.html?h=*#*")
    assert page.evaluate("document.querySelector(location.hash).getBoundingClientRect().top < innerHeight")
    assert page.evaluate("CSS.highlights.get('search').size") > 0


def test_keyboard_alone(start: str, page: Page) -> None:
    page.goto(start + "en/disease/history.html")
    page.keyboard.press("/")
    page.keyboard.type("rituximab")
    expect(page.locator(RESULT).first).to_contain_text("Rituximab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") != "md-search__input"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/treatment/rituximab.html*")


def test_the_other_language_is_offered_in_one_line(start: str, page: Page) -> None:
    page.goto(start + "treatment/statins.html")
    page.click("[data-md-component=search-query]")
    page.keyboard.type("plasma exchange")
    line = page.locator(".hb-elsewhere")
    expect(line).to_contain_text("英文页面")
    assert all("/en/" not in (link.get_attribute("href") or "") for link in page.locator(RESULT).all())
    line.click()
    page.wait_for_url("**/en/treatment/statins.html?q=*")
    expect(page.locator("[data-md-component=search-query]")).to_have_value("plasma exchange")
    expect(page.locator(SECTION).first).to_contain_text("Plasma exchange")


SAID = "利妥昔单抗"
TYPED = """(box, [text, inputType]) => {
  box.value += text
  box.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType }))
}"""


def _candidate(page: Page, box: Locator) -> None:
    keys = page.context.new_cdp_session(page)
    for text in ("li", "li tuo", "li tuo xi"):
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    expect(box).to_have_value("li tuo xi")
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "windowsVirtualKeyCode": 229})
    keys.send("Input.insertText", {"text": SAID})


def _handwriting(page: Page, _: Locator) -> None:
    for character in SAID:
        page.keyboard.insert_text(character)


def _voice(_: Page, box: Locator) -> None:
    box.evaluate(TYPED, [SAID, "insertText"])


def _paste(page: Page, box: Locator) -> None:
    """From the menu of a right click: no key is pressed."""
    page.keyboard.insert_text(SAID)
    box.evaluate("box => { box.select(); document.execCommand('cut') }")
    expect(box).to_have_value("")
    page.context.new_cdp_session(page).send(
        "Input.dispatchKeyEvent", {"type": "rawKeyDown", "commands": ["paste"], "key": "Unidentified"}
    )


@pytest.mark.parametrize("way", [_candidate, _handwriting, _voice, _paste], ids=lambda way: way.__name__.strip("_"))
def test_text_that_comes_without_a_key(way: Callable[[Page, Locator], None], start: str, page: Page) -> None:
    page.goto(start + "index.html")
    box = page.locator("[data-md-component=search-query]")
    box.click()
    expect(_meta(page)).to_have_text("键入以开始搜索")
    way(page, box)
    expect(box).to_have_value(SAID)
    expect(page.locator(RESULT).first).to_contain_text(SAID)
    assert page.url == start + "index.html"


def test_nothing_leaves_and_nothing_fails_while_searching(start: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(start) else wrong.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(start + "en/index.html")
    page.click("[data-md-component=search-query]")
    page.keyboard.type("<b>creatine kinase & IVIG")
    expect(page.locator(".hb-elsewhere")).to_be_visible()
    expect(page.locator(RESULT).first).to_be_visible()
    context.close()
    assert wrong == []


def _meta(page: Page) -> Locator:
    return page.locator(".md-search-result__meta").first


def _address(place: str, language: Language) -> str:
    path, _, fragment = place.partition("#")
    return address(f"{path}.md", language) + (f"#{fragment}" if fragment else "")
