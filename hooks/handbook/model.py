"""The frozen values that everything passes on: read by `sources`, judged by `checks`, shown by `render`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, Language] = ("zh", "en")


def other(language: Language) -> Language:
    """Return the language of the twin."""
    return "en" if language == "zh" else "zh"


def visible(text: str) -> str:
    """Write control and formatting characters by their numbers: they never reach a terminal, nor turn what is read."""
    return "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in text)


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning is printed."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """Where something stands in a file of the project."""

    path: str  # relative to the project's root, with `/`
    line: int = 1  # from 1
    column: int = 1  # from 1, in characters


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem at one place; its words come from `report/messages/*.toml`, looked up by `code`."""

    place: Place
    code: str  # `CIT001`; never reused
    values: tuple[tuple[str, str], ...] = ()  # what fills the `{slots}` of the message
    lenient: bool = False  # a warning, whatever the rule says: the twin is known to lag behind

    @classmethod
    def at(cls, place: Place, code: str, **values: object) -> Diagnostic:
        """Make a finding from named values."""
        return cls(
            place if place.path.isprintable() else place._replace(path=visible(place.path)),
            code,
            tuple(sorted((key, str(value)) for key, value in values.items())),
        )


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


class CitationItem(NamedTuple):
    """One key in a citation (CSL: citation item)."""

    key: str
    prefix: str = ""
    locator: str = ""  # `p. 3`, `chap. 2`, `表 1`
    suffix: str = ""
    suppress_author: bool = False  # `-@key`
    offset: int = 0  # of `@` within the text that was parsed


class Citation(NamedTuple):
    """A whole bracket: `[see @a, p. 3; @b]`."""

    items: tuple[CitationItem, ...]
    start: int  # offset of `[`
    end: int  # offset after `]`


class Name(NamedTuple):
    """A person, or a body when only `family` is filled and `literal` is true."""

    family: str
    given: str = ""
    particle: str = ""  # `van der`
    suffix: str = ""  # `Jr`
    literal: bool = False


@dataclass(frozen=True)
class Entry:
    """One work of `references.bib`."""

    key: str
    kind: str  # BibTeX entry type, lower case
    fields: Mapping[str, str]  # Unicode text, names apart; keys in lower case
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    more_authors: bool = False  # `and others`
    more_editors: bool = False
    raw: str = ""  # the exact text in the file
    line: int = field(default=1, compare=False)

    def __hash__(self) -> int:
        """Let what is made of an entry be kept until its text changes, wherever it moves in the file."""
        return hash((self.key, self.raw))

    def __getitem__(self, name: str) -> str:
        """Return a field, or an empty text."""
        return self.fields.get(name, "")

    @property
    def language(self) -> Language:
        """Language of the work: as declared, else by the script of its title."""
        declared = (self["langid"] or self["language"]).lower()
        if declared:
            return "zh" if declared.startswith(("zh", "chinese")) or "中文" in declared else "en"
        return "zh" if any("一" <= character <= "鿿" for character in self["title"]) else "en"


@dataclass(frozen=True)
class Fact:
    """One record of the evidence ledger."""

    id: str
    topic: str
    claim: Mapping[Language, str]
    figures: tuple[str, ...]
    source: tuple[str, ...]  # citation keys
    locator: str
    url: str
    seen: str
    design: str
    n: int | None
    caution: str
    conflicts_with: tuple[str, ...]
    verified: str  # `true`, `false`, `not-found-again`
    place: Place
    design_zh: str = ""
    caution_zh: str = ""

    @property
    def usable(self) -> bool:
        """Whether pages may rest on it."""
        return self.verified != "not-found-again"

    def design_in(self, language: Language) -> str:
        """Name the kind of study in a language."""
        return self.design_zh if language == "zh" and self.design_zh else self.design

    def caution_in(self, language: Language) -> str:
        """Say in a language what a reader must be told."""
        return self.caution_zh if language == "zh" and self.caution_zh else self.caution


