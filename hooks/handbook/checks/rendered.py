"""The built site: every address leads somewhere, every id is given once, no mark of Markdown is left in the text.

What the source can't show is seen here: generated blocks, templates, style sheets, and whatever Markdown wasn't
understood. Findings are laid to the source page where its text holds them, else to the file that was built.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from handbook.checks.targets import published
from handbook.model import Diagnostic, Page, Place, Site
from handbook.sources import built
from handbook.sources.nearest import nearest
from handbook.sources.tags import ADDRESS, STYLE_URL

LEFTOVER = re.compile(
    r"\]\((?=\S)|\]（(?=[\w./#-]+[)）])|\[-?@\w|[【［〔]-?@\w|\[\^[^\]\s]+\]|\{:?[ ]*#[\w-]+[ ]*\}?"
    r"|\*\*(?:(?=\S)|(?<=\S\*\*))|--*8<-+|\{\{|\{%|<!--|-->|</?(?:div|span|a|sup|sub|br|img|p)\b"
    r"|^[ ]*(?:(?:!!!|\?\?\?)[ ]?[\w\"“]|===[ ]+\"|///|[＃#]{1,6}[ ]|(?:[-*+]|\d\.)[ ]+\S|\|.*\|[ ]*$|```|~~~)",
    re.MULTILINE,
)
TEXT = etree.XPath("descendant::text()", smart_strings=False)  # much faster than itertext()
OPAQUE = frozenset({"code", "pre", "script", "style", "textarea", "kbd", "samp", "svg", "math", "template", "noscript"})
FETCHING = frozenset({"src", "srcset", "poster", "data", "background", "style"})
LINKED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "prefetch"})


class Address(NamedTuple):
    """An address in a built page."""

    url: str
    own: bool  # whether it stands in the page's own text
    fetched: bool  # whether a browser asks for it without being told


class Built(NamedTuple):
    """What is kept of a built page."""

    ids: Counter[str]
    addresses: list[Address]
    leftovers: list[tuple[str, str]]  # what was found, the text around it


def check(site: Site, site_dir: Path, pages: Mapping[str, Built] | None = None) -> Iterator[Diagnostic]:
    """Yield what is wrong with the site that was built in `site_dir`; `pages`, where they have been read before."""
    if pages is None:
        pages = {name: read(tree) for name, tree in built.pages(site_dir)}
    names = {file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()}
    sources = {published(f"{language}/{path}"): page for (language, path), page in site.pages.items()}
    targets = _Targets(pages, names, urlsplit(site.settings.site_url).path.rstrip("/") + "/")
    shared: set[tuple[str, str]] = set()  # a fault of a template is told once
    for name, here in pages.items():
        times: Counter[str] = Counter()
        page = sources.get(name)
        for fault, values, needle, own in _faults(here, name, page, targets):
            if own:
                yield Diagnostic.at(_place(name, page, needle, times[needle]), fault, **values)
                times[needle] += 1
            elif (fault, needle) not in shared:
                yield Diagnostic.at(Place(f"site/{name}"), fault, **values)
                shared.add((fault, needle))
    for name in sorted(names):
        if name.endswith(".css"):
            yield from _style(site, site_dir / name, name, names)


def read(tree: etree._Element) -> Built:
    """Keep what is judged of a page."""
    article = tree.find(".//article")
    ids: Counter[str] = Counter()
    addresses: list[Address] = []
    left = 0  # elements of the article that are still to come
    for element in tree.iter("*"):
        left = sum(1 for _ in element.iter("*")) if element is article else left - 1
        tag = element.tag
        for key, value in cast("list[tuple[str, str]]", element.items()):
            if key == "id" or (key == "name" and tag == "a" and value != element.get("id")):
                if value:
                    ids[value] += 1
            elif key in ADDRESS or key == "style":
                fetched = key in FETCHING and tag != "a"
                if tag == "link":
                    fetched = fetched or not LINKED.isdisjoint((element.get("rel") or "").lower().split())
                addresses += [_address(url, left > 0, fetched) for url in _urls(key, value)]
    return Built(ids, addresses, [] if article is None else _leftovers(article))


@lru_cache(maxsize=1 << 16)
def _address(url: str, own: bool, fetched: bool) -> Address:
    """Keep equal addresses once: every page has the same frame."""
    return Address(url, own, fetched)


def _leftovers(article: etree._Element) -> list[tuple[str, str]]:
    """Find marks of Markdown in a text. Nothing that is looked for goes over the end of a line."""
    pieces = cast("list[str]", TEXT(article))
    if not LEFTOVER.search("\n".join(pieces)):  # most pages have none in their code either
        return []
    return [(match[0], _around(match)) for text in _visible(article) for match in LEFTOVER.finditer(text)]


def _visible(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of a text that a reader sees as text, in order."""
    if element.tag not in OPAQUE and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _visible(child)
            yield child.tail or ""


