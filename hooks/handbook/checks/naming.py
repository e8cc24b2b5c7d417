"""PAR: drugs, antibodies, diseases and number words of two units that should say the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from handbook.checks.units import Mark, Unit
from handbook.sources import numerals

DATA: dict[str, Any] = tomllib.loads((files(__package__) / "wording.toml").read_text("utf-8"))
Found = Iterator[tuple[list[Mark], list[Mark]]]  # what differs: in Chinese, in English


def whole_words(forms: str) -> re.Pattern[str]:
    """Match any of the forms; Latin letters never within a word."""
    return re.compile(rf"(?<![A-Za-z])(?:{forms})(?![a-z])", re.IGNORECASE)


FORMS = {  # form → group and name
    form: (group, name)
    for group, names in DATA["name"].items()
    for name, forms in names.items()
    for form in (name, *forms)
}
IN_ANY_CASE, EXACT = [form for form in FORMS if form.islower()], [form for form in FORMS if not form.islower()]
ANY_EXACT = re.compile("|".join(map(re.escape, EXACT)))
ORDER = {form: index for index, form in enumerate(FORMS)}
LONG_WORD = re.compile("[a-z]{6}")  # in every form of `IN_ANY_CASE`: few Chinese sentences have one
CODE = re.compile(r"[A-Z](?<![A-Za-z0-9].)[A-Za-z]*(?:-[A-Z][A-Za-z]*)*-?\d[A-Za-z0-9]*(?:\\?[*:-]\d+)*")
ALWAYS_NAMED = {"drug", "disease"}  # an antibody may be “it” in one language
COUNTED = re.compile(rf"({numerals.NUMERAL})(?={DATA['count']['chinese']})")
NUMBERS = {
    word: number for word, number in numerals.ENGLISH.items() if 2 < number < 13 and word[-2:] not in {"rd", "th"}
}
NUMBER_WORD = whole_words(f"(?:{'|'.join(NUMBERS)})(?! decades)")


def names(chinese: Unit, english: Unit) -> Found:
    """Names of one group of which each side has one more often; of a drug or disease, a name on one side only."""
    named = _named(chinese), _named(english)
    if not any(named):
        return
    for group in DATA["name"]:
        in_chinese, in_english = (found.get(group, {}) for found in named)
        more = [marks[0] for name, marks in in_chinese.items() if len(marks) > len(in_english.get(name, ()))]
        fewer = [marks[0] for name, marks in in_english.items() if len(marks) > len(in_chinese.get(name, ()))]
        only = [marks[0] for name, marks in in_chinese.items() if name not in in_english]
        missing = [marks[0] for name, marks in in_english.items() if name not in in_chinese]
        if more and fewer:
            yield only or more, missing or fewer
        elif group in ALWAYS_NAMED and (only or missing):
            yield only, missing


def _named(unit: Unit) -> dict[str, dict[str, list[Mark]]]:
    """Names that stand in a unit, by group, with their places."""
    found: dict[str, dict[str, list[Mark]]] = {}
    for statement in unit.statements:
        exact, lower = statement.text, statement.text.lower()
        forms = [*filter(lower.__contains__, IN_ANY_CASE)] if LONG_WORD.search(lower) else []
        if ANY_EXACT.search(exact):  # three times as fast as to try them all
            forms += filter(exact.__contains__, EXACT)
        for form in sorted(forms, key=ORDER.__getitem__):
            group, name = FORMS[form]
            places = re.finditer(re.escape(form), lower if form.islower() else exact)
            marks = (Mark(form, statement.start + place.start()) for place in places)
            found.setdefault(group, {}).setdefault(name, []).extend(marks)
    return found


def codes(chinese: Unit, english: Unit) -> Found:
    """Names that hold digits (SRP54, DRB1*11:01), of which each side has one that the other lacks."""
    in_chinese, in_english = ({_code(mark): mark for mark in unit.marks(CODE)} for unit in (chinese, english))
    only, missing = in_chinese.keys() - in_english.keys(), in_english.keys() - in_chinese.keys()
    if only and missing:
        yield [in_chinese[name] for name in sorted(only)], [in_english[name] for name in sorted(missing)]


def _code(mark: Mark) -> str:
    return re.sub(r"[-\\]|^HLA", "", mark.text)


def numbers(chinese: Unit, english: Unit) -> Found:
    """Numbers from three on, written as words, of which each side has one that the other has in no form."""
    in_chinese = [mark for mark in chinese.marks(COUNTED) if 3 <= numerals.numeral(mark.text) <= 12]
    in_english = english.marks(NUMBER_WORD) if in_chinese else []
    if not in_english:
        return
    known = {figure.value for statement in (*chinese.statements, *english.statements) for figure in statement.figures}
    only = [mark for mark in in_chinese if numerals.numeral(mark.text) not in known | numerals.hints(english.text)]
    missing = [mark for mark in in_english if NUMBERS[mark.text.lower()] not in known | numerals.hints(chinese.text)]
    if only and missing:
        yield only, missing
