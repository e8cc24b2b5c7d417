"""A sentence before and after a change → what turned in it: a denial, one of two contraries, the order of figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from handbook.checks.naming import DATA, FORMS, whole_words
from handbook.model import LANGUAGES, Language
from handbook.sources import numerals

TURN = DATA["turn"]
DENIAL = {"zh": re.compile(TURN["denial"]["zh"]), "en": whole_words(TURN["denial"]["en"])}
NEUTRAL = re.compile(TURN["neutral"])
SIGN = re.compile("[不未没无非]")
SMALL = {"zh": re.compile(TURN["small"]["zh"]), "en": whole_words(TURN["small"]["en"])}
PREFIX = ("un", "in", "im", "ir", "il", "dis", "non", "non-", "ab")
TOKEN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|\d+(?:[.,]\d+)*|\S")
PERIOD = {"zh": re.compile("小时|[天日周月年]"), "en": re.compile(r"\b(?:hour|day|week|month|year)(?=s?\b)")}
REWORDED = 3  # words, or twice as many characters, that may change beside a denial: with more, it is another sentence
NUMBER = rf"\d+(?:[.,]\d+)*|(?<![a-z])(?:{'|'.join(numerals.ENGLISH)})(?![a-z])|{numerals.NUMERAL}"
FIGURE = re.compile(NUMBER, re.IGNORECASE)
JOINT = re.compile(r"[\s,、]*(?:and|or|和|与|或|及|、|,)[\s]*(?:抗|anti-)?\s*", re.IGNORECASE)
NAME = "|".join(re.escape(form) for form in sorted(FORMS, key=len, reverse=True))
Turn = tuple[str, str]  # what stood there, and what stands there now


@cache
def placed(language: Language) -> re.Pattern[str]:
    """Match figures, names and what else has its place in a sentence; made only where a page was changed."""
    return re.compile(f"{NAME}|{NUMBER}|{'|'.join(TURN['placed'][language])}", re.IGNORECASE)


@cache
def contraries(language: Language) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of senses that exclude each other, as one language writes them."""
    index = LANGUAGES.index(language)
    forms = [(pair["one"][1 - index], pair["other"][1 - index]) for pair in DATA["opposite"]]
    forms += [(one, other) for one, other in TURN["contrary"][language]]
    return tuple((_compiled(one, language), _compiled(other, language)) for one, other in forms)


def _compiled(forms: str, language: Language) -> re.Pattern[str]:
    return whole_words(forms) if language == "en" else re.compile(forms)


def turned(before: str, after: str, language: Language) -> Turn | None:
    """Return what turned from one text to the other, if anything surely did."""
    if moved := _moved(before, after, language):
        return moved
    first, last = (NEUTRAL.sub("＃", text) for text in (before, after))
    old, new = (len(DENIAL[language].findall(text)) for text in (first, last))
    hunks = list(_hunks(before, after))
    if language == "zh" and any(SIGN.fullmatch(one + other) and not (one and other) for one, other in hunks):
        return _shown(hunks)  # 不 came or went alone, whatever idiom it was part of
    if counted := next((hunk for hunk in hunks if _counted(*hunk)), None):
        return counted
    return _flipped(first, last, language) if old == new else _denied(language, hunks)


def _hunks(before: str, after: str) -> Iterator[Turn]:
    """Yield the stretches that differ."""
    old, new = (list(TOKEN.finditer(text)) for text in (before, after))
    texts = [found[0].lower() for found in old], [found[0].lower() for found in new]
    for tag, a, b, c, d in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(found[0] for found in old[a:b]), " ".join(found[0] for found in new[c:d])


def _moved(before: str, after: str, language: Language) -> Turn | None:
    """Figures, names or contraries that changed places while all other words stayed."""
    pattern = placed(language)
    old, new = pattern.findall(before), pattern.findall(after)
    if old == new or sorted(old) != sorted(new) or pattern.sub("#", before) != pattern.sub("#", after):
        return None
    places = [index for index, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    counts = {FIGURE.fullmatch(old[index]) is not None for index in places}
    between = pattern.split(before)[places[0] + 1 : places[-1] + 1]
    if len(counts) == 2 or (False in counts and all(JOINT.fullmatch(text) for text in between)):
        return None  # each figure went with its name; “men and women” became “women and men”
    return tuple(" … ".join(side[index] for index in places) for side in (old, new))  # type: ignore[return-value]  # two


def _counted(gone: str, come: str) -> bool:
    """Whether one number stands in place of another: six is no other than 6."""
    return bool(FIGURE.fullmatch(gone) and FIGURE.fullmatch(come)) and _value(gone) != _value(come)


def _value(text: str) -> float:
    plain = text.replace(",", "")
    if plain[0].isdigit():
        return float(plain)
    return numerals.ENGLISH[text.lower()] if text.isascii() else numerals.numeral(text)


def _denied(language: Language, hunks: list[Turn]) -> Turn | None:
    """A denial came or went: that turns the sense when little else was changed."""
    rest = [_rest(side, language) for hunk in hunks for side in hunk]
    limit = REWORDED if language == "en" else 2 * REWORDED
    return _shown(hunks) if sum(rest) <= limit else None


def _rest(text: str, language: Language) -> int:
    """Count what is left without denials and small words."""
    return len(TOKEN.findall(SMALL[language].sub("", DENIAL[language].sub("", text))))


def _flipped(before: str, after: str, language: Language) -> Turn | None:
    """One of two contraries in place of the other, or a prefix that turns a word."""
    for one, other in contraries(language):
        gone, come = _lost(before, after, one), _lost(after, before, other)
        back, forth = _lost(before, after, other), _lost(after, before, one)
        if (gone and come and not back) or (back and forth and not gone):
            return gone or back, come or forth
    old, new = (Counter(PERIOD[language].findall(text.lower())) for text in (before, after))
    if old - new and new - old:
        return next(iter(old - new)), next(iter(new - old))
    return _prefixed(before, after) if language == "en" else None


def _lost(before: str, after: str, sense: re.Pattern[str]) -> str:
    """Return a form that one text has more often than the other, by sense."""
    old, new = (Counter(found[0] for found in sense.finditer(text)) for text in (before, after))
    return next(iter(old - new)) if old.total() > new.total() else ""


def _prefixed(before: str, after: str) -> Turn | None:
    old, new = (set(TOKEN.findall(text.lower())) for text in (before, after))
    for gone in sorted(old - new):
        for come in sorted(new - old):
            if any(gone == prefix + come or come == prefix + gone for prefix in PREFIX):
                return gone, come
    return None


def _shown(hunks: list[Turn]) -> Turn:
    return tuple(" … ".join(hunk[side] for hunk in hunks if hunk[side]) or "—" for side in (0, 1))  # type: ignore[return-value]  # two
