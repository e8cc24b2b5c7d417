"""references.bib → entries: Unicode text, names apart, inherited fields filled in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from handbook.model import Diagnostic, Entry, Name, Place, Settings
from handbook.sources import bibtex, names, tex
from handbook.sources.recovery import Slip

PATH = "references.bib"
STYLES = ("gb2025", "gb2015")  # editions of GB/T 7714, `extra.handbook.style` of mkdocs.yml; the first is the default
VERBATIM = {"url", "doi", "pmid", "pmcid", "eprint", "isbn", "issn", "file", "urldate"}
NAMES = {"author", "editor"}
# BibLaTeX's names of fields → BibTeX's.
ALIASES = {
    "journaltitle": "journal",
    "location": "address",
    "institution": "school",
    "annotation": "annote",
    "shortjournal": "journalabbr",
}
CONTAINED = {"inbook", "incollection", "inproceedings", "conference"}  # their book's title is its `booktitle`
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
# What a wrong encoding or a control character leaves: U+FFFD, controls, private characters, UTF-8 read as Latin-1.
DAMAGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufffd-\uffff]"
    "|[\xc2\xc3][\x80-\xbf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\xe2\u20ac."
)


def parse(text: str, path: str = PATH) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """Read a BibTeX or BibLaTeX file: `{key: entry}` in the file's order, and every fault of its form.

    An entry with a fault is kept as far as it could be read, so that a page that cites it has one fault fewer.
    """
    lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def fault(offset: int, code: str, **values: object) -> Diagnostic:
        line = bisect_right(lines, offset)
        return Diagnostic.at(Place(path, line, offset - lines[line - 1] + 1), code, **values)

    raw, slips = bibtex.read(text)
    problems = [fault(slip.offset, slip.code, **slip.values) for slip in slips]
    problems += [fault(match.start(), "BIB011", found=match[0]) for match in CONFLICT.finditer(text)]
    problems += [fault(match.start(), "BIB012", found=match[0]) for match in DAMAGE.finditer(text)]
    entries: dict[str, Entry] = {}
    for found in raw:
        line = bisect_right(lines, found.start)
        problems += [fault(slip.offset, slip.code, key=found.key, **slip.values) for slip in _faults(found)]
        if found.key in entries:
            problems.append(fault(found.start, "BIB013", key=found.key, line=entries[found.key].line))
        else:
            entries[found.key] = _entry(found, text[found.start : found.end], line)
    return {key: _inherited(entry, entries) for key, entry in entries.items()}, problems


def style(settings: Settings) -> str:
    """Return the edition of GB/T 7714 that mkdocs.yml asks for."""
    return str(settings.handbook.get("style", STYLES[0]))


def places(entry: Entry) -> dict[str, Place]:
    """Find where each field of an entry stands; `""` is the entry itself."""
    found = {"": Place(PATH, entry.line)}
    for field in (field for raw in bibtex.read(entry.raw)[0] for field in raw.fields):
        before = entry.raw[: field.offset]
        found.setdefault(field.name, Place(PATH, entry.line + before.count("\n"), field.offset - before.rfind("\n")))
    return found


def ancestors(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Entry]:
    """Walk up `crossref`; a circle ends where it closes."""
    seen = {entry.key}
    while (parent := entries.get(entry["crossref"])) is not None and parent.key not in seen:
        seen.add(parent.key)
        yield parent
        entry = parent


def _faults(raw: bibtex.RawEntry) -> Iterator[Slip]:
    """Judge the form of each field: given twice, empty, unknown TeX, names that are none."""
    seen: set[str] = set()
    for field in raw.fields:
        if field.name in seen:
            yield Slip(field.offset, "BIB014", {"field": field.name})
        seen.add(field.name)
        if not field.value.strip():
            yield Slip(field.offset, "BIB023", {"field": field.name})
        if field.name not in VERBATIM:
            for name in tex.unknown(field.value):
                yield Slip(field.offset, "BIB015", {"field": field.name, "command": f"\\{name}"})
        if field.name in NAMES:
            for code, values in names.faults(field.value):
                yield Slip(field.offset, code, {"field": field.name, **values})


def _entry(raw: bibtex.RawEntry, text: str, line: int) -> Entry:
    fields: dict[str, str] = {}
    people: dict[str, tuple[tuple[Name, ...], bool]] = {}
    for field in raw.fields:
        if field.name in NAMES:
            people.setdefault(field.name, names.split(field.value))
        fields.setdefault(field.name, tex.verbatim(field.value) if field.name in VERBATIM else tex.decode(field.value))
    for alias, name in ALIASES.items():
        if alias in fields:
            fields.setdefault(name, fields[alias])
    if "date" in fields:
        fields.setdefault("year", fields["date"][:4])
    authors, more_authors = people.get("author", ((), False))
    editors, more_editors = people.get("editor", ((), False))
    return Entry(raw.key, raw.kind, fields, authors, editors, more_authors, more_editors, text, line)


def _inherited(entry: Entry, entries: dict[str, Entry]) -> Entry:
    """Fill in from the book, volume or meeting that `crossref` names."""
    if not entry["crossref"]:
        return entry
    fields = dict(entry.fields)
    for parent in ancestors(entry, entries):
        if entry.kind in CONTAINED:
            fields.setdefault("booktitle", parent["title"])
        for name, value in parent.fields.items():
            fields.setdefault(name, value)
        entry = replace(
            entry, fields=fields,
            authors=entry.authors or (() if entry.kind in CONTAINED else parent.authors),
            editors=entry.editors or parent.editors,
            more_editors=entry.more_editors or (not entry.editors and parent.more_editors),
        )  # fmt: skip
    return entry
