"""Numbers in a text, as Chinese and English write them → values that can be compared.

`10 万` is 100,000, `1,000` is 1000, `2.60` is 2.6, `62.7 %` is 62.7%. A name that holds digits (SRP54, C5b-9,
HLA-DRB1*11:01) is no number. Words for numbers are kept apart: they may stand in for a figure, and never need one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from handbook.sources.numerals import DATA, NUMERAL, english, numeral

WIDE = str.maketrans("０１２３４５６７８９％．－～＊", "0123456789%.-~*")
ANY_WIDE = re.compile("[０-９％．－～＊]")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
ANY = "CI"  # the unit of a bound that is written without one: that of its value


class Figure(NamedTuple):
    """A number with what stands beside it."""

    value: float  # exact to nine decimals
    unit: str  # one name for all its forms: `%`, `month`, `mg`; "" where none is written
    text: str  # as written
    start: int
    end: int
    free: bool = False  # part of a date, or a label (`Table 1`, `phase 2`): states nothing

    @property
    def year(self) -> int | None:
        """The calendar year that it may name."""
        return int(self.value) if YEAR.fullmatch(self.text) else None

    def shown(self, text: str) -> str:
        """Return it with its unit, as the text that it was found in has it."""
        return text[self.start : self.end]

    def like(self, other: Figure) -> bool:
        """Whether both may say the same."""
        return self.value == other.value and same(self.unit, other.unit)


def same(unit: str, other: str) -> bool:
    """Whether two units may be the same; one that only one side writes is no difference, unless it is `%`."""
    return unit == other or ANY in {unit, other} or ("" in {unit, other} and "%" not in {unit, other})


def _any(forms: Iterable[str]) -> str:
    """Match any of the forms, the longest first, and no part of a longer word."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form) + ("(?![a-z])" if re.match("[A-Za-z]", form[-1]) else "") for form in ordered)


