"""LNK: links, anchors and images, in Markdown and in raw HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from handbook.checks import assets, urls
from handbook.checks.targets import Files, published, resolve, seen_from
from handbook.model import Diagnostic, Language, Page, Site
from handbook.sources import anchors, inline, markdown
from handbook.sources.document import Document, Image, Link

PLACEHOLDER = re.compile(
    r"(?:https?://)?(?:todo|tbd|fixme|url|link|href|x{2,}|\.{2,}|…+|待补|待定|链接|网址|地址)/?", re.IGNORECASE
)
EXAMPLE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:example\.(?:com|org|net)|your-?(?:site|domain)\.\w+)(?:[:/?#]|$)", re.IGNORECASE
)
TOLD = re.compile(r"[“”‘’\u200b-\u200f\u2060\ufeff]")  # TXT010 and TXT017 say what is wrong
HOSTING = re.compile(r"/(?:blob|raw|edit|tree)/[^/]+/docs/(?P<file>[^#?]+\.md)")


class Where(NamedTuple):
    """What every check of a page needs."""

    site: Site
    files: Files
    policy: urls.Policy
    dois: frozenset[str]
    ids: Callable[[Page], frozenset[str]]
    page: Page
    document: Document


def check(site: Site) -> Iterator[Diagnostic]:
    """Yield what is wrong with links, anchors, images and other assets."""
    files = Files.of(site)
    policy = urls.policy(site.settings.handbook.get("links"))
    dois = frozenset(entry["doi"].casefold() for entry in site.entries.values() if entry["doi"])
    known: dict[str, frozenset[str]] = {}
    used: set[str] = set()

    def ids(page: Page) -> frozenset[str]:
        if page.source not in known:
            known[page.source] = anchors.on(site, page)
        return known[page.source]

    for page in site.pages.values():
        here = Where(site, files, policy, dois, ids, page, markdown.scan(page))
        for link in here.document.addresses:
            yield from _address(here, link, used)
        for definition in here.document.definitions:
            kind = Link(
                "", definition.destination, definition.title, definition.offset, definition.start, definition.offset
            )
            yield from _address(here, kind._replace(text=definition.label), used)
        yield from _labels(here)
        yield from _ids(here)
    yield from assets.orphans(site, files, used)


def _address(here: Where, link: Link | Image, used: set[str]) -> Iterator[Diagnostic]:
    """Judge one link or image."""
    at = partial(Diagnostic.at, here.page.place(link.offset))
    if isinstance(link, Image):
        yield from assets.alternative(here.page, link)
    elif not link.raw and not re.sub(r"[\s\ufffc]", "", link.text):
        yield at("LNK012", found=here.document.text[link.start : link.end])
    if link.label:
        return  # judged where the label is defined
    url = link.destination.strip()
    embedded = isinstance(link, Image) or (link.raw and link.attribute not in {"href", "cite"})
    own = _own(here, url)
    if not url:
        yield at("LNK006")
    elif PLACEHOLDER.fullmatch(url) or (EXAMPLE.match(url) and not own):
        yield at("LNK007", found=url)
    elif own:
        yield at("LNK005", found=url, near=own)
    elif urls.scheme(url) or url.startswith("//"):
        if embedded and urls.scheme(url) in {"http", "https", ""}:
            yield at("LNK031", found=url)
        else:
            yield from (at(fault.code, **fault.values) for fault in urls.faults(url, here.policy))
            if (name := urls.doi(url)) and urls.DOI.fullmatch(name) and name.casefold() not in here.dois:
                yield at("LNK021", doi=name)
    elif urls.BARE.match(url):
        yield at("LNK034", found=url, near=f"https://doi.org/{url}" if url.startswith("10.") else f"https://{url}")
    else:
        yield from _within(here, link, url, used)


def _own(here: Where, url: str) -> str:
    """Return the page that an absolute address of this site, or of its source, stands for; "" for any other."""
    settings = here.site.settings
    start = re.sub(r"^https?:", "", settings.site_url)
    bare = re.sub(r"^https?:", "", url)
    if start and (bare.startswith(start) or f"{bare}/" == start):
        address = bare[len(start) :].split("#")[0].split("?")[0]
        name = here.files.published.get(address) or here.files.published.get(posixpath.join(address, "index.html"))
        return seen_from(here.page, name) if name else "index.md"
    if settings.repo_url and url.startswith(settings.repo_url) and (found := HOSTING.search(url)):
        return seen_from(here.page, unquote(found["file"]))
    return ""


def _within(here: Where, link: Link | Image, url: str, used: set[str]) -> Iterator[Diagnostic]:
    """Judge an address within the site: file, then fragment."""
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
    if name is None or name.startswith("/"):
        yield from (_lost(here, link, path) if name is None else ())
        return
    used.add(name)
    if name.endswith(".md"):
        yield from _page(here, link, name, fragment)
    elif isinstance(link, Image):
        yield from assets.image(here.files.root / name, here.page.place(link.offset), name)


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
            guesses = get_close_matches(fragment, sorted(ids), n=1, cutoff=0.5)
            yield at("LNK003", fragment=fragment, page=target.source, near=guesses[0] if guesses else "—")


def _labels(here: Where) -> Iterator[Diagnostic]:
    """Judge reference links: labels without definition, defined twice, or never used."""
    document, page = here.document, here.page
    defined: dict[str, int] = {}
    for definition in document.definitions:
        label = inline.normal(definition.label)
        if label in defined:
            line = page.place(defined[label]).line
            yield Diagnostic.at(page.place(definition.start), "LNK023", label=definition.label, line=line)
        defined.setdefault(label, definition.start)
    asked = {inline.normal(link.label) for link in document.addresses if link.label}
    for link in document.addresses:
        if link.label and inline.normal(link.label) not in defined:
            near = get_close_matches(inline.normal(link.label), defined, n=1)
            yield Diagnostic.at(page.place(link.start), "LNK022", label=link.label, near=near[0] if near else "—")
    for label, start in defined.items():
        if label not in asked:
            yield Diagnostic.at(page.place(start), "LNK024", label=label)


def _ids(here: Where) -> Iterator[Diagnostic]:
    """Judge ids given twice, and elements that change what every other address means."""
    first: dict[str, int] = {}
    for mark in here.document.ids:
        if mark.name in first:
            line = here.page.place(first[mark.name]).line
            yield Diagnostic.at(here.page.place(mark.offset), "LNK025", id=mark.name, line=line)
        first.setdefault(mark.name, mark.offset)
    for link in here.document.links:
        if link.tag == "base":
            yield Diagnostic.at(here.page.place(link.start), "LNK033")
