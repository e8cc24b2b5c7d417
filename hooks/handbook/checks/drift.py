"""PAR: a sentence changed on one page only that, by the text before the change, no longer says what its twin does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from handbook.checks import parts, turning
from handbook.checks.twins import Twins
from handbook.model import Diagnostic, Page, Site
from handbook.sources import markdown, pages, statements
from handbook.sources.staleness import FIELD, sections
from handbook.sources.statements import Statement

ALIKE = 0.5  # of two sentences of which the one became the other


def check(site: Site, twins: Twins) -> Iterator[Diagnostic]:
    """Compare the sections of each page that were changed, unless those of its twin were changed too."""
    if twins.here.for_contributors:
        return
    for page, twin in ((twins.here, twins.there), (twins.there, twins.here)):
        if page.source in site.earlier and not _follows(site, twins, page):
            before, now = _earlier(site, page), sections(page)
            twin_before, twin_now = sections(_earlier(site, twin)), sections(twin)
            for name, text in sections(before).items():
                if now.get(name, text) != text and twin_now.get(name) == twin_before.get(name):
                    yield from _section(twins, name, before, page, twin)


def _follows(site: Site, twins: Twins, page: Page) -> bool:
    """Whether a page is a translation that is being, or has just been, brought in line with its twin."""
    return FIELD in page.meta and (twins.stale or page.meta[FIELD] != _earlier(site, page).meta.get(FIELD))


def _earlier(site: Site, page: Page) -> Page:
    text = site.earlier.get(page.source)
    return page if text is None else pages.parse(text, page.language, page.path)[0]


def _section(twins: Twins, name: str, before: Page, page: Page, twin: Page) -> Iterator[Diagnostic]:
    """Compare the sentences of a section, before and now."""
    old, new, others = (_below(name, one) for one in (before, page, twin))
    was, now = [[_plain(one) for one in side] for side in (old, new)]
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for one, first, then, text in zip(old[a:b], was[a:b], new[c:d], now[c:d], strict=True):
                alike = SequenceMatcher(None, first, text, autojunk=False).ratio() > ALIKE
                if alike and (turn := turning.turned(first, text, page.language)):
                    places = page.place(then.start), twin.place(_counterpart(one, others))
                    yield twins.at(*places, "PAR024", was=turn[0], now=turn[1])
        elif tag in {"delete", "insert"} and (odd := _odd(old[a:b], now) or _odd(new[c:d], was)):
            start = new[min(c, len(new) - 1)].start if new else page.body_offset
            places = page.place(start), twin.place(_counterpart(odd, others))
            yield twins.at(*places, "PAR025", text=_plain(odd)[:40], sentences=len(new), other=len(old))


def _plain(one: Statement) -> str:
    return " ".join(one.text.split())


def _odd(one: Sequence[Statement], others: Sequence[str]) -> Statement | None:
    """Find the first sentence that does not stand elsewhere: to put sentences in another order does no harm."""
    return next((found for found in one if _plain(found) not in others), None)


def _below(name: str, page: Page) -> list[Statement]:
    """Find the statements of a section."""
    headings = markdown.scan(page).headings
    offsets = [heading.offset for heading in headings]
    names = ["", *(heading.id for heading in headings)]
    return [one for one in statements.of(page) if names[bisect_right(offsets, one.start)] == name]


def _counterpart(one: Statement, others: Sequence[Statement]) -> int:
    """Find where the statement stands that matches best."""
    return max(others, key=lambda other: parts.alike(one, other)).start if others else 0