def _urls(key: str, value: str) -> list[str]:
    if key == "srcset":
        return [part.split()[0] for part in value.split(",") if part.split()]
    return [found[1] for found in STYLE_URL.finditer(value)] if key == "style" else [value.strip()]


def _around(match: re.Match[str]) -> str:
    """Return the line around a finding, shortened, to find it again in the source."""
    text = match.string
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return text[max(start, match.start() - 12) : min(end if end >= 0 else len(text), match.end() + 20)].strip()


class _Targets:
    """Where addresses lead: asked once for each address and folder, since every page has the same frame."""

    def __init__(self, pages: Mapping[str, Built], names: set[str], prefix: str) -> None:
        self.pages = pages
        self.names = names
        self.prefix = prefix
        self.known: dict[tuple[str, Address], tuple[str, dict[str, object], str] | None] = {}

    def fault(self, address: Address, name: str) -> tuple[str, dict[str, object], str] | None:
        """Judge an address on the page `name`: rule, values, and what to look for in the source."""
        where = posixpath.dirname(name) if address.url[:1] not in {"#", "?", ""} else name
        if (where, address) not in self.known:
            self.known[where, address] = self._judge(address, name)
        return self.known[where, address]

    def _judge(self, address: Address, name: str) -> tuple[str, dict[str, object], str] | None:
        parts = urlsplit(address.url)
        if parts.scheme or parts.netloc:
            if address.fetched and parts.scheme in {"", "http", "https"}:
                return "LNK040", {"found": address.url}, address.url
            return None
        path = unquote(parts.path)
        if path.startswith("/"):
            target = posixpath.normpath(path.removeprefix(self.prefix) or "index.html")
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if path.endswith("/") or target == ".":
            target = posixpath.normpath(f"{target}/index.html")
        fragment = unquote(parts.fragment)
        if target not in self.names:
            return "LNK037", {"found": address.url}, address.url
        if not fragment or fragment == "top" or target not in self.pages or self.pages[target].ids[fragment]:
            return None
        near = nearest(fragment, self.pages[target].ids)
        return "LNK038", {"page": target, "fragment": fragment, "near": near}, f"#{fragment}"


def _faults(
    here: Built, name: str, page: Page | None, targets: _Targets
) -> Iterator[tuple[str, dict[str, object], str, bool]]:
    """Yield rule, values, what to look for in the source, and whether it stands in the page's own text."""
    for identifier, count in here.ids.items():
        if count > 1:
            own = page is not None and identifier in page.text
            yield "LNK039", {"id": identifier, "count": count}, identifier, own
    for found, around in here.leftovers:
        yield "TXT031", {"found": around or found}, around or found, True
    for address in here.addresses:
        if fault := targets.fault(address, name):
            yield *fault, address.own


def _place(name: str, page: Page | None, needle: str, before: int) -> Place:
    """Lay a finding to where the source holds what was found for the n-th time, or the last part of an address."""
    if page is None:
        return Place(f"site/{name}")
    last = posixpath.basename(needle.partition("#")[0]).removesuffix(".html")
    for text in filter(None, (needle, unquote(needle), needle[:12], last)):
        found = [match.start() for match in re.finditer(re.escape(text), page.body)]
        if found:
            return page.place(page.body_offset + found[min(before, len(found) - 1)])
    return Place(page.source)


def _style(site: Site, file: Path, name: str, names: set[str]) -> Iterator[Diagnostic]:
    """Judge the addresses of a style sheet."""
    text = file.read_text("utf-8", "replace")
    source = f"docs/{name}" if (site.root / "docs" / name).is_file() else f"site/{name}"
    for found in STYLE_URL.finditer(text):
        parts = urlsplit(found[1])
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        place = Place(source, text.count("\n", 0, found.start()) + 1)
        if parts.scheme in {"http", "https"} or (parts.netloc and not parts.scheme):
            yield Diagnostic.at(place, "LNK040", found=found[1])
        elif not parts.scheme and parts.path and target not in names:
            yield Diagnostic.at(place, "LNK037", found=found[1])