@dataclass(frozen=True, eq=False)  # read once, told apart by identity
class Term:
    """One row of the bilingual glossary."""

    name: Mapping[Language, str]
    variants: Mapping[Language, tuple[str, ...]]
    definition: Mapping[Language, str]
    abbreviation: str
    traditional: str  # usual form in traditional characters
    source: str
    place: Place


class Questions(NamedTuple):
    """What readers ask to whom a page, or a section of it, is the answer."""

    page: str  # path, the same for twins
    fragment: str  # id of the section, or empty
    phrases: Mapping[Language, tuple[str, ...]]
    place: Place


class Mark(NamedTuple):
    """One number drawn on a chart; all numbers are exact and stand as their source prints them."""

    at: Fraction  # on the panel's axis
    label: Mapping[Language, str]  # as written beside it: `21.4%`, `15/83`
    low: Fraction | None = None  # of an interval that the source gives
    high: Fraction | None = None
    series: str = ""
    ratio: str = ""  # `15/83`, behind a share that the source prints
    numbers: tuple[str, ...] = ()  # what the ledger must hold: share and count
    interval: tuple[str, ...] = ()  # as typed


class Row(NamedTuple):
    """One line of a chart: a study with its marks, an event, or a box."""

    label: Mapping[Language, str]
    facts: tuple[str, ...]  # ids of the ledger records that it rests on
    place: Place
    note: Mapping[Language, str] | None = None
    words: Mapping[Language, str] | None = None  # instead of marks: what a source says without a number
    marks: tuple[Mark, ...] = ()
    n: int | None = None
    when: str = ""  # year of an event
    page: str = ""  # that tells more
    quoted: bool = False  # an estimate, or another study's number: drawn hollow


class Axis(NamedTuple):
    """What the marks of a panel are measured on."""

    start: Fraction = Fraction(0)
    end: Fraction = Fraction(100)
    step: Fraction = Fraction(25)
    sign: str = "%"  # behind each number
    unit: Mapping[Language, str] | None = None


class Panel(NamedTuple):
    """Rows that may be compared with each other, or the boxes of one step."""

    rows: tuple[Row, ...]
    title: Mapping[Language, str] | None = None
    axis: Axis = Axis()


@dataclass(frozen=True, eq=False)  # read once, told apart by identity
class Chart:
    """One file of `docs/evidence/charts`: a picture that both languages share."""

    name: str
    kind: str  # `dots`, `timeline`, `steps`
    title: Mapping[Language, str]
    note: Mapping[Language, str] | None
    series: Mapping[str, Mapping[Language, str]]  # meaning of each shape, in the order of shapes
    panels: tuple[Panel, ...]
    place: Place
    facts: tuple[str, ...] = ()  # that the note rests on

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in reading order."""
        return tuple(row for panel in self.panels for row in panel.rows)


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


@dataclass(frozen=True, eq=False)  # read once, told apart by identity
class Site:
    """Everything the project knows, read once, in both languages."""

    pages: Mapping[tuple[Language, str], Page]
    entries: Mapping[str, Entry]
    facts: Mapping[str, Fact]
    terms: tuple[Term, ...]
    settings: Settings
    root: Path  # the project's folder: for assets, not for pages
    problems: tuple[Diagnostic, ...] = field(default=())  # found while reading
    charts: Mapping[str, Chart] = field(default_factory=dict)
    questions: tuple[Questions, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=dict)  # text before of the pages that were changed, by source

    def twin(self, page: Page) -> Page | None:
        """Return the page of the other language."""
        return self.pages.get((other(page.language), page.path))

    def original(self, path: str) -> Page | None:
        """Return the twin written first: the one without `translated_from`; Chinese when neither has it."""
        twins = [self.pages[language, path] for language in LANGUAGES if (language, path) in self.pages]
        return next((page for page in twins if "translated_from" not in page.meta), twins[0] if twins else None)
