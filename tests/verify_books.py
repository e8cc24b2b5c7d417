"""`make verify-books`: judge the printed books in site/books against the built site, page by page.

Not collected by `pytest` alone: it wants the real site and takes half a minute.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pymupdf
import pytest
from lxml import html as lxml_html

from conftest import ROOT
from handbook import sources
from handbook.editions import books
from handbook.editions.books import volume
from handbook.model import LANGUAGES, Language

SITE = Path(os.environ.get("BOOKS_SITE", ROOT / "site"))
FONTS = re.compile(r"[A-Z]{6}\+(NotoSerifSC|NotoSansSC|NotoSansMath|SourceSerif4|SourceSans3|SourceCodePro)-\w+")
NEVER_FIRST = "、。，．；：？！）】》」』”’％℃·～／"
NEVER_LAST = "（【《「『“‘"
FRAME = pymupdf.Rect(0, 72, 595, 770)  # type: ignore[no-untyped-call]  # between running head and foot
LEFT_OUT = (  # furniture, and what the book says in its own way: by page, by chapter, or once in the ledger
    *("header", "nav", "form", "script", "svg", ".headerlink", ".hb-cite", ".hb-rests", ".hb-export", ".hb-downloads"),
    *(".hb-uses", ".hb-others", ".ref-links", ".ref-facts", ".ref-back", ".hb-legend"),
)


class Line(NamedTuple):
    """One line of a page."""

    page: int
    box: tuple[float, float, float, float]
    text: str


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """Judge each book."""
    chosen: Language = request.param
    return chosen


@cache
def opened(language: Language) -> Any:
    """Open a printed book."""
    return pymupdf.open(SITE / "books" / books.NAMES[language])  # type: ignore[no-untyped-call]


@cache
def lines(language: Language) -> tuple[Line, ...]:
    """Every line between running head and foot; what stands side by side is one line of its column."""
    found: list[Line] = []
    for number, page in enumerate(opened(language), 1):
        for block in page.get_text("dict", clip=FRAME, flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
            for line in block.get("lines", ()):
                text = "".join(span["text"] for span in line["spans"]).strip()
                if text:
                    found.append(Line(number, line["bbox"], text))
    return tuple(found)


@cache
def bound(language: Language) -> volume.Volume:
    """Read the book's tree from the site."""
    return volume.read(sources.load(ROOT), SITE, language)


def test_every_font_is_ours_and_embedded(language: Language) -> None:
    fonts = {font for page in opened(language) for font in page.get_fonts()}
    assert fonts
    assert [font for font in fonts if not FONTS.fullmatch(font[3]) or font[1] != "ttf"] == []


def test_outline_is_the_tree_of_headings(language: Language) -> None:
    titles = [title for _, title, _ in opened(language).get_toc()]
    wanted = [f"{leaf.number} {leaf.page.title}" for leaf in bound(language).leaves]
    assert [title for title in wanted if title not in titles] == []
    assert len(titles) == len(headings(language))


def headings(language: Language) -> list[str]:
    """Parts, chapters and sections, the index and the colophon."""
    site = bound(language)
    names = [part.title for part in site.parts if part.title] + ["index", "colophon"]
    for leaf in site.leaves:
        tree = lxml_html.parse(str(SITE / leaf.chapter.address))
        names += [leaf.page.title, *tree.xpath("//article//*[self::h2 or self::h3 or self::h4 or self::h5]")]
    return names


def test_contents_tell_the_page(language: Language) -> None:
    """The number printed in the contents is the page that the bookmark leads to."""
    text = "\n".join(re.sub(r"\s+", "", line.text) for line in lines(language) if line.page in {2, 3})
    pages = {re.sub(r"\s+", "", title): page for _, title, page in opened(language).get_toc()}
    for leaf in bound(language).leaves:
        title = re.sub(r"\s+", "", f"{leaf.number}{leaf.page.title}")
        assert re.search(rf"{re.escape(title)}\W*{pages[title]}(?!\d)", text), title


def test_links_land_on_text(language: Language) -> None:
    """Every way within the book leads to a place with text just below it, and can be hit."""
    starts: dict[int, list[float]] = {}
    for line in lines(language):
        starts.setdefault(line.page - 1, []).append(line.box[1])
    lost, small = [], []
    for number, page in enumerate(opened(language), 1):
        for link in page.get_links():
            if link["from"].width < 4 or link["from"].height < 3:
                small.append((number, link["from"]))
            if link["kind"] in {pymupdf.LINK_GOTO, pymupdf.LINK_NAMED}:
                top = page.rect.height - link["to"].y if link["kind"] == pymupdf.LINK_NAMED else link["to"].y
                if not any(-12 <= line - top <= 40 for line in starts.get(link["page"], ())):
                    lost.append((number, link["page"] + 1, top))
    assert (lost, small) == ([], [])


