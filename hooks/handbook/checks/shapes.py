"""Blocks that don't come out as their author meant: tables, lists, admonitions, generated blocks, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.model import Diagnostic, Page, Site
from handbook.sources import anchors
from handbook.sources.document import Block, Document
from handbook.sources.nearest import nearest

TYPES = (
    *("abstract", "attention", "bug", "caution", "check", "cite", "danger", "done", "error", "example", "fail"),
    *("failure", "faq", "help", "hint", "important", "info", "missing", "note", "question", "quote", "success"),
    *("summary", "tip", "tldr", "todo", "warning"),
)
CLASSES = frozenset({"inline", "end", "annotate"})
ROW = re.compile(r"\|.*\|$")
SEPARATOR = re.compile(r"(?=.*\|)[|:\- ]*-[|:\- ]*$")
MARKER = re.compile(r"(?:!{2,}|\?{2,})[ ]*[\w\"“]|!!!|\?\?\?")
CURLY = re.compile(r"[“”‘’「„＂]")  # told already
BULLET = re.compile(r"[-*+][ ]+\S")
NUMBER = re.compile(r"\d{1,2}\.[ ]+\S")
GLUED = re.compile(r"-(?=[^\W\d_])|\d{1,2}\.(?=[^\W\d_])")
PSEUDO = re.compile(r"(\d{1,2}[．、）)])[ ]*\S")
ANY_NUMBER = re.compile(r"\d{1,2}[.．、）)]")
HEADING = re.compile(r"#{1,6}[ ]+\S|\\?#{2,6}[ ]+.*\{#[\w-]+\}$")
UNREAD_LIST = re.compile(r"(?<=\S)[ ]+(\{:?[ ]*[.#][A-Za-z][^{}\n]*\})")
SEPARATOR_MEANT = re.compile(r"(?=.*[-—–=＝])[|｜:\-—–=＝_ ]+$")
SENTENCE = re.compile(r"[\u4e00-\u9fff]{2}[^\n]*[，。！？；]")
ITEM = re.compile(r"(?:[-*+]|\d+\.)[ ]+\S")
IN_HTML = re.compile(r"\]\([^)\s]|\[@\w|\*\*[^\s*]|^[ ]*#{2,6}[ ]", re.MULTILINE)


def check(site: Site, page: Page, document: Document) -> Iterator[Diagnostic]:
    """Yield what is wrong with the blocks of a page."""
    for block in document.blocks:
        if block.kind == "paragraph":
            yield from _paragraph(page, document, block)
        elif block.kind == "table":
            yield from _table(page, document, block)
        elif block.kind == "list":
            yield from _list(page, document, block)
        elif block.kind in {"admonition", "details", "tab"}:
            yield from _admonition(page, document, block)
        elif block.kind == "block":
            yield from _generated(page, document, block)
        elif block.kind == "code" and SENTENCE.search(text := document.text[block.start : block.end]):
            if not text.lstrip(" >\t").startswith(("```", "~~~")):
                yield Diagnostic.at(page.place(block.start), "TXT055", found=text.split("\n")[0][:40])
        elif block.kind == "html" and "md_in_html" not in site.settings.extensions:
            for found in IN_HTML.finditer(document.bare, block.start, block.end):
                line = document.text[found.start() : document.text.find("\n", found.start())]
                yield Diagnostic.at(page.place(found.start()), "TXT048", found=line[:40].strip(), tag=block.name)
                break


def lines(document: Document, block: Block) -> Iterator[tuple[int, str]]:
    """Walk over a block's lines: offset of the content, and the content without quotation marks and indentation."""
    position = document.bare.rfind("\n", 0, block.start) + 1
    for line in document.bare[position : block.end].split("\n"):
        content = line.lstrip(" >\t")
        yield position + len(line) - len(content), content.rstrip()
        position += len(line) + 1


