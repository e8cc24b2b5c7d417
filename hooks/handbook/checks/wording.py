"""PAR: what the words of a block and of its counterpart say: names, number words, opposites, negation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from handbook.checks.pairing import Pair, differ, grouped
from handbook.checks.parts import Part
from handbook.checks.twins import Twins
from handbook.checks.units import Mark, Unit
from handbook.model import Diagnostic
from handbook.sources import numerals

DATA: dict[str, Any] = tomllib.loads((files(__package__) / "wording.toml").read_text("utf-8"))


def _words(forms: str) -> re.Pattern[str]:
    """Match any of the forms; Latin letters never within a word."""
    return re.compile(rf"(?<![A-Za-z])(?:{forms})(?![a-z])", re.IGNORECASE)


NAMES: dict[str, dict[str, tuple[str, ...]]] = {  # group → name → its forms
    group: {name: (name, *forms) for name, forms in names.items()} for group, names in DATA["name"].items()
}
OPPOSITES = [
    tuple((_words(pair[side][0]), re.compile(pair[side][1])) for side in ("one", "other")) for pair in DATA["opposite"]
]
ALONE = {index for index, pair in enumerate(DATA["opposite"]) if "alone" in pair}
CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*-?\d[A-Za-z0-9]*(?:\\?[*:-]\d+)*")
ALWAYS_NAMED = {"drug", "disease"}  # an antibody may be “it” in one language
HAN = re.compile("[一-鿿]")
WORD = re.compile("[a-z]+")
PHRASES = [
    ((index, side), sides[side][0])
    for index, sides in enumerate(OPPOSITES)
    for side, name in enumerate(("one", "other"))
    if " " in DATA["opposite"][index][name][0]
]
NEGATION = DATA["negation"]
DENIES = _words(NEGATION["english"])
ENGLISH_SOFT = _words(NEGATION["english_soft"])
CHINESE_DENIES, CHINESE_SOFT = re.compile(NEGATION["chinese"]), re.compile(NEGATION["chinese_soft"])
SIGN = re.compile(NEGATION["chinese_sign"])
NEUTRAL = re.compile(NEGATION["chinese_neutral"])
COUNTED = re.compile(rf"({numerals.NUMERAL})(?={DATA['count']['chinese']})")
NUMBERS = {
    word: number for word, number in numerals.ENGLISH.items() if 2 < number < 13 and word[-2:] not in {"rd", "th"}
}
NUMBER_WORD = _words(f"(?:{'|'.join(NUMBERS)})(?! decades)")
Found = Iterator[tuple[list[Mark], list[Mark]]]  # what differs: in Chinese, in English


def check(twins: Twins, found: Sequence[Pair], one: Part) -> Iterator[Diagnostic]:
    """Compare the words of the paired units of two blocks, of which `one` is the first."""
    for unit, twin in grouped(found, sentences=one.block.kind == "paragraph"):
        yield from compare(twins, unit, twin, heading=one.block.section)


def compare(twins: Twins, unit: Unit, twin: Unit, heading: str = "") -> Iterator[Diagnostic]:
    """Compare the words of two units; below a heading that denies, as its id shows, what stands there need not."""
    chinese, english = (unit, twin) if twins.here.language == "zh" else (twin, unit)
    if not HAN.search(chinese.text) or not re.search("[a-z]", english.text):
        return  # not translated yet, and reported as that
    medical = twins.here.meta.get("audience") != "contributor"  # where the sense of a word is worth a guess
    denied = DENIES.search(heading.replace("-", " "))
    for code, judge, apt in (
        ("PAR017", _names, True),
        ("PAR017", _codes, True),
        ("PAR018", _numbers, True),
        ("PAR019", _opposites, medical),
        ("PAR020", _negation, medical and not denied),
    ):
        if not apt:
            continue
        for in_chinese, in_english in judge(chinese, english):
            marks = (in_chinese, in_english) if chinese is unit else (in_english, in_chinese)
            yield from differ(twins, code, (unit, twin), *marks)


def _names(chinese: Unit, english: Unit) -> Found:
    """Names of one group of which each side has one more often; of a drug or disease, a name on one side only."""
    for group, names in NAMES.items():
        in_chinese, in_english = _named(names, chinese), _named(names, english)
        more = [marks[0] for name, marks in in_chinese.items() if len(marks) > len(in_english.get(name, ()))]
        fewer = [marks[0] for name, marks in in_english.items() if len(marks) > len(in_chinese.get(name, ()))]
        only = [marks[0] for name, marks in in_chinese.items() if name not in in_english]
        missing = [marks[0] for name, marks in in_english.items() if name not in in_chinese]
        if more and fewer:
            yield only or more, missing or fewer
        elif group in ALWAYS_NAMED and (only or missing):
            yield only, missing


def _codes(chinese: Unit, english: Unit) -> Found:
    """Names that hold digits (SRP54, DRB1*11:01), of which each side has one that the other lacks."""
    in_chinese, in_english = ({_code(mark): mark for mark in unit.marks(CODE)} for unit in (chinese, english))
    only, missing = in_chinese.keys() - in_english.keys(), in_english.keys() - in_chinese.keys()
    if only and missing:
        yield [in_chinese[name] for name in sorted(only)], [in_english[name] for name in sorted(missing)]


def _code(mark: Mark) -> str:
    return re.sub(r"[-\\]|^HLA", "", mark.text)


def _named(names: dict[str, tuple[str, ...]], unit: Unit) -> dict[str, list[Mark]]:
    """Names of a group that stand in a unit, with their places; forms without capitals match in any case."""
    found: dict[str, list[Mark]] = {}
    for statement in unit.statements:
        lower = statement.text.lower()
        for name, forms in names.items():
            for form in forms:
                text = lower if form.islower() else statement.text
                if form in text:
                    marks = (
                        Mark(form, statement.start + place.start()) for place in re.finditer(re.escape(form), text)
                    )
                    found.setdefault(name, []).extend(marks)
    return found


def _numbers(chinese: Unit, english: Unit) -> Found:
    """Numbers from three on, written as words, of which each side has one that the other has in no form."""
    known = {figure.value for statement in (*chinese.statements, *english.statements) for figure in statement.figures}
    in_chinese = [mark for mark in chinese.marks(COUNTED) if 3 <= numerals.numeral(mark.text) <= 12]
    in_english = english.marks(NUMBER_WORD)
    only = [mark for mark in in_chinese if numerals.numeral(mark.text) not in known | numerals.hints(english.text)]
    missing = [mark for mark in in_english if NUMBERS[mark.text.lower()] not in known | numerals.hints(chinese.text)]
    if only and missing:
        yield only, missing


def _opposites(chinese: Unit, english: Unit) -> Found:
    """One of two opposite senses more often on one side, the other on the other."""
    for index in {index for index, _ in _senses(english.text)}:
        (one, in_chinese), (other, opposite) = OPPOSITES[index]
        here, twin = (chinese.marks(in_chinese), chinese.marks(opposite)), (english.marks(one), english.marks(other))
        more = [len(mine) - len(theirs) for mine, theirs in zip(here, twin, strict=True)]
        if index in ALONE and (all(here) or all(twin)):
            continue
        if more[0] * more[1] < 0:
            side = 0 if more[0] > 0 else 1
            yield here[side][:1], twin[1 - side][:1]


def _senses(text: str) -> set[tuple[int, int]]:
    """Every sense of `OPPOSITES` that an English text may have: of its words, and of phrases."""
    words = {sense for word in set(WORD.findall(text.lower())) for sense in _senses_of(word)}
    return words | {sense for sense, pattern in PHRASES if pattern.search(text)}


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
    text, denials = NEUTRAL.sub("", chinese.text), english.marks(DENIES)
    if denials and len(denials) > len(SIGN.findall(text)) + len(CHINESE_SOFT.findall(text)):
        yield [], denials[:1]
    beyond = len(CHINESE_DENIES.findall(text)) - len(denials)
    if beyond > 0 and beyond > len(ENGLISH_SOFT.findall(english.text)):
        yield chinese.marks(CHINESE_DENIES)[:1], []
