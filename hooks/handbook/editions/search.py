"""The built site → one search index per language, as a script that loads over http and from a folder alike.

`docs/assets/search/worker.js` answers from it. A page is cut where a reader can be sent: at headings and at rows that
have an id. What the page prints is in; citation numbers, reference lists and hidden text are out.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

from lxml import html

from handbook.editions import search_words
from handbook.model import LANGUAGES, Language, Site, other
from handbook.render.addresses import DEFAULT

INLINE = frozenset("a abbr b bdi cite code em i kbd mark q s small span strong sub sup time u var".split())
HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
ROWS = {"tr": 0.4, "li": 0.1}  # rows with an id: of the ledger and the glossary, of the bibliography
LONGEST = 40  # characters of a heading that is looked for as a whole
CONTRIBUTORS = 0.2  # what pages for contributors weigh
LISTS = {"related": 0.4, "references": 0.1}  # headings over links alone
UNUSED = ("search", "assets/javascripts/lunr", "assets/javascripts/workers")  # what the theme's own search reads
SKIPPED_TAGS = ("script", "style", "template", "svg", "nav", "form", "button", "select", "output")
SKIPPED_CLASSES = (
    *("citation", "headerlink", "references"),  # numbers, signs, what the bibliography lists once for all pages
    *("hb-facts", "hb-kicker", "hb-cite", "hb-export"),  # about the page, or to be copied
    *("hb-uses", "hb-rests"),  # in the bibliography: names of pages, and facts that the ledger holds
)
SKIPPED = " | ".join(
    [".//*[@hidden]", *(f".//{tag}" for tag in SKIPPED_TAGS)]
    + [f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" for name in SKIPPED_CLASSES]
)


class Section(NamedTuple):
    """One place that a result can lead to."""

    fragment: str  # id within the page; empty: the page itself
    title: str
    text: str  # blocks end in a line end
    weight: float  # of what stands there against prose: a row of a table, of a list, or links


Pages = dict[str, list[Section]]  # by address


def write(site: Site, folder: Path) -> None:
    """Write `assets/search/index.<language>.js` into the built site, and take away the theme's own."""
    pages = {language: read(folder, language) for language in LANGUAGES}
    for language in LANGUAGES:
        script = index(site, pages, language)
        target = folder / "assets/search" / f"index.{language}.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(script, "utf-8", newline="\n")
    for name in UNUSED:
        shutil.rmtree(folder / name, ignore_errors=True)


def read(folder: Path, language: Language) -> Pages:
    """Cut every page of one language of the built site into sections."""
    found = {address: sections((folder / address).read_bytes()) for address in _addresses(folder, language)}
    return {address: parts for address, parts in found.items() if parts}


def index(site: Site, pages: dict[Language, Pages], language: Language) -> str:
    """Return the index of one language as a script."""
    own = {address: _ranked(site, language, address, parts) for address, parts in pages[language].items()}
    text = "".join(part.title + part.text for found in own.values() for part in found)
    content = {
        "pages": list(own.items()),
        "terms": search_words.synonyms(site.terms, language) + _headings(pages, language),
        "simplified": search_words.simplified(text),
        "readings": search_words.readings(text) if language == "zh" else {},
    }
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"(self.handbook ??= {{}}).{language} = {data}\n"


def _ranked(site: Site, language: Language, address: str, parts: list[Section]) -> list[Section]:
    """Put the pages on how to write pages, which quote many words, after those that tell what the words mean."""
    page = site.pages.get((language, _path(address)))
    aside = page is not None and page.meta.get("audience") == "contributor"
    return [part._replace(weight=min(part.weight, CONTRIBUTORS)) for part in parts] if aside else parts


def _path(address: str) -> str:
    """Path of the page at an address: the same for twins."""
    return address.removeprefix("en/").removesuffix(".html") + ".md"


def _headings(pages: dict[Language, Pages], language: Language) -> list[tuple[list[str], list[str]]]:
    """Pair the headings of twins: what a page calls a thing in one language finds it in the other."""
    titles = {
        tongue: {
            (_path(address), part.fragment): part.title for address, found in pages[tongue].items() for part in found
        }
        for tongue in LANGUAGES
    }
    own, twin = titles[language], titles[other(language)]
    pairs = dict.fromkeys((own[place], twin[place]) for place in own if place in twin and own[place] != twin[place])
    return [([name], [translation]) for name, translation in pairs if len(translation) <= LONGEST]


def _addresses(folder: Path, language: Language) -> list[str]:
    found = (file.relative_to(folder) for file in folder.rglob("*.html") if file.name != "404.html")
    return sorted(
        file.as_posix() for file in found if (file.parts[0] if file.parts[0] in LANGUAGES else DEFAULT) == language
    )


def sections(page: bytes) -> list[Section]:
    """Cut a built page into its sections, the page itself first; a page without an article has none."""
    article = html.document_fromstring(page).find(".//article")
    if article is None:
        return []
    for element in article.xpath(SKIPPED):
        element.drop_tree()
    cutter = _Cutter()
    cutter.walk(article)
    return cutter.sections()


class _Cutter:
    """Walks over a page in reading order and remembers in which section it is."""

    def __init__(self) -> None:
        self.here = ""
        self.titles = {"": ""}
        self.texts: dict[str, list[str]] = {"": []}
        self.weights = dict(LISTS)

    def walk(self, element: html.HtmlElement) -> None:
        if not isinstance(element.tag, str):  # a comment
            return
        fragment, outside = element.get("id", ""), self.here
        if element.tag == "h1":
            self.titles[""] = _plain(element.text_content())
            return
        if element.tag in HEADINGS and fragment:
            self._open(fragment, element.text_content())
            return
        if element.tag in ROWS and fragment:
            name = next(element.iter("th", "cite"), None)
            self._open(fragment, self.titles[self.here] if name is None else name.text)
            self.weights[fragment] = ROWS[element.tag]
        gap = "" if element.tag in INLINE else "\n"
        self._add(gap, element.text)
        for child in element:
            self.walk(child)
            self._add(child.tail)
        self._add(gap)
        if element.tag in ROWS:
            self.here = outside

    def _open(self, fragment: str, title: str | None) -> None:
        self.titles[fragment] = _plain(title or "")
        self.texts[fragment] = []
        self.here = fragment

    def _add(self, *pieces: str | None) -> None:
        self.texts[self.here] += filter(None, pieces)

    def sections(self) -> list[Section]:
        return [
            Section(fragment, self.titles[fragment], _plain("".join(pieces)), self.weights.get(fragment, 1))
            for fragment, pieces in self.texts.items()
        ]


def _plain(text: str) -> str:
    """Join white space, but keep the ends of blocks."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))
