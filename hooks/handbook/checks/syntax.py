"""TXT: Markdown that doesn't come out as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handbook.checks import characters, delimiters, elements, headings, patterns, punctuation, shapes
from handbook.model import Diagnostic, Page, Site
from handbook.sources import markdown
from handbook.sources.document import Document, Mark
from handbook.sources.nearest import nearest
from handbook.sources.pages import SHOWN

IN_META = re.compile(r"[\]］】][(（]|\]\[|\*\*|`|<[a-zA-Z/]|https?://|&#?\w+;|\{#")
WIDE_NOTE = re.compile(r"[［【]\^([^\]］】\n]+)[\]］】]")
AFTER_LINE_ABOVE = frozenset({"TXT040", "TXT055"})  # what only follows from what is wrong with the line above
MEANT_AS_HEADING = frozenset({"TXT008", "TXT012", "TXT054"})


def check(site: Site, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the Markdown of some pages."""
    for page in pages:
        document = markdown.scan(page)
        found = [*patterns.check(site, page), *shapes.check(site, page, document), *delimiters.check(page, document)]
        found += headings.check(page, document, [one.place.line for one in found if one.code in MEANT_AS_HEADING])
        found += characters.check(page, document)
        found += punctuation.check(page, document)
        found += elements.check(page, document)
        yield from _first(page, found)
        yield from _footnotes(page, document)
        for key in SHOWN:
            if match := IN_META.search(str(page.meta.get(key, ""))):
                yield Diagnostic.at(page.line(page.meta_lines[key]), "TXT050", key=key, found=match[0])


def _first(page: Page, found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what follows from the line above (the last that isn't blank), or from the same slip left of it."""
    told = {one.place.line for one in found}
    lines = page.text.split("\n") if told else []
    broken: set[int] = set()  # lines with a link that lacks a bracket
    for one in sorted(found):
        line = one.place.line
        above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), 0)
        if not (one.code in AFTER_LINE_ABOVE and above in told) and not (one.code == "TXT026" and line in broken):
            yield one
        if one.code == "TXT026":
            broken.add(line)


def _footnotes(page: Page, document: Document) -> Iterator[Diagnostic]:
    """Find footnotes without text, with two, and without a reference."""
    first: dict[str, Mark] = {}
    for note in document.footnotes:
        if note.name in first:
            line = page.place(first[note.name].offset).line
            yield Diagnostic.at(page.place(note.offset), "TXT029", name=note.name, line=line)
        first.setdefault(note.name, note)
    asked = {reference.name for reference in document.footnote_references}
    unused = sorted(set(first) - asked - set(WIDE_NOTE.findall(document.bare)))
    lost = [reference for reference in document.footnote_references if reference.name not in first]
    starts = {one.name: one for one in lost if one.offset == 0 or page.text[one.offset - 1] == "\n"}
    for reference in lost:
        if starts.get(reference.name, reference) is reference:  # else its text lacks no more than the colon
            near = nearest(reference.name, unused or first, cutoff=0.3)
            yield Diagnostic.at(page.place(reference.offset), "TXT028", name=reference.name, near=near)
    for name in unused if len(lost) < len(unused) else ():
        if document.text.count(f"[^{name}]") > 1:  # within what became code
            continue
        plain = document.bare.find(f"[{name}]")
        yield Diagnostic.at(page.place(plain if plain >= 0 else first[name].offset), "TXT030", name=name)
