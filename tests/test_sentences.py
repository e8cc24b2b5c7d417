"""The functions that weigh words, by tables of small texts: `cases/sentences`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.checks import leftovers
from handbook.checks.alignment import align
from handbook.checks.turning import turned

CASES = yaml.safe_load((Path(__file__).parent / "cases/sentences/sentences.yml").read_text("utf-8"))


def listed(found: tuple[Any, ...] | None) -> list[Any] | None:
    return None if found is None else list(found)


@pytest.mark.parametrize(("language", "before", "after", "turn"), CASES["turned"])
def test_what_turned(language: Any, before: str, after: str, turn: list[str] | None) -> None:
    assert listed(turned(before, after, language)) == turn


@pytest.mark.parametrize(("text", "left"), CASES["english"])
def test_what_is_left_in_english(text: str, left: list[Any] | None) -> None:
    assert listed(leftovers._english(text)) == left


@pytest.mark.parametrize(("text", "left"), CASES["chinese"])
def test_what_is_left_in_chinese(text: str, left: list[Any] | None) -> None:
    assert listed(leftovers._chinese(text)) == left


@pytest.mark.parametrize(("language", "title", "foreign"), CASES["foreign"])
def test_titles_in_the_other_language(language: Any, title: str, foreign: bool) -> None:
    assert leftovers._foreign(title, language) == foreign


@pytest.mark.parametrize(("text", "twin", "left"), CASES["untranslated"])
def test_cells_left_as_the_twin_has_them(text: str, twin: str, left: bool) -> None:
    assert leftovers._untranslated(text, twin) == left


@pytest.mark.parametrize(("one", "other", "pairs"), CASES["aligned"])
def test_what_belongs_together(one: str, other: str, pairs: str) -> None:
    found = align(one, other, lambda first, second: float(first == second))
    assert " ".join((first or "-") + (second or "-") for first, second in found) == pairs


def test_names_are_told_from_words() -> None:
    assert [word for word in CASES["ordinary"] if not leftovers._ordinary(word)] == []
    assert [word for word in CASES["names"] if leftovers._ordinary(word)] == []
