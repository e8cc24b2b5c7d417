"""What a page costs to print and to carry: the budget of the real books, so that none grows slow or heavy unseen."""

from __future__ import annotations

import json
import resource
from pathlib import Path
from typing import Any

import pytest
from book import Book
from judging import REAL

from conftest import ROOT, run

SECONDS = 0.05
BYTES = 15_000
SMALLEST = 20  # pages: the fonts of a smaller book outweigh its text


def test_size(book: Book) -> None:
    """Each book, fonts and all."""
    assert book.file.stat().st_size <= BYTES * max(SMALLEST, len(book.print))


@pytest.mark.skipif(not REAL, reason="the sample is too short to tell what a page costs")
def test_print_step(tmp_path: Path) -> None:
    """CPU of printing the books and every chapter alone; and the site's books are those that its pages make now."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run("handbook", "books", "--site", REAL, "--out", str(tmp_path), folder=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stdout + done.stderr
    printed, offered = _listed(tmp_path), _listed(ROOT / REAL / "books")
    # CPU and not the clock: a busy machine changes it less, and two processes print at once.
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent <= SECONDS * sum(one["pages"] for one in printed.values())
    assert [file for file in printed if printed[file] != offered.get(file)] == [], "older than the site: make books"


def _listed(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["file"]: one for one in json.loads((folder / "books.json").read_text("utf-8"))}
