"""What readers see, in a real browser, over http and from a folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from handbook.editions import weight

STYLES = Path(__file__).parents[2] / "docs/assets"
FORMS = Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE"


def test_no_request_leaves_and_nothing_fails(start: str, site: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    outside: list[str] = []
    broken: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((start, "data:", "blob:")) else outside.append(request.url),
    )
    # Leaving a page cancels what is under way: that is no failure of the site.
    page.on(
        "requestfailed", lambda request: None if request.failure == "net::ERR_ABORTED" else broken.append(request.url)
    )
    page.on("response", lambda response: None if response.status < 400 else broken.append(response.url))
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    for file in sorted(site.rglob("*.html")):
        if file.name != "404.html":
            page.goto(start + file.relative_to(site).as_posix())
    context.close()
    assert (outside, broken) == ([], [])


def test_the_switch_keeps_page_and_section(start: str, page: Page) -> None:
    page.goto(start + "disease/overview.html")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    anchor = page.locator(".md-content h2[id]").nth(1).get_attribute("id")
    page.goto(start + f"disease/overview.html#{anchor}")
    page.click("[data-hb-switch]")
    page.wait_for_url(start + f"en/disease/overview.html#{anchor}")
    assert page.locator("html").get_attribute("lang") == "en"
    page.click("[data-hb-switch]")
    page.wait_for_url(start + f"disease/overview.html#{anchor}")


@pytest.mark.parametrize(("name", "template"), [("Suggest a change", "suggest-en"), ("Report an error", "report-en")])
def test_a_form_opens_with_page_section_and_words(start: str, page: Page, name: str, template: str) -> None:
    page.route("**/issues/new?**", lambda route: route.fulfill(body="the form"))
    page.goto(start + "en/disease/overview.html")
    paragraph = page.locator(".md-content h2 + p").first
    anchor = paragraph.evaluate("paragraph => paragraph.previousElementSibling.id")
    words = paragraph.evaluate(
        "paragraph => { getSelection().selectAllChildren(paragraph); return getSelection().toString().trim() }"
    )
    page.click(f".hb-mend >> text={name}")
    page.wait_for_url("**/issues/new?**")
    given = parse_qs(urlsplit(page.url).query)
    assert given == {
        "template": [f"{template}.yml"],
        "page": ["docs/en/disease/overview.md"],
        "section": [f"#{anchor}"],
        "now": [words[:500].strip()],
    }
    form = yaml.safe_load((FORMS / f"{template}.yml").read_text("utf-8"))
    assert given.keys() - {"template"} <= {field["id"] for field in form["body"]}


def test_readable_without_scripts(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(start + "disease/overview.html")
    number = page.locator("sup a").first
    target = number.get_attribute("href")
    assert target
    assert target.startswith("#")
    assert page.locator(target).is_visible()
    page.click("[data-hb-switch]")
    page.wait_for_url("**/en/disease/overview.html")
    context.close()


@pytest.mark.parametrize(
    ("path", "lang", "words"), [("404.html", "zh-Hans", "没有找到"), ("en/404.html", "en", "could not be found")]
)
def test_each_language_has_its_404(path: str, lang: str, words: str, server: str, page: Page) -> None:
    page.goto(server + path)
    assert page.locator("html").get_attribute("lang") == lang
    assert words in page.locator("h1").inner_text()


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize(
    "path", ["index.html", "en/index.html", "evidence/index.html", "evidence/disease.html", "en/reviews/index.html"]
)
def test_nothing_wider_than_the_window(width: int, path: str, server: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(server + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize(
    ("path", "each"), [("evidence/disease.html", ".hb-ledger tbody tr"), ("bibliography.html", ".hb-works > li")]
)
def test_rows_that_are_not_drawn_yet_are_reached_found_and_printed(
    path: str, each: str, browser: Browser, server: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(server + path)
    rows = page.locator(each)
    drawn = "rows => rows.filter(row => row.firstElementChild.checkVisibility({contentVisibilityAuto: true})).length"
    assert rows.evaluate_all(drawn) < rows.count() / 4
    last = rows.nth(rows.count() - 3)
    page.goto(f"{server}{path}#{last.get_attribute('id')}")
    expect(last).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    words = rows.nth(rows.count() // 2).locator("p").first.text_content()
    assert page.evaluate("words => find(words)", words)
    page.emulate_media(media="print")
    assert rows.evaluate_all(drawn) == rows.count()
    page.close()


def rules(css: str) -> int:
    """Count the rules of a style sheet, those within conditions too."""
    blocks = [(head, body) for head, body in weight._blocks(css) if body is not None]
    return len(blocks) + sum(rules(body) for head, body in blocks if head.startswith("@media"))


def test_a_browser_takes_every_rule_of_our_style_sheets(page: Page) -> None:
    """It drops without a word what it can't read, and the rule after it."""
    count = """css => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      const count = rules => [...rules].reduce((sum, rule) => sum + 1 + (rule.media ? count(rule.cssRules) : 0), 0)
      return count(sheet.cssRules)
    }"""
    sheets = {file.name: weight.close(file.read_text("utf-8")) for file in STYLES.glob("*.css")}
    assert {name: page.evaluate(count, css) for name, css in sheets.items()} == {
        name: rules(css) for name, css in sheets.items()
    }


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("evidence/index.html#fact-italy2020-ivig", "evidence/treatment.html#fact-italy2020-ivig"),
        ("bibliography.html#work-allenbach2016high", "bibliography-earlier.html#work-allenbach2016high"),
    ],
)
def test_an_old_address_leads_on(old: str, new: str, scripts: bool, start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{start}en/{old}")
    if not scripts:
        way = page.locator(":target")
        expect(way).to_be_in_viewport()
        way.click()
    page.wait_for_url(f"{start}en/{new}")
    expect(page.locator(":is(tr, li):target")).to_be_in_viewport()
    context.close()


def test_one_box_filters_the_tables_of_a_page(page: Page, server: str) -> None:
    page.goto(server + "en/evidence/treatment.html")
    rows, tables = (page.locator(f".hb-ledger{part}:visible") for part in (" tbody tr", ""))
    every, many = rows.count(), tables.count()
    page.locator(".hb-filter input").fill("rituximab")
    assert 0 < rows.count() < every
    assert 1 < tables.count() < many
    assert {"rituximab" in text.lower() for text in rows.all_text_contents()} == {True}
    expect(page.locator(".hb-filter [role=status]")).to_have_text(f"{rows.count()} shown")
    page.locator(".hb-filter input").fill("")
    assert (rows.count(), tables.count()) == (every, many)
