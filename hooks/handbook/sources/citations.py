"""Citations of a text and of a page, and the numbers of what they cite: the same for checker and renderer."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from handbook.model import Citation, Page, Site
from handbook.sources import markdown
from handbook.sources.brackets import KEY, Malformed, read

MANY = 8192  # texts: more than a site has pages, less than a long preview sees


class Mentioned(NamedTuple):
    """What a page rests on, each once, by first mention: little, so it is kept for every page."""

    works: tuple[str, ...]  # keys
    facts: tuple[str, ...]  # ids


_KNOWN: dict[str, Mentioned] = {}  # by text


def parse(text: str, start: int) -> Citation | None:
    """Read the citation whose `[` stands at `start`; None when there is none, or not a whole one."""
    found = read(text, start)
    return found if isinstance(found, Citation) else None


def scan(masked: str) -> Iterator[Citation | Malformed]:
    """Walk over every bracket of a text whose code and comments are masked, in order."""
    position = 0
    while (position := masked.find("[", position)) >= 0:
        found = read(masked, position)
        if found is not None:
            yield found
        position = found.end if found is not None else position + 1


def find(masked: str) -> list[Citation]:
    """Find every citation in a text whose code and comments are masked."""
    return [found for found in scan(masked) if isinstance(found, Citation)]


def named(text: str) -> set[str]:
    """Return whatever stands behind an `@` in a text."""
    return {found[1].strip("{}") for found in re.finditer(f"@({KEY})", text)}


def on(page: Page) -> tuple[Citation, ...]:
    """Find the citations of a page; offsets count in `page.text`."""
    return tuple(found for found in scanned(page.text) if isinstance(found, Citation))


@lru_cache(maxsize=markdown.RECENT)
def scanned(text: str) -> tuple[Citation | Malformed, ...]:
    """Find what is or was meant as a citation in the text of a page; offsets count in that text."""
    document = markdown.parse(text)
    unseen = [(block.start, block.end) for block in document.blocks if block.kind == "html"]
    unseen += [(image.start, image.end) for image in document.images]

    def judged(found: Citation | Malformed) -> Citation | Malformed:
        start, end = found.start, found.end
        if document.bare.startswith("(", end):
            return Malformed("link", start, end, start, text[start:end])
        if any(first <= start < last for first, last in unseen):
            return Malformed("unseen", start, end, start, text[start:end])
        return found

    return tuple(judged(found) for found in scan(document.prose))


def mentioned(text: str) -> Mentioned:
    """Find what the text of a page rests on."""
    if text not in _KNOWN:
        remember(text, _mentioned(text))
    return _KNOWN[text]


def remember(text: str, rests: Mentioned) -> None:
    """Keep what the text of a page rests on, such as another process has found."""
    if len(_KNOWN) >= MANY:
        _KNOWN.clear()
    _KNOWN[text] = rests


def _mentioned(text: str) -> Mentioned:
    works = [item.key for found in scanned(text) if isinstance(found, Citation) for item in found.items]
    facts = [name for found in markdown.parse(text).facts for name in found.ids]
    return Mentioned(*(tuple(map(sys.intern, dict.fromkeys(names))) for names in (works, facts)))


def numbers(site: Site, path: str) -> dict[str, int]:
    """Return the number of each work that twins cite: by first mention on the original, then the other's own."""
    original = site.original(path)
    if original is None:
        return {}
    twin = site.twin(original)
    return numbered(site, *(page for page in (original, twin) if page is not None))


def numbered(site: Site, *pages: Page) -> dict[str, int]:
    """Return the number of each work that some pages cite, by first mention; keys without an entry get none."""
    keys = dict.fromkeys(key for page in pages for key in mentioned(page.text).works)
    return {key: number for number, key in enumerate((key for key in keys if key in site.entries), 1)}
