"""PAR: what the words of a block and of its counterpart say: names and numbers (`naming`), opposites, negation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from handbook.checks import naming
from handbook.checks.naming import Found, whole_words
from handbook.checks.pairing import Pair, differ, grouped
from handbook.checks.parts import Part
from handbook.checks.twins import Twins
from handbook.checks.units import Unit
from handbook.model import Diagnostic

DATA: dict[str, Any] = tomllib.loads((files(__package__) / "wording.toml").read_text("utf-8"))


OPPOSITES = [
    tuple((whole_words(english), re.compile(chinese)) for english, chinese in (pair["one"], pair["other"]))
    for pair in DATA["opposite"]
]
ALONE = {index for index, pair in enumerate(DATA["opposite"]) if "alone" in pair}
HAN = re.compile("[一-鿿]")
WORD = re.compile("[a-z]+")
PHRASES = [  # forms of several words
    ((index, side), form.partition(" ")[0], re.compile(form))
    for index, pair in enumerate(DATA["opposite"])
    for side, name in enumerate(("one", "other"))
    for form in re.split(r"\|(?![^(]*\))", pair[name][0])
    if " " in form
]
NEGATION = DATA["negation"]
DENIES = whole_words(NEGATION["english"])
ENGLISH_SOFT = whole_words(NEGATION["english_soft"])
CHINESE_DENIES, CHINESE_SOFT = re.compile(NEGATION["chinese"]), re.compile(NEGATION["chinese_soft"])
SIGN = re.compile(NEGATION["chinese_sign"])
NEUTRAL = re.compile(NEGATION["chinese_neutral"])


def check(twins: Twins, found: Sequence[Pair], one: Part) -> Iterator[Diagnostic]:
    """Compare the words of the paired units of two blocks, of which `one` is the first."""
    for unit, twin in grouped(found):
        yield from compare(twins, unit, twin, heading=one.block.section)


def compare(twins: Twins, unit: Unit, twin: Unit, heading: str = "") -> Iterator[Diagnostic]:
    """Compare the words of two units; below a heading that denies, as its id shows, what stands there need not."""
    chinese, english = (unit, twin) if twins.here.language == "zh" else (twin, unit)
    if not HAN.search(chinese.text) or not re.search("[a-z]", english.text):
        return  # not translated yet, and reported as that
    medical = twins.here.meta.get("audience") != "contributor"  # where the sense of a word is worth a guess
    for code, judge, apt in (
        ("PAR017", naming.names, True),
        ("PAR017", naming.codes, True),
        ("PAR018", naming.numbers, True),
        ("PAR019", _opposites, medical),
        ("PAR020", _negation, medical and not _denies(heading.replace("-", " "))),
    ):
        if not apt:
            continue
        for in_chinese, in_english in judge(chinese, english):
            marks = (in_chinese, in_english) if chinese is unit else (in_english, in_chinese)
            yield from differ(twins, code, (unit, twin), *marks)


@cache
def _denies(words: str) -> bool:
    return DENIES.search(words) is not None


def _opposites(chinese: Unit, english: Unit) -> Found:
    """One of two opposite senses more often on one side, the other on the other."""
    senses = _senses(english.text.lower())
    for index in {index for index, _ in senses}:
        sides = list(enumerate(OPPOSITES[index]))
        here = [chinese.marks(in_chinese) for _, (_, in_chinese) in sides]
        twin = [english.marks(in_english) if (index, side) in senses else [] for side, (in_english, _) in sides]
        more = [len(mine) - len(theirs) for mine, theirs in zip(here, twin, strict=True)]
        if index in ALONE and (all(here) or all(twin)):
            continue
        if more[0] * more[1] < 0:
            side = 0 if more[0] > 0 else 1
            yield here[side][:1], twin[1 - side][:1]


def _senses(text: str) -> set[tuple[int, int]]:
    """Every sense of `OPPOSITES` that an English text in small letters may have: of its words, and of phrases."""
    words = _words(text)
    phrases = (
        sense for sense, first, pattern in PHRASES if (first in words or not first.isalpha()) and pattern.search(text)
    )
    return set(phrases).union(*map(_senses_of, words))


@lru_cache(maxsize=2)
def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))


@cache
def _senses_of(word: str) -> frozenset[tuple[int, int]]:
    return frozenset(
        (index, side)
        for index, sides in enumerate(OPPOSITES)
        for side, (pattern, _) in enumerate(sides)
        if pattern.fullmatch(word)
    )


def _negation(chinese: Unit, english: Unit) -> Found:
    """More denials on one side than the other has words that could be one."""
    denials = english.marks(DENIES) if any(map(_denies, _words(english.text.lower()))) else []
    if not denials and not SIGN.search(chinese.text):
        return
    text = NEUTRAL.sub("", chinese.text)
    if denials and len(denials) > len(SIGN.findall(text)) + len(CHINESE_SOFT.findall(text)):
        yield [], denials[:1]
    beyond = len(CHINESE_DENIES.findall(text)) - len(denials)
    if beyond > 0 and beyond > len(ENGLISH_SOFT.findall(english.text)):
        yield chinese.marks(CHINESE_DENIES)[:1], []
