"""The built site → one search index per language, as a script that loads over http and from a folder alike.

`docs/assets/search/worker.js` answers from it.
"""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path

from handbook.editions import search_words
from handbook.editions.sections import Section
from handbook.model import LANGUAGES, Language, Questions, Site, other
from handbook.render import addresses
from handbook.render.addresses import published_in

CONTRIBUTORS = 0.05  # what pages for contributors weigh (engine.js): they quote many words and explain none
LONGEST = 40  # characters of a heading that is looked for as a whole
UNUSED = ("search", "assets/javascripts/lunr", "assets/javascripts/workers")  # the theme's own search

Pages = dict[str, list[Section]]  # by address within the site


def write(site: Site, folder: Path, sections: Pages) -> None:
    """Write `assets/search/index.<language>.js` into the built site, and take away the theme's own search."""
    pages = by_language(sections)
    for language in LANGUAGES:
        with (folder / f"assets/search/index.{language}.js").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(index(site, pages, language))
    for name in UNUSED:
        shutil.rmtree(folder / name, ignore_errors=True)


def by_language(sections: Pages) -> dict[Language, Pages]:
    """Sort the pages that are searched by the language in which they are published."""
    found: dict[Language, Pages] = {language: {} for language in LANGUAGES}
    for address, parts in sections.items():
        if parts and posixpath.basename(address) != "404.html":
            found[published_in(address)][address] = parts
    return found


def index(site: Site, pages: dict[Language, Pages], language: Language) -> Iterator[str]:
    """Yield the index of one language as a script, page after page: of a large site it is long."""
    yield f'(self.handbook ??= {{}}).{language} = {{"pages":['
    characters: set[str] = set()
    comma = ""
    for address, parts in pages[language].items():
        characters.update(*(part.title + part.text for part in parts))
        yield comma + _json((address, _weighed(site, language, address, parts), _audience(site, language, address)))
        comma = ","
    text = "".join(sorted(characters))
    known = {
        "terms": search_words.synonyms(site.terms, language),
        "headings": _headings(pages, language),
        "asked": _asked(site, language),
        "simplified": search_words.simplified(text),
        "readings": search_words.readings(text) if language == "zh" else {},
    }
    yield f"],{_json(known)[1:]}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _weighed(site: Site, language: Language, address: str, parts: list[Section]) -> list[Section]:
    if _audience(site, language, address) != "contributor":
        return parts
    return [part._replace(weight=part.weight * CONTRIBUTORS) for part in parts]


def _audience(site: Site, language: Language, address: str) -> object:
    page = site.pages.get((language, _path(address)))
    return page and page.meta.get("audience")


def _headings(pages: dict[Language, Pages], language: Language) -> list[tuple[list[str], list[str]]]:
    """Pair the headings of twins: what a page calls a thing in one language finds it in the other."""
    own, twin = (_titles(pages[tongue]) for tongue in (language, other(language)))
    pairs = dict.fromkeys((own[place], twin[place]) for place in own if place in twin and own[place] != twin[place])
    return [([name], [translation]) for name, translation in pairs if len(translation) <= LONGEST]


def _asked(site: Site, language: Language) -> dict[str, tuple[str, ...]]:
    """Give for each place that answers what readers ask of it."""
    return {_place(entry, language): entry.phrases[language] for entry in site.questions}


def _place(entry: Questions, language: Language) -> str:
    return addresses.address(entry.page, language) + (f"#{entry.fragment}" if entry.fragment else "")


def _titles(pages: Pages) -> dict[tuple[str, str], str]:
    return {(_path(address), part.fragment): part.title for address, parts in pages.items() for part in parts}


def _path(address: str) -> str:
    """Path of the page at an address: the same for twins."""
    return address.removeprefix("en/").removesuffix(".html") + ".md"
