"""pybtex's scanner, made to go on after a slip: it notes what is wrong, where, and where each field starts.

It is given one command at a time, because after an unclosed brace it would swallow the rest of the file; and within an
entry it goes on at the next line with a field, so that one slip costs one field.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro
from pybtex.scanner import PrematureEOF, PybtexSyntaxError, TokenRequired

from handbook.sources.nearest import nearest

FIELD_LINE = re.compile(r"^[ \t]*[A-Za-z][\w-]*\s*=\s*(?=[{\"\w])", re.MULTILINE)
KEY = re.compile(r"[^\s={}\"#@,()]*(?:\([^\s={}\"]*)?")
CODES = {"entry key": "BIB003", "comma": "BIB004", "'='": "BIB005", "field value": "BIB006"}


class Slip(NamedTuple):
    """What is wrong at an offset: a rule and the values of its sentence."""

    offset: int
    code: str
    values: dict[str, str] = {}  # noqa: RUF012 - never changed


class Reader(LowLevelParser):  # type: ignore[misc]
    """Reads one command; collects slips instead of raising them; knows where each field starts."""

    pos: int

    def __init__(self, text: str, macros: Any) -> None:
        self.slips: list[Slip] = []
        self.offsets: list[int] = []  # of the fields that could be read
        self.field_offset = 0
        self.whole = True  # nothing was skipped
        self.ended = False  # the end of the command was found
        self.in_value = False  # between braces or quotation marks
        super().__init__(text, macros=macros, handle_error=self.note)

    def note(self, error: PybtexSyntaxError) -> None:
        """Say as a rule what pybtex says in words."""
        what = str(error.args[0]).removesuffix(" expected")
        values = {"key": self.current_entry_key or "?", "field": self.current_field_name or "?"}
        if isinstance(error, UndefinedMacro):
            near = nearest(what.lower(), map(str.lower, self.macros), f"{{{what}}}")
            values |= {"name": what, "near": near}
            self.slips.append(Slip(self.pos - len(what), "BIB008", values))
            return
        self.whole = False
        if isinstance(error, PrematureEOF):
            self.ended = False
            # A value without its brace takes the fields after it, and the brace of the entry.
            swallowed = self.in_value or FIELD_LINE.search(self.text, self.field_offset + 1, self.pos) is not None
            if not self.slips:  # else the end was lost with what came before
                self.slips.append(Slip(self.field_offset, "BIB002", values) if swallowed else Slip(0, "BIB001", values))
            return
        found = re.compile(r"\S{1,30}").search(self.text, self.pos)
        self.slips.append(Slip(self.pos, CODES.get(what, "BIB007"), values | {"found": found[0] if found else ""}))

    def parse_entry_body(self, body_end: Any) -> None:
        self.current_entry_key = self.required([self.KEY_PAREN if body_end is self.RPAREN else self.KEY_BRACE]).value
        after_key = self.pos
        self.eat_whitespace()
        if self.text.startswith("=", self.pos) or not KEY.fullmatch(self.current_entry_key):
            self.pos = after_key - len(self.current_entry_key)
            self.current_entry_key = None
            raise TokenRequired("entry key", self)
        if not self.eof() and self.text[self.pos] not in ",})":
            self.note(TokenRequired("comma", self))
        while True:
            try:
                self.parse_entry_fields()
                self.eat_whitespace()
                if self.eof() or body_end.match(self.text, self.pos):
                    self.ended = True
                    return
                self.note(TokenRequired("comma", self))
            except PrematureEOF:
                raise
            except PybtexSyntaxError as error:
                self.note(error)
            following = FIELD_LINE.search(self.text, self.pos)
            self.pos = following.start() if following else self.end_pos

    def flatten_string(self, parts: Any) -> str:
        self.in_value = True
        value: str = super().flatten_string(parts)
        self.in_value = False
        return value

    def substitute_macro(self, name: str) -> str:
        if name not in self.macros:
            self.note(UndefinedMacro(name, self))
        return str(self.macros.get(name, name))

    def parse_field(self) -> None:
        name = self.optional([self.NAME])
        if name is None:
            return
        self.current_field_name = name.value
        self.field_offset = self.pos - len(name.value)
        self.required([self.EQUALS])
        self.parse_value()
        self.offsets.append(self.field_offset)
