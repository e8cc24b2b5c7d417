"""What was printed → the links on the pages: file, pages, size and date, which are known only after printing.

A template marks the place with `<!--hb:books--><!--/hb:books-->`. Pages of a site without books keep it empty.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import NamedTuple

from handbook.editions.books.press import Copy
from handbook.editions.books.words import say
from handbook.model import Language
from handbook.render.addresses import published_in, relative
from handbook.sources import aside

PLACE = re.compile(r"(<!--hb:books-->).*?(<!--/hb:books-->)", re.DOTALL)


class Printed(NamedTuple):
    """One file that can be downloaded."""

    language: Language
    edition: str  # a4 | phone | chapter
    file: str
    page: str
    pages: int
    bytes: int
    sha256: str
    date: str
    commit: str


def offer(folder: Path, target: Path, copies: Sequence[Copy]) -> None:
    """Write `books.json` and `SHA256SUMS` beside the files in `target`; within a site, link to them from its pages."""
    printed = [_measured(copy) for copy in copies]
    sums = "".join(f"{one.sha256}  {one.file}\n" for one in sorted(printed, key=lambda one: one.file))
    aside.write(target / "SHA256SUMS", sums.encode())  # as `sha256sum --check` reads it
    listed = json.dumps([one._asdict() for one in printed], ensure_ascii=False, indent=1)
    aside.write(target / "books.json", f"{listed}\n".encode())
    if not target.is_relative_to(folder):
        return
    start = target.relative_to(folder).as_posix()
    for file in sorted(folder.rglob("*.html")):
        page = file.relative_to(folder).as_posix()
        wanted = [one for one in printed if one.language == published_in(page) and one.page in {"", page}]
        links = " ".join(_link(page, f"{start}/{one.file}", one) for one in wanted)
        text = file.read_bytes().decode()
        filled = PLACE.sub(rf"\g<1>{links}\g<2>", text)
        if filled != text:
            aside.write(file, filled.encode())


def _measured(copy: Copy) -> Printed:
    edition, content = copy.edition, copy.content
    date = f"{datetime.fromtimestamp(edition.moment, UTC):%Y-%m-%d}"
    digest = hashlib.sha256(content).hexdigest()
    return Printed(
        edition.language, edition.paper, copy.file, copy.page, copy.pages, len(content), digest, date, edition.commit
    )


def _link(page: str, file: str, one: Printed) -> str:
    size = f"{one.bytes / 1e6:.1f} MB" if one.bytes >= 1e6 else f"{max(1, round(one.bytes / 1e3))} KB"
    name = say(one.language, f"download-{one.edition}")
    facts = say(one.language, "download-facts", pages=one.pages, size=size, date=one.date)
    way = f'href="{escape(relative(page, file))}" download title="SHA-256: {one.sha256}"'
    return f'<a class="hb-book" {way}>{name} <small>{facts}</small></a>'
