"""The file as a whole: what it says of itself, its fonts."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from book import Book

FONTS = re.compile(r"[A-Z]{6}\+(NotoSerifSC|NotoSansSC|NotoSansMath|SourceSerif4|SourceSans3|SourceCodePro)-\w+")


def test_metadata(book: Book) -> None:
    """Language, title, subject, author; the standards that it claims; shown by its title; dated by the commit."""
    document = book.print.document
    (entry,) = [one for one in _listed(book) if one["file"] == book.file.name]
    assert str(document.Root.Lang) == {"zh": "zh-CN", "en": "en-GB"}[book.language]
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert f"{document.docinfo.CreationDate}"[2:10] == entry["date"].replace("-", "")
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == book.volume.outline.title
        assert metadata["dc:description"] == book.volume.outline.subtitle
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


def _listed(book: Book) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads((book.site / "books/books.json").read_text("utf-8"))
    return listed


def test_every_font_is_ours_and_embedded(book: Book) -> None:
    """Names, and that each is a whole font program with a table back to Unicode: text in the books can be searched."""
    fonts = [font for page in book.print.document.pages for font in page.Resources.get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        (inner,) = font.DescendantFonts
        assert FONTS.fullmatch(str(font.BaseFont).lstrip("/")), font.BaseFont
        assert "/ToUnicode" in font
        assert {"/FontFile2", "/FontFile3"} & inner.FontDescriptor.keys()
