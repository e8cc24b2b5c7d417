"""What someone may try in a title (cases/hostile.yml) is set in the picture of its page as text, on one page."""

from __future__ import annotations

import pypdfium2
import yaml

from conftest import ROOT
from handbook.editions import social

CASES: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/cases/hostile.yml").read_text("utf-8"))
TITLES = [*CASES["payloads"], *CASES["picture"], "word " * 2_000, "字" * 10_000, "x" * 10_000]
OTHERS = ["en", "gb", "Title", "Description", "Audience", "Status", "Name"]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def test_a_title_is_text_on_one_page() -> None:
    shown = [[title if at == place else said for at, said in enumerate(OTHERS)] for title in TITLES for place in (2, 3)]
    (printed,) = social.draw(ROOT, shown, "pdf")
    pages = list(pypdfium2.PdfDocument(printed))
    assert len(pages) == len(shown)
    for page, said in zip(pages, shown, strict=True):
        text = squeezed(page.get_textpage().get_text_range())
        assert {"Audience", "Status", "Name"} <= {word for word in OTHERS if word in text}
        for given in map(squeezed, said[2:4]):
            assert not given.isascii() or not given.isprintable() or given[:200] in text, given[:200]
