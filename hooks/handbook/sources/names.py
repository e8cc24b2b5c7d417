"""A BibTeX list of names → people and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person

from handbook.model import Name
from handbook.sources.tex import decode

ETAL = re.compile(r"\bet\.? al\b|等$", re.IGNORECASE)
COMPOUND = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|独孤|南宫|夏侯|长孙|宇文|端木"
SEPARATOR = re.compile(rf"[、；;]|[㐀-鿿]，|(?<=[㐀-鿿]{{2}})(?<!{COMPOUND}),\s*(?=[㐀-鿿]{{2}})|\s&\s")
INITIALS = re.compile(r"([^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+)*) ([A-Z]{1,3})")  # `Mammen AL`, as PubMed shows it
SIMPLE = re.compile(r"([^\W\d_a-z][^{}\\~,]*), ([^{}\\~,]+)")  # `Family, Given`: nine names in ten, and 20 times faster


def split(value: str) -> tuple[tuple[Name, ...], bool]:
    """Split `A and B and others`; the second value tells whether others were left out."""
    parts = [part for part in split_name_list(" ".join(value.split())) if part]
    others = bool(parts) and parts[-1] == "others"
    return tuple(name(part) for part in (parts[:-1] if others else parts)), others


def faults(value: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Find what isn't one name each, as rule codes with the values of their sentences."""
    for part in split_name_list(" ".join(value.split())):
        if part.startswith("{") and _closes(part) == len(part):
            continue
        if ETAL.search(part):
            yield "BIB032", {"name": part}
        elif len(split_tex_string(part, ",")) > 3 or SEPARATOR.search(part):
            yield "BIB033", {"name": part}
        elif (initials := INITIALS.fullmatch(part)) is not None:
            letters = " ".join(f"{letter}." for letter in initials[2])
            yield "BIB034", {"name": part, "right": f"{initials[1]}, {letters}"}


@lru_cache(maxsize=4096)
def name(text: str) -> Name:
    """Read one name as BibTeX does: `First von Last`, `von Last, First`, `von Last, Jr, First`, `{A body}`."""
    if text.startswith("{") and _closes(text) == len(text):
        return Name(decode(text), literal=True)
    if (simple := SIMPLE.fullmatch(text)) is not None:
        return Name(" ".join(simple[1].split()), " ".join(simple[2].split()))
    parts = split_tex_string(text, ",")
    if len(parts) > 3:  # pybtex would raise; the check tells the contributor
        return Name(decode(text), literal=True)
    person = Person(text)
    return Name(
        family=decode(" ".join(person.last_names)),
        given=decode(" ".join(person.bibtex_first_names)),
        particle=decode(" ".join(person.prelast_names)),
        suffix=decode(" ".join(person.lineage_names)),
    )


def _closes(text: str) -> int:
    """Find the end of the group that opens the text."""
    depth = 0
    for match in re.finditer(r"(?<!\\)[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return -1
