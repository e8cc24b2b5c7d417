"""How wide the columns of a table are: counted in half ems, the width of a Latin letter."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from handbook.editions.books.tree import Cell, Citation, Inline, Link, Paragraph, Table
from handbook.editions.books.walking import walk, words

LINE = {"ledger": 112, "terms": 95}  # half ems of table type across the table
QUOTES = "“”‘’…"  # as wide as a character in Chinese


def shares(table: Table) -> list[float]:
    """Divide a line among the columns: to each its longest word, then the rest by how much stands in it."""
    rows = [row.cells for row in table.head + table.body if all(cell.columns == 1 for cell in row.cells)]
    count = max((sum(cell.columns for cell in row.cells) for row in table.head + table.body), default=1)
    columns = [
        [width(words(row[index].blocks)) + 10 * _pages(row[index]) for row in rows if index < len(row)]
        for index in range(count)
    ]
    least = [max((_longest(row[index]) for row in rows if index < len(row)), default=1) + 2 for index in range(count)]
    wanted = [1 + sum(column) / max(1, len(column)) + max(column, default=0) / 4 for column in columns]
    rest = max(0, LINE.get(table.role, 88) - sum(least))
    return [round(low + rest * want / sum(wanted), 1) for low, want in zip(least, wanted, strict=True)]


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
