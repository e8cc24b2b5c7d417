"""What is found at a place: languages, places, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
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
