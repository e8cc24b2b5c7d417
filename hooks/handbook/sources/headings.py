"""The headings of a page, as they are met: the id of each, and what stands under it."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.sources.document import Heading
from handbook.sources.marks import ATTRIBUTES, WRITTEN_ID
from handbook.sources.masking import Span


class Headings:
    """What was found; `section` is the id of the last one."""

    def __init__(self, written: Iterable[str]) -> None:
        self.found: list[Heading] = []
        self.section = ""
        self._path: list[Heading] = []  # those that the next line stands under
        self._used = set(written)
        self._latest: dict[str, str] = {}

    def add(self, content: str, text: str, level: int, line: Span) -> None:
        """Add a heading; without a written id, it has the one that Python-Markdown's toc gives it."""
        attributes = ATTRIBUTES.search(content)
        written = WRITTEN_ID.search(attributes[1]) if attributes else None
        text = (text[: attributes.start()] if attributes else text).rstrip("#").rstrip()
        name = written[1] if written else self._made(text)
        self._path = [heading for heading in self._path if heading.level < level]
        above = self._path[-1].id if self._path else ""
        self.found.append(Heading(level, text, name, written is not None, *line, above))
        self._path.append(self.found[-1])
        self.section = name

    def _made(self, text: str) -> str:
        """Make an id as toc does; number one that is taken, from the last number given: toc counts from 1 each time."""
        from markdown.extensions.toc import slugify, unique  # noqa: PLC0415 - our own pages have written ids

        slug = slugify(text, "-")
        self._latest[slug] = unique(self._latest.get(slug, slug), self._used)
        return self._latest[slug]
