"""What the pages say of speed is what was measured."""

from __future__ import annotations

import pytest

from conftest import ROOT


def test_the_pages_quote_the_newest_results(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tests/bench")
    import quoting  # noqa: PLC0415 - its neighbours are named as libraries are

    results = quoting.newest()
    for language in quoting.LANGUAGES:
        expected = [quoting.table(results, language)] if results else []
        section = quoting.section(quoting.page(language).read_text("utf-8"))
        assert quoting.TABLE.findall(section) == expected
        assert not results or expected[0].count("\n") == len(quoting.ROWS) + 2
