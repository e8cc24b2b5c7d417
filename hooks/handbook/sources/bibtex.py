"""BibTeX text → raw entries, each with its place, and every slip of syntax, in one reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import month_names
from pybtex.utils import CaseInsensitiveDict

from handbook.sources.recovery import Reader, Slip

COMMAND = re.compile(r"@[ \t]*([A-Za-z]+)\s*[{(]")
COMMAND_LINE = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)
QUOTED_COMMANDS = 3  # as many lines that look like a command may stand inside one value


class Field(NamedTuple):
    """One `name = value` as it stands."""

    name: str  # lower case
    value: str  # TeX; abbreviations filled in, parts joined
    offset: int  # of the name in the text


class RawEntry(NamedTuple):
    """One `@kind{key, …}` as it stands."""

    kind: str  # lower case
    key: str
    fields: tuple[Field, ...]
    start: int  # of `@`
    end: int  # after the closing brace
    whole: bool  # no slip hid a field


def read(text: str) -> tuple[list[RawEntry], list[Slip]]:
    """Read a whole file: entries in their order, slips in theirs; what can't be read of an entry is left out."""
    macros = CaseInsensitiveDict(month_names)
    entries: list[RawEntry] = []
    slips: list[Slip] = []
    position = 0
    while (match := COMMAND.search(text, position)) is not None:
        start = match.start()
        slips += _between(text, position, start)
        if match[1].lower() == "comment":
            position = _closing(text, match.end() - 1)
            continue
        reader, result, position = _command(text, start, macros)
        slips += [slip._replace(offset=slip.offset + start) for slip in reader.slips]
        if reader.current_entry_key is not None:
            located = zip(result[1][1], reader.offsets, strict=True)
            fields = tuple(Field(name.lower(), "".join(parts), start + at) for (name, parts), at in located)
            entries.append(RawEntry(result[0].lower(), result[1][0], fields, start, position, reader.whole))
    slips += _between(text, position, len(text))
    return entries, slips


def _command(text: str, start: int, macros: Any) -> tuple[Reader, Any, int]:
    """Read the command at `start`; also return where it ends, or where the next line with a command starts."""
    limits = [match.start() for match in islice(COMMAND_LINE.finditer(text, start + 1), QUOTED_COMMANDS)]
    attempts: list[tuple[Reader, Any, int]] = []
    for limit in (*limits, len(text))[:QUOTED_COMMANDS]:
        reader = Reader(text[start:limit], macros)
        result = next(iter(reader), None)
        end = start + reader.pos if reader.whole or reader.ended else limit
        if reader.whole:
            return reader, result, end
        attempts.append((reader, result, end))
    return attempts[0]


def _between(text: str, start: int, end: int) -> Iterator[Slip]:
    """Judge what stands outside entries: BibTeX takes it for a comment, people for an entry."""
    for line in re.finditer(r"^[ \t]*(\S[^\n]*)$", text[start:end], re.MULTILINE):
        offset = start + line.start(1)
        words = line[1]
        if re.match(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)", words) or words.startswith("%"):
            continue
        yield Slip(offset, "BIB009" if words.strip() == "}" else "BIB010", {"found": words[:40]})


def _closing(text: str, opening: int) -> int:
    """Find the end of a group in braces or parentheses; the end of its line when it never closes."""
    pair = {"{": "{}", "(": "()"}[text[opening]]
    depth = 0
    for match in re.finditer(rf"[{re.escape(pair)}]", text[opening:]):
        depth += 1 if match[0] == pair[0] else -1
        if depth == 0:
            return opening + match.end()
    line = text.find("\n", opening)
    return len(text) if line < 0 else line