UNITS: dict[str, str] = {form.lower(): name for name, forms in DATA["unit"].items() for form in forms}
MULTIPLIERS: dict[str, int] = {form.lower(): number for form, number in DATA["multiplier"].items()}
MONTHS = _any(DATA["month"])
# 17,000 and 17 000; with plain spaces, two numbers may only stand side by side: grade 3 200 mg.
GROUPED = (
    r"\d{1,3}(?:(?:[,\u00a0\u2009\u202f]\d{3})+|(?:\ \d{3})*\ 000|(?:\ \d{3}){2,}"
    r"|\ \d{3}(?=\ (?:I?U/|例|人|名|patients|people|cases|persons)|\ to\ \d|[–~～至]\d))(?!\d)"
)
TOKEN = re.compile(
    rf"""
    (?=[a-z])(?<![a-z0-9α-ω])  # plain words
    (?: (?!https?:|www\.|one|two|three|four|{MONTHS}) [a-z]++[ ,;()\n，。；、（）]++ )++
  | (?=[\da-zα-ω+]|{NUMERAL}) (?:  # nothing else begins a token
    (?P<address> https?://\S+ | www\.\S+ | [\w.+-]++@[\w-]+\.[\w.]+ | 10\.\d{{4,9}}/\S+ )
  | (?P<phone> (?<![\d.])(?: \+\d{{1,3}}[\d\ -]{{6,}}\d | 0\d{{2,3}}-\d{{7,8}} | \d{{3,4}}-\d{{3,4}}-\d{{4}} )(?!\d) )
  | (?P<date> (?<!\d)\d{{4}}(?P<dash>[-/])\d{{1,2}}(?P=dash)\d{{1,2}}(?!\d)
      | (?<!\d)\d{{4}}\ ?年\ ?\d{{1,2}}\ ?月 (?: \ ?\d{{1,2}}(?:\ ?[-–—~至]\ ?\d{{1,2}})?\ ?日 )?
      | (?:(?<!\d)\d{{1,2}}(?:\ ?(?:[-–—]|to|and)\ ?\d{{1,2}})?\ )? (?:{MONTHS})\ (?:\d{{1,2}},?\ )?\d{{4}}(?!\d) )
  | (?P<whole>{NUMERAL})分之(?P<parts>{NUMERAL})
  | (?P<tenths>[一二三四五六七八九])成(?![功熟为果立人分年长员都因本像])
  | \b(?P<some>one|two|three|four)[ -](?P<share>{"|".join(DATA["share"])})s?\b
  | (?P<name> (?<![a-z0-9α-ω])(?!{_any(DATA["label"]["joined"])}) [a-zα-ω][a-z0-9α-ω]*
          (?: (?:\\?[-*_]|(?<=\d)[:/](?=\d)|/(?=[a-z]))+ [a-z0-9α-ω]+ )*
      | \d+-(?={"|".join(DATA["chemical"]["after"])}) )
  | (?<![\d.])(?P<number> (?:{GROUPED}|\d+)(?:\.\d+)? )
      (?: \ ?(?P<multiplier>{_any(MULTIPLIERS)}) )?
      (?: [ -]?(?P<unit>{_any(UNITS)}) )?
      (?P<letters> [a-z][a-z0-9-]* )?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

# What every number has; it begins with a class of characters, which `re` seeks fastest.
FIRST = "".join(word[0] + word[0].upper() for word in DATA["share"])
SHARES = "|".join(f"(?<=(?i:{word[0]}))(?i:{word[1:]})" for word in DATA["share"])
SIGN = re.compile(rf"[\d分成{FIRST}](?:(?<=\d)|(?<=分)之|(?<=[一二三四五六七八九]成)|{SHARES})")
LABELS = tuple(form.lower() for form in DATA["label"]["before"])
BEFORE = re.compile(rf"(?<![a-z])(?:{_any(DATA['label']['before'])})[ ]?$", re.IGNORECASE)
AFTER = re.compile(rf"[ ]?(?:{_any(DATA['label']['after'])})", re.IGNORECASE)
PERIODS = ("year", "month", "week", "day", "hour", "years", "months", "weeks", "days", "hours")
PERIOD = re.compile(r"\b(year|month|week|day|hour)s?[ -]$", re.IGNORECASE)  # week 12
APART = re.compile(r"[^\d.]")
RANGE = re.compile(r"[ ]?(?:[-–—~至到或和、]|to|and|or)[ ]?", re.IGNORECASE)


@lru_cache(maxsize=4096)  # the sentences of the pages that are judged just now
def find(text: str) -> tuple[Figure, ...]:
    """Find every number of a text, in order; both ends of a range have its unit."""
    if not SIGN.search(text):
        return ()
    found = list(_find(text.translate(WIDE) if ANY_WIDE.search(text) else text))
    for index in range(len(found) - 2, -1, -1):
        this, after = found[index], found[index + 1]
        if not this.unit and after.unit and RANGE.fullmatch(text, this.end, after.start):
            found[index] = this._replace(unit=after.unit)
    for index in range(1, len(found)):
        level = found[index - 1]
        if level.free and level.unit == "%" and not found[index].unit:  # 95% CI 80.6–97.4
            found[index : index + 2] = [bound._replace(unit=ANY) for bound in found[index : index + 2]]
    return tuple(found)


def _find(text: str) -> Iterator[Figure]:
    for token in _tokens(text):
        if token["date"]:
            yield from _date(token)
        elif token["whole"]:
            parts, whole = numeral(token["parts"]), numeral(token["whole"])
            percent = whole == 100
            yield Figure(parts if percent else parts / (whole or 1), "%" if percent else "", token[0], *token.span())
        elif token["tenths"]:
            yield Figure(10.0 * numeral(token["tenths"]), "%", token[0], *token.span())
        elif token["some"]:
            share = english(token["some"]) / DATA["share"][token["share"].lower()]
            yield Figure(share, "", token[0], *token.span())
        elif token["number"] and (figure := _number(token)):
            yield figure


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Read tokens where numbers are: two words before each sign of one, a token begins at the latest.

    Only what stands between spaces is passed over: `Table` of `Table 2`, `October` of `October 2003` are read.
    """
    position = 0
    while sign := SIGN.search(text, position):
        word = text.rfind(" ", position, sign.start())
        start = max(position, text.rfind(" ", position, max(word, 0)))
        for token in TOKEN.finditer(text, start):
            yield token
            position = token.end()
            if position > sign.start():
                break
        else:
            return


def _number(token: re.Match[str]) -> Figure | None:
    letters = (token["letters"] or "").lower()
    if letters and not token["unit"] and letters not in {"st", "nd", "rd", "th", "s", "x"}:
        return None  # a name: 18F-FDG, 5q35
    text, start, end = token.string, token.start(), token.end("unit") if token["unit"] else token.end("number")
    number = float(APART.sub("", token["number"]))
    value = round(number * MULTIPLIERS.get((token["multiplier"] or "").lower(), 1), 9)
    unit = UNITS.get((token["unit"] or "").lower(), "")
    before = text[max(0, start - 12) : start]
    word = before.rstrip(" \n-").lower()
    if not unit and word.endswith(PERIODS) and (period := PERIOD.search(before)):
        unit = period[1].lower()
    if unit == "year" and YEAR.fullmatch(token["number"]):  # 2018 年 is no span of time
        unit = ""
    free = bool((word.endswith(LABELS) and BEFORE.search(before)) or AFTER.match(text, token.end()))
    return Figure(value, unit, token["number"], start, max(end, token.end("multiplier")), free)


def _date(token: re.Match[str]) -> Iterator[Figure]:
    """A date as its numbers, so that `2003 年 10 月 10–12 日` and `10 to 12 October 2003` are the same three."""
    for part in re.finditer(rf"\d+|{MONTHS}", token[0], re.IGNORECASE):
        value = part[0] if part[0].isdigit() else DATA["month"][part[0].capitalize()]
        yield Figure(float(value), "", part[0], token.start() + part.start(), token.start() + part.end(), free=True)
