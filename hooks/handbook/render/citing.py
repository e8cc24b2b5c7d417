"""`[@key]` in a page → numbered links in the text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Protocol

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from handbook.model import Citation, CitationItem, Language, Page, Site
from handbook.render.words import say
from handbook.sources import citations, pages

PAGES = re.compile(r"(?:pp?\.?\s*|第\s*)([\d–—-]+)(?:\s*页)?")


class Conversion(Protocol):
    """What the extension knows about the page being converted."""

    site: Site
    page: Page | None
    numbers: dict[str, int]
    set_aside: dict[ET.Element, ET.Element]  # empty place → the citation that `listing` puts there

    @property
    def language(self) -> Language: ...


class Start(Preprocessor):
    """Number the works of the page before anything is converted; name the links beside headings in its language."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, lines: list[str]) -> list[str]:
        site, page = self.conversion.site, self.conversion.page
        self.conversion.set_aside = {}
        alone = page or pages.parse("\n".join(lines), "en", "")[0]
        self.conversion.numbers = citations.numbers(site, alone.path) or citations.numbered(site, alone)
        for processor in self.md.treeprocessors:
            if isinstance(processor, TocTreeprocessor):
                processor.permalink_title = say(self.conversion.language, "page", "permalink")
        return lines


class Citing(InlineProcessor):
    """Put links in place of a citation, right behind the word before it."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(r"(?:(?<![ \n])[ \n]+)?\[", md)
        self.conversion = conversion

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        citation = citations.parse(data, m.end() - 1)
        if citation is None:
            return None, None, None
        numbers = self.conversion.numbers
        for item in citation.items:
            if item.key in self.conversion.site.entries:  # one that the checker's grammar overlooked is still cited
                numbers.setdefault(item.key, len(numbers) + 1)
        element = mark(citation, numbers, self.conversion.language)
        if not any(item.prefix or item.locator or item.suffix for item in citation.items):
            element = self._set_aside(element)
        return element, m.start(), citation.end

    def _set_aside(self, element: ET.Element) -> ET.Element:
        """Put an empty place where no Markdown can be: Markdown would try every pattern on each bracket and number."""
        place = ET.Element("sup", {"class": "citation"})
        place.text = AtomicString("")
        self.conversion.set_aside[place] = element
        return place


def mark(citation: Citation, numbers: Mapping[str, int], language: Language) -> ET.Element:
    """Write a citation: `[1–3,5(p. 2)]` in English, `[1-3],[5]2` in Chinese (GB/T 7714 sets pages outside)."""
    element = ET.Element("sup", {"class": "citation"})
    groups = list(_groups(citation.items))
    apart = language == "zh"
    for index, items in enumerate(groups):
        item = items[0]
        opens, closes = apart or index == 0, apart or index == len(groups) - 1
        _append(element, f"{',' if index else ''}{'[' if opens else ''}{item.prefix and item.prefix + ' '}")
        for part, run in enumerate(_runs([item.key for item in items], numbers, language)):
            _append(element, "," if part else "")
            element.append(_link(run, numbers, language))
        locator = PAGES.sub(r"\1", item.locator) if apart else item.locator and f"({item.locator})"
        suffix = f"{'' if item.suffix.startswith(',') else ' '}{item.suffix}" if item.suffix else ""
        _append(element, f"{suffix}]{locator}" if apart else f"{locator}{suffix}{']' if closes else ''}")
    return element


def _groups(items: Iterable[CitationItem]) -> Iterator[list[CitationItem]]:
    """Keep together what says nothing but a key."""
    plain: list[CitationItem] = []
    for item in items:
        if item.prefix or item.locator or item.suffix:
            if plain:
                yield plain
            plain = []
            yield [item]
        else:
            plain.append(item)
    if plain:
        yield plain


def _runs(keys: list[str], numbers: Mapping[str, int], language: Language) -> list[list[str]]:
    """Sort keys by number and divide them into runs; GB/T 7714 joins two neighbours, Vancouver three."""
    known = sorted({key for key in keys if key in numbers}, key=numbers.__getitem__)
    runs = [
        [key for _, key in group] for _, group in groupby(enumerate(known), lambda pair: numbers[pair[1]] - pair[0])
    ]
    shortest = 2 if language == "zh" else 3
    parts = [part for run in runs for part in ([run] if len(run) >= shortest else [[key] for key in run])]
    return parts + [[key] for key in dict.fromkeys(keys) if key not in numbers]


def _link(run: list[str], numbers: Mapping[str, int], language: Language) -> ET.Element:
    if run[0] not in numbers:
        unknown = ET.Element("span", {"class": "citation-unknown"})
        unknown.text = f"{run[0]}?"
        return unknown
    found = [numbers[key] for key in run]
    dash = "-" if language == "zh" else "–"
    link = ET.Element(
        "a", {"href": f"#ref-{found[0]}", "role": "doc-biblioref", "data-refs": " ".join(map(str, found))}
    )
    link.text = str(found[0]) if len(found) == 1 else f"{found[0]}{dash}{found[-1]}"
    link.set("aria-label", say(language, "references", "label", n=link.text))
    return link


def _append(element: ET.Element, text: str) -> None:
    """Add text after the last child."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
