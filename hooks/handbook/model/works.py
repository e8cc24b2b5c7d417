"""Works of the bibliography, and citations of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from handbook.model.findings import Language


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
