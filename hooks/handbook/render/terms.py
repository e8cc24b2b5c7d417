"""Glossary terms on a page: the first use of each leads to its entry and carries its meaning (Python-Markdown)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.model import Language, Page, Site, Term, other
from handbook.render.addresses import TAGS, address, relative
from handbook.sources import anchors, markdown

HOSTS = {"p", "li", "td", "dd"}  # where a first use is marked
CLOSED = {"a", "abbr", "code", "pre", "sup", "script", "style", "h1", "h2", "h3", "h4", "h5", "h6", "th", "summary"}
SILENT = {"glossary", "bibliography"}  # lists of terms or titles: their pages mark none


class TermMarker(Treeprocessor):
    """Wrap the first use of each term in a link to the glossary."""

    def __init__(self, md: Markdown, site: Site, page: Callable[[], Page | None]) -> None:
        super().__init__(md)
        self.site = site
        self.page = page  # asked at each run: the page changes, the extension stays

    def run(self, root: etree.Element) -> None:
        """Walk over the page once, in reading order."""
        page = self.page()
        if page is None or not self.site.terms or page.for_contributors:
            return
        if any(block.name in SILENT for block in markdown.generated(page)):
            return
        finder = _Finder(self.site.terms, page)
        for host, open_ in _walk(root, inside=False):
            if open_:
                finder.mark(host)


def _walk(element: etree.Element, *, inside: bool) -> Iterator[tuple[etree.Element, bool]]:
    """Yield each element with whether its own text may hold a marked term."""
    if element.tag in CLOSED or "admonition-title" in element.get("class", ""):
        return
    inside = inside or element.tag in HOSTS
    children = list(element)
    yield element, inside
    for child in children:
        yield from _walk(child, inside=inside)


class _Finder:
    """Remembers which terms a page has met."""

    def __init__(self, terms: Iterable[Term], page: Page) -> None:
        self.page = page
        self.pattern, self.terms = lexicon(tuple(terms), page.language)
        self.met: set[Term] = set()

    def mark(self, element: etree.Element) -> None:
        """Mark terms in an element's own text and in the tails of its children."""
        children = list(element)
        pieces = self._split(element.text)
        if pieces:
            element.text, links = pieces
            for index, link in enumerate(links):
                element.insert(index, link)
        for child in children:
            pieces = self._split(child.tail)
            if pieces:
                child.tail, links = pieces
                at = list(element).index(child) + 1
                for index, link in enumerate(links):
                    element.insert(at + index, link)

    def _split(self, text: str | None) -> tuple[str, list[etree.Element]] | None:
        """Cut a text at the first uses in it: what stands before, and the links with their tails."""
        if not text:
            return None
        links: list[etree.Element] = []
        before, last = "", 0
        for match in self.pattern.finditer(text):
            term = self.terms.get(match[0]) or self.terms[match[0].lower()]
            if term in self.met:
                continue
            self.met.add(term)
            gap = text[last : match.start()]
            if links:
                links[-1].tail = gap
            else:
                before = gap
            last = match.end() + text.startswith("s", match.end())  # a plural is one word
            links.append(self._link(term, text[match.start() : last]))
        if not links:
            return None
        links[-1].tail = text[last:]
        return before, links

    def _link(self, term: Term, text: str) -> etree.Element:
        page = self.page
        target = relative(address(page.path, page.language), address("glossary.md", page.language))
        link = etree.Element(
            "a",
            {
                "class": "hb-term",
                "href": f"{target}#{anchors.term(term)}",
                "data-term": term.name[page.language],
                "data-twin": term.name[other(page.language)],
                "data-twin-lang": TAGS[other(page.language)],
                "data-meaning": term.definition[page.language],
            },
        )
        link.text = text
        return link


@cache
def lexicon(terms: tuple[Term, ...], language: Language) -> tuple[re.Pattern[str], dict[str, Term]]:
    """Make one pattern of all names and abbreviations of a language, the longest first.

    English names match in any case, abbreviations as they are written; Latin letters never match inside a word.
    """
    names: dict[str, Term] = {}
    for term in terms:
        for name in (term.name[language], *term.variants[language]):
            plain = re.sub(r"\s*[(（][^)）]*[)）]\s*", "", name).strip()
            if len(plain) > 2:  # a word of two characters (缓解, 再生) is not a term wherever it stands
                names.setdefault(plain.lower() if language == "en" else plain, term)
    abbreviations = {short: term for term in terms for short in term.abbreviation.split(", ") if len(short) > 1}
    patterns: dict[str, list[str]] = {}  # by first letter: a place in a text is only asked for the names it can begin
    for known, loose in ((names, language == "en"), (abbreviations, False)):
        for name in sorted(known, key=len, reverse=True):
            patterns.setdefault(name[0].lower(), []).append(_pattern(name, loose=loose))
    latin, others = (
        {letter: found for letter, found in patterns.items() if letter.isascii() is own} for own in (True, False)
    )
    # No Latin name begins inside a word: this is asked once at each place, not for every name.
    choices = [*([rf"(?<![A-Za-z0-9-]){_any(latin)}"] if latin else ()), *([_any(others)] if others else ())]
    return re.compile("|".join(choices) or "(?!)"), {**names, **abbreviations}


def _any(patterns: dict[str, list[str]]) -> str:
    """Match the first pattern that fits, by the letter that it begins with, in either case."""
    branches = [_starting(letter, f"(?:{'|'.join(found)})") for letter, found in patterns.items()]
    return _starting("".join(patterns), f"(?:{'|'.join(branches)})")


def _starting(letters: str, pattern: str) -> str:
    return f"(?=[{re.escape(letters + letters.upper())}]){pattern}"


def _pattern(name: str, *, loose: bool) -> str:
    """Match a name; where it ends with a Latin letter or digit, none may stand behind it."""
    escaped = f"(?i:{re.escape(name)})" if loose else re.escape(name)
    end = r"(?![A-Za-z0-9-])" if name[-1].isascii() and not loose else r"(?=s?(?![A-Za-z0-9-]))" if loose else ""
    return escaped + end
