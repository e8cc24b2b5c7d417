"""The index of search: how pages are cut, which words it knows, and that every place it names exists."""

from __future__ import annotations

import gzip
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from conftest import ROOT
from handbook.editions import search, search_words, sections
from handbook.model import LANGUAGES, Language, Place, Term
from handbook.sources import built

PARTS = ("worker", "words", "sounds", "fillers", "wordings", "audience", "asked", "engine", "teaser")
LIMIT = 300_000  # bytes, compressed: worker and index of one language
CASES = yaml.safe_load((ROOT / "tests/cases/sections/page.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sections(case: dict[str, Any]) -> None:
    page = f"<!doctype html><meta charset=utf-8><body>{case['html']}"
    tree = built.parse(page.encode())
    assert tree is not None
    assert [list(part) for part in sections.cut(tree)] == case["expect"]


def test_synonyms_come_from_every_name_of_a_term() -> None:
    term = Term(
        name={"zh": "坏死性肌病（病理描述）", "en": "plasma exchange"},
        variants={"zh": (), "en": ("plasmapheresis (older), PLEX",)},
        definition={"zh": "", "en": ""},
        abbreviation="PE, TPE",
        traditional="壞死性肌病",
        source="",
        place=Place("docs/evidence/glossary.yml"),
    )
    own, foreign = search_words.synonyms([term], "en")[0]
    assert own == ["plasma exchange", "PE", "TPE", "plasmapheresis", "PLEX"]
    assert foreign == ["坏死性肌病", "壞死性肌病"]


def test_traditional_characters_of_taiwan_and_hong_kong() -> None:
    found = search_words.simplified("发里卫台酶")
    assert {character: found.get(character) for character in "發髮裏裡衛衞臺酶"} == {
        **dict.fromkeys("發髮", "发"),
        **dict.fromkeys("裏裡", "里"),
        **dict.fromkeys("衛衞", "卫"),
        "臺": "台",
        "酶": None,
    }


def test_a_character_has_all_its_readings() -> None:
    found = search_words.readings("重肌")
    assert found["zhong"] == found["chong"] == "重"
    assert found["ji"] == "肌"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_words_lead_to_words_of_the_pages(language: Language) -> None:
    files = [*(ROOT / "docs" / language).rglob("*.md"), *(ROOT / "docs/evidence").glob("*.yml")]
    text = "\n".join(file.read_text("utf-8") for file in files).lower()
    rows = tomllib.loads(search_words.EVERYDAY.read_text("utf-8"))["same"]
    assert [row[language][0] for row in rows if row[language][0].lower() not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_exists(language: Language, site: Path) -> None:
    for address, parts, _ in _index(site, language)["pages"]:
        page = html.document_fromstring((site / address).read_bytes())
        ids = {element.get("id") for element in page.iter()}
        assert {fragment for fragment, *_ in parts} - {""} <= ids, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_enough(language: Language, site: Path) -> None:
    scripts = [f"search/{name}.js" for name in (*PARTS, f"index.{language}")]
    files = [site / "assets" / name for name in (*scripts, "vendor/minisearch.js")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= LIMIT


def test_nothing_of_the_themes_own_search_is_left(site: Path) -> None:
    assert [name for name in search.UNUSED if (site / name).exists()] == []


def _index(site: Path, language: Language) -> dict[str, Any]:
    script = (site / f"assets/search/index.{language}.js").read_text("utf-8")
    content: dict[str, Any] = json.loads(script.partition(" = ")[2])
    return content
