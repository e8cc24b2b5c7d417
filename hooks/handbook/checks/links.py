"""LNK: links, anchors and images, in Markdown and in raw HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache, partial
from urllib.parse import unquote

from handbook.checks import assets, paths, urls
from handbook.checks.paths import Where
from handbook.checks.targets import Files, seen_from
from handbook.checks.uses import Finding, Use
from handbook.model import Diagnostic, Page, Site
from handbook.sources import anchors, inline, markdown
from handbook.sources.document import Document, Image, Link
from handbook.sources.nearest import nearest

PLACEHOLDER = re.compile(
    r"(?:https?://)?(?:todo|tbd|fixme|url|link|href|x{2,}|\.{2,}|…+|待补|待定|链接|网址|地址)/?", re.IGNORECASE
)
EXAMPLE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:example\.(?:com|org|net)|your-?(?:site|domain)\.\w+)(?:[:/?#]|$)", re.IGNORECASE
)
HOSTING = re.compile(r"/(?:blob|raw|edit|tree)/[^/]+/docs/(?P<file>[^#?]+\.md)")


def check(site: Site, pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield what is wrong with the links, anchors and images of some pages, and which files they name."""
    where = _where(site)
    for page in pages:
        here = where(page, markdown.scan(page))
        for link in here.document.addresses:
            yield from _address(here, link)
        for definition in here.document.definitions:
            label, destination, title, offset, start = definition
            yield from _address(here, Link(label, destination, title, offset, start, offset))
        yield from _labels(here)
        yield from _ids(here)


def files(site: Site, used: Collection[Use]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the files of docs/ and with those that mkdocs.yml gives to every page."""
    known = Files.of(site)
    yield from assets.everywhere(site, known)
    yield from assets.refused(known)
    yield from assets.orphans(site, known, used)


@lru_cache(maxsize=1)
def _where(site: Site) -> Callable[[Page, Document], Where]:
    """Look up once what is the same for all pages."""
    policy = urls.policy(site.settings.handbook.get("links"))
    dois = frozenset(entry["doi"].casefold() for entry in site.entries.values() if entry["doi"])
    known: dict[str, frozenset[str]] = {}

    def ids(page: Page) -> frozenset[str]:
        if page.source not in known:
            known[page.source] = anchors.on(site, page)
        return known[page.source]

    return partial(Where, site, Files.of(site), policy, dois, ids)


def _address(here: Where, link: Link | Image) -> Iterator[Finding]:
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
        yield from paths.check(here, link, url)


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
            near = nearest(inline.normal(link.label), defined)
            yield Diagnostic.at(page.place(link.start), "LNK022", label=link.label, near=near)
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
