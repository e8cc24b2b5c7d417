"""Pages, what readers ask of them, and what mkdocs.yml says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from handbook.model.findings import Language, Place


@dataclass(frozen=True)
class Page:
    """One Markdown page of one language."""

    path: str  # `treatment/ivig.md`: the same for twins
    language: Language
    source: str  # `docs/zh/treatment/ivig.md`
    text: str  # the whole file, LF line ends
    meta: Mapping[str, object]  # front matter
    meta_lines: Mapping[str, int]  # line of each key of the front matter
    body_offset: int  # where the body starts in `text`
    blob: str  # git's id of the file's content

    @property
    def body(self) -> str:
        """Markdown without the front matter."""
        return self.text[self.body_offset :]

    @property
    def title(self) -> str:
        """Title from the front matter, or the path where there is none."""
        return str(self.meta.get("title") or self.path)

    @property
    def for_contributors(self) -> bool:
        """Whether it tells how the handbook is written: it states nothing of the disease."""
        return self.meta.get("audience") == "contributor"

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset in `text` of the first character of each line."""
        return tuple(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    def place(self, offset: int) -> Place:
        """Turn an offset in `text` into a place."""
        from bisect import bisect_right  # noqa: PLC0415

        line = bisect_right(self.line_starts, offset)
        return Place(self.source, line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> Place:
        """Return the start of a line as a place."""
        return Place(self.source, number, 1)


class Questions(NamedTuple):
    """What readers ask to whom a page, or a section of it, is the answer."""

    page: str  # path, the same for twins
    fragment: str  # id of the section, or empty
    phrases: Mapping[Language, tuple[str, ...]]
    place: Place


class Settings(NamedTuple):
    """The part of mkdocs.yml that the handbook itself uses."""

    nav: tuple[str, ...] = ()  # page paths in reading order
    nav_lines: Mapping[str, int] = MappingProxyType({})
    groups: Mapping[str, int] = MappingProxyType({})  # titles of the nav's groups, with their lines
    translated_groups: frozenset[str] = frozenset()  # those that have an English title
    handbook: Mapping[str, object] = MappingProxyType({})  # `extra.handbook`
    site_url: str = ""  # ends in `/`
    repo_url: str = ""
    extensions: frozenset[str] = frozenset()  # of Markdown, by name
    assets: Mapping[str, int] = MappingProxyType({})  # files of docs/ that every page gets, with their lines
