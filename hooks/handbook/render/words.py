"""The words around the pages: `words.toml`, asked by table, name and language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from handbook.model import Language

Table = dict[str, dict[Language, str]]


@cache
def tables() -> dict[str, Table]:
    """Read `words.toml`."""
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


def say(language: Language, table: str, name: str, **values: object) -> str:
    """Return the words in one language, with `{slots}` filled."""
    text = tables()[table][name][language]
    return text.format(**values) if values else text


def named(language: Language, table: str, name: str) -> str:
    """Name what a file says, such as a status; a preview calls what has no words as the file does."""
    return tables()[table].get(name, {}).get(language, name)
