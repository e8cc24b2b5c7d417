"""Punctuation of the other language, doubled, or with a space where none belongs. Each has one right answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handbook.model import Diagnostic, Language, Page
from handbook.sources.document import Document

HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
FULL = dict(zip(",.;:?!()", "，。；：？！（）", strict=True))
HALF = {wide: plain for plain, wide in FULL.items()} | {"、": ","}
QUOTED = re.compile(r"“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|《[^》\n]*》|\"[^\"\n]*\"|\[[^\]\n]*@[^\]\n]*\]")  # or cited
SIGNS = "，。；：、？！"
# Beside a Chinese character, or behind a bracket before one; a pair of brackets is told as one.
# Each alternative begins with what it looks for, and looks behind afterwards: that is several times as fast.
PLAIN = re.compile(
    rf"[,;?](?<={HAN}.)|!(?<={HAN}!)(?!\[)|:(?<={HAN}:)(?![\w-]*:)|\.(?<={HAN}\.)(?=[\s”’）」]|{HAN}|\Z)"
    rf"|[,;:?!](?<=[\]）)”A-Za-z0-9%].)(?=[ ]?{HAN})|\.(?<=[\]）)”]\.)(?={HAN})"
    rf"|[(（](?<={HAN}.)[^()（）\n]*\)|\([^()（）\n]*[)）](?={HAN})|\([^()（）\n]*{HAN}[^()（）\n]*\)"
    r"|（[^()（）\n]*\)|\([^()（）\n]*）"
)
WIDE = re.compile(rf"[{SIGNS}（）](?<=[A-Za-z0-9)\]%.,].)(?![^\x00-\x7f])[ ]?")
SPACE = re.compile(
    rf"[ \u00a0](?<=\S.)[ \u00a0]*(?=[{SIGNS}）」』》])|[ ](?<=[（「『《].)[ ]*(?=\S)|[ ](?<=[{SIGNS}].)[ ]*(?={HAN})"
)
PLAIN_SPACE = re.compile(r"[ ](?<=[A-Za-z0-9)%].)[ ]*(?=[,;:?!.](?:\s|\Z))|[ ](?<=\(.)[ ]*(?=\w)|[ ](?<=\w.)[ ]*(?=\))")
DOUBLED = re.compile(r"([，。；：、])\1+|[，、；：][。，；、：]|。[，；、：]")
PLAIN_DOUBLED = re.compile(
    r"([,;:])(?<=[A-Za-z0-9)\]].)\1+|\.(?<=[A-Za-z0-9)\]].)\.(?!\.)|[,;:](?<=[A-Za-z0-9)\]].)\.(?=\s)"
)
RULES: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "zh": (("TXT057", PLAIN), ("TXT058", SPACE), ("TXT059", DOUBLED)),
    "en": (("TXT057", WIDE), ("TXT058", PLAIN_SPACE), ("TXT059", PLAIN_DOUBLED)),
}


class Slip(NamedTuple):
    """A stretch of a page, and what was meant."""

    code: str
    start: int
    end: int
    near: str


def check(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Yield every slip of a page."""
    for slip in slips(page, document):
        before = page.text[slip.start - 6 : slip.start].rpartition("\n")[2]
        after = page.text[slip.end : slip.end + 6].partition("\n")[0]
        found = f"{before}{page.text[slip.start : slip.end]}{after}".strip()
        yield Diagnostic.at(page.place(slip.start), slip.code, found=found, near=slip.near or "—")


def slips(page: Page, document: Document) -> Iterator[Slip]:
    """Find every slip in prose; quotations, code, addresses and numbers are left alone."""
    for code, pattern in RULES[page.language]:
        for found in pattern.finditer(document.prose):
            start, end = found.span()
            if page.text[start:end] == found[0] and not _quoted(document.prose, start):  # nothing in it was blanked
                yield Slip(code, start, end, _meant(code, found[0], page.language))


def _quoted(prose: str, offset: int) -> bool:
    start = prose.rfind("\n", 0, offset) + 1
    line = prose[start : prose.find("\n", offset) % (len(prose) + 1)]
    return any(found.start() < offset - start < found.end() - 1 for found in QUOTED.finditer(line))


def _meant(code: str, text: str, language: Language) -> str:
    if code == "TXT058":
        return ""
    if code == "TXT059":
        return text[0] if len(set(text)) == 1 else max(text, key="，、,：:；;。.".index)
    if language == "zh":
        return FULL.get(text) or f"（{text[1:-1]}）"
    return f" {HALF[text[0]]}" if text[0] == "（" else HALF[text[0]] + (" " if text[0] != "）" else "")
