"""`python -m handbook cite`: from what a contributor has to the entry to paste, with and without a network."""

from __future__ import annotations

import urllib.error
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.model import Place
from handbook.sources import bibliography, lookup, ris

CASES = Path(__file__).parent / "cases" / "lookup" / "cite.yml"
KNOWN, _ = bibliography.parse("@article{mammen2015intravenous, title = {IVIG}, doi = {10.1056/NEJMc1506163}}")


def cases() -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load(CASES.read_text("utf-8"))]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    def fetch(url: str) -> str:
        if "status" in case:
            raise urllib.error.HTTPError(url, case["status"], "", Message(), None)
        if "answer" not in case:
            raise urllib.error.URLError("no route")
        return str(case["answer"])

    asked = case.get("asked", str(tmp_path / "file"))
    if "file" in case:
        Path(asked).write_text(case["file"], "utf-8")
    written, found = lookup.find(asked, KNOWN, fetch)
    assert written == ([case["written"]] if "written" in case else [])
    assert [one.code for one in found] == case.get("found", [])


PIECES = [
    "TY  - JOUR\n",
    "AU  - ",
    "ER  - \n",
    "T1  - x\n",
    "PY  - \n",
    "@misc{",
    "a,",
    "}",
    "\n",
    "Li, A",
    "ZZ  -",
    "1. ",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20).map("".join))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_ends_in_entries_or_a_message(text: str) -> None:
    written, found = lookup.from_text(text, {}, Place("file"))
    assert written or found


def test_ris_is_read_back() -> None:
    bib = """@article{a, author = {Mammen, Andrew L. and {IMNM Group}}, title = {T & U}, journal = {J}, year = {2015},
      volume = {3}, number = {4}, pages = {5--9}, doi = {10.1000/x}, url = {https://x.org}}"""
    entries, _ = bibliography.parse(bib)
    (record,) = ris.read(ris.write(entries.values()))
    expected = {
        "ENTRYTYPE": "article", "author": "Mammen, Andrew L. and IMNM Group", "title": "T & U", "journal": "J",
        "volume": "3", "number": "4", "doi": "10.1000/x", "langid": "en", "year": "2015", "pages": "5--9",
        "url": "https://x.org",
    }  # fmt: skip
    assert record == expected