def test_no_way_leads_to_this_machine(language: Language) -> None:
    links = [link["uri"] for page in opened(language) for link in page.get_links() if link["kind"] == pymupdf.LINK_URI]
    assert links
    assert [uri for uri in links if not uri.startswith(("https://", "http://", "mailto:")) or "localhost" in uri] == []


def test_no_line_starts_or_ends_as_it_must_not() -> None:
    """GB/T 15834; checked where nothing stands directly before or behind on the same line."""
    faults = []
    for line in lines("zh"):
        beside = [
            other for other in lines("zh") if other.page == line.page and other is not line and _level(other, line)
        ]
        first, last = line.text[0], line.text[-1]
        if first in NEVER_FIRST and not any(-14 < line.box[0] - other.box[2] < 14 for other in beside):
            faults.append(line)
        if last in NEVER_LAST and not any(-14 < other.box[0] - line.box[2] < 14 for other in beside):
            faults.append(line)
    assert faults == []


def _level(one: Line, other: Line) -> bool:
    return one.page == other.page and min(one.box[3], other.box[3]) > max(one.box[1], other.box[1])


def test_text_is_clean(language: Language) -> None:
    """Nothing that copying or searching would stumble over: radicals, private characters, joiners, soft hyphens."""
    text = "".join(line.text for line in lines(language) if line.page > 3)  # Typst's contents hold joiners
    assert sorted(set(re.findall("[\u2e80-\u2fdf\ue000-\uf8ff\ufffd\u2060\u200b\u00ad]", text))) == []


def test_text_of_every_page_is_in_the_book(language: Language) -> None:
    """Runs of 14 characters of the built pages, found in the printed text of their chapter."""
    whole = _letters("".join(_without_pages(line.text) for line in lines(language)))
    missing: dict[str, float] = {}
    for leaf in bound(language).leaves:
        runs = [run for text in _texts(leaf.chapter.address) for run in _runs(_letters(text))]
        lost = [run for run in runs if run not in whole]
        if len(lost) > len(runs) * 0.001:
            missing[leaf.chapter.address] = round(1 - len(lost) / len(runs), 4)
    assert missing == {}


def _texts(address: str) -> Iterator[str]:
    """The text between links of each block: on paper, a page number stands behind a link."""
    article = lxml_html.parse(str(SITE / address)).getroot().find(".//article")
    for selector in LEFT_OUT:
        name = f"contains(concat(' ', @class, ' '), ' {selector[1:]} ')" if selector[0] == "." else f"self::{selector}"
        for element in article.xpath(f".//*[{name}]"):
            element.drop_tree()
    yield from article.itertext()


def _runs(text: str) -> list[str]:
    return [text[start : start + 14] for start in range(0, max(0, len(text) - 13), 7)]


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _without_pages(text: str) -> str:
    return re.sub(r"（第\s*\d+\s*页）|\(p\.\s*\d+\)", "", text)


def test_metadata(language: Language) -> None:
    with pikepdf.open(SITE / "books" / books.NAMES[language]) as document:
        root = document.Root
        assert str(root.Lang) == {"zh": "zh-CN", "en": "en-GB"}[language]
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert "/PageLabels" in root
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == bound(language).outline.title
            assert metadata.pdfa_status == "2A"
            assert metadata["pdfuaid:part"] == "1"


def test_size(language: Language) -> None:
    """At most 15 KB a page."""
    file = SITE / "books" / books.NAMES[language]
    assert file.stat().st_size / len(opened(language)) < 15_000


def test_headings_do_not_end_a_page(language: Language) -> None:
    titles = {(page, title) for _, title, page in opened(language).get_toc()}
    last: dict[int, Line] = {}
    for line in lines(language):
        if line.page not in last or line.box[1] > last[line.page].box[1]:
            last[line.page] = line
    parts = {part.title for part in bound(language).parts}
    assert [line for line in last.values() if (line.page, line.text) in titles and line.text not in parts] == []


def test_few_pages_are_nearly_empty(language: Language) -> None:
    """At most 3 % of the pages are less than a quarter full; parts have theirs to themselves."""
    bottoms: dict[int, float] = {}
    for line in lines(language):
        bottoms[line.page] = max(bottoms.get(line.page, 0), line.box[3])
    empty = [page for page, bottom in bottoms.items() if (bottom - FRAME.y0) / FRAME.height < 0.25]
    assert len(empty) <= 0.03 * len(opened(language)), empty
