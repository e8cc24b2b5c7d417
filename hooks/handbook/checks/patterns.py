"""Slips that one regular expression tells: `patterns.toml` holds the expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from handbook.model import Diagnostic, Page, Site
from handbook.sources import markdown


class Pattern(NamedTuple):
    """One kind of slip."""

    code: str
    scope: str  # which form of the page: `text`, `bare` or `prose`
    signs: frozenset[str]  # none of these on the page, nor of the longer ones: no need to search
    longer: tuple[str, ...]
    find: re.Pattern[str]
    near: str = ""  # what was meant, as a template of the match
    unless: str = ""  # with this Markdown extension, it is right
    fix: bool = False  # whether `near` is the one right answer


@cache
def patterns() -> tuple[Pattern, ...]:
    """Read every pattern."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    found = []
    for row in data["pattern"]:
        expression = re.sub(r"<(\w+)>", lambda part: data["parts"].get(part[1], part[0]), row["find"])
        needs = row.pop("needs")
        signs, longer = frozenset(filter(_single, needs)), tuple(need for need in needs if not _single(need))
        compiled = re.compile(expression, re.MULTILINE)
        found.append(Pattern(**{**row, "signs": signs, "longer": longer, "find": compiled}))
    return tuple(found)


def _single(need: str) -> bool:
    return len(need) == 1


def check(site: Site, page: Page) -> Iterator[Diagnostic]:
    """Yield every slip of a page."""
    for pattern, match in found(site, page):
        shown = next((group for group in match.groups() if group), match[0])
        start = match.start() if shown == match[0] else match.start(match.groups().index(shown) + 1)
        near = meant(pattern, match) if pattern.near else "—"
        yield Diagnostic.at(page.place(start), pattern.code, found=shown.strip(), near=near)


def meant(pattern: Pattern, match: re.Match[str]) -> str:
    """Return what was meant; in a citation, the full-width signs before its keys are mended with its brackets."""
    near = match.expand(pattern.near)
    return re.sub(r"；(?=\s*-?@)", ";", near.replace("＠", "@")) if pattern.code == "TXT006" else near


def _any(needs: Iterable[str], text: str, signs: frozenset[str]) -> bool:
    """Whether any of them stands in a text with these signs: the whole text is sought only for what it could hold."""
    return any(signs.issuperset(need) and need in text for need in needs)


def found(site: Site, page: Page, code: str = "") -> Iterator[tuple[Pattern, re.Match[str]]]:
    """Match every pattern that applies, or those of one rule."""
    document = markdown.scan(page)
    for pattern in patterns():
        if (
            not pattern.code.startswith(code)
            or pattern.unless in site.settings.extensions
            or (document.signs.isdisjoint(pattern.signs) and not _any(pattern.longer, page.text, document.signs))
        ):
            continue
        text: str = getattr(document, pattern.scope)
        yield from ((pattern, match) for match in pattern.find.finditer(text))