def _paragraph(page: Page, document: Document, block: Block) -> Iterator[Diagnostic]:
    """Find lines of a paragraph that were meant as something else."""
    rows = list(lines(document, block))
    for index, (offset, content) in enumerate(rows):
        below = rows[index + 1][1] if index + 1 < len(rows) else ""
        above = rows[index - 1][1] if index else ""
        if MARKER.match(content) and not CURLY.search(content):
            yield Diagnostic.at(page.place(offset), "TXT035", found=content[:40])
        elif (ROW.match(content) or SEPARATOR.match(below)) and "|" in content and not _table_like(above, content):
            at = rows[index + 1][0] if SEPARATOR_MEANT.match(below) and not above else offset
            yield Diagnostic.at(page.place(at), "TXT033", found=document.text[at:].split("\n")[0][:40])
        elif index and _begins_list(above, content, below):
            yield Diagnostic.at(page.place(offset), "TXT040", found=content[:40])
        elif HEADING.match(document.text, offset, offset + len(content)):
            yield Diagnostic.at(page.place(offset), "TXT054", found=content[:40])
        elif (found := UNREAD_LIST.search(document.text, offset, offset + len(content))) and content[0] != "＃":
            yield Diagnostic.at(page.place(found.start(1)), "TXT012", found=found[1], near="{#…}")
        else:
            yield from _item(page, offset, content, above, below)


def _item(page: Page, offset: int, content: str, above: str, below: str) -> Iterator[Diagnostic]:
    """Find a line that was meant as an item of a list and has a wrong mark, or no space behind it."""
    if (
        (found := PSEUDO.match(content))
        and not PSEUDO.match(above)
        and (ANY_NUMBER.match(above) or ANY_NUMBER.match(below))
    ):
        yield Diagnostic.at(page.place(offset), "TXT009", found=found[1], near="1.")
    elif found := GLUED.match(content):
        near = f"{found[0]} {content[found.end() :][:10]}…"
        yield Diagnostic.at(page.place(offset), "TXT042", found=content[:20], near=near)


def _table_like(above: str, content: str) -> bool:
    """Tell whether the fault was reported at the row above."""
    return bool(ROW.match(above) or SEPARATOR.match(content) or (above and SEPARATOR.match(above)))


def _begins_list(above: str, content: str, below: str) -> bool:
    """Tell whether a line of a paragraph was meant as the first item of a list; a year at its start wasn't."""
    if BULLET.match(content):
        return not BULLET.match(above)
    first = NUMBER.match(content) and not NUMBER.match(above)
    return bool(first and (content.startswith("1.") or NUMBER.match(below)))


def _table(page: Page, document: Document, block: Block) -> Iterator[Diagnostic]:
    for (offset, content), cells in zip(lines(document, block), block.cells, strict=False):
        if cells != block.columns and not content.startswith("｜"):
            yield Diagnostic.at(page.place(offset), "TXT032", cells=cells, columns=block.columns, found=content[:40])


def _list(page: Page, document: Document, block: Block) -> Iterator[Diagnostic]:
    """Find items that were meant to be nested: Python-Markdown wants four spaces."""
    column = block.start - document.bare.rfind("\n", 0, block.start)
    above = ""
    for offset, content in lines(document, block):
        here = offset - document.bare.rfind("\n", 0, offset)
        if column < here < column + 4 and ITEM.match(content):
            yield Diagnostic.at(page.place(offset), "TXT041", spaces=here - column)
        elif content and block.depth == 0:
            yield from _item(page, offset, content, above, "")
        above = content


def _admonition(page: Page, document: Document, block: Block) -> Iterator[Diagnostic]:
    place = page.place(block.start)
    words = block.name.lower().split()
    if block.kind != "tab" and words:
        if words[0] not in TYPES:
            near = nearest(words[0], TYPES, "note", cutoff=0.5)
            yield Diagnostic.at(place, "TXT034", found=block.name, near=near, known=", ".join(TYPES))
        elif extra := [word for word in words[1:] if word not in CLASSES]:
            yield Diagnostic.at(place, "TXT036", found=" ".join(extra), near=f'{words[0]} "{" ".join(extra)}"')
    if "\n" not in document.text[block.start : block.end]:
        yield Diagnostic.at(place, "TXT037", found=document.text[block.start : block.end][:40])


def _generated(page: Page, document: Document, block: Block) -> Iterator[Diagnostic]:
    place = page.place(block.start)
    if block.name not in anchors.GENERATED:
        near = nearest(block.name, anchors.GENERATED, ", ".join(anchors.GENERATED))
        yield Diagnostic.at(place, "TXT038", found=block.name, near=near)
    if not re.search(r"\n[ >]*/{3,}[ \t]*$", document.bare[block.start : block.end]):
        yield Diagnostic.at(place, "TXT039", found=block.name)
