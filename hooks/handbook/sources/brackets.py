"""One bracket → a citation: pandoc's `[see @key, p. 3; -@{other key}]`.

A key starts with a letter, digit or `_` and goes on with these and single inner `:.#$%&-+?~/*`; any other key stands in
braces. What looks like a citation and isn't one comes back as `Malformed`, so that it is never printed without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from handbook.model import Citation, CitationItem

LONGEST = 2_000  # characters in one bracket
KEY = r"\{[^{}\s]+\}|\w(?:\w|[:.#$%&\-+?~/*](?=\w))*"
AT = re.compile(rf"@(?<![A-Za-z0-9_.@\\]@)(?:{KEY})")
ITEM = re.compile(rf"(?P<prefix>.*?)(?P<minus>-?)(?<![A-Za-z0-9_.@\\])@(?P<key>{KEY})(?P<rest>.*)", re.DOTALL)
MEANT = re.compile(r"[\s\-]*[@＠]\s?[\w{]")
NESTED = re.compile(r"\[[^\[\]]*\]")
PARTING = re.compile(r"[\[\];]")
BOUND = re.compile(r"\[|\]|\n[ \t]*(?=\n)")
WIDE = re.compile(rf"＠|；(?=\s*-?[@＠])|(?<=@)(?:{KEY})\s*，")
TO_NARROW = str.maketrans("；，＠", ";,@")
LABEL = (
    r"(?:pp?|paras?|chaps?|ch|secs?|figs?|tabs?|tables?|vols?|nos?|cols?|lines?|app|art|suppl|n|part|box|slide)\b\.?\s*"
)
NUMBER = r"[\dA-Za-z]*\d[\w.]*|[ivxlcIVXLC]+\b"
LOCATOR = re.compile(
    rf"(?:{LABEL})?(?:{NUMBER})(?:\s*[-–—,]\s*(?:{NUMBER}))*|第\s*[\d–—-]+\s*[页章节条表图]|[页章节条表图]\s*[\d–—-]+"
)


class Malformed(NamedTuple):
    """A bracket that was meant as a citation."""

    reason: Literal["unclosed", "no-key", "two-keys", "full-width", "link", "unseen"]
    start: int  # of `[`
    end: int
    offset: int  # of the fault
    found: str  # the text in question


def read(text: str, start: int) -> Citation | Malformed | None:
    """Read the bracket at `start`; None when it isn't meant as a citation."""
    end = _closing(text, start)
    if end is None:
        if MEANT.match(text, start + 1):
            key = AT.search(text, start)
            return Malformed(
                "unclosed", start, key.end() if key else start + 1, start, text[start : start + 40].partition("\n")[0]
            )
        return None
    inner = text[start + 1 : end - 1]
    outside = NESTED.sub("", inner)
    if (not MEANT.match(outside) and not AT.search(outside)) or text.startswith("(", end):  # `(`: the text of a link
        return None
    if (wide := WIDE.search(inner)) is not None:
        return Malformed("full-width", start, end, start + wide.end(), f"[{inner.translate(TO_NARROW)}]")
    items = []
    for at, part in _parts(inner, start + 1):
        match = ITEM.fullmatch(part)
        if match is None:
            return Malformed("no-key", start, end, at, part.strip())
        if (second := AT.search(match["rest"])) is not None:
            return Malformed("two-keys", start, end, at + match.start("rest") + second.start(), second[0])
        items.append(_item(match, at))
    return Citation(tuple(items), start, end)


def _closing(text: str, start: int) -> int | None:
    """Find the end of the bracket that opens at `start`, within its paragraph."""
    depth = 0
    for match in BOUND.finditer(text, start, start + LONGEST):
        if match[0] == "[":
            depth += 1
        elif match[0] == "]":
            depth -= 1
            if depth == 0:
                return match.end()
        else:
            return None
    return None


def _parts(inner: str, offset: int) -> Iterator[tuple[int, str]]:
    """Split at semicolons that stand in no inner bracket."""
    depth = start = 0
    for mark in PARTING.finditer(inner):
        depth += {"[": 1, "]": -1}.get(mark[0], 0)
        if mark[0] == ";" and depth == 0:
            yield offset + start, inner[start : mark.start()]
            start = mark.end()
    yield offset + start, inner[start:]


def _item(match: re.Match[str], offset: int) -> CitationItem:
    rest = match["rest"]
    after = rest.lstrip()
    locator = None
    if after.startswith(","):
        after = after[1:].lstrip()
        locator = LOCATOR.match(after)
    return CitationItem(
        key=match["key"].strip("{}"),
        prefix=" ".join(match["prefix"].split()),
        locator=" ".join(locator[0].split()) if locator else "",
        suffix=" ".join(after[locator.end() if locator else 0 :].split()),
        suppress_author=bool(match["minus"]),
        offset=offset + match.start("key") - 1,
    )
