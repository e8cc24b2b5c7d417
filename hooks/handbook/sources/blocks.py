"""Masked text → headings and blocks, as Python-Markdown with this project's extensions divides a page.

Positions survive because nothing is rewritten: a container's content is the same lines, each with a later start.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from handbook.sources.document import Block, Kind
from handbook.sources.headings import Headings
from handbook.sources.lines import Line, Lines
from handbook.sources.marks import (
    CONTAINERS,
    HEADING,
    HTML,
    IMAGE,
    INDENT,
    ITEM,
    REFERENCE,
    RULE,
    SEPARATOR,
    UNDERLINE,
    ids,
    interrupts,
)
from handbook.sources.masking import FENCE, Span

DEEPEST = 40  # containers within containers; beyond it, everything is a paragraph


class Parser(Lines):
    """Reads one page; `headings`, `blocks` and indented `code` are what it found."""

    def __init__(self, text: str, bare: str, start: int) -> None:
        super().__init__(bare)
        self.text = text
        self.headings = Headings(mark.name for mark in ids(bare))
        self.blocks: list[Block] = []
        self.code: list[Span] = []
        self.parse(self.since(start), 0)

    def parse(self, lines: list[Line], depth: int, *, lead: bool = False) -> None:
        """Read the lines of one container; with `lead`, the first paragraph is a list item's own text, no block."""
        index = 0
        while index < len(lines):
            if self.content(lines[index]):
                index, lead = self.take(lines, index, depth, lead=lead), False
            else:
                index += 1

    def take(self, lines: list[Line], index: int, depth: int, *, lead: bool) -> int:
        """Read the block that starts at a line; return the line after it."""
        content = self.content(lines[index])
        if depth >= DEEPEST:
            return self.paragraph(lines, index, depth, lead=lead)
        if INDENT.match(content) and not lead:
            return self.indented_code(lines, index, depth)
        if depth == 0 and (found := HTML.match(content)):
            return self.html(lines, index, found[1].lower())
        if found := HEADING.match(content):
            self.heading(found[2], len(found[1]), lines[index])
            return index + 1
        if content.lstrip()[0] in "!?=[:/>":
            for kind, pattern in CONTAINERS.items():
                if found := pattern.match(content):
                    return self.container(kind, found, lines, index, depth)
        if RULE.match(content):
            return self.add("rule", lines, index, index + 1, depth)
        below = self.content(lines[index + 1]) if index + 1 < len(lines) else ""
        if found := UNDERLINE.match(below):
            self.heading(content.strip(), 1 if below[0] == "=" else 2, lines[index])
            return index + 2
        if ITEM.match(content):
            return self.items(lines, index, depth)
        if REFERENCE.match(content):
            return index + 1
        if "|" in content and SEPARATOR.match(below):
            end = next((i for i in range(index, len(lines)) if not self.content(lines[i])), len(lines))
            cells = self.cells(lines[index:end])
            if cells[0] == cells[1]:
                return self.add("table", lines, index, end, depth, cells=cells)
        return self.paragraph(lines, index, depth, lead=lead)

    # ── blocks that hold others ──

    def container(self, kind: Kind, found: re.Match[str], lines: list[Line], index: int, depth: int) -> int:
        """Read a block that holds others, and what it holds."""
        pattern = found.re
        first = Line(lines[index].start + found.end(), lines[index].end)
        if kind == "quote":
            end, inner = self.quoted(lines, index)
        elif kind == "block":
            closing = re.compile(rf"{found['fence']}[ \t]*$")
            end = next((i for i in range(index + 1, len(lines)) if closing.match(self.content(lines[i]))), len(lines))
            inner, end = lines[index + 1 : end], min(end + 1, len(lines))
        else:
            end = index + 1
            while kind == "footnote" and end < len(lines) and (c := self.content(lines[end])) and not pattern.match(c):
                end += 1
            end = self.indented(lines, end)
            inner = [first, *map(self.dedent, lines[index + 1 : end])]
        words = found.groupdict()
        self.add(kind, lines, index, end, depth, name=words.get("name") or "", argument=words.get("argument") or "")
        self.parse(inner, depth + 1)
        return end

    def items(self, lines: list[Line], index: int, depth: int) -> int:
        """Read a list: items stand at less than four spaces, what belongs to an item at four or more."""
        items: list[list[Line]] = []
        end = index
        while end < len(lines):
            content = self.content(lines[end])
            if not content:
                after = next((i for i in range(end, len(lines)) if self.content(lines[i])), len(lines))
                if after == len(lines) or not (INDENT.match(c := self.content(lines[after])) or ITEM.match(c)):
                    break
                end = after
                items[-1].append(Line(lines[end - 1].end, lines[end - 1].end))
            elif RULE.match(content):
                break
            elif found := ITEM.match(content):
                items.append([Line(lines[end].start + found.end(), lines[end].end)])
                end += 1
            elif INDENT.match(content) or not interrupts(content):
                items[-1].append(self.dedent(lines[end]))
                end += 1
            else:
                break
        self.add("list", lines, index, end, depth, items=len(items))
        for item in items:
            self.parse(item, depth + 1, lead=True)
        return end

    def quoted(self, lines: list[Line], index: int) -> tuple[int, list[Line]]:
        """Read the lines of a quotation, the lazy ones too."""
        inner: list[Line] = []
        end = index
        marker = CONTAINERS["quote"]
        while end < len(lines):
            content = self.content(lines[end])
            if found := marker.match(content):
                inner.append(Line(lines[end].start + found.end(), lines[end].end))
            elif not content:
                after = next((i for i in range(end, len(lines)) if self.content(lines[i])), len(lines))
                if after == len(lines) or not marker.match(self.content(lines[after])):
                    break
                inner.append(lines[end])
            elif interrupts(content):
                break
            else:
                inner.append(lines[end])
            end += 1
        return end, inner

    # ── blocks that hold text ──

    def heading(self, content: str, level: int, line: Line) -> None:
        """Add a heading; its text may hold code, which `content` has masked."""
        start = self.bare.index(content, line.start, line.end)
        self.headings.add(content, self.text[start : start + len(content)], level, (line.start, line.end))

    def paragraph(self, lines: list[Line], index: int, depth: int, *, lead: bool) -> int:
        """Read until a blank line or a line that begins another block."""
        end = index + 1
        while end < len(lines) and (content := self.content(lines[end])) and not interrupts(content):
            if lead and ITEM.match(content):
                break
            end += 1
        content = self.bare[lines[index].start : lines[end - 1].end].strip()
        if not lead and content.strip(f"{FENCE}\n "):
            self.add("image" if IMAGE.match(content) else "paragraph", lines, index, end, depth)
        return end

    def indented_code(self, lines: list[Line], index: int, depth: int) -> int:
        """Read code: what is still indented when the container's own indentation is gone."""
        end = self.indented(lines, index)
        self.code += [(line.start, line.end) for line in lines[index:end]]
        return self.add("code", lines, index, end, depth)

    def html(self, lines: list[Line], index: int, tag: str) -> int:
        """Read raw HTML up to its closing tag, or to the end of the page as Python-Markdown does."""
        level, position = 0, -1
        for found in re.compile(rf"<(/?){tag}\b[^>]*?(/?)>", re.IGNORECASE).finditer(self.bare, lines[index].start):
            level += -1 if found[1] else 1
            if level <= 0 or found[2] or tag == "hr":
                position = found.end()
                break
        end = bisect_left([line.end for line in lines], position) + 1 if position >= 0 else len(lines)
        return self.add("html", lines, index, end, 0, name=tag)

    def add(self, kind: Kind, lines: list[Line], index: int, end: int, depth: int, **fields: Any) -> int:
        """Add a block of lines, without the blank ones at its end; return the line after it."""
        last = end
        while last > index + 1 and not self.text[lines[last - 1].start : lines[last - 1].end].strip():
            last -= 1
        start = lines[index].start + len(content := self.content(lines[index])) - len(content.lstrip())
        self.blocks.append(Block(kind, self.headings.section, start, lines[last - 1].end, depth, **fields))
        return end
