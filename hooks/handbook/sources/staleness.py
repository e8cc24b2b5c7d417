"""A translation and the text that it was made from: `translated_from` holds git's id of that text."""

from __future__ import annotations

import re
from typing import NamedTuple

from handbook.model import Page, Site
from handbook.sources import git, markdown, pages

FIELD = "translated_from"
BLOB = re.compile(r"[0-9a-f]{40}")


class Stale(NamedTuple):
    """What a translation lags behind."""

    original: Page
    sections: tuple[str, ...] | None  # ids of headings whose text is new or other; "" before the first; None: unknown


def lags(site: Site, page: Page) -> bool:
    """Whether a page names a text that its twin no longer has."""
    twin = site.twin(page)
    return FIELD in page.meta and twin is not None and page.meta[FIELD] != twin.blob


def translations(site: Site) -> list[Page]:
    """Every page that was made from its twin."""
    originals = {path: site.original(path) for _, path in site.pages}
    return [page for page in site.pages.values() if page is not originals[page.path] and site.twin(page)]


def stale(site: Site, page: Page) -> Stale | None:
    """Say what a page lags behind: None when it is current, or when git shows that no words have changed since."""
    original = site.twin(page)
    if original is None or not lags(site, page):
        return None
    text = _earlier(site, str(page.meta[FIELD]))
    if text is None:
        return Stale(original, None)
    before, _ = pages.parse(text, original.language, original.path)
    old, new = sections(before), sections(original)
    changed = [name for name, content in new.items() if old.get(name) != content]
    gone = [name for name in old if name not in new]
    same = all(before.meta.get(key) == original.meta.get(key) for key in pages.SHOWN)
    return None if same and not changed and not gone else Stale(original, (*changed, *gone))


def stamped(page: Page, original: Page) -> str:
    """Return the text of a page, with the present text of its original named; as it is where it has no front matter."""
    line = f"{FIELD}: {original.blob}\n"
    start, end = page.text.find("\n") + 1, page.body_offset - len(pages.FENCE)
    fields = page.text[start:end]
    found = re.search(rf"^{FIELD}:.*\n", fields, re.MULTILINE)
    if page.body_offset == 0:
        return page.text
    fields = fields[: found.start()] + line + fields[found.end() :] if found else fields + line
    return page.text[:start] + fields + page.text[end:]


def sections(page: Page) -> dict[str, str]:
    """The text below each heading, up to the next one, without regard to space."""
    headings = markdown.scan(page).headings
    starts = [page.body_offset, *(heading.offset for heading in headings)]
    ends = [*starts[1:], len(page.text)]
    names = ["", *(heading.id for heading in headings)]
    return {name: " ".join(page.text[start:end].split()) for name, start, end in zip(names, starts, ends, strict=True)}


def _earlier(site: Site, blob: str) -> str | None:
    """Ask git for an earlier text; None when git is not there or doesn't have it."""
    if not BLOB.fullmatch(blob):
        return None
    try:
        return git.content(git.read(site.root, "cat-file", "blob", blob))
    except git.FAILURES:
        return None
