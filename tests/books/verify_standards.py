"""veraPDF judges the books by PDF/UA-1 and PDF/A-2a: `make verify-books` alone, which installs it and its Java."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import verapdf
from book import Book
from test_chapters import SAMPLE

from conftest import ROOT
from handbook.editions.books import binding, press

SMALL = b'#set document(title: "A")\n#set text(lang: "en", fallback: false, font: "Source Serif 4")\n= A\nWords.'
WHOLE = 100_000  # assertions at least, in a book


def _judged(*files: Path) -> dict[str, Any]:
    command = [sys.executable, verapdf.__file__, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_books_conform(book: Book) -> None:
    """Every rule of both standards holds, and was tested: the number of assertions grows with the text."""
    for standard, result in _judged(book.file)[str(book.file)].items():
        assert result["passed"], (standard, result["failed"])
        assert result["failed"] == {}, standard
        assert result["assertions"] > WHOLE, standard


def test_chapters_conform(book: Book) -> None:
    """So do some chapters alone, from the first to the last."""
    leaves = book.volume.leaves[:: max(1, len(book.volume.leaves) // SAMPLE)]
    files = [book.site / "books" / binding.chapter_file(leaf.page) for leaf in leaves]
    judged = _judged(*files)
    assert len(judged) == len(files)
    assert {file: result for file, result in judged.items() if not all(one["passed"] for one in result.values())} == {}


def test_small_books_conform(sampled: Path) -> None:
    """The small books of the sample: a site prints its own on request."""
    judged = _judged(*(sampled / "site/books").glob("*-phone.pdf"))
    assert len(judged) == 2
    assert all(one["passed"] for result in judged.values() for one in result.values()), judged


def test_a_bad_file_fails(tmp_path: Path) -> None:
    """The control: a small book conforms; without its language and the mark of its tags it does not."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    (printed,) = press.print_batch([{"main": SMALL}], ROOT, 0)
    assert isinstance(printed, bytes)
    good.write_bytes(printed)
    with pikepdf.open(good) as document:
        del document.Root.Lang
        document.Root.MarkInfo.Marked = False
        document.save(bad)
    judged = _judged(good, bad)
    assert all(result["passed"] for result in judged[str(good)].values())
    assert "6.2-1" in judged[str(bad)]["ua1"]["failed"]
    assert "6.7.2.2-1" in judged[str(bad)]["2a"]["failed"]
