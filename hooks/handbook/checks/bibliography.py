"""BIB: what entries say. Faults of form (braces, commas, TeX, names) are found by `sources.bibliography`."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from handbook.checks import urls
from handbook.checks.fields import FIELDS, LANGUAGE_NAMES, REQUIRED
from handbook.model import Diagnostic, Entry, Language, Place, Site
from handbook.sources import anchors, bibliography, markdown, settings
from handbook.sources.kinds import BY_TYPE, kind
from handbook.sources.nearest import nearest

DOI = re.compile(r"10\.\d{4,9}/[^\s{}]+(?<![.,;])")
KEY = re.compile(r"[^\[\]{}();\\`<>|\"'@]+")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
EARLIEST = 1450
IDENTIFIERS = {
    "doi": ("BIB024", DOI),
    "pmid": ("BIB026", re.compile(r"[1-9]\d{0,8}")),
    "pmcid": ("BIB027", re.compile(r"PMC\d+")),
}
HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);", re.IGNORECASE)


class Fault(NamedTuple):
    """A rule broken by a field; `""` is the entry itself."""

    field: str
    code: str
    values: dict[str, object] = {}  # noqa: RUF012


def check(site: Site) -> Iterator[Diagnostic]:
    """Yield what is wrong with entries that can be read."""
    style = bibliography.style(site.settings)
    if style not in bibliography.STYLES:
        yield Diagnostic.at(Place(settings.PATH), "BIB042", style=style, expected=" | ".join(bibliography.STYLES))
    yield from _unlisted(site)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    broken = {problem.place.line for problem in site.problems if problem.place.path == bibliography.PATH}
    first: dict[tuple[str, str], Entry] = {}
    for entry in site.entries.values():
        whole = broken.isdisjoint(range(entry.line, entry.line + entry.raw.count("\n") + 1))
        faults = [*_entry(entry, site, whole=whole), *_fields(entry), *_dates(entry, today), *_twice(entry, first)]
        places = bibliography.places(entry) if faults else {}
        for field, code, values in faults:
            if field and field not in places and entry["crossref"]:
                continue  # told at the work from which it was taken
            place = places.get(field, Place(bibliography.PATH, entry.line))
            yield Diagnostic.at(place, code, **{"key": entry.key, "field": field, "value": entry[field], **values})


def _unlisted(site: Site) -> Iterator[Diagnostic]:
    """Find the years of which no page of a language lists the works, where one lists works."""
    first: dict[Language, Place] = {}
    for page in site.pages.values():
        for block in markdown.generated(page):
            if block.name == "bibliography":
                first.setdefault(page.language, page.place(block.start))
    for language, place in first.items():
        listed = anchors.libraries(site, language)
        if years := {entry["year"][:4] or "—" for key, entry in site.entries.items() if key not in listed}:
            yield Diagnostic.at(place, "BIB043", language=language, years=", ".join(sorted(years)))


def _entry(entry: Entry, site: Site, *, whole: bool) -> Iterator[Fault]:
    """Judge key, type, required fields and `crossref`."""
    if not KEY.fullmatch(entry.key):
        yield Fault("", "BIB016")
    if entry.kind not in BY_TYPE:
        yield Fault("", "BIB017", {"kind": entry.kind, "near": nearest(entry.kind, BY_TYPE, "misc")})
    if whole:
        for names in REQUIRED.get(kind(entry), ("title",)):
            if not any(entry[name] for name in names.split("|")):
                yield Fault("", "BIB018", {"kind": entry.kind, "lacking": names.replace("|", " / ")})
        if not any(entry[name] for name in ("year", "date", "urldate")):
            yield Fault("", "BIB019")
    if parent := entry["crossref"]:
        last = [entry, *bibliography.ancestors(entry, site.entries)][-1]
        if parent not in site.entries:
            yield Fault("crossref", "BIB020", {"near": nearest(parent, site.entries, "…")})
        elif last["crossref"] in site.entries:  # it goes on, but to where it has been
            yield Fault("crossref", "BIB021")


def _fields(entry: Entry) -> Iterator[Fault]:
    """Judge names of fields, identifiers, addresses, pages, language and markup."""
    for name in entry.fields:
        if name not in FIELDS and (near := nearest(name, FIELDS, "", cutoff=0.8)):
            yield Fault(name, "BIB022", {"near": near})
    for name, (code, pattern) in IDENTIFIERS.items():
        if entry[name] and not pattern.fullmatch(entry[name]):
            found = pattern.search(entry[name])
            digits = re.sub(r"\D", "", entry[name])
            yield Fault(
                name, code, {"near": found[0] if found else f"PMC{digits}" if name == "pmcid" and digits else "…"}
            )
    if entry["url"] and not urls.is_web(entry["url"]):
        yield Fault("url", "BIB028")
    pages = re.fullmatch(r"(\D*)(\d+)\s*[-–—]+\s*(\D*)(\d+)", entry["pages"])
    if pages and pages[1] == pages[3] and len(pages[2]) <= len(pages[4]) and int(pages[2]) > int(pages[4]):
        yield Fault("pages", "BIB031")
    for name in ("langid", "language"):
        if not _is_language(entry[name]):
            yield Fault(name, "BIB035", {"near": nearest(entry[name].lower(), LANGUAGE_NAMES, "english")})
    for name in ("title", "booktitle", "journal", "publisher"):
        if found := HTML.search(entry[name]):
            yield Fault(name, "BIB037", {"found": found[0]})


def _dates(entry: Entry, today: datetime.date) -> Iterator[Fault]:
    """Judge year, month and dates; a work may be dated to the year that comes."""
    if year := entry["year"]:
        numbers = [int(number) for number in re.findall(r"(?<!\d)\d{4}(?!\d)", year)]
        if not numbers or not all(EARLIEST <= number <= today.year + 1 for number in numbers):
            yield Fault("year", "BIB029", {"latest": today.year + 1})
    for name in ("date", "urldate"):
        parts = [part for part in entry[name].split("/") if part]
        ahead = name == "urldate" and entry[name] > today.isoformat()
        if ahead or not all(_is_date(part) for part in parts):
            yield Fault(name, "BIB030")
    month = entry["month"].lower().strip(". ")
    named = len(month) >= 3 and any(name.lower().startswith(month[:3]) for name in calendar.month_name[1:])
    if month and not named and not (month.isdecimal() and 1 <= int(month) <= 12):
        yield Fault("month", "BIB036")


def _twice(entry: Entry, first: dict[tuple[str, str], Entry]) -> Iterator[Fault]:
    """Find two entries for one work."""
    for name in ("doi", "pmid", "pmcid"):
        if not entry[name]:
            continue
        other = first.setdefault((name, entry[name].lower()), entry)
        if other is not entry:
            yield Fault(name, "BIB025", {"other": other.key, "line": other.line})


def _is_language(text: str) -> bool:
    """Tell whether a text is a language tag or a name that babel knows."""
    tag = re.fullmatch(r"(?:[a-z]{2}(?:[-_][A-Za-z]+)*)?", text)
    return tag is not None or text.lower() in LANGUAGE_NAMES or "中文" in text


def _is_date(text: str) -> bool:
    """Tell whether a text is an ISO date, whole or in part, that the calendar has."""
    found = DATE.fullmatch(text)
    if found is None:
        return False
    try:
        datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True
