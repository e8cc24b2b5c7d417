"""What a reader does with a page: copies its address, prints it, goes on to the next, reads a wide table."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

PUBLISHED = "https://imnm.example.org/"
PAGE = "en/treatment/principles.html"


def test_a_section_is_copied_by_keyboard(browser: Browser, start: str) -> None:
    """From a folder the published address, or whoever gets it can't open it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(start + PAGE)
    section = page.locator(".headerlink[href='#early-treatment']")
    section.focus()
    page.keyboard.press("Enter")
    expect(section).to_have_attribute("data-hb-done", "Copied")
    expect(page.locator(".hb-tools [role=status]")).to_have_text("Copied")
    base = start if start.startswith("http") else PUBLISHED
    assert _clipboard(page) == f"{base}{PAGE}#early-treatment"
    page.locator("[data-hb-link]").click()
    assert page.url == f"{start}{PAGE}#early-treatment"
    expect(section).not_to_have_attribute("data-hb-done", "Copied", timeout=5000)
    context.close()


def _clipboard(page: Page) -> str:
    """Paste into the search box, as a reader would."""
    box = page.locator("[data-md-component=search-query]")
    box.fill("")
    box.focus()
    page.keyboard.press("Control+v")
    text = box.input_value()
    page.keyboard.press("Escape")
    return text


def test_print_button(page: Page, start: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(start + "patients/what-it-is.html")
    page.click("[data-hb-print]")
    assert page.evaluate("window.printed") is True


def test_tools_that_need_scripts_are_not_shown_without(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + PAGE)
    assert not page.locator(".hb-tools").is_visible()
    context.close()


def test_previous_and_next_stay_in_the_language(page: Page, start: str) -> None:
    page.goto(start + PAGE)
    page.click(".md-footer__link--next")
    page.wait_for_url(start + "en/treatment/conventional.html")
    page.click(".md-footer__link--prev")
    page.wait_for_url(start + PAGE)


def test_a_wide_table_keeps_its_first_column(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(server + "en/disease/autoantibodies.html", wait_until="networkidle")
    box = page.locator(".md-typeset__scrollwrap").first
    box.evaluate("box => { box.scrollLeft = 200 }")
    assert box.evaluate("box => box.scrollLeft") > 0
    head, cell = (box.locator(name).first.bounding_box() for name in ("tbody td", "tbody td + td"))
    assert head
    assert cell
    assert head["x"] == box.evaluate("box => box.getBoundingClientRect().x")
    assert cell["x"] < head["x"] + head["width"]
    context.close()


def test_contents_stand_above_a_page_on_a_phone(browser: Browser, start: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(start + PAGE)
    page.click(".hb-toc summary")
    page.click(".hb-toc a[href='#children']")
    page.wait_for_url(start + PAGE + "#children")
    expect(page.locator("#children")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".hb-toc")).to_be_hidden()
    context.close()


def test_a_sign_says_its_name_to_the_keyboard(page: Page, server: str) -> None:
    page.goto(server + PAGE)
    said = "sign => getComputedStyle(sign, '::after').content"
    for sign in (page.locator("[data-hb-theme]"), page.locator(".md-content__button")):
        name = sign.get_attribute("title")
        assert sign.evaluate(said) == "none"
        sign.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(sign).to_be_focused()
        assert sign.evaluate(said) in {f'"{name}"', "attr(title)"}
