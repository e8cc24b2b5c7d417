"""PAR: one of two opposite senses in one language, the other in the other. `wording.toml` holds the pairs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from handbook.checks.naming import DATA, Found, whole_words
from handbook.checks.units import Unit

WORD = re.compile("[a-z]+")
AROUND = re.compile(r"\(\?<?[!=][^)]*\)")  # what a form looks at beside itself


class Sense(NamedTuple):
    """One side of a pair of opposites."""

    english: re.Pattern[str]
    chinese: re.Pattern[str]
    phrases: re.Pattern[str]  # those of its English forms that are more than one word
    first: frozenset[str]  # the words that these begin with; "" where one begins with a choice


class Opposites(NamedTuple):
    """Two senses that exclude each other."""

    one: Sense
    other: Sense
    alone: bool  # told only where each language has but one of them


def _sense(english: str, chinese: str) -> Sense:
    longer = [form for form in re.split(r"\|(?![^(]*\))", english) if " " in AROUND.sub("", form)]
    first = frozenset(word[0] if (word := WORD.match(form)) else "" for form in longer)
    return Sense(whole_words(english), re.compile(chinese), whole_words("|".join(longer)), first)


PAIRS = [Opposites(_sense(*pair["one"]), _sense(*pair["other"]), "alone" in pair) for pair in DATA["opposite"]]
BY_FIRST: dict[str, list[tuple[int, int, re.Pattern[str]]]] = {}  # phrases by the words that they begin with
for index, pair in enumerate(PAIRS):
    for side, sense in enumerate((pair.one, pair.other)):
        for first in sense.first:
            BY_FIRST.setdefault(first, []).append((index, side, sense.phrases))


def swapped(chinese: Unit, english: Unit) -> Found:
    """One of two opposite senses more often on one side, the other on the other."""
    senses = _senses(english.text.lower())
    for index in {index for index, _ in senses}:
        pair = PAIRS[index]
        sides = [(sense, (index, side) in senses) for side, sense in enumerate(pair[:2])]
        lacking = [sense.chinese for sense, likely in sides if not likely]
        if lacking and not any(sense.search(chinese.text) for sense in lacking):
            continue  # nearly always: what neither side says can't be said more often by one
        theirs = [english.marks(sense.english) if likely else [] for sense, likely in sides]
        if all(theirs) and pair.alone:
            continue
        ours = [chinese.marks(sense.chinese) for sense in pair[:2]]
        if all(ours) and pair.alone:
            continue
        first, second = (len(mine) - len(other) for mine, other in zip(ours, theirs, strict=True))
        if first * second < 0:
            side = 0 if first > 0 else 1
            yield ours[side][:1], theirs[1 - side][:1]


def _senses(text: str) -> set[tuple[int, int]]:
    """Every sense (its pair, its side) that an English text in small letters may have."""
    words = {"", *WORD.findall(text)}
    found = {
        (index, side)
        for first in words & BY_FIRST.keys()
        for index, side, phrases in BY_FIRST[first]
        if phrases.search(text)
    }
    return found.union(*map(_senses_of, words))


@cache
def _senses_of(word: str) -> frozenset[tuple[int, int]]:
    """Keep what a word may mean: a site has few words, and each sense takes a search."""
    return frozenset(
        (index, side)
        for index, pair in enumerate(PAIRS)
        for side, sense in enumerate(pair[:2])
        if sense.english.fullmatch(word)
    )
