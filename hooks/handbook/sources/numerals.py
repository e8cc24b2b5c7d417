"""Words for numbers, Chinese and English: `二十一`, `twenty-one`, `two`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

DATA: dict[str, Any] = tomllib.loads((files(__package__) / "figures.toml").read_text("utf-8"))
ENGLISH: dict[str, int] = {word: int(number) for number, words in DATA["english"].items() for word in words}
HINTS: list[tuple[str, int]] = [(form, int(number)) for number, forms in DATA["hint"].items() for form in forms]
DIGITS: dict[str, int] = DATA["digit"]
POWERS: dict[str, int] = DATA["power"]
NUMERAL = f"[{''.join(DIGITS)}{''.join(POWERS)}]+"
TOKEN = re.compile(rf"[a-z]+|{NUMERAL}", re.IGNORECASE)


def english(word: str) -> int:
    """Return the number that an English word stands for."""
    return ENGLISH[word.lower()]


def numeral(text: str) -> int:
    """Read a Chinese numeral below 10¹²: `二十一` is 21, `三百万` 3,000,000, `二〇一八` 2018."""
    if not any(sign in POWERS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total = part = digit = 0
    largest = 1
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
            continue
        power = POWERS[sign]
        if power < 10_000:
            part += (digit or 1) * power
        else:  # closes a group, and multiplies the groups before it when it is the larger: 一万亿
            group = part + digit or (0 if total else 1)
            total = (total + group) * power if power > largest else total + group * power
            part, largest = 0, power
        digit = 0
    return total + part + digit


# 2/3, 1 in 9,000: written out, it may be one number.
MIDDLE = re.compile(r"\bmid-(\d)0s")  # mid-30s
RATIO = re.compile(r"(?<![\d.,/])(\d[\d,]*)(?:/| in | of | out of | per )([1-9][\d,]*)(?![\d.]*[\d/])")


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[float]:
    """Return every number that stands in the text as a word, or as the ratio of two numbers."""
    found: set[float] = set()
    tens = 0
    for token in TOKEN.finditer(text):
        word = token[0].lower()
        number = ENGLISH.get(word) if word.isascii() else numeral(word)
        if number is not None:
            found |= {number, tens + number if number < 10 else number}
        tens = number if number is not None and 20 <= number < 100 else 0
        if word in DATA["share"]:
            found.add(1 / DATA["share"][word])
    found.update(10 * int(decade) + 5 for decade in MIDDLE.findall(text))
    parts = (map(_digits, ratio.groups()) for ratio in RATIO.finditer(text))
    return frozenset(found).union(part / whole for part, whole in parts)


def _digits(text: str) -> int:
    return int(text.replace(",", ""))


@lru_cache(maxsize=4096)
def hints(text: str) -> frozenset[float]:
    """Return every number that a word of the text is or may stand in for: `both`, `半`, `none`. More is no harm."""
    tokens = {token.lower() for token in re.findall("[A-Za-z]+", text)}
    stand_ins = {number for form, number in HINTS if (form in tokens if form.isascii() else form in text)}
    halves = {1 / 2, 50} if "half" in tokens or "半" in text else set()
    shares = {
        100 * part / whole for form, whole in DATA["share"].items() if {form, f"{form}s"} & tokens for part in (1, 3)
    }
    return words(text) | stand_ins | halves | shares
