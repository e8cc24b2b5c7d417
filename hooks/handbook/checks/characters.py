"""Characters that nobody sees or that look like others, and the space between Chinese and Latin text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbook.model import Diagnostic, Page
from handbook.sources.document import Document

# Format, control, private-use and unassigned characters, U+FFFD, and spaces that aren't one; the variation selectors,
# joiners within emoji and no-break spaces of good typography are left alone.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    r"\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffd\ue000-\uf8ff\U000e0000-\U000e007f]"
)
# A space that isn't the plain one: behind a marker Markdown misses its space, before text it is the habit of a typist.
ODD_SPACE = re.compile(
    r"^[ \t>]*(?P<marker>#{1,6}|[-*+]|\d+\.|!!!|\?\?\?)?(?P<space>[\u00a0\u2000-\u200a\u202f\u205f\u3000]+)(?=\S)",
    re.MULTILINE,
)
# Cyrillic and Greek letters with the shape of Latin ones.
TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТХаеіјорсухѕԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
        "ABESIJKMHOPCTXaeijopcyxsdqwhABEZHIKMNOPTYXovp",
        strict=True,
    )
)
MIXED = re.compile(rf"[A-Za-z{''.join(TWINS)}]+")
ALIKE = re.compile(f"[{''.join(TWINS)}]")
WIDE = re.compile(r"[Ａ-Ｚａ-ｚ]+")
# Any of the above: without one, there is nothing to look for.
SUSPECT = re.compile(f"{UNSEEN.pattern[:-1]}\u00a0\u2000-\u200a\u202f\u205f\u3000{''.join(TWINS)}{WIDE.pattern[1:-2]}]")
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
TIGHT = re.compile(rf"[{HAN}](?=[A-Za-z0-9])|[A-Za-z0-9%](?=[{HAN}])")


def check(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Yield characters that aren't what they seem, and places that lack a space."""
    if SUSPECT.search(page.text):
        yield from _suspect(page, document)
    for key, line in page.meta_lines.items():  # written as an escape, it isn't in the text
        for match in UNSEEN.finditer(str(page.meta[key])):
            if match[0] not in page.text:
                yield Diagnostic.at(page.line(line), "TXT017", point=_point(match[0]), name=_name(match[0]))
    if page.language == "zh":
        for offset in tight(document):
            around = page.text[offset - 4 : offset + 4].replace("\n", " ")
            near = f"{page.text[offset - 1]} {page.text[offset]}"
            yield Diagnostic.at(page.place(offset), "TXT021", found=around.strip(), near=near)


def tight(document: Document) -> Iterator[int]:
    """Find where a space should stand between Han characters and Latin letters or digits, as offsets."""
    return (match.end() for match in TIGHT.finditer(document.prose))


def _suspect(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Yield characters that can't be seen, or are taken for others."""
    for match in UNSEEN.finditer(page.text):
        yield Diagnostic.at(page.place(match.start()), "TXT017", point=_point(match[0]), name=_name(match[0]))
    for match in ODD_SPACE.finditer(document.bare):
        code = "TXT018" if match["marker"] else "TXT022"
        space = match["space"][0]
        yield Diagnostic.at(page.place(match.start("space")), code, point=_point(space), name=_name(space))
    for match in MIXED.finditer(page.text) if ALIKE.search(page.text) else ():
        if (alike := ALIKE.search(match[0])) and re.search("[A-Za-z]", match[0]):
            near = "".join(TWINS.get(character, character) for character in match[0])
            place = page.place(match.start() + alike.start())
            yield Diagnostic.at(place, "TXT019", word=match[0], point=_point(alike[0]), name=_name(alike[0]), near=near)
    for match in WIDE.finditer(document.bare):
        near = unicodedata.normalize("NFKC", match[0])
        yield Diagnostic.at(page.place(match.start()), "TXT020", found=match[0], near=near)


def _point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _name(character: str) -> str:
    return unicodedata.name(character, "unnamed").lower()
