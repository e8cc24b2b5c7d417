"""What search must know about words: glossary rows as synonyms, traditional characters, readings in pinyin."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from pypinyin import Style, pinyin

from handbook.model import Language, Term, other

EVERYDAY = Path(__file__).with_suffix(".toml")
HAN = range(0x4E00, 0xA000)  # CJK Unified Ideographs
NOTE = re.compile(r"\s*[(（][^)）]*[)）]")  # `(older)`, `（病理描述）`


def synonyms(terms: Iterable[Term], language: Language) -> list[tuple[list[str], list[str]]]:
    """Return words that may stand for one another: in a language, the usual one first, and in the other language.

    They are the rows of the glossary, and everyday words from `search_words.toml`.
    """
    everyday = tomllib.loads(EVERYDAY.read_text("utf-8"))["same"]
    glossary = (
        (_names(term, language, term.abbreviation), _names(term, other(language), term.traditional)) for term in terms
    )
    return [*glossary, *((row[language], row[other(language)]) for row in everyday)]


def _names(term: Term, language: Language, *more: str) -> list[str]:
    given = (term.name[language], *more, *term.variants[language])
    names = [name for several in given for name in NOTE.sub("", several).split(", ")]
    return [name for name in dict.fromkeys(names) if len(name) > 1]


def simplified(text: str) -> dict[str, str]:
    """Map traditional characters to the simplified ones that occur in a text."""
    present = set(text)
    return {before: after for before, after in _tables().items() if before != after and after in present}


@cache
def _tables() -> dict[str, str]:
    """Read OpenCC's tables of single characters: the general one, and the shapes usual in Taiwan and Hong Kong."""
    general = dict(_rows("TSCharacters.txt"))
    found = dict(general)
    for name in ("TWVariantsRev.txt", "HKVariantsRev.txt"):
        for before, after in _rows(name):
            found.setdefault(before, general.get(after, after))
    return {before: after for before, after in sorted(found.items()) if len(before) == 1 and ord(before) in HAN}


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """Read a table of OpenCC: what is written, a tab, what it becomes; the first choice counts."""
    for line in (files("opencc") / "dictionary" / name).read_text("utf-8").splitlines():
        before, _, after = line.partition("\t")
        yield before, after.split(" ")[0]


def readings(text: str) -> dict[str, str]:
    """Return for each syllable of pinyin the characters of a text that may be read so."""
    found: dict[str, str] = defaultdict(str)
    for character in sorted(set(re.findall("[一-鿿]", text))):
        for syllable in dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]):
            found[syllable] += character
    return dict(sorted(found.items()))
