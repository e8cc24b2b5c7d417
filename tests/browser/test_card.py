"""The hover card and the site bibliography in a real browser: mouse, keyboard, touch, and none of it without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown
from playwright.sync_api import Browser, Page, expect

from handbook.model import Page as Text
from handbook.model import Settings, Site
from handbook.render.extension import HandbookExtension
from handbook.sources import bibliography, pages

ASSETS = Path(__file__).parents[2] / "docs/assets"
BIB = """@article{a, author = {Li, An}, title = {First <b>work</b>}, journal = {J}, year = 2020, doi = {10.1000/a}}
@online{b, title = {Second}, year = 2021, url = {javascript:alert(1)}}
@misc{c, title = {Third}, year = 2022}"""
TEXT = "One [@a]. Two [@b].\n\nThree [@a; @b; @c].\n\n<a href='#x'>after</a>\n\n/// bibliography\n///\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    text: Text = pages.parse(TEXT, "en", "p.md")[0]
    site = Site({("en", "p.md"): text}, bibliography.parse(BIB)[0], {}, (), Settings(), Path())
    html = Markdown(extensions=[HandbookExtension(site, text)]).convert(text.body)
    file = tmp_path_factory.mktemp("card") / "p.html"
    style, script = (
        mark.join((ASSETS / f"{name}.{kind}").read_text("utf-8") for name in ("citations", "lists"))
        for kind, mark in (("css", "\n"), ("js", ";"))
    )
    file.write_text(
        f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{html}<script>{script}</script>", "utf-8"
    )
    return file.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_mouse(page: Page) -> None:
    card = page.locator("#hb-card")
    page.locator(".citation a").first.hover()
    expect(card).to_contain_text("First <b>work</b>")
    card.locator("a").first.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(1, 1)
    expect(card).to_have_count(0)


def test_keyboard(page: Page) -> None:
    card = page.locator("#hb-card")
    number = page.locator(".citation a").first
    number.focus()
    expect(card).to_be_visible()
    expect(number).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(number).to_be_focused()


def test_a_range_shows_every_work(page: Page) -> None:
    page.locator(".citation a", has_text="1–3").hover()
    expect(page.locator("#hb-card > div")).to_have_count(3)


def test_touch_shows_first_and_follows_then(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.goto(address)
    number = page.locator(".citation a").first
    number.tap()
    expect(page.locator("#hb-card")).to_be_visible()
    number.tap()
    expect(page).to_have_url(f"{address}#ref-1")
    context.close()


def test_the_bibliography_can_be_narrowed(page: Page) -> None:
    works = page.locator(".hb-works > li:visible")
    expect(works).to_have_count(3)
    page.locator("input[name=text]").fill("second")
    expect(works).to_have_count(1)
    page.locator("select[name=kind]").select_option("article")
    expect(works).to_have_count(0)
    expect(page.locator(".hb-library output")).to_have_text("0 shown")


def test_without_script_all_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".hb-works > li:visible")).to_have_count(3)
    expect(page.locator(".hb-library form")).to_be_hidden()
    page.locator(".citation a").first.click()
    expect(page).to_have_url(f"{address}#ref-1")
    assert page.locator("a[href^=javascript]").count() == 0
    context.close()
