"""Images and other files of docs/: what describes them, whether they are whole, whether a page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from handbook.checks.targets import Files
from handbook.model import Diagnostic, Page, Place, Site
from handbook.sources.document import Image

# First bytes, and last ones where the format has them, by extension.
SIGNATURES: dict[str, tuple[tuple[bytes, ...], bytes]] = {
    ".png": ((b"\x89PNG\r\n\x1a\n",), b"IEND\xaeB`\x82"),
    ".jpg": ((b"\xff\xd8\xff",), b"\xff\xd9"),
    ".jpeg": ((b"\xff\xd8\xff",), b"\xff\xd9"),
    ".gif": ((b"GIF87a", b"GIF89a"), b";"),
    ".webp": ((b"RIFF",), b""),
    ".avif": ((b"\0\0\0",), b""),
}
MEDIA = frozenset(
    {*SIGNATURES, ".svg", ".bmp", ".tif", ".tiff", ".heic", ".pdf", ".mp4", ".webm", ".docx", ".pptx", ".xlsx"}
)
TEXTS = frozenset({".css", ".js", ".html", ".yml", ".xml", ".json", ".webmanifest"})
WORDLESS = re.compile(
    r"(?:the |an? )?(?:image|img|picture|photo|figure|screenshot|alt(?:[ -]text)?|untitled|placeholder)[ \d]*"
    r"|(?:图|图片|图像|照片|截图|插图|配图|图表)[ \d]*"
    r"|[\w\-. ]+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)|(?:IMG|DSC|image)[_-]?\d+",
    re.IGNORECASE,
)
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN_WORD = re.compile(r"\b[A-Za-z][a-z]{2,}\b")


def alternative(page: Page, found: Image) -> Iterator[Diagnostic]:
    """Judge the alternative text: present, saying something, in the language of the page."""
    text = found.text.strip()
    place = page.place(found.start)
    if not text:
        yield Diagnostic.at(place, "LNK026", found=found.destination)
    elif WORDLESS.fullmatch(text):
        yield Diagnostic.at(place, "LNK028", found=text)
    elif HAN.search(text) if page.language == "en" else not HAN.search(text) and len(LATIN_WORD.findall(text)) > 1:
        yield Diagnostic.at(place, "LNK027", found=text)


def image(path: Path, place: Place, name: str) -> Iterator[Diagnostic]:
    """Judge the file of an image: a picture, whole, and of the kind that its name says."""
    suffix = path.suffix.lower()
    if suffix not in SIGNATURES and suffix != ".svg":
        yield Diagnostic.at(place, "LNK030", found=name)
    elif not _whole(path.read_bytes(), suffix):
        yield Diagnostic.at(place, "LNK029", found=name)


def orphans(site: Site, files: Files, used: set[str]) -> Iterator[Diagnostic]:
    """Find images and documents that no page, style, script or template names."""
    media = [name for name in sorted(files.names - used) if Path(name).suffix.lower() in MEDIA]
    if not media:
        return
    sources = [site.root / "mkdocs.yml", *(file for file in files.root.rglob("*") if file.suffix in TEXTS)]
    told = "\n".join(file.read_text("utf-8", "replace") for file in sources if file.is_file())
    for name in media:
        if Path(name).name not in told:
            yield Diagnostic.at(Place(f"docs/{name}"), "LNK032", found=name)


def _whole(data: bytes, suffix: str) -> bool:
    if suffix == ".svg":
        try:
            root = ET.fromstring(data)  # noqa: S314  our own file; expat of 3.11 limits entity expansion
        except ET.ParseError:
            return False
        return root.tag.rpartition("}")[2] == "svg"
    starts, end = SIGNATURES[suffix]
    return data.startswith(starts) and end in data[-64:]
