"""Masked text → what its HTML tags name: addresses and ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from handbook.sources.document import Image, Link, Mark

TAG = re.compile(r"<([a-zA-Z][\w:-]*)((?:\s+[^\s\"'=<>/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>]+))?)*)\s*/?>")
END_TAG = re.compile(r"</[a-zA-Z][\w:-]*\s*>")
ATTRIBUTE = re.compile(r"([^\s\"'=<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>]+))")
ADDRESS = frozenset({"href", "src", "srcset", "poster", "data", "cite", "action", "background", "longdesc"})
STYLE_URL = re.compile(r"url\(\s*[\"']?([^\"')\s]+)")


def each(bare: str) -> Iterator[re.Match[str]]:
    """Find every tag that opens or stands alone: its name, its attributes."""
    return TAG.finditer(bare) if "<" in bare else iter(())


def addresses(bare: str) -> Iterator[Link | Image]:
    """Find every address that raw HTML names."""
    for tag in each(bare):
        name = tag[1].lower()
        found: dict[str, tuple[str, int]] = {}
        for attribute in ATTRIBUTE.finditer(tag[2]):
            group = next(i for i in (2, 3, 4) if attribute[i] is not None)
            found.setdefault(attribute[1].lower(), (unescape(attribute[group]), tag.start(2) + attribute.start(group)))
        title = found.get("title", ("", 0))[0]
        if name == "img":
            source, offset = found.get("src", ("", tag.start()))
            alt = found.get("alt", ("", 0))[0]
            yield Image(alt, source, title, offset, *tag.span(), raw=True, described="alt" in found)
        for attribute_name, (value, offset) in found.items():
            places: list[tuple[str, int]] = []
            if attribute_name == "srcset":
                places = [(part[1], offset + part.start(1)) for part in re.finditer(r"(?:^|,)\s*([^\s,]+)", value)]
            elif attribute_name == "style":
                places = [(part[1], offset + part.start(1)) for part in STYLE_URL.finditer(value)]
            elif attribute_name in ADDRESS and (name, attribute_name) != ("img", "src"):
                places = [(value, offset)]
            for destination, place in places:
                yield Link("", destination, title, place, *tag.span(), raw=True, attribute=attribute_name, tag=name)


def ids(bare: str) -> Iterator[Mark]:
    """Find `id` on any element, and `name` on `<a>`."""
    for tag in each(bare):
        names = {"id", "name"} if tag[1].lower() == "a" else {"id"}
        seen = set()
        for attribute in ATTRIBUTE.finditer(tag[2]):
            group = next(i for i in (2, 3, 4) if attribute[i] is not None)
            if attribute[1].lower() in names and attribute[group] not in seen:
                seen.add(attribute[group])
                yield Mark(attribute[group], tag.start(2) + attribute.start(group))
