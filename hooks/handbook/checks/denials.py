"""PAR: a sentence that denies in one language only. `[negation]` of `wording.toml` holds what denies, and what may."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from handbook.checks.naming import DATA, Found, whole_words
from handbook.checks.pairing import Pair
from handbook.checks.units import Unit

NEGATION = DATA["negation"]
ENGLISH, ENGLISH_SOFT = whole_words(NEGATION["english"]), whole_words(NEGATION["english_soft"])
CHINESE, CHINESE_SOFT = re.compile(NEGATION["chinese"]), re.compile(NEGATION["chinese_soft"])
SIGN = re.compile(NEGATION["chinese_sign"])
MAY_DENY = re.compile(r"[NnWw](?i:(?<=\bn)(?:o|e[iv])|(?<=n)(?:no|eg)|(?<=w)ithout)")  # spares the long look
NEUTRAL = re.compile(NEGATION["chinese_neutral"])


@cache
def within(heading: str) -> bool:
    """Whether a heading denies, as its id shows: what stands below it need not."""
    return ENGLISH.search(heading.replace("-", " ")) is not None


def lost(pairs: Sequence[Pair]) -> Found:
    """More denials on one side than the other has words that could be one; pairs are Chinese and English.

    Where one pair has too many and another too few, sentences stand in another order: then all count as one.
    """
    pairs = [pair for pair in pairs if SIGN.search(pair[0].text) or MAY_DENY.search(pair[1].text)]
    found = [difference for pair in pairs for small in _smallest(*pair) for difference in _compare(*small)]
    if any(in_chinese for in_chinese, _ in found) and any(in_english for _, in_english in found):
        yield from _compare(*(Unit.joined([pair[side] for pair in pairs]) for side in (0, 1)))
    else:
        yield from found


def _smallest(chinese: Unit, english: Unit) -> Iterator[Pair]:
    """Divide two units into the sentences or cells of which both have equally many."""
    for ours, theirs in ((chinese.sentences, english.sentences), (chinese.cells, english.cells)):
        if len(ours) == len(theirs) > 1:
            for pair in zip(ours, theirs, strict=True):
                yield from _smallest(*pair)
            return
    yield chinese, english


def _compare(chinese: Unit, english: Unit) -> Found:
    denials = english.marks(ENGLISH)
    if not denials and not SIGN.search(chinese.text):
        return
    text = NEUTRAL.sub("", chinese.text)
    if denials and len(denials) > len(SIGN.findall(text)) + len(CHINESE_SOFT.findall(text)):
        yield [], denials[:1]
    beyond = len(CHINESE.findall(text)) - len(denials)
    if beyond > 0 and beyond > len(ENGLISH_SOFT.findall(english.text)):
        yield chinese.marks(CHINESE)[:1], []
