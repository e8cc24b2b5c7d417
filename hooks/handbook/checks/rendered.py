"""The built site: every address leads somewhere, every id is given once, no mark of Markdown is left in the text.

What the source can't show is seen here: generated blocks, templates, style sheets, and whatever Markdown wasn't
understood. Findings are laid to the source page where its text holds them, else to the file that was built.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import html

from handbook.checks.targets import published
from handbook.model import Diagnostic, Page, Place, Site
from handbook.sources.tags import ADDRESS, STYLE_URL

LEFTOVER = re.compile(
    r"\]\((?=\S)|\]（(?=[\w./#-]+[)）])|\[-?@\w|[【［〔]-?@\w|\[\^[^\]\s]+\]|\{:?[ ]*#[\w-]+[ ]*\}?"
    r"|\*\*(?=\S)|(?<=\S)\*\*|-+8<-+|\{\{|\{%|<!--|-->|</?(?:div|span|a|sup|sub|br|img|p)\b"
    r"|^[ ]*(?:(?:!!!|\?\?\?)[ ]?[\w\"“]|===[ ]+\"|///|[＃#]{1,6}[ ]|(?:[-*+]|\d\.)[ ]+\S|\|.*\|[ ]*$|```|~~~)",
    re.MULTILINE,
)
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

    name: str  # `en/treatment/ivig.html`
    page: Page | None
    ids: Counter[str]
    addresses: list[Address]
    leftovers: list[tuple[str, str]]  # what was found, the text around it


def check(site: Site, site_dir: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with the site that was built in `site_dir`."""
    names = {file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()}
    sources = {published(f"{language}/{path}"): page for (language, path), page in site.pages.items()}
    built = {name: _read(site_dir / name, name, sources.get(name)) for name in sorted(names) if name.endswith(".html")}
    prefix = urlsplit(site.settings.site_url).path
    shared: set[tuple[str, str]] = set()  # a fault of a template is told once
    for here in built.values():
        times: Counter[str] = Counter()
        for fault, values, needle, own in _faults(here, built, names, prefix):
            if own:
                yield Diagnostic.at(_place(here, needle, times[needle]), fault, **values)
                times[needle] += 1
            elif (fault, needle) not in shared:
                yield Diagnostic.at(Place(f"site/{here.name}"), fault, **values)
                shared.add((fault, needle))
    for name in sorted(names):
        if name.endswith(".css"):
            yield from _style(site, site_dir / name, name, names)


def _read(file: Path, name: str, page: Page | None) -> Built:
    """Parse one page and keep what is judged."""
    tree = html.parse(str(file), html.HTMLParser(encoding="utf-8")).getroot()
    found = Built(name, page, Counter(), [], [])
    if tree is None:
        return found
    article = next(tree.iter("article"), None)
    own = set(article.iter()) if article is not None else set()
    opaque = {element for code in tree.iter(*OPAQUE) for element in code.iter()}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        found.ids.update(
            value for key in ("id", "name") if (value := element.get(key)) and (key == "id" or element.tag == "a")
        )
        if element.get("id") and element.tag == "a" and element.get("id") == element.get("name"):
            found.ids[element.get("id")] -= 1
        fetching = element.tag == "link" and LINKED.intersection((element.get("rel") or "").lower().split())
        for key, value in element.attrib.items():
            if key in ADDRESS or key == "style":
                fetched = bool(fetching) or (key in FETCHING and element.tag != "a")
                found.addresses.extend(Address(url, element in own, fetched) for url in _urls(key, value))
        if element in own and element not in opaque:
            texts = [element.text, *(child.tail for child in element)]
            found.leftovers.extend(
                (match[0], _around(match)) for text in texts if text for match in LEFTOVER.finditer(text)
            )
    return found


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


def _faults(
    here: Built, built: dict[str, Built], names: set[str], prefix: str
) -> Iterator[tuple[str, dict[str, object], str, bool]]:
    """Yield rule, values, what to look for in the source, and whether it stands in the page's own text."""
    for name, count in here.ids.items():
        if count > 1:
            yield "LNK039", {"id": name, "count": count}, name, here.page is not None and name in here.page.text
    for found, around in here.leftovers:
        yield "TXT031", {"found": around or found}, around or found, True
    for address in here.addresses:
        parts = urlsplit(address.url)
        if parts.scheme or parts.netloc:
            if address.fetched and parts.scheme in {"", "http", "https"}:
                yield "LNK040", {"found": address.url}, address.url, address.own
            continue
        path = unquote(parts.path)
        if path.startswith("/"):
            target = posixpath.normpath(path.removeprefix(prefix).lstrip("/") or "index.html")
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here.name), path)) if path else here.name
        if path.endswith("/") or target == ".":
            target = posixpath.normpath(f"{target}/index.html")
        fragment = unquote(parts.fragment)
        if target not in names:
            yield "LNK037", {"found": address.url}, address.url, address.own
        elif fragment and fragment != "top" and target in built and not built[target].ids[fragment]:
            near = get_close_matches(fragment, built[target].ids, n=1)
            values: dict[str, object] = {"page": target, "fragment": fragment, "near": near[0] if near else "—"}
            yield "LNK038", values, f"#{fragment}", address.own


def _place(here: Built, needle: str, before: int) -> Place:
    """Lay a finding to where the source holds what was found for the n-th time, or the last part of an address."""
    if here.page is None:
        return Place(f"site/{here.name}")
    name = posixpath.basename(needle.partition("#")[0]).removesuffix(".html")
    for text in filter(None, (needle, unquote(needle), needle[:12], name)):
        found = [match.start() for match in re.finditer(re.escape(text), here.page.body)]
        if found:
            return here.page.place(here.page.body_offset + found[min(before, len(found) - 1)])
    return Place(here.page.source)


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
