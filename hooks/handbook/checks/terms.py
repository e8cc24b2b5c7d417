"""TRM: words as the glossary has them, in the script of the page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from opencc import OpenCC

from handbook.model import LANGUAGES, Diagnostic, Page, Place, Site
from handbook.sources import markdown, pages

REJECTED: dict[str, dict[str, str]] = tomllib.loads((files(__package__) / "terms.toml").read_text("utf-8"))
PATTERNS = {
    language: [(re.compile(form), rf"(?<![a-z])(?:{form})(?![a-z])", right) for form, right in words.items()]
    for language, words in REJECTED.items()
}
ANY = {language: re.compile("|".join(words)) for language, words in REJECTED.items()}
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")  # a page may say which word not to use


def check(site: Site, pages: Iterable[Page]) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield wrong words on some pages."""
    for page in pages:
        for text, offset in _texts(page):
            yield from _rejected(page, text, offset)
            if page.language == "zh":
                yield from _traditional(page, text, offset)


def _texts(page: Page) -> Iterator[tuple[str, int]]:
    """Everything that readers see as words, each with its offset in the page."""
    yield markdown.scan(page).prose, 0
    for field in pages.SHOWN:
        line = page.meta_lines.get(field)
        if line is not None and line < len(page.line_starts):
            yield page.text[page.line_starts[line - 1] : page.line_starts[line]], page.line_starts[line - 1]


def _rejected(page: Page, text: str, offset: int) -> Iterator[Diagnostic]:
    folded = text.casefold()
    for rough, exact, right in PATTERNS[page.language] if ANY[page.language].search(folded) else ():
        if not rough.search(folded):  # nearly always, and ten times as fast
            continue
        for found in re.finditer(exact, QUOTED.sub(lambda found: " " * len(found[0]), text), re.IGNORECASE):
            yield Diagnostic.at(page.place(offset + found.start()), "TRM004", word=found[0], right=right)


def _traditional(page: Page, text: str, offset: int) -> Iterator[Diagnostic]:
    """Find words in traditional characters; characters of the simplified standard set (GB 2312) are never meant."""
    odd = "".join(sign for sign in set(text) if simplified(sign) != sign)
    for found in re.finditer(f"[{re.escape(odd)}]+", text) if odd else ():
        right = "".join(map(simplified, found[0]))
        yield Diagnostic.at(page.place(offset + found.start()), "TRM003", word=found[0], right=right)


@cache
def simplified(sign: str) -> str:
    """Return the simplified form of a traditional character; any other character as it is."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return str(_converter().convert(sign))
    return sign


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def glossary(site: Site) -> Iterator[Diagnostic]:
    """Yield terms that have two rows, and sources that are not in the bibliography."""
    first: dict[tuple[str, str], Place] = {}
    for term in site.terms:
        for language in LANGUAGES:
            place = first.setdefault((language, term.name[language].lower()), term.place)
            if place != term.place:
                yield Diagnostic.at(term.place, "TRM005", term=term.name[language], first=f"{place.path}:{place.line}")
        if term.source and term.source not in site.entries:
            yield Diagnostic.at(term.place, "TRM006", term=term.name["zh"], key=term.source)
