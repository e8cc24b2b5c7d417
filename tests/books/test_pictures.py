"""Pages of the sample look as they did. Where a change is meant: `make pictures`, look, and commit the pictures."""

from __future__ import annotations

from pathlib import Path

import pictures
import pytest
from PIL import Image, ImageChops

from handbook.model import LANGUAGES, Language

LIKE = 0.08  # half a pixel of another rasteriser makes 0.05, a line that is one pixel lower 0.16


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_look_as_they_did(sampled: Path, tmp_path: Path, language: Language) -> None:
    """What differs is drawn anew beside the other temporary files, to be looked at."""
    changed = []
    for name, picture in pictures.drawn(sampled / "site", language):
        kept = pictures.FOLDER / name
        if not kept.exists() or pictures.unlike(Image.open(kept).convert("L"), picture) > LIKE:
            changed.append(tmp_path / name)
            changed[-1].write_bytes(pictures.packed(picture))
    assert changed == []


def test_a_line_that_moves_is_seen() -> None:
    """The control: half a line's thickness, or one character less, is more than letters' edges may differ."""
    kept = Image.open(pictures.FOLDER / "zh-blocks-text.png").convert("L")
    lacking = kept.copy()
    lacking.paste(255, (145, 327, 160, 343))  # the first character of the first paragraph
    assert pictures.unlike(kept, kept) == 0
    assert pictures.unlike(kept, ImageChops.offset(kept, 0, 1)) > LIKE
    assert pictures.unlike(kept, lacking) > LIKE


def test_pictures_are_small() -> None:
    """At most 40 KB each, and none that no page is compared with."""
    files = list(pictures.FOLDER.iterdir())
    assert len(files) == len(pictures.PAGES) * len(LANGUAGES)
    assert [file.name for file in files if file.stat().st_size > 40_000] == []
