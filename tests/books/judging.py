"""Which books are judged: a small sample that holds every kind of block, or with BOOKS_SITE those of a built site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import sample
from book import PAPERS, Book

from conftest import ROOT
from handbook.model import LANGUAGES, Language

REAL = os.environ.get("BOOKS_SITE", "")


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample project and print its books."""
    return sample.make(tmp_path_factory.mktemp("sample"))


PRINTED = [(language, paper) for paper in (("a4",) if REAL else PAPERS) for language in LANGUAGES]


@pytest.fixture(scope="session", params=PRINTED, ids="-".join)
def book(request: pytest.FixtureRequest) -> Book:
    """Judge each book; the small ones on the sample alone: a site prints them on request."""
    language: Language
    language, paper = request.param
    if REAL:
        return Book(ROOT, ROOT / REAL, language, paper)
    project: Path = request.getfixturevalue("sampled")
    return Book(project, project / "site", language, paper)


@pytest.fixture(scope="session")
def chinese(book: Book) -> Book:
    """Judge the Chinese book alone."""
    if book.language != "zh":
        pytest.skip("rules of Chinese typesetting")
    return book
