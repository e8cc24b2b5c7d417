"""The index at the back: terms of the glossary, drugs and antibodies, and where each chapter speaks of them.

A heading that names a subject is its main place; in a chapter without one it is the first mention. Reference lists, the
ledger and the glossary hold every word: they lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar, cast

from handbook.checks.naming import DATA
from handbook.editions.books.sheet import chapter_label
from handbook.editions.books.tree import Chapter, Heading, Inline, Inlines, References, Spot, Text
from handbook.editions.books.walking import names, words
from handbook.model import Language, Place, Term, other
from handbook.render.terms import lexicon

CHAPTERS = 8  # that a subject leads to at most: those that say most of it
LISTS = {"ledger", "terms"}  # tables that hold every word
NOTE = re.compile(r"\s*[(（][^)）]*[)）]")  # `(older)`, `（病理描述）`
HAN = re.compile("[一-鿿]")
Node = TypeVar("Node")


class Locator(NamedTuple):
    """A label that treats a subject, and whether it is that of a heading."""

    label: str
    main: bool


class Entry(NamedTuple):
    """One line: a subject with its places, or another name of a subject and the title to look under."""

    letter: str
    title: str
    subject: str  # English name, by which a line can be found from another
    twin: str = ""  # name in the other language
    places: tuple[Locator, ...] = ()
    see: str = ""


@dataclass
class Treated:
    """What one chapter says of a subject."""

    headings: list[str] = field(default_factory=list)
    first: str = ""
    times: int = 0


class Index:
    """Reads the chapters of a book in one language; then `entries` are what it found."""

    def __init__(self, terms: Sequence[Term], language: Language) -> None:
        self.language = language
        self.subjects = tuple(_subjects(terms))
        self.pattern, self.terms = lexicon(self.subjects, language)
        self.treated: dict[Term, list[Treated]] = {}

    def read(self, title: str, chapter: Chapter) -> Chapter:
        """Mark the places of one chapter."""
        here: dict[Term, Treated] = {}
        label = chapter_label(chapter.address)
        self._heading(title, label, here)
        blocks = self._node(chapter.blocks, label, here)
        for term, found in here.items():
            self.treated.setdefault(term, []).append(found)
        return replace(chapter, blocks=blocks)

    def entries(self) -> list[Entry]:
        """Return all lines in the order of the language's dictionaries."""
        lines = {line for term, treated in self.treated.items() for line in self._lines(term, treated)}
        titles = {line.title.lower() for line in lines if not line.see}
        kept = [line for line in lines if not line.see or line.title.lower() not in titles]
        return sorted(kept, key=lambda line: (_key(line.title), line.title, line.see))

    def _heading(self, text: str, label: str, here: dict[Term, Treated]) -> None:
        for term in dict.fromkeys(self._terms(text)):
            here.setdefault(term, Treated()).headings.append(label)

    def _terms(self, text: str) -> Iterator[Term]:
        for match in self.pattern.finditer(text):
            yield self._term(match)

    def _term(self, match: re.Match[str]) -> Term:
        return self.terms.get(match[0]) or self.terms[match[0].lower()]

    def _node(self, node: Node, label: str, here: dict[Term, Treated]) -> Node:
        """Return a node with the first mentions in it marked."""
        if isinstance(node, Heading):
            self._heading(words(node.children), node.label, here)
        elif isinstance(node, tuple):
            kids: list[object] = []
            for part in node:
                kids += self._text(part, label, here) if isinstance(part, Text) else [self._node(part, label, here)]
            return cast(Node, node._make(kids) if hasattr(node, "_make") else tuple(kids))
        elif (parts := names(node)) and not isinstance(node, References) and getattr(node, "role", "") not in LISTS:
            read = {  # the head of a table repeats on each of its pages: no one place
                name: self._node(getattr(node, name), label, here) for name in parts if name != "head"
            }
            return replace(node, **read)  # type: ignore[type-var]
        return node

    def _text(self, node: Text, label: str, here: dict[Term, Treated]) -> Inlines:
        parts: list[Inline] = []
        last = 0
        for match in self.pattern.finditer(node.text):
            term = self._term(match)
            found = here.setdefault(term, Treated())
            found.times += 1
            if not found.first:
                found.first = f"{label}#index-{term.name['en']}"
                parts += [Text(node.text[last : match.start()]), Spot(found.first)]
                last = match.start()
        return (*parts, Text(node.text[last:]))

    def _lines(self, term: Term, treated: Sequence[Treated]) -> Iterator[Entry]:
        language = self.language
        title, subject = term.name[language], term.name["en"]
        best = sorted(treated, key=lambda one: (not one.headings, -one.times))[:CHAPTERS]
        places = tuple(
            Locator(label, bool(one.headings))
            for one in treated
            if one in best
            for label in one.headings or [one.first]
        )
        twin = term.name[other(language)]
        yield Entry(_letter(title), title, subject, "" if twin == title else twin, places)
        names = _names(term, language) + (_names(term, "en") if language == "zh" else [])
        for name in names:
            longer = any(one.lower().startswith(name.lower()) for one in (title, *names) if one != name)
            if not longer and name != NOTE.sub("", title):
                yield Entry(_letter(name), name, subject, see=title)


