"""Files → text, with the faults that an editor or a word processor leaves behind."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from handbook.model import Diagnostic, Place
from handbook.sources import aside

LARGEST = 10_000_000  # bytes: 15,000 references
LARGEST_PAGE = 1_000_000  # ten times the longest page of this project; what reads a page needs 200 bytes for each


def read(root: Path, path: str) -> tuple[str, list[Diagnostic]]:
    """Read one file of the project as text with LF line ends.

    A file that can't be read gives an empty text and one diagnostic; a byte-order mark is dropped without a word.
    """
    place = Place(path)
    try:
        about = (root / path).stat()
        if stat.S_ISFIFO(about.st_mode) or stat.S_ISCHR(about.st_mode):  # may never end
            return "", [Diagnostic.at(place, "TXT001", reason="not a regular file")]
        limit = LARGEST_PAGE if path.endswith(".md") else LARGEST
        if about.st_size > limit:
            return "", [Diagnostic.at(place, "TXT002", size=f"{about.st_size:,}", limit=f"{limit:,}")]
        data = (root / path).read_bytes()
    except OSError as error:
        return "", [Diagnostic.at(place, "TXT001", reason=error.strerror or error)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        found = Diagnostic.at(
            Place(path, line, column), "TXT003", byte=f"0x{data[error.start]:02X}", guess=_guess(data)
        )
        return "", [found]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    nul = text.find("\0")
    if nul >= 0:
        return "", [Diagnostic.at(Place(path, text.count("\n", 0, nul) + 1), "TXT004")]
    return text, []


def write(root: Path, path: str, content: str) -> None:
    """Write a file of the project anew, with the line ends and the byte-order mark that it had, whole or not at all."""
    before = (root / path).read_bytes()
    if b"\r\n" in before:
        content = content.replace("\n", "\r\n")
    data = content.encode()
    aside.write(root / path, codecs.BOM_UTF8 + data if before.startswith(codecs.BOM_UTF8) else data)


def _guess(data: bytes) -> str:
    """Name the encoding that a file which isn't UTF-8 most likely has."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "Windows-1252"
    return "GB18030 (GBK)"
