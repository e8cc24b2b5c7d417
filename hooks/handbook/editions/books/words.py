"""The words of the books: `words.toml`, asked by name and language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from handbook.model import Language


@cache
def table() -> dict[str, dict[Language, Any]]:
    """Read `words.toml`."""
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


def say(language: Language, name: str, **values: object) -> str:
    """Return the words in one language, with `{slots}` filled."""
    text: str = table()[name][language]
    return text.format(**values)