def _subjects(terms: Sequence[Term]) -> Iterator[Term]:
    """Yield the terms, with the short names of antibodies; then the drugs and antibodies that no term names."""
    antibodies = {f"anti-{name}": [name, *forms] for name, forms in DATA["name"]["antibody"].items()}
    for term in terms:
        forms = antibodies.pop(term.abbreviation, [])[:1]
        yield replace(term, variants=_more(term.variants, forms))
    listed = {
        name.lower() for term in terms for name in (*term.name.values(), *_names(term, "zh"), *_names(term, "en"))
    }
    for name, forms in DATA["name"]["drug"].items():
        every = [name, *(form.strip() for form in forms)]
        if listed.isdisjoint(form.lower() for form in every):
            chinese = [form for form in every if HAN.search(form)] or [name]
            english = tuple(form for form in every[1:] if form not in chinese)
            yield _subject(chinese[0], name, {"zh": tuple(chinese[1:]), "en": english})
    for name, forms in antibodies.items():
        yield _subject(
            f"抗 {forms[0]} 抗体", f"{name} antibody", _more({"zh": tuple(forms), "en": tuple(forms)}, forms)
        )


def _more(variants: Mapping[Language, tuple[str, ...]], antibody: Iterable[str]) -> dict[Language, tuple[str, ...]]:
    return {
        "zh": (*variants["zh"], *(name for form in antibody for name in (f"抗 {form} 抗体", f"抗 {form}"))),
        "en": (*variants["en"], *(f"anti-{form}" for form in antibody)),
    }


def _subject(chinese: str, english: str, variants: Mapping[Language, tuple[str, ...]]) -> Term:
    return Term({"zh": chinese, "en": english}, variants, {}, "", "", "", Place(""))


def _names(term: Term, language: Language) -> list[str]:
    """Other names of a term and its abbreviations, without notes."""
    given = (term.name[language], *term.variants[language], term.abbreviation)
    names = [name for several in given for name in NOTE.sub("", several).split(", ")]
    return [name for name in dict.fromkeys(names) if name]


def _key(title: str) -> list[str]:
    """Sort as dictionaries do: Chinese by its reading and tone, Latin letters whatever their case."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - slow to load: chapters alone have no index

    parts = (re.sub(r"[\W_]", "", part).lower() for part in lazy_pinyin(title, style=Style.TONE3))
    return [part for part in parts if part]


def _letter(title: str) -> str:
    first = "".join(_key(title))[:1].upper()
    return first if first.isalpha() and first.isascii() else "#"
