"""CIT: citations on pages, and entries that nothing rests on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial

from handbook.checks import patterns
from handbook.checks.uses import Use
from handbook.model import Citation, Diagnostic, Page, Place, Site
from handbook.sources import bibliography, citations, markdown
from handbook.sources.brackets import KEY
from handbook.sources.nearest import nearest

CODES = {
    "unclosed": "CIT003",
    "no-key": "CIT004",
    "two-keys": "CIT005",
    "full-width": "CIT006",
    "link": "CIT011",
    "unseen": "CIT012",
}
BARE = re.compile(rf"[@＠](?<![A-Za-z0-9_.@/＠\\].)({KEY})")
KEY_ALONE = re.compile(rf"\[({KEY})\](?![(\[:])")


def check(site: Site, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the citations of some pages."""
    for page in pages:
        yield from _page(site, page)


def unused(site: Site, used: Collection[Use]) -> Iterator[Diagnostic]:
    """Yield the entries that no page cites and no fact rests on."""
    recorded = {key for fact in site.facts.values() for key in fact.source}
    for key, entry in site.entries.items():
        if key not in recorded and Use("work", key) not in used:
            yield Diagnostic.at(Place(bibliography.PATH, entry.line), "CIT010", key=key)


def _page(site: Site, page: Page) -> Iterator[Diagnostic]:
    taken: list[tuple[int, int]] = []
    for found in citations.scanned(page.text):
        if isinstance(found, Citation):
            yield from _citation(site, page, found)
        elif found.reason != "link" or citations.named(found.found) & site.entries.keys():
            yield Diagnostic.at(page.place(found.offset), CODES[found.reason], found=found.found)
        taken.append((found.start, found.end))
    taken += [match.span() for _, match in patterns.found(site, page, "TXT006")]  # told there: full-width brackets
    yield from _outside(site, page, taken)


def _citation(site: Site, page: Page, citation: Citation) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for item in citation.items:
        known, twice = item.key in site.entries, (item.key, item.locator) in seen
        seen.add((item.key, item.locator))
        if known and not twice:
            continue
        at = partial(Diagnostic.at, page.place(item.offset), key=item.key)
        if known:
            yield at("CIT009")
        else:
            near = _nearest(item.key, site)
            yield at("CIT001", near=near) if near else at("CIT002")


def _outside(site: Site, page: Page, taken: list[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Look for known keys that stand outside a citation: `@key` without brackets, `[key]` without `@`."""
    document = markdown.parse(page.text)
    inside = bytearray(len(page.text))
    for start, end in taken:
        inside[start:end] = b"x" * (end - start)
    for code, pattern in (("CIT007", BARE), ("CIT008", KEY_ALONE)):
        for match in pattern.finditer(document.prose):
            key = match[1].strip("{}")
            link = document.bare.startswith("(", match.end())
            if key in site.entries and not inside[match.start()] and not link:
                yield Diagnostic.at(page.place(match.start()), code, key=key)


def _nearest(key: str, site: Site) -> str:
    """Return the entry that was most likely meant, whatever its capitals; an empty text where none is near."""
    lower = {name.lower(): name for name in site.entries}
    return lower.get(nearest(key.lower(), lower), "")
