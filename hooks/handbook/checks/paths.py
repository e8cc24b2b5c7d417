"""LNK: addresses within the site: the file they name, then the fragment."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from handbook.checks import assets, urls
from handbook.checks.targets import Files, published, resolve, seen_from
from handbook.checks.uses import Finding, Use
from handbook.model import Diagnostic, Language, Page, Site
from handbook.sources.document import Document, Image, Link
from handbook.sources.nearest import nearest

TOLD = re.compile(r"[“”‘’\u200b-\u200f\u2060\ufeff]")  # TXT010 and TXT017 say what is wrong


class Where(NamedTuple):
    """What every check of a page needs."""

    site: Site
    files: Files
    policy: urls.Policy
    dois: frozenset[str]
    ids: Callable[[Page], frozenset[str]]
    page: Page
    document: Document


def check(here: Where, link: Link | Image, url: str) -> Iterator[Finding]:
    """Judge an address within the site: file, then fragment; and say which file it names."""
    at = partial(Diagnostic.at, here.page.place(link.offset))
    if TOLD.search(url):
        return
    if "\\" in url:
        yield at("LNK036", found=url, near=url.replace("\\", "/"))
        return
    if found := list(urls.percent(url)):
        yield from (at(fault.code, **fault.values) for fault in found)
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        yield at("LNK015", found=url)
        return
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    name = f"{here.page.language}/{here.page.path}" if not path else _file(here, link, path)
    if name is None:
        yield from _lost(here, link, path)
        return
    yield Use("file", name)
    if name.endswith(".md"):
        yield from _page(here, link, name, fragment)
    elif isinstance(link, Image):
        yield from assets.image(here.files.root / name, here.page.place(link.offset), name)
    elif name.lower().endswith(".svg"):
        yield from assets.drawing(here.files.root / name, here.page.place(link.offset), name)


def _file(here: Where, link: Link | Image, path: str) -> str | None:
    """Find the file of docs/ that a path means, as MkDocs does for Markdown and a browser for raw HTML."""
    if path.startswith("/"):
        return None
    if link.raw:
        here_published = posixpath.dirname(published(f"{here.page.language}/{here.page.path}"))
        return here.files.published.get(posixpath.normpath(posixpath.join(here_published, path)))
    name = resolve(here.page, path)
    return name if name in here.files.names and not path.endswith("/") else None


def _lost(here: Where, link: Link | Image, path: str) -> Iterator[Diagnostic]:
    """Say why a path leads nowhere, and where it was meant to lead."""
    at = partial(Diagnostic.at, here.page.place(link.offset))
    files, page = here.files, here.page
    target = resolve(page, path)
    source = target if target in files.names else files.published.get(target.removeprefix("zh/"), "")
    if path.startswith("/"):
        name = path.strip("/")
        guesses = [f"{page.language}/{name}", name, files.published.get(name, ""), f"{page.language}/{name}.md"]
        source = next((guess for guess in guesses if guess in files.names), "") or files.nearest(name, page.language)
        yield at("LNK009", found=path, near=_written(here, link, source))
    elif link.raw and source:
        yield at("LNK035", found=path, near=_written(here, link, source))
    elif target.startswith(".."):
        yield at("LNK010", found=path)
    elif source or f"{target}.md" in files.names:
        yield at("LNK008", found=path, near=_written(here, link, source or f"{target}.md"))
    elif target in files.folders or target == ".":
        index = f"{target}/index.md"
        near = index if index in files.names else files.nearest(f"{target}/index.md", page.language)
        yield at("LNK011", found=path, near=_written(here, link, near))
    elif real := files.by_case.get(target.casefold()):
        yield at("LNK002", found=path, near=_written(here, link, real))
    else:
        yield at("LNK001", found=path, near=_written(here, link, files.nearest(target, page.language)))


def _written(here: Where, link: Link | Image, name: str) -> str:
    """Write the path of a file as the page must: Markdown names the source, raw HTML what is published."""
    if not name:
        return "—"
    if not link.raw:
        return seen_from(here.page, name)
    start = posixpath.dirname(published(f"{here.page.language}/{here.page.path}"))
    return posixpath.relpath(published(name), start or ".")


def _page(here: Where, link: Link | Image, name: str, fragment: str) -> Iterator[Diagnostic]:
    """Judge a link to a page: its language, and its fragment."""
    at = partial(Diagnostic.at, here.page.place(link.offset))
    language: Language = "en" if name.startswith("en/") else "zh"
    path = name.partition("/")[2]
    target = here.site.pages.get((language, path))
    if isinstance(link, Image):
        yield at("LNK030", found=link.destination)
        return
    if target is None:
        return
    if language != here.page.language:
        twin = f"{here.page.language}/{path}"
        near = seen_from(here.page, twin) if twin in here.files.names else "—"
        yield at("LNK004", found=link.destination, near=near)
    if fragment and fragment != "top":
        ids = here.ids(target)
        if fragment not in ids:
            yield at("LNK003", fragment=fragment, page=target.source, near=nearest(fragment, ids, cutoff=0.5))
