"""Images and other files of docs/: what describes them, whether they are whole, whether a page shows them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from handbook.checks import urls
from handbook.checks.targets import Files
from handbook.checks.uses import Use
from handbook.model import Diagnostic, Page, Place, Site
from handbook.sources import settings
from handbook.sources.document import Image
from handbook.sources.nearest import nearest

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
LIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
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
    if suffix == ".svg":
        yield from drawing(path, place, name)
    elif suffix not in SIGNATURES:
        yield Diagnostic.at(place, "LNK030", found=name)
    elif not _whole(path.read_bytes(), suffix):
        yield Diagnostic.at(place, "LNK029", found=name)


def drawing(path: Path, place: Place, name: str) -> Iterator[Diagnostic]:
    """Judge an SVG: well-formed, and dead: opened on its own, it could run scripts and ask other sites."""
    try:
        root = ET.fromstring(path.read_bytes())  # noqa: S314  our own file; expat of 3.11 limits entity expansion
    except ET.ParseError:
        root = ET.Element("")
    if root.tag.rpartition("}")[2] != "svg":
        yield Diagnostic.at(place, "LNK029", found=name)
    elif alive := next(filter(None, map(_alive, root.iter())), ""):
        yield Diagnostic.at(place, "LNK041", found=name, what=alive)


def _alive(element: ET.Element) -> str:
    """Name what makes an element of an SVG more than a drawing, if anything."""
    if (tag := element.tag.rpartition("}")[2]).lower() in LIVE:
        return f"<{tag}>"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        if attribute.startswith("on") or (attribute in {"href", "src"} and not value.startswith(("#", "data:image/"))):
            return f"{attribute}={value}"
    return ""


def everywhere(site: Site, files: Files) -> Iterator[Diagnostic]:
    """Judge the files that mkdocs.yml gives to every page."""
    for name, line in site.settings.assets.items():
        place = Place(settings.PATH, line)
        if urls.scheme(name) or name.startswith("//"):
            yield Diagnostic.at(place, "LNK031", found=name)
        elif not (files.root / name).is_file():
            yield Diagnostic.at(place, "LNK001", found=name, near=nearest(name, files.names))


def refused(files: Files) -> Iterator[Diagnostic]:
    """Name what lies in docs/ and can't be published."""
    for name, code in sorted(files.refused.items()):
        yield Diagnostic.at(Place(f"docs/{name}"), code, found=name)


def orphans(site: Site, files: Files, used: Collection[Use]) -> Iterator[Diagnostic]:
    """Find images and documents that no page, style, script or template names."""
    media = [
        name for name in sorted(files.names) if Path(name).suffix.lower() in MEDIA and Use("file", name) not in used
    ]
    if not media:
        return
    sources = [site.root / "mkdocs.yml", *(file for file in files.root.rglob("*") if file.suffix in TEXTS)]
    told = "\n".join(file.read_text("utf-8", "replace") for file in sources if file.is_file())
    for name in media:
        if Path(name).name not in told:
            yield Diagnostic.at(Place(f"docs/{name}"), "LNK032", found=name)


def _whole(data: bytes, suffix: str) -> bool:
    starts, end = SIGNATURES[suffix]
    return data.startswith(starts) and end in data[-64:]
