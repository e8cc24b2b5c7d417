"""WCAG 2.2 AA: what axe-core can judge, and what it cannot: the keyboard and the narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LIGHT = {"runOnly": LEVELS, "resultTypes": ["violations"]}
DARK = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}  # nothing else differs
MODES = (("light", LIGHT), ("dark", DARK))
NARROW = (320, 700)  # a window of 1280 at 400 %
ZOOMED = (640, 400)  # a window of 1280 at 200 %
WIDE = (1280, 800)
TEMPLATES = {  # home, text, charts, terms, overview of the ledger, part of it, bibliography, for patients, no such page
    "index": (NARROW, ZOOMED),
    "treatment/principles": (NARROW,),
    "disease/autoantibodies": (ZOOMED,),
    "glossary": (NARROW, ZOOMED),
    "evidence/index": (NARROW, ZOOMED),
    "evidence/disease": (NARROW, ZOOMED),
    "bibliography": (NARROW, ZOOMED),
    "patients/statins": (NARROW, ZOOMED),
    "404": (NARROW, ZOOMED, WIDE),
}
# The rows of a list are alike: with all of them axe takes minutes. What is not drawn it judges by what lies behind.
FEW = """() => {
document.querySelectorAll(`
  :is(.hb-ledger, .hb-terms) tbody tr:nth-child(n + 9), :is(.hb-works, .references) > li:nth-child(n + 9),
  .hb-figure ~ .hb-figure, .hb-dots tr:nth-child(n + 9)
`).forEach(row => row.remove())
document.querySelectorAll("article *").forEach(({ style }) => { style.contentVisibility = "visible" })
}"""


@pytest.mark.parametrize("root", ["", "en/"])
def test_axe_finds_nothing(browser: Browser, server: str, root: str) -> None:
    """On a page of each template, in a narrow window and an enlarged one; then with a card and with the search open."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(AXE)
    page = context.new_page()
    found = []
    for path, sizes in TEMPLATES.items():
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{server}{root}{path}.html")
            page.evaluate(FEW)
            modes = MODES if (width, height) == sizes[-1] else MODES[:1]  # colours do not change with the width
            found += [f"{width} px: {one}" for one in _violations(page, modes=modes)]
    for width, height in (ZOOMED, WIDE):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{server}{root}patients/statins.html")
        page.locator(".citation a[data-refs]").first.focus()
        expect(page.locator("#hb-card")).to_be_visible()
        found += _violations(page, "#hb-card")
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.locator("[data-md-component=search-query]").fill("IVIG")
        expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=30_000)  # a busy machine
        found += _violations(page, ".md-header")
    context.close()
    assert found == []


def _violations(page: Page, part: str = "html", modes: Sequence[tuple[str, object]] = MODES) -> list[str]:
    found = []
    for scheme, rules in modes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for rule in page.evaluate("([part, rules]) => axe.run(part, rules)", [part, rules])["violations"]:
            found += [f"{page.url} ({scheme}): {rule['id']}: {node['html'][:200]}" for node in rule["nodes"]]
    return found


def test_no_page_is_wider_than_320_pixels(browser: Browser, server: str, site: Path) -> None:
    """A window of 1280 at 400 % (WCAG 1.4.10); without scripts, which widen nothing and take most of the time."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    wide = []
    for file in sorted(site.rglob("*.html")):
        page.goto(server + file.relative_to(site).as_posix())
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append((file.relative_to(site).as_posix(), width))
    context.close()
    assert wide == []


def test_headings_keep_their_order(site: Path) -> None:
    wrong = []
    for file in site.rglob("*.html"):
        article = html.parse(str(file)).getroot().find(".//article")
        levels = [int(str(heading.tag)[1]) for heading in article.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels.count(1) != 1 or any(low - high > 1 for high, low in pairwise([0, *levels])):
            wrong.append((file.relative_to(site).as_posix(), levels))
    assert wrong == []


FOCUS = """() => {
  const { x, y, width, height } = document.activeElement.getClientRects()[0]
  const [bar, text] = [".md-header", "article"].map(name => document.querySelector(name))
  const top = text.contains(document.activeElement) ? bar.getBoundingClientRect().bottom : 0
  const { outlineStyle, visibility } = getComputedStyle(document.activeElement)
  return { at: document.activeElement.getAttribute("href") ?? document.activeElement.id, outlineStyle, visibility,
           inside: x + width > 0 && y + height > top && x < innerWidth }
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_keyboard_never_leads_out_of_sight(browser: Browser, server: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(server + "treatment/principles.html")
    lost = []
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 25:  # there and back, when what has focus scrolls in from above
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if not focus["inside"] or focus["outlineStyle"] == "none" or focus["visibility"] == "hidden":
            lost.append(focus)
    context.close()
    assert lost == []


def test_skip_link(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})  # in a narrow one the switch of the drawer comes first
    page.goto(server + "en/treatment/principles.html")
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("h1:target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".hb-tools button").first).to_be_focused()  # nothing before the first section is skipped


def test_drawer_by_keyboard(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(server + "en/index.html")
    drawer = page.locator("#__drawer")
    drawer.focus()
    page.keyboard.press("Space")
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
    assert page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_checked()
    expect(drawer).to_be_focused()
    context.close()


def test_escape_closes_search(page: Page, server: str) -> None:
    page.goto(server + "en/index.html")
    page.keyboard.press("s")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en/treatment/rituximap.html", "/en/treatment/rituximab.html"),
        ("treatment/statin/", "/treatment/statins.html"),
        ("rituximab", "/treatment/rituximab.html"),
    ],
)
def test_a_mistyped_address_finds_its_page(asked: str, found: str, page: Page, server: str, site: Path) -> None:
    page.route(f"**/{asked}", lambda route: route.fulfill(path=site / "404.html", status=404))
    page.goto(server + asked)
    first = page.locator("[data-hb-pages]").locator("xpath=preceding-sibling::ul[1]//a").first
    expect(first).to_have_attribute("href", found)


def test_a_wrong_address_lists_every_page_without_scripts(browser: Browser, server: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "404.html")
    listed = {link.get_attribute("href") for link in page.locator("article section a").all()}
    context.close()
    assert listed == {
        f"/{file.relative_to(site).as_posix()}" for file in site.rglob("*.html") if file.name != "404.html"
    }
