"""A DOI, a PMID, or a text in RIS or BibTeX → the entry to paste into references.bib, with a key in our form."""

from __future__ import annotations

import http.client
import json
import re
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Mapping
from itertools import chain, count
from pathlib import Path

from pypinyin import lazy_pinyin

from handbook.model import Diagnostic, Entry, Place
from handbook.sources import bibliography, csl, ris

DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
PMID = re.compile(r"(?:pmid:?\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)?(\d{1,9})/?", re.IGNORECASE)
DOI_SERVICE = "https://doi.org/"
PUBMED_SERVICE = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id="
TIMEOUT = 10  # seconds
SMALL = frozenset(
    "a an and as at by for from in into is of on or over the to under with within without".split()  # noqa: SIM905 - words read better so
)
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
ORDER = (
    "author", "editor", "title", "journal", "booktitle", "publisher", "address", "edition", "year", "volume", "number",
    "pages", "doi", "pmid", "pmcid", "url", "langid",
)  # fmt: skip
KEY = re.compile(r"^(@\s*\w+\s*[{(]\s*)[^\s,}]+")
HAN = re.compile(r"[㐀-鿿]+")
SPECIAL, ESCAPE = re.compile(r"(?<!\\)([&%_#$])"), r"\\\1"
BARE = {"author", "editor", "doi", "pmid", "pmcid", "url"}  # written as they are

Fetch = Callable[[str], str]  # address → text of the answer; raises OSError


def fetch(url: str) -> str:
    """Ask a service for CSL-JSON."""
    request = urllib.request.Request(url, headers={"Accept": "application/vnd.citationstyles.csl+json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - both services are https
        return str(answer.read().decode("utf-8", "replace"))


def find(asked: str, known: Mapping[str, Entry], fetch: Fetch = fetch) -> tuple[list[str], list[Diagnostic]]:
    """Return the entries to paste for a DOI, a PMID or a file, and what is to be said of them."""
    place = Place(asked)
    for name, pattern, service in (("doi", DOI, DOI_SERVICE), ("pmid", PMID, PUBMED_SERVICE)):
        if match := pattern.fullmatch(asked):
            have = next((key for key, entry in known.items() if entry[name].lower() == match[1].lower()), "")
            return (
                ([], [Diagnostic.at(place, "BIB041", key=have)])
                if have
                else _ask(service + match[1], known, place, fetch)
            )
    try:
        text = Path(asked).read_text("utf-8")
    except (OSError, ValueError):
        return [], [Diagnostic.at(place, "BIB040")]
    return from_text(text, known, place)


def from_text(text: str, known: Mapping[str, Entry], place: Place) -> tuple[list[str], list[Diagnostic]]:
    """Give RIS or BibTeX our keys; a BibTeX entry keeps its text otherwise."""
    if records := ris.read(text):
        text = "\n\n".join(_written(record, f"new{index}") for index, record in enumerate(records))
    entries, problems = bibliography.parse(text, place.path)
    written: list[str] = []
    taken = set(known)
    for entry in entries.values():
        if have := _have(entry, known):
            problems.append(Diagnostic.at(place, "BIB041", key=have))
            continue
        key = make_key(entry, taken)
        taken.add(key)
        written.append(KEY.sub(rf"\g<1>{key}", entry.raw, count=1))
    return written, problems if entries else problems or [Diagnostic.at(place, "BIB040")]


def make_key(entry: Entry, taken: Collection[str]) -> str:
    """Make a key as those that are there: `mammen2015intravenous`, `arupndhmgcr`; with a number if that is taken."""
    who = next(iter(entry.authors or entry.editors), None)
    family = "" if who is None else who.family.split()[0] if who.literal else who.particle + who.family
    if who is not None and not who.given and HAN.match(family) and not who.literal:
        family = family[:1]
    words = [word for word in re.split(r"[^a-z0-9]+", _latin(entry["title"])) if word and word not in SMALL]
    year = re.search(r"\d{4}", entry["year"])
    stem = re.sub(r"[^a-z]", "", _latin(family)) + (year[0] if year else "nd") + (words[0] if words else "")
    return next(key for key in chain([stem], (f"{stem}{number}" for number in count(2))) if key not in taken)


def _ask(url: str, known: Mapping[str, Entry], place: Place, fetch: Fetch) -> tuple[list[str], list[Diagnostic]]:
    try:
        record = json.loads(fetch(url))
    except urllib.error.HTTPError as error:
        return [], [Diagnostic.at(place, "BIB039", reason=error.code)]
    except (OSError, http.client.HTTPException) as error:
        return [], [Diagnostic.at(place, "BIB038", reason=getattr(error, "reason", error))]
    except ValueError:
        return [], [Diagnostic.at(place, "BIB039", reason="?")]
    return from_text(_written(csl.fields(record if isinstance(record, dict) else {}), "new"), known, place)


def _have(entry: Entry, known: Mapping[str, Entry]) -> str:
    """Return the key under which we have a work: the same DOI, PMID, or title."""
    for key, other in known.items():
        if any(entry[name] and entry[name].lower() == other[name].lower() for name in ("doi", "pmid")):
            return key
        if entry["title"] and _latin(entry["title"]) == _latin(other["title"]):
            return key
    return ""


def _written(fields: Mapping[str, str], key: str) -> str:
    lines = [
        f"  {name} = {{{fields[name] if name in BARE else SPECIAL.sub(ESCAPE, fields[name])}}},"
        for name in ORDER
        if fields.get(name)
    ]
    return "\n".join([f"@{fields.get('ENTRYTYPE', 'misc')}{{{key},", *lines, "}"])


def _latin(text: str) -> str:
    """Reduce a text to lower-case letters without accents; of Chinese, pinyin."""
    text = HAN.sub(lambda match: f" {''.join(lazy_pinyin(match[0][:2]))} ", text.lower().translate(LETTERS))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).strip()
