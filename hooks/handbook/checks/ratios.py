"""EVD: counts, shares and ranges that can't be, whatever a source says: 8 of 6, 9 of 18 (15%), 97.4–80.6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handbook.model import Diagnostic, Page
from handbook.sources.statements import Statement

HEADS = "[例名人位只份]"
PART = r"(?P<part>\d[\d,]*)"
WHOLE = r"(?P<whole>\d[\d,]*)(?![\d.,/]*\d)"
SHARE = r"[ ]?[（(,，][ ]?(?P<share>\d+(?:\.\d+)?)[ ]?%"
COUNTS = {  # what stands in each → how it is written
    " of ": re.compile(
        rf"(?<![\d.,/–-]){PART} (?:out )?of (?:the |these |all )?{WHOLE}(?! ?(?:%|m?g\b|m[Ll]\b|times|doses))"
        rf"(?:(?: [a-z-]+){{0,3}}{SHARE})?"
    ),
    "中": re.compile(
        rf"(?<![\d.,/–-]){WHOLE} ?{HEADS}[^\d，。；（）]{{0,8}}中，?[^\d，。；（）]{{0,6}}{PART} ?{HEADS}(?:{SHARE})?"
    ),
    "/": re.compile(rf"(?<![\d.,/–-]){PART}/{WHOLE} ?{HEADS}?{SHARE}"),
}
RANGE = re.compile(
    r"(?<![\d.,–~～-])(?!(?:1[89]|20)\d\d-)(\d[\d,]*(?:\.\d+)?)[ ]?%?[ ]?[–~～-][ ]?(\d[\d,]*(?:\.\d+)?)(?![\d,–-]*\d)"
)


SEVERAL = re.compile(r"\d\D+\d")


class Count(NamedTuple):
    """A part of a whole."""

    part: int
    whole: int
    share: str


def check(page: Page, statement: Statement) -> Iterator[Diagnostic]:
    """Yield what can't be in one statement that holds figures."""
    text = statement.text
    if not SEVERAL.search(text):
        return
    for found in (match for sign, count in COUNTS.items() if sign in text for match in count.finditer(text)):
        count = Count(_whole(found["part"]), _whole(found["whole"]), found["share"] or "")
        place = page.place(statement.start + found.start())
        if count.part > count.whole:
            yield Diagnostic.at(place, "EVD014", found=found[0], part=count.part, whole=count.whole)
        elif count.share and count.whole and not _right(count):
            near = f"{100 * count.part / count.whole:.{_digits(count.share)}f}%"
            yield Diagnostic.at(place, "EVD015", found=found[0], near=near)
    for found in RANGE.finditer(text):
        low, high = (float(end.replace(",", "")) for end in found.groups())
        if low > high and not _shortened(*found.groups()):
            place = page.place(statement.start + found.start())
            yield Diagnostic.at(place, "EVD016", found=found[0], near=f"{found[2]}–{found[1]}")


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def _digits(share: str) -> int:
    return len(share.partition(".")[2])


def _right(count: Count) -> bool:
    """Whether a share is that of its count; some sources cut off where others round."""
    return abs(100 * count.part / count.whole - float(count.share)) < 0.1 ** _digits(count.share)


def _shortened(first: str, last: str) -> bool:
    """Whether the end of a range leaves out what both share: 1003–12, 2019–21."""
    return (first + last).isdigit() and len(last) < len(first) and int(first[-len(last) :]) < int(last)
