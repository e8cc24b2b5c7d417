"""Markdown → its parts, at their places: Python-Markdown's dialect, as this project's mkdocs.yml sets it up.

No parser of this dialect keeps positions: here a page is masked (`masking`), divided (`blocks`), searched (`inline`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from handbook.model import Page
from handbook.sources import inline
from handbook.sources.blocks import Parser
from handbook.sources.document import Block, Document, Facts, Heading, Mark
from handbook.sources.masking import Masked, blank, masked

RECENT = 128  # pages whose parts are kept: several shares of the checks, and no more of a large site
FACTS = re.compile(r"<!--\s*facts:(.*?)-->", re.DOTALL | re.IGNORECASE)


def scan(page: Page) -> Document:
    """Take a page apart."""
    return parse(page.text)


def generated(page: Page) -> list[Block]:
    """Find the blocks `/// name | argument`; most pages have none, and are not taken apart for that."""
    return [block for block in scan(page).blocks if block.kind == "block"] if "///" in page.text else []


@lru_cache(maxsize=RECENT)
def parse(text: str) -> Document:
    """Take the text of a page apart."""
    found = masked(text)
    parsed = Parser(text, found.solid(text), found.front[1])
    blocks = _with_fences(parsed, found)
    bare = blank(found.bare(text), parsed.code)
    within = inline.read(text, bare, [(block.start, block.end) for block in blocks if block.kind == "html"])
    made = [Mark(heading.id, heading.offset) for heading in parsed.headings.found if not heading.explicit]
    return Document(
        text=text,
        bare=bare,
        prose=blank(bare, within.hidden),
        headings=tuple(parsed.headings.found),
        blocks=blocks,
        links=within.links,
        images=within.images,
        ids=tuple(sorted((*within.ids, *made), key=lambda mark: mark.offset)),
        footnotes=within.footnotes,
        footnote_references=within.footnote_references,
        definitions=within.definitions,
        facts=tuple(_facts(text, found, blocks)),
        comments=tuple(found.comments),
        unclosed=tuple(Mark(*opening) for opening in found.unclosed if bare[opening[1]] != " "),  # not in code
    )


def _with_fences(parsed: Parser, found: Masked) -> tuple[Block, ...]:
    """Add fenced code, of which the block parser sees only where it ends."""
    fences = [
        Block(
            "code",
            _section(parsed.headings.found, start),
            start,
            end,
            sum(block.start <= start and end <= block.end for block in parsed.blocks),
        )
        for start, end in found.fences
    ]
    return tuple(sorted((*parsed.blocks, *fences), key=lambda block: (block.start, -block.end, block.depth)))


def _section(headings: list[Heading], offset: int) -> str:
    return next((heading.id for heading in reversed(headings) if heading.offset < offset), "")


def _facts(text: str, found: Masked, blocks: tuple[Block, ...]) -> list[Facts]:
    comments = (FACTS.fullmatch(text, *span) for span in found.comments)
    return [
        Facts(
            tuple(part for part in re.split(r"[\s,，;；、]+", comment[1]) if part),
            comment.start(),
            max(
                (block for block in blocks if block.end <= comment.start()),
                key=lambda block: (block.end, -block.depth),
                default=None,
            ),
        )
        for comment in comments
        if comment and "<!--" not in comment[1]
    ]
