"""The offline bundle, unpacked as a reader would, in a folder with a space and Chinese characters in its name."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from handbook.editions import offline


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    bundle = tmp_path / "handbook.zip"
    offline.bundle(site, bundle, 0)
    with ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "我的 文件 (1)")
    return tmp_path / "我的 文件 (1)/handbook"


def test_reads_searches_and_switches_without_a_failed_request(folder: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    page.click("[data-md-component=search-query]")
    page.keyboard.insert_text("jisuanjimei")
    result = page.locator(".md-search-result__link[href*='#creatine-kinase']").first
    expect(result).to_contain_text("肌酸激酶")
    result.click()
    page.wait_for_url("**/pathway.html?*#creatine-kinase")
    page.click("[data-hb-switch]")
    page.wait_for_url("**/en/diagnosis/pathway.html#*")
    expect(page.locator("h1").first).to_have_text("Diagnostic pathway")
    context.close()
    assert wrong == []


def test_whatever_a_page_links_to_is_in_the_bundle(folder: Path) -> None:
    lost = []
    for file in folder.rglob("*.html"):
        for _, _, link, _ in html.parse(str(file)).getroot().iterlinks():
            path = unquote(urlsplit(link).path)
            if not urlsplit(link).scheme and path and not (file.parent / path).is_file():
                lost.append((file.name, link))
    assert lost == []


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("index.html", "en/index.html", "404.html", "sitemap.xml.gz", "assets/social/index.png"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    first, second = tmp_path / "a/hb.zip", tmp_path / "b/hb.zip"
    offline.bundle(site, first, 1_700_000_000)
    (site / "index.html").touch()
    offline.bundle(site, second, 1_700_000_000)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert archive.namelist() == ["hb/README.txt", "hb/en/index.html", "hb/index.html"]
        assert archive.infolist()[1].date_time == (2023, 11, 14, 22, 13, 20)
        assert "index.html" in archive.read("hb/README.txt").decode()


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_books_open_from_the_folder(root: str, sampled: Path, page: Page) -> None:
    """From a folder a browser shows what a server would have it save."""
    start = (sampled / f"site/{root}blocks/text.html").as_uri()
    page.goto(start)
    books = [str(link.get_attribute("href")) for link in page.locator("a.hb-book").all()]
    assert len(books) == 3  # the book, the chapter, the small book
    for book in books:
        page.goto(start)
        page.click(f"a.hb-book[href='{book}']")
        page.wait_for_url(f"**/{book.rpartition('/')[2]}")


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_feed_opens_from_the_folder(root: str, folder: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / f"{root}index.html").as_uri())
    page.locator(".md-footer a[type='application/atom+xml']").click()
    page.wait_for_url(f"**/{root}feed.xml")
    assert page.evaluate("document.querySelectorAll('entry').length") > 0
    context.close()
