"""The lines of a masked text: whole ones, and what is left of them within a container."""

from __future__ import annotations

from typing import NamedTuple

from handbook.sources.marks import INDENT


class Line(NamedTuple):
    """A line within its container: `start` is behind the container's indentation and markers."""

    start: int
    end: int


class Lines:
    """Reads lines of one text."""

    def __init__(self, bare: str) -> None:
        self.bare = bare

    def since(self, start: int) -> list[Line]:
        """Divide the text from an offset on."""
        found: list[Line] = []
        for content in self.bare[start:].split("\n"):
            found.append(Line(start, start + len(content)))
            start += len(content) + 1
        return found

    def content(self, line: Line) -> str:
        """Return a line's text without spaces at its end: empty where it is blank."""
        return self.bare[line.start : line.end].rstrip()

    def dedent(self, line: Line) -> Line:
        """Take one level of indentation off a line."""
        found = INDENT.match(self.bare, line.start, line.end)
        return Line(found.end(), line.end) if found else line

    def indented(self, lines: list[Line], index: int) -> int:
        """Return the line after those that are blank or indented."""
        while index < len(lines) and (not (content := self.content(lines[index])) or INDENT.match(content)):
            index += 1
        return index

    def cells(self, rows: list[Line]) -> tuple[int, ...]:
        """Count the cells of each row, as Python-Markdown splits them."""
        contents = [self.content(row).strip() for row in rows]
        bordered = contents[0].startswith("|") or contents[0].endswith("|")
        if bordered:
            contents = [content.removeprefix("|").removesuffix("|") for content in contents]
        return tuple(content.count("|") + 1 for content in contents)
