"""Masked text → links, images, ids, footnotes and definitions, wherever on a page they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handbook.sources import marks, tags
from handbook.sources.document import Definition, Image, Link, Mark
from handbook.sources.masking import Span, blank

TOKEN = re.compile(r"!\[|\[|\]|\n(?=[ \t>]*\n)")
ROUND = re.compile(r"\(|\)|\n(?=[ \t>]*\n)")
TITLED = re.compile(r"\([^\s()\"]+\s+\"[^\"\n]*\"\s*\)")  # round brackets within a title needn't match
TARGET = re.compile(r"\s*(?:<([^<>\n]*)>|(.*?))(?:\s+(?:\"(.*)\"|'(.*)'))?\s*\Z", re.DOTALL)
LABEL = re.compile(r"(\s?)\[([^\[\]]*)\]")
AUTOMATIC = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*|[^<>\s!@/]+@[^<>\s@]+)>")
DEFINITION = re.compile(
    r"^[ \t>]*\[(?![\^@])([^\[\]\n]*)\]:[ ]*(?:\n[ ]*)?<?([^\s<>]+)>?[ ]*"
    r"(?:\n?[ ]*(?:\"(.*?)\"|'(.*?)'|\((.*?)\)))?[ ]*$",
    re.MULTILINE,
)
FOOTNOTE = re.compile(r"(?P<start>^[ \t>]*)?\[\^(?P<name>[^\]\n]+)\](?(start)(?P<colon>:)?)", re.MULTILINE)
WEB = re.compile(r"https?://[^\s<>()（）\[\]，。；、]+")
HIDDEN = ((marks.ATTRIBUTE_LIST, "{"), (FOOTNOTE, "[^"), (WEB, "://"), (tags.TAG, "<"), (tags.END_TAG, "</"))
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!\-])")


class Inline(NamedTuple):
    """What stands within lines, in order."""

    links: tuple[Link, ...]
    images: tuple[Image, ...]
    ids: tuple[Mark, ...]
    footnotes: tuple[Mark, ...]
    footnote_references: tuple[Mark, ...]
    definitions: tuple[Definition, ...]
    hidden: tuple[Span, ...]  # addresses, labels, attribute lists, tags: not prose


def read(text: str, bare: str, raw: list[Span]) -> Inline:
    """Find them all; within the `raw` spans, HTML counts and Markdown doesn't."""
    markdown = blank(bare, raw)
    written = list(_all(DEFINITION, markdown, "]:"))
    definitions = tuple(map(_definition, written))
    hidden = [found.span() for found in written]
    links: list[Link | Image] = [*_outermost(_brackets(text, markdown, definitions, hidden)), *tags.addresses(bare)]
    for found in _all(AUTOMATIC, markdown, "<"):
        destination = found[1] if ":" in found[1] else f"mailto:{found[1]}"
        links.append(Link(found[1], destination, "", found.start(1), *found.span()))
        hidden.append(found.span())
    notes = [(found["colon"], Mark(found["name"], found.start("name") - 2)) for found in _all(FOOTNOTE, markdown, "[^")]
    for pattern, needle in HIDDEN:
        hidden += [found.span() for found in _all(pattern, bare, needle)]
    links.sort(key=lambda link: link.offset)
    return Inline(
        tuple(link for link in links if isinstance(link, Link)),
        tuple(link for link in links if isinstance(link, Image)),
        tuple(sorted((*marks.ids(markdown), *tags.ids(bare)), key=lambda mark: mark.offset)),
        tuple(mark for defined, mark in notes if defined),
        tuple(mark for defined, mark in notes if not defined),
        definitions,
        tuple(hidden),
    )


def _all(pattern: re.Pattern[str], text: str, needle: str) -> Iterator[re.Match[str]]:
    """Find every match in a text that holds the needle; most texts don't."""
    return pattern.finditer(text) if needle in text else iter(())


def normal(label: str) -> str:
    """Return a reference's label as Python-Markdown compares them."""
    return " ".join(label.split()).lower()


def _definition(found: re.Match[str]) -> Definition:
    title = found[3] or found[4] or found[5] or ""
    return Definition(found[1], found[2], title, found.start(2), found.start(1) - 1)


def _brackets(text: str, bare: str, definitions: tuple[Definition, ...], hidden: list[Span]) -> Iterator[Link | Image]:
    """Find `[text](destination "title")`, `[text][label]`, `[text][]` and `[label]`, images alike."""
    defined = {normal(definition.label): definition for definition in reversed(definitions)}
    closings = _closings(bare)
    taken = {definition.start for definition in definitions}
    for start, end, image in _pairs(bare):
        first = start + (2 if image else 1)
        words = text[first : end - 1]
        if start in taken or words.startswith("^"):
            continue
        kind = Image if image else Link
        if bare.startswith("(", end):
            titled = TITLED.match(bare, end)
            close = titled.end() - 1 if titled else closings.get(end)
            if close is None:
                continue
            found = TARGET.match(text, end + 1, close)
            if found is None:
                continue
            group = 1 if found[1] is not None else 2
            destination = ESCAPE.sub(r"\1", found[group])
            hidden.append((end, close + 1))
            yield kind(words, destination, found[3] or found[4] or "", found.start(group), start, close + 1)
            continue
        found = LABEL.match(bare, end)
        if found and not found[1] and not found[2].startswith(("^", "@", "-@")):
            label, after = found[2] or words, found.end()  # full `[text][label]` or collapsed `[label][]`
        elif found and normal(found[2]) in defined:
            label, after = found[2], found.end()  # Python-Markdown lets one space stand between
        else:
            label, after = words, end
        target = defined.get(normal(label))
        if target is not None or after > end:
            hidden.append((end, after))
            taken.add(end + len(found[1]) if found else end)
            destination, title = (target.destination, target.title) if target else ("", "")
            yield kind(words, destination, title, start, start, after, label=label)


def _outermost(found: Iterable[Link | Image]) -> Iterator[Link | Image]:
    """Drop links within the text of a link: there are none in HTML."""
    end = 0
    for link in sorted(found, key=lambda link: link.start):
        if isinstance(link, Image) or link.start >= end:
            yield link
        if isinstance(link, Link):
            end = max(end, link.end)


def _pairs(bare: str) -> Iterator[tuple[int, int, bool]]:
    """Match brackets within a paragraph: start, end, whether an image's, in order of their ends."""
    open_: list[re.Match[str]] = []
    for found in TOKEN.finditer(bare):
        if found[0] == "]":
            if open_:
                opening = open_.pop()
                yield opening.start(), found.end(), opening[0] == "!["
        elif found[0] == "\n":
            open_.clear()
        else:
            open_.append(found)


def _closings(bare: str) -> dict[int, int]:
    """Match round brackets within a paragraph: where each that opens is closed."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for token in ROUND.finditer(bare):
        if token[0] == "(":
            open_.append(token.start())
        elif token[0] == "\n":
            open_.clear()
        elif open_:
            found[open_.pop()] = token.start()
    return found
