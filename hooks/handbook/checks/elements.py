"""TXT: raw HTML, in tags and in attribute lists: only what `elements.toml` lists.

Tags are read as leniently as browsers do (HTML Living Standard, 13.2.5): what only half looks like one counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handbook.model import Diagnostic, Page
from handbook.sources import tags
from handbook.sources.document import Document
from handbook.sources.nearest import nearest

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
EVERYWHERE = frozenset(DATA["everywhere"])
ADDRESS = frozenset(DATA["address"])
LISTED = frozenset(DATA["list"]) | EVERYWHERE
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(DATA["plain"].split(), EVERYWHERE),
    **{name: EVERYWHERE.union(own) for name, own in DATA["element"].items()},
}
TAG = re.compile(r"<([a-z][^\s/<>]*+)((?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^<>])*+)(>)?", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"([a-z_:][\w:.-]*)(\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?|\"[^\"]*\"|'[^']*'", re.IGNORECASE
)
LIST = re.compile(r"\{:?([^{}\n]*=[^{}\n]*)\}(?P<last>[ ]*(?:\||$))?", re.MULTILINE)
BEFORE_LIST = frozenset(")]*_`>")  # else Python-Markdown reads it only where it is last in a line or cell
NAME = re.compile(r"[a-z][a-z0-9-]*(?::[a-z]+)?")
BEGUN = re.compile(r"[a-z][a-z0-9]+(?![a-z0-9.:@-])")  # of a tag without its end; “p <a” is prose
NEVER = frozenset({"script", "style", "iframe", "object", "embed", "form", "svg", "math"})
RUNS = re.compile(r"(?:\bon\w+|\bstyle)\s*=", re.IGNORECASE)
HARMLESS = re.compile(r"(?:aria|data)-[\w-]+")
CONTENT = frozenset({"code", "pre", "textarea"})  # hides Markdown, not HTML
ENDS_EARLY = re.compile(r"<!--(?=-?>)|--!>")  # where a browser ends a comment, and what follows counts


def check(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Yield every element and attribute that is not allowed."""
    if "<" in page.text:
        for start, end in document.comments:
            for found in ENDS_EARLY.finditer(page.text, start, end):
                yield Diagnostic.at(page.place(found.start()), "TXT052", found=found[0], near="<!-- … -->")
        angled = document.angled
        for found in TAG.finditer(document.bare):
            if found.start() in angled:
                continue
            yield from _tag(page, found)
            if found[1].lower() in CONTENT:
                end = page.text.lower().find(f"</{found[1].lower()}", found.end())
                for inner in TAG.finditer(page.text, found.end(), end) if end >= 0 else ():
                    yield from _tag(page, inner)
    if "{" in page.text:
        for found in LIST.finditer(document.bare):
            read = found["last"] is not None or page.text[found.start() - 1] in BEFORE_LIST
            for attribute in ATTRIBUTE.finditer(document.bare, *found.span(1)) if read else ():
                if attribute[2] and not _may(attribute[1], LISTED):
                    yield _attribute(page, attribute.start(), attribute[1], found[0], LISTED)


def _tag(page: Page, found: re.Match[str]) -> Iterator[Diagnostic]:
    """Judge one tag: its name, then its attributes."""
    name = found[1].lower()
    if not found[3] or not NAME.fullmatch(name):  # prose or an address, unless it is plainly meant
        if name in NEVER or RUNS.search(found[2]):
            yield Diagnostic.at(page.place(found.start()), "TXT052", found=found[0].strip()[:40], near="—")
        elif not found[3] and (begun := BEGUN.match(name)) and begun[0] in ALLOWED:
            yield Diagnostic.at(page.place(found.start()), "TXT052", found=f"<{begun[0]}", near=f"<{begun[0]}>")
    elif name not in ALLOWED:
        near = nearest(name, ALLOWED, "", cutoff=0.75)
        shown = found[0] if len(found[0]) <= 40 else f"{found[0][:40]}…"
        yield Diagnostic.at(page.place(found.start()), "TXT052", found=shown, near=f"<{near}>" if near else "—")
    else:
        allowed = ALLOWED[name] if tags.TAG.fullmatch(found[0]) else ALLOWED[name] - ADDRESS
        for attribute in ATTRIBUTE.finditer(found.string, *found.span(2)):
            if attribute[1] and not _may(attribute[1], allowed):
                yield _attribute(page, attribute.start(), attribute[1], f"<{name}>", ALLOWED[name])


def _may(name: str, allowed: frozenset[str]) -> bool:
    return name.lower() in allowed or HARMLESS.fullmatch(name.lower()) is not None


def _attribute(page: Page, offset: int, name: str, tag: str, allowed: frozenset[str]) -> Diagnostic:
    listed = ", ".join(sorted(allowed))
    return Diagnostic.at(page.place(offset), "TXT056", attribute=name, tag=tag, allowed=listed)
