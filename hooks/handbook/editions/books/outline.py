"""mkdocs.yml → the parts of a book and its name, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from handbook.model import Language
from handbook.sources import settings


class Outline(NamedTuple):
    """The name of the book, what it is about, where the site is published, and the parts with their pages."""

    title: str
    subtitle: str
    site: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]  # a part without a title holds one page of the highest level


def read(root: Path, language: Language) -> Outline:
    """Read what mkdocs.yml says about the order of pages; `handbook check` has judged the file before."""
    told: dict[str, Any] = yaml.load((root / settings.PATH).read_text("utf-8"), settings.Loader)  # noqa: S506 - a safe loader
    languages: list[Mapping[str, Any]] = told["plugins"]["i18n"]["languages"]
    local = next(item for item in languages if item["locale"] == language)
    translations: Mapping[str, str] = local.get("nav_translations", {})
    return Outline(
        local.get("site_name") or told["site_name"],
        local.get("site_description") or told["site_description"],
        told["site_url"],
        tuple(_part(entry, translations) for entry in told["nav"]),
    )


def _part(entry: Any, translations: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    if isinstance(entry, str):
        return "", (entry,)
    ((title, below),) = entry.items()
    return ("", (below,)) if isinstance(below, str) else (translations.get(title, title), tuple(_paths(below)))


def _paths(below: list[Any]) -> list[str]:
    found: list[str] = []
    for entry in below:
        inner = next(iter(entry.values())) if isinstance(entry, dict) else entry
        found += _paths(inner) if isinstance(inner, list) else [inner]
    return found
