"""`<!-- facts: id, id -->` is for checkers: it leaves no trace in the HTML, and stays where code shows it."""

from __future__ import annotations

import re

from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE

FACTS = r"<!--\s*facts:[^>]*?-->"


class OwnLine(Preprocessor):
    """Drop the comments that Python-Markdown has set aside as blocks of HTML; runs right after it did so."""

    def run(self, lines: list[str]) -> list[str]:
        return [line for line in lines if not self._is_facts(line)]

    def _is_facts(self, line: str) -> bool:
        found = HTML_PLACEHOLDER_RE.fullmatch(line.strip())
        if found is None:
            return False
        html = self.md.htmlStash.rawHtmlBlocks[int(found[1])]
        return isinstance(html, str) and re.fullmatch(FACTS, html.strip(), re.IGNORECASE) is not None


class WithinText(InlineProcessor):
    """Drop the comments that stand in the text of a list item, an admonition or a paragraph."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        return "", m.start(), m.end()
