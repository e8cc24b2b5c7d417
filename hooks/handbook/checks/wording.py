"""PAR: what the words of a block and of its counterpart say: names and numbers, opposites, denials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from handbook.checks import denials, naming, opposites
from handbook.checks.naming import Found
from handbook.checks.pairing import Pair, differ, grouped
from handbook.checks.parts import Part
from handbook.checks.twins import Twins
from handbook.checks.units import Mark, Unit
from handbook.model import Diagnostic

HAN = re.compile("[一-鿿]")
LETTER = re.compile("[a-z]")


def check(twins: Twins, found: Sequence[Pair], one: Part) -> Iterator[Diagnostic]:
    """Compare the words of the paired units of two blocks, of which `one` is the first."""
    for group in grouped(found):
        yield from compare(twins, group, heading=one.block.section)


def compare(twins: Twins, group: Sequence[Pair], heading: str = "") -> Iterator[Diagnostic]:
    """Compare the words of paired units that nothing tells apart, below a heading with this id."""
    unit, twin = (Unit.joined([pair[side] for pair in group]) for side in (0, 1))
    turned = twins.here.language != "zh"
    chinese, english = (twin, unit) if turned else (unit, twin)
    if not HAN.search(chinese.text) or not LETTER.search(english.text):
        return  # not translated yet, and reported as that
    found: list[tuple[str, Found]] = [
        ("PAR017", naming.names(chinese, english)),
        ("PAR017", naming.codes(chinese, english)),
        ("PAR018", naming.numbers(chinese, english)),
    ]
    if not twins.here.for_contributors:  # where the sense of a word is worth a guess
        found.append(("PAR019", opposites.swapped(chinese, english)))
        if not denials.within(heading):
            pairs = [(theirs, ours) for ours, theirs in group] if turned else group
            found.append(("PAR020", denials.lost(pairs)))
    told: set[Mark] = set()
    for code, differences in found:
        for in_chinese, in_english in differences:
            marks = (in_english, in_chinese) if turned else (in_chinese, in_english)
            if told.isdisjoint(chain(*marks)):  # “negative” is the opposite of “positive”, and a denial
                yield from differ(twins, code, (unit, twin), *marks)
            told.update(*marks)
