"""What comes in pairs and has lost its other half: code, comments, brackets of links, `**`, HTML tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from handbook.model import Diagnostic, Page
from handbook.sources import tags
from handbook.sources.document import Document
from handbook.sources.masking import INDENT

STRONG = re.compile(r"\*(?<![*\\]\*)\*(?!\*)")
# Where emphasis can't go on: blank lines, lines that start another block, cells of a table.
BOUNDARY = re.compile(r"\n(?=[ \t>]*(?:$|[-*+][ \t]|\d+\.[ \t]|#|!!!|\?\?\?|\[\^))|\|(?<=[\n ]\|)", re.MULTILINE)
BROKEN_LINK = re.compile(
    r"\]\((?=[^\s()]*(?:\.md|\.html?|://|\.png|\.jpe?g|\.svg|#))|\](?=[\w./-]*\w\.md\b[^\n]*\))"
    r"|\[(?![\^@])[^\[\]()\n]+\((?=[^\s()]*(?:\.md|://)[^\s()]*\))"
)
DOUBLED = re.compile(r"\[(?<!\[\[)-?@[^\[\]\n]+\](\])")
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
TAGS = re.compile(rf"{tags.TAG.pattern}|(?P<end></([a-zA-Z][\w:-]*)\s*>)")


def check(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Yield everything whose other half is missing."""
    yield from _unclosed(page, document)
    yield from _brackets(page, document)
    yield from _emphasis(page, document)
    yield from _tags(page, document)


def _unclosed(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Find what hides its content and has no end; behind an open fence, nothing can be told."""
    for start, end in document.comments:
        if page.text.find("<!--", start + 4, end) >= 0:  # up to the end of another comment, nothing is seen
            yield Diagnostic.at(page.place(start), "TXT024", found="<!--")
    codes = {"`": "TXT025", "~": "TXT023", "<!": "TXT024", "<": "TXT049"}
    for opening, offset in document.unclosed:
        fence = opening.startswith("```") and INDENT.fullmatch(page.text[page.text.rfind("\n", 0, offset) + 1 : offset])
        code = "TXT023" if fence else next(code for start, code in codes.items() if opening.startswith(start))
        yield Diagnostic.at(page.place(offset), code, found=opening)
        if code == "TXT023":
            return


def _brackets(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Find links that lack a bracket, and citations with one too many."""
    spans = [(link.start, link.end) for link in document.addresses if not link.raw]
    spans += [(block.start, block.end) for block in document.blocks if block.kind == "html"]
    for found in (*BROKEN_LINK.finditer(document.bare), *DOUBLED.finditer(document.bare)):
        start = page.text.rfind("\n", 0, found.start()) + 1
        before, line = page.text[start : found.start()], document.bare[start : page.text.find("\n", found.start())]
        meant = "\\[" in before or (found.re is DOUBLED and line.count("[") == line.count("]"))
        if not meant and not any(start <= found.start() < end for start, end in spans):
            yield Diagnostic.at(
                page.place(found.start()), "TXT026", found=page.text[found.start() :].split("\n")[0][:40]
            )


def _emphasis(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Find `**` that neither opens nor closes anything."""
    tokens = [token.start() for token in STRONG.finditer(document.bare)]
    bounds = [found.start() for found in BOUNDARY.finditer(document.bare)] if tokens else []
    segments: dict[int, list[int]] = {}
    for token in tokens:
        segments.setdefault(bisect_right(bounds, token), []).append(token)
    for offsets in segments.values():
        fault = _unpaired(document.bare, offsets)
        if fault is not None:
            yield Diagnostic.at(page.place(fault), "TXT027", found=document.text[fault : fault + 14].split("\n")[0])


def _unpaired(text: str, offsets: list[int]) -> int | None:
    """Find the first `**` that can neither open nor close, or that stays open; one between spaces is no markup."""
    opened: int | None = None
    for offset in offsets:
        before, after = text[offset - 1 : offset], text[offset + 2 : offset + 3]
        if opened is not None and before.strip():
            opened = None
        elif opened is None and after.strip():
            opened = offset
        elif before != " " or after != " ":
            return offset if opened is None else opened
    return opened


def _tags(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Find HTML tags that are never closed, or close what isn't open."""
    if "<" not in document.bare:
        return
    stack: list[tuple[str, int]] = []
    others = document.angled.union(mark.offset for mark in document.unclosed)
    for found in TAGS.finditer(document.bare):
        name = (found[1] or found[4]).lower()
        if found["end"] is None:
            if name not in VOID and not found[0].endswith("/>") and found.start() not in others:
                stack.append((name, found.start()))
        elif any(name == opened for opened, _ in stack):
            while (last := stack.pop())[0] != name:
                yield Diagnostic.at(page.place(last[1]), "TXT049", found=f"<{last[0]}>")
        else:
            yield Diagnostic.at(page.place(found.start()), "TXT049", found=found[0])
    for name, offset in stack:
        yield Diagnostic.at(page.place(offset), "TXT049", found=f"<{name}>")
