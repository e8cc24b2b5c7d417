"""Text → the same text with what isn't Markdown prose blanked: front matter, code, comments, escapes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

Span = tuple[int, int]

FRONT_MATTER = re.compile(r"\A---\n(?:.*\n)*?---(?:\n|\Z)")
# What opens something that hides its content, in the order in which it is tried at one place.
SPECIAL = re.compile(r"[`~<\\]")
OPENING = re.compile(
    r"(?P<fence>`{3,}|~{3,})[^`\n]*$"
    r"|(?P<comment><!--)"
    r"|(?P<raw><(?P<tag>pre|code|script|style|textarea)\b[^>\n]*>)"
    r"|(?P<escape>\\[\\`\[\](){}!>@#|])"
    r"|(?P<ticks>`+)",
    re.MULTILINE | re.IGNORECASE,
)
FOLLOWED = re.compile(r"[ \t]*\S")
INDENT = re.compile(r"[ \t>]*")
# Where a span of inline code can't go on: a blank line, or a line that starts another block.
BREAK = re.compile(r"\n(?=[ \t>]*(?:$|[-*+][ \t]|\d+\.[ \t]|#|\||!!!|\?\?\?|===|///|:[ ]))", re.MULTILINE)
FILLER = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for text that isn't markup
FENCE = "\N{INTERLINEAR ANNOTATION TERMINATOR}"  # stands for the end of a fence


class Masked(NamedTuple):
    """What hides its content, by kind; spans are in order and never overlap."""

    front: Span
    fences: list[Span]
    comments: list[Span]
    code: list[Span]  # inline, with its backticks, and the content of `<code>` and its like
    escapes: list[Span]
    unclosed: list[tuple[str, int]]  # what was opened and never closed, and where

    def bare(self, text: str) -> str:
        """Blank all of it."""
        return blank(text, [self.front, *self.fences, *self.comments, *self.code, *self.escapes])

    def solid(self, text: str) -> str:
        """Blank it, but leave code, escapes and what ends other blocks looking like text.

        These are the last lines of fences, and of comments that text follows: it isn't indented by as much.
        """
        before = [span for span in self.comments if FOLLOWED.match(text, span[1])]
        ends = [(start + len(text[start:end].rpartition("\n")[0]), end) for start, end in (*self.fences, *before)]
        ends = [(end - len(text[start:end].lstrip(" \t>\n")), end) for start, end in ends]
        hidden = blank(blank(text, [self.front, *self.fences, *self.comments]), ends, FENCE)
        return blank(hidden, [*self.code, *self.escapes], FILLER)


def masked(text: str) -> Masked:
    """Find everything that hides its content."""
    front = FRONT_MATTER.match(text)
    found = Masked((0, front.end() if front else 0), [], [], [], [], [])
    position = found.front[1]
    hopeless: set[tuple[str, str]] = set()  # fences and comments that have no end from here on: never sought twice
    while special := SPECIAL.search(text, position):
        position = special.end()
        if opening := OPENING.match(text, special.start()):
            position = _take(text, opening, found, hopeless)
    return found


def _take(text: str, opening: re.Match[str], found: Masked, hopeless: set[tuple[str, str]]) -> int:
    """Note one opening and return where to look on."""
    start, after = opening.span()
    line = text.rfind("\n", 0, start) + 1
    indent = text[line:start]
    end = -1
    if opening["fence"] and INDENT.fullmatch(indent):
        name, kind, start = opening["fence"], found.fences, line
        end = -1 if (name, indent) in hopeless else _fence_end(text, name, indent, after + 1)
    elif opening["fence"]:  # three backticks within a line are inline code
        name, kind = opening["fence"], found.code
        end = _code_end(text, opening.end("fence"), len(name))
    elif opening["comment"]:
        name, kind = "<!--", found.comments
        end = -1 if (name, "") in hopeless else text.find("-->", after)
        indent, end = "", end + 3 if end >= 0 else -1
    elif opening["raw"]:
        name, kind = opening["raw"], found.code
        closing = re.compile(rf"</{opening['tag']}\s*>", re.IGNORECASE)
        closed = None if (name, "") in hopeless else closing.search(text, after)
        indent, start, end = "", after, closed.start() if closed else -1
    elif opening["escape"]:
        name, kind, end = opening["escape"], found.escapes, after
    else:
        name, kind = opening["ticks"], found.code
        end = _code_end(text, after, len(name))
    if end < 0:
        found.unclosed.append((name, opening.start()))
        if not indent and not opening["ticks"]:
            hopeless.add((name, indent))
        return after
    kind.append((start, end))
    return end


def blank(text: str, spans: Iterable[Span], filler: str = " ") -> str:
    """Put spaces in place of the spans; line ends stay, so every offset does."""
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            first = max(start, position)
            parts += text[position:first], "\n".join(filler * len(line) for line in text[first:end].split("\n"))
            position = end
    return "".join((*parts, text[position:]))


def _fence_end(text: str, fence: str, indent: str, position: int) -> int:
    """Find the end of a fence as pymdownx.superfences does; -1 where the content leaves its indentation first."""
    indent = indent.expandtabs(4)
    quoted = ">" in indent
    while position <= len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].expandtabs(4)
        content = line.lstrip(" >") if quoted else line.lstrip()
        if content.rstrip() == fence and (quoted or len(line) - len(content) == len(indent)):
            return end
        if content and not quoted and len(line) - len(content) < len(indent):
            return -1
        if quoted and not line.lstrip().startswith(">"):
            return -1
        position = end + 1
    return -1


def _code_end(text: str, after: int, length: int) -> int:
    """Find the end of inline code opened by so many backticks, within its block; -1 where it isn't code."""
    stop = BREAK.search(text, after)
    limit = stop.start() if stop else len(text)
    closing = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(text, after, limit)
    return closing.end() if closing else -1
