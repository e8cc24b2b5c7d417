"""How wide the columns of a table are: counted in half ems, the width of a Latin letter."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from handbook.editions.books.tree import Cell, Citation, Inline, Link, Paragraph, Span, Table
from handbook.editions.books.walking import walk, words

LINE = {"ledger": 112, "terms": 95}  # half ems of table type across the table; 88 across others
NARROW = 68  # across any table of the small book
STEPS = 24  # in which what is left of a line is given away
QUOTES = "“”‘’…"  # as wide as a character in Chinese


def shares(table: Table, *, narrow: bool) -> list[float]:
    """Divide a line among the columns: to each its longest word, then step by step where most lines are saved."""
    rows = [row.cells for row in table.head + table.body if all(cell.columns == 1 for cell in row.cells)]
    count = max((sum(cell.columns for cell in row.cells) for row in table.head + table.body), default=1)
    found = [max((_longest(row[index]) for row in rows if index < len(row)), default=1) + 2.0 for index in range(count)]
    wide = [[_need(cell) for cell in row] for row in rows]
    line = NARROW if narrow else LINE.get(table.role, 88)
    step = max(0, line - sum(found)) / STEPS
    for _ in range(STEPS):
        trials = [[share + step * (index == more) for index, share in enumerate(found)] for more in range(count)]
        found = min(trials, key=lambda shares: _height(wide, shares))
    return [round(share, 1) for share in found]


def _need(cell: Cell) -> float:
    """Return the width of a cell in one line; small type is printed at 0.88 of the size."""
    small = [width(words(node)) for node in walk(cell.blocks) if isinstance(node, Span) and node.style == "small"]
    return width(words(cell.blocks)) - sum(small) * 0.12 + 10 * _pages(cell)


def _height(rows: list[list[float]], shares: list[float]) -> float:
    """Estimate the lines of all rows; what fits into one line asks for little more room."""
    ratios = ([need / share for need, share in zip(row, shares, strict=False)] for row in rows)
    return sum(max(1.0, *row) + sum(row) / 100 for row in ratios if row)


def _longest(cell: Cell) -> int:
    lines = [node.children for node in walk(cell.blocks) if isinstance(node, Paragraph)]
    cited = [_cited(before, mark) for line in lines for before, mark in pairwise(line) if isinstance(mark, Citation)]
    return max([*map(width, breakable(words(cell.blocks))), *cited], default=1)


def _cited(before: Inline, mark: Citation) -> int:
    """Width of a word and the citation that stays with it."""
    return width("".join(breakable(words(before))[-1:])) + round(0.7 * sum(len(text) for _, text in mark.parts))


def _pages(cell: Cell) -> int:
    return sum(isinstance(node, Link) and node.weight == "page" for node in walk(cell.blocks))


def breakable(text: str) -> list[str]:
    """Divide text into what should stay on one line: words, and Chinese phrases of up to six characters."""
    text = re.sub(r"[，。；、：（）]|(?<=[/-])", " ", text)
    return re.sub(r"[一-鿿]{7,}|(?<=[一-鿿])(?=[!-~])|(?<=[!-~])(?=[一-鿿])", " ", text).split()


def width(text: str) -> int:
    """Return the width of text in half em."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" or sign in QUOTES else 1 for sign in text)
