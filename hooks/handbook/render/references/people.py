"""Names of people and bodies, in the order and with the initials that a style asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from handbook.model import Entry, Name

People = Sequence[Name]
HAN = re.compile(r"[㐀-鿿]")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
GENERATIONS = {"II": "2nd", "III": "3rd", "IV": "4th"}
SERVERS = ("journal", "archiveprefix", "eprinttype", "howpublished", "publisher", "organization")


def vancouver(name: Name) -> str:
    """Write `van der Woning B`, `Mammen AL`, `Gilstrap LC 3rd`, `刘陶`."""
    if name.literal or HAN.search(name.family):
        return whole(name)
    initials = "".join(letter for letter, _ in _initials(name.given))
    family = " ".join(filter(None, (name.particle, name.family)))
    suffix = GENERATIONS.get(name.suffix, name.suffix.replace(".", ""))
    return " ".join(filter(None, (family, initials, suffix)))


def gbt(name: Name, *, hyphens: bool, capitals: bool) -> str:
    """Write `Godard J-L` (2025) or `GODARD J L` (2015)."""
    if name.literal or (HAN.search(name.family) and not re.search(r"[A-Za-z]", name.given)):
        return whole(name)
    initials = ""
    for letter, joined in _initials(name.given):
        initials += ("-" if joined and hyphens else " " if initials else "") + letter
    family = " ".join(filter(None, (name.particle, name.family)))
    personal = " ".join(filter(None, (family.upper() if capitals else family, initials)))
    return (", " if capitals else " ").join(filter(None, (personal, name.suffix.replace(".", ""))))


def whole(name: Name) -> str:
    """Write a name in full, in the order of its language."""
    if HAN.search(name.family):
        return name.family + name.given
    return " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


class Rules(NamedTuple):
    """How a style lists names."""

    write: Callable[[Name], str]
    most: int  # names before `et al`
    comma: str
    body: str  # between people and the body that stands behind them
    others: str


def listed(entry: Entry, who: People, rules: Rules, *, more: bool) -> str:
    """List names; beyond the most, or where the entry leaves some out, the rest is `et al`, of Chinese names `等`."""
    text = ""
    for index, name in enumerate(who[: rules.most]):
        after_people = index > 0 and name.literal and not who[index - 1].literal
        text += ("" if index == 0 else rules.body if after_people else rules.comma) + rules.write(name)
    if text and (more or len(who) > rules.most):
        text += rules.comma + ("等" if entry.language == "zh" and HAN.search(who[0].family) else rules.others)
    return text


def responsible(entry: Entry) -> tuple[People, bool, bool]:
    """Return who stands first: authors, else editors; whether some are left out; whether they are editors."""
    if entry.authors:
        return entry.authors, entry.more_authors, False
    return entry.editors, entry.more_editors, bool(entry.editors)


def ordinal(edition: str) -> str:
    """Write `2nd` for `2` or `second`; leave anything else as it is."""
    words = {word: index for index, word in enumerate(ORDINALS, 1)}
    number = int(edition) if edition.isdecimal() else words.get(edition.lower(), 0)
    if not number:
        return edition
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def server(entry: Entry) -> str:
    """Name the server that holds a preprint."""
    return next(filter(None, (entry[name] for name in SERVERS)), "")


def _initials(given: str) -> list[tuple[str, bool]]:
    """Take first letters: `Jean-Luc M.` → J, -L, M; capitals already abbreviated (`JL`) fall apart."""
    found: list[tuple[str, bool]] = []
    for part in re.split(r"[\s.]+", given):
        for index, piece in enumerate(part.split("-")):
            letters = [c for c in piece if c.isalpha()]
            if not letters:
                continue
            abbreviated = 1 < len(letters) <= 3 and piece.isupper()
            for position, letter in enumerate(letters if abbreviated else letters[:1]):
                found.append((letter.upper(), index > 0 and position == 0))
    return found
