"""A page on paper, as the browser's own command prints it, read back: the text alone, all of it, nothing torn apart."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

ROOTS = ("", "en/")
# What stays on one page, and what stays on the page of what follows it.
WHOLE = (
    "h1, h2, h3, caption, figcaption, .hb-legend, .hb-dots tbody, .hb-steps li li, .references > li, .hb-ledger td > p"
)
LEADING = "h1, h2, h3, caption, figcaption, .hb-legend, summary, thead, tr:has(> [scope=rowgroup]:only-child), dt"
# Sets a sign at both ends of each such piece: `{0` … `0}`, `{1` … `1}`.
SIGN = """([whole, leading]) => {
  const article = document.querySelector("article")
  const printed = ({ data, parentElement: within }) => data.trim() && within.checkVisibility() && !within.closest("svg")
  const texts = within => {
    const walk = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
    const found = []
    while (walk.nextNode()) if (printed(walk.currentNode)) found.push(walk.currentNode)
    return found
  }
  const all = texts(article)
  const next = new Map(all.map((text, n) => [text, all[n + 1]]))
  const each = selector => [...article.querySelectorAll(selector)].map(texts).filter(inside => inside.length)
  const pairs = [
    ...each(whole).map(inside => [inside[0], inside.at(-1)]),
    ...each(leading).map(inside => [inside.at(-1), next.get(inside.at(-1))]),
  ]
  const told = pairs.map(pair => pair.map(text => text?.data.trim()).join(" | "))
  pairs.forEach(([first, last], n) => {
    first.data = `{${n} ${first.data}`
    last.data += ` ${n}}`
  })
  return told
}"""


def printed(page: Page, folder: Path, **paper: object) -> list[str]:
    """Print what the browser shows and return the text of each sheet."""
    file = folder / "page.pdf"
    page.pdf(path=file, **{"format": "A4", **paper})  # type: ignore[arg-type]
    return [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(file)]


@pytest.mark.parametrize(("root", "height"), [("", "297mm"), ("en/", "250mm")])
def test_what_belongs_together_is_not_torn_apart(
    root: str, height: str, page: Page, server: str, tmp_path: Path
) -> None:
    torn = []
    page.emulate_media(media="print")
    for path in ("disease/autoantibodies", "treatment/principles", "evidence/treatment"):
        page.goto(f"{server}{root}{path}.html")
        pieces = page.evaluate(SIGN, [WHOLE, LEADING])
        assert len(pieces) > 40
        begun: dict[int, set[int]] = defaultdict(set)  # piece → sheets: the head of a table stands on several
        ended: dict[int, set[int]] = defaultdict(set)
        for number, sheet in enumerate(printed(page, tmp_path, width="210mm", height=height), 1):
            for first, last in re.findall(r"\{(\d+)\b|\b(\d+)\}", sheet):
                (begun if first else ended)[int(first or last)].add(number)
        torn += [(path, begun[n], ended[n], piece[:80]) for n, piece in enumerate(pieces) if not begun[n] & ended[n]]
    assert torn == []


AROUND = {
    "": ("English", "本页内容", "首页", "复制链接", "打印", "提出修改建议", "回到页面顶部", "更新记录"),
    "en/": ("中文", "On this page", "Home", "Copy link", "Print", "Suggest a change", "Back to top"),
}


@pytest.mark.parametrize("root", ROOTS)
def test_the_text_alone_with_every_address(root: str, page: Page, server: str, tmp_path: Path) -> None:
    """Without what leads through the site; with an address for each source that has one."""
    page.goto(f"{server}{root}disease/autoantibodies.html")
    shown = page.locator("body").inner_text()
    links = page.locator(".references .ref-text a, .references li:not(:has(.ref-text a)) .ref-links a[href^=http]")
    sources = [unquote(str(link.get_attribute("href"))).removeprefix("https://doi.org/") for link in links.all()]
    sheets = "".join(printed(page, tmp_path))
    assert [words for words in AROUND[root] if words not in shown or words in sheets] == []
    assert len(sources) > 20
    text = squeezed(sheets)
    assert [link for link in sources if squeezed(link) not in text] == []


def test_what_is_shut_on_the_screen_is_printed(browser: Browser, server: str, tmp_path: Path) -> None:
    """Without scripts: with them, the theme's opens it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}en/disease/autoantibodies.html")
    shut = page.locator("article details:not([open]) td").all_text_contents()
    text = squeezed("".join(printed(page, tmp_path)))
    context.close()
    assert len(shut) > 30
    assert [cell for cell in shut if squeezed(cell) not in text] == []


def squeezed(text: str) -> str:
    """Leave out what the end of a line may add or take."""
    return re.sub(r"[\s\ufffe\xad-]", "", text).lower()


@pytest.mark.parametrize("root", ROOTS)
def test_addresses_are_printed_after_links(root: str, page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}{root}about/licence.html")
    links = page.locator("article p > a[href^=http]")
    told = [f"{link.text_content()}({link.get_attribute('href')})" for link in links.all()]
    text = squeezed("".join(printed(page, tmp_path)))
    assert told
    assert [each for each in told if squeezed(each) not in text] == []


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("glossary", "术语 英文 解释"),
        ("en/glossary", "Term Chinese Meaning"),
        ("evidence/treatment", "陈述 来源 研究类型 例数 所读内容"),
        ("en/evidence/treatment", "Statement Source Design n Read"),
    ],
)
def test_the_head_of_a_long_table_stands_on_every_sheet(
    path: str, head: str, page: Page, server: str, tmp_path: Path
) -> None:
    page.goto(f"{server}{path}.html")
    _, *middle, _ = printed(page, tmp_path)
    assert len(middle) > 2
    assert [number for number, sheet in enumerate(middle, 2) if head not in sheet] == []


def test_paper_is_light_whatever_the_reader_chose(browser: Browser, server: str, tmp_path: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{server}disease/autoantibodies.html")
    page.pdf(path=tmp_path / "page.pdf", print_background=True)
    context.close()
    sheets = [sheet.render(scale=0.5).to_pil().convert("L") for sheet in pypdfium2.PdfDocument(tmp_path / "page.pdf")]
    for sheet in sheets:
        shades = sheet.histogram()
        assert sum(shades[250:]) > 0.6 * sum(shades)  # paper
        assert sum(shades[:80]) > 0  # ink
