"""The file as a whole: what it says of itself, its fonts."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pikepdf
from book import Book

from handbook.editions.books import binding
from handbook.model import Language

FONTS = re.compile(r"[A-Z]{6}\+(NotoSerifSC|NotoSansSC|NotoSansMath|SourceSerif4|SourceSans3|SourceCodePro)-\w+")


def test_metadata(book: Book) -> None:
    """Language, title, subject, author; the standards that it claims; shown by its title; dated by the commit."""
    document = book.print.document
    (entry,) = [one for one in _listed(book) if one["file"] == book.file.name]
    claims(document, book.language, book.volume.outline.title, book.volume.outline.subtitle)
    assert f"{document.docinfo.CreationDate}"[2:10] == entry["date"].replace("-", "")


def claims(document: pikepdf.Pdf, language: Language, title: str, subject: str) -> None:
    """Hold a file to what it must say of itself."""
    assert str(document.Root.Lang) == {"zh": "zh-CN", "en": "en-GB"}[language]
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == title
        assert metadata["dc:description"] == subject
        assert metadata["dc:creator"]
        assert metadata.pdfa_status == "2A"
        assert metadata["pdfuaid:part"] == "1"


def test_cover_tells_the_state(book: Book) -> None:
    """Date and commit are those that the site offers the book with."""
    (entry,) = [one for one in _listed(book) if one["file"] == book.file.name]
    cover = "".join(glyph.char for glyph in book.print.glyphs[1])
    assert entry["commit"] in cover
    assert entry["date"] in cover
    assert datetime.fromisoformat(entry["date"]).replace(tzinfo=UTC) <= datetime.now(UTC)


def test_pages_offer_what_lies_there(book: Book) -> None:
    """The book and the page's own chapter, each with the SHA-256 that the file has: none is of an earlier print."""
    found = re.compile(r'<a class="hb-book" href="(.+?)" download title="SHA-256: (\w+)">')
    for leaf in book.volume.leaves:
        page = book.site / leaf.chapter.address
        offered = dict(found.findall(page.read_text("utf-8")))
        files = {way: (page.parent / way).resolve() for way in offered}
        chapter = book.site / "books" / binding.chapter_file(leaf.page)
        assert {book.file.resolve(), chapter.resolve()} <= {*files.values()}, leaf.chapter.address
        assert offered == {way: sha256(file.read_bytes()).hexdigest() for way, file in files.items()}


def _listed(book: Book) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads((book.site / "books/books.json").read_text("utf-8"))
    return listed


def test_every_font_is_ours_and_embedded(book: Book) -> None:
    """Names, and that each is a whole font program with a table back to Unicode: text in the books can be searched."""
    assert strangers(book.print.document) == []


def strangers(document: pikepdf.Pdf) -> list[str]:
    """Return the fonts that are not ours, not embedded or without Unicode."""
    fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
    assert fonts
    return [str(font.BaseFont) for font in fonts if not _ours(font)]


def _ours(font: Any) -> bool:
    (inner,) = font.DescendantFonts
    embedded = {"/FontFile2", "/FontFile3"} & inner.FontDescriptor.keys()
    return bool(embedded) and "/ToUnicode" in font and bool(FONTS.fullmatch(str(font.BaseFont).lstrip("/")))
