"""Pictures of the sample's pages: `python tests/books/pictures.py` (`make pictures`) draws them anew to be looked at.

A page is chosen by what stands on it, never by its number.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import sample
from PIL import Image, ImageChops, ImageFilter
from printed import Print, Spot

from handbook.editions.books import binding
from handbook.model import LANGUAGES, Language

FOLDER = Path(__file__).parent / "pictures"
DPI = 96
GREYS = 16
PAGES = (
    *("cover", "contents", "index", "blocks/text", "blocks/text#references"),
    *("blocks/tables#long", "blocks/tables#evidence", "subjects"),
)


def drawn(site: Path, language: Language) -> Iterator[tuple[str, Image.Image]]:
    """Draw the chosen pages of a book of the sample, in grey."""
    file = site / "books" / binding.book_file(language, "a4")
    names = {**Print(file).names, "cover": Spot(1, 0), "contents": Spot(2, 0)}
    document = pypdfium2.PdfDocument(file)
    for name in PAGES:
        page = document[names[name].page - 1]
        picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
        yield f"{language}-{name.replace('/', '-').replace('#', '-')}.png", picture.quantize(GREYS).convert("L")


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Tell how much two pictures differ, from 0 to 1, where they differ most; the edges of letters don't count."""
    if one.size != other.size:
        return 1.0
    soft = (picture.filter(ImageFilter.BoxBlur(2)) for picture in (one, other))
    return max(shade for shade, count in enumerate(ImageChops.difference(*soft).histogram()) if count) / 255


def packed(picture: Image.Image) -> bytes:
    """Write a picture small: 16 greys, as PNG."""
    written = io.BytesIO()
    picture.quantize(GREYS).save(written, "PNG", optimize=True, bits=4)
    return written.getvalue()


def main() -> None:
    """Draw all pictures of both books anew."""
    with tempfile.TemporaryDirectory() as folder:
        site = sample.make(Path(folder)) / "site"
        for old in FOLDER.glob("*.png"):
            old.unlink()
        FOLDER.mkdir(exist_ok=True)
        for language in LANGUAGES:
            for name, picture in drawn(site, language):
                (FOLDER / name).write_bytes(packed(picture))


if __name__ == "__main__":
    main()
