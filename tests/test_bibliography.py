"""references.bib: what is read, what is said about it, and that nothing brings it down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import told
from handbook.checks import bibliography as rules
from handbook.model import Entry, Name, Settings, Site
from handbook.render import references
from handbook.sources import bibliography, tex

CASES = Path(__file__).parent / "cases" / "bibliography"
PIECES = [
    "@article{",
    "@string{",
    "@comment{",
    "key",
    ",",
    "title",
    "=",
    "{",
    "}",
    '"',
    "#",
    "\\",
    "$",
    "\n",
    "刘陶",
    " and ",
    "doi",
]


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


def read(bib: str, expected: list[str] | None = None) -> tuple[dict[str, Entry], list[str]]:
    entries, problems = bibliography.parse(bib)
    site = Site({}, entries, {}, (), Settings(), Path(), tuple(problems))
    found = sorted({*problems, *rules.check(site)})
    return entries, [told(str(one.place.line), one, expected or []) for one in found]


def shown(name: Name) -> str:
    if name.literal:
        return f"{{{name.family}}}"
    family = f"{name.particle} | {name.family}" if name.particle else name.family
    return ", ".join(filter(None, (family, name.given, name.suffix)))


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    entries, found = read(case["bib"], case["found"])
    assert found == case["found"]
    assert list(entries) == case.get("keys", list(entries))
    for key, fields in case.get("fields", {}).items():
        assert {name: entries[key][name] for name in fields} == fields
    for key, authors in case.get("authors", {}).items():
        assert [shown(name) for name in entries[key].authors] == authors


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_ends_in_entries_or_diagnostics(bib: str) -> None:
    entries, _ = read(bib)
    for entry in entries.values():
        assert entry.raw in bib
        for language in ("zh", "en"):
            html = references.reference(entry, language)
            assert "<" not in html.replace("<cite>", "").replace("</cite>", "").replace('<a href="http', "").replace(
                "</a>", ""
            )


@given(st.text(st.characters(exclude_characters="\\{}$~-`'%#&_", exclude_categories=("C", "Z")), min_size=1))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_plain_text_is_never_altered(text: str) -> None:
    assert tex.decode(text) == text
    entries, _ = bibliography.parse(f"@misc{{a, title = {{{text}}}}}")
    assert entries["a"]["title"] == text


def test_an_unknown_style_is_named_and_the_default_is_used() -> None:
    entries, _ = bibliography.parse("@misc{a, title = {A}, year = 2020}")
    site = Site({}, entries, {}, (), Settings(handbook={"style": "gb2020"}), Path())
    assert [one.code for one in rules.check(site)] == ["BIB042"]
    assert references.reference(entries["a"], "zh", "gb2020") == references.reference(entries["a"], "zh", "gb2025")
