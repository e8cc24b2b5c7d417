"""CSL-JSON, which doi.org and PubMed answer with → the fields of a BibTeX entry."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

TYPES = {
    "article-journal": "article",
    "journal-article": "article",
    "article-magazine": "article",
    "article-newspaper": "newspaper",
    "article": "preprint",
    "posted-content": "preprint",
    "book": "book",
    "monograph": "book",
    "edited-book": "collection",
    "chapter": "incollection",
    "book-chapter": "incollection",
    "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings",
    "thesis": "phdthesis",
    "dissertation": "phdthesis",
    "report": "techreport",
    "dataset": "dataset",
    "standard": "standard",
    "patent": "patent",
    "software": "software",
    "webpage": "online",
}
PLAIN = {  # their name → ours
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "issue": "number",
    "publisher": "publisher",
    "publisher-place": "address",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "number": "number",
    "edition": "edition",
}
TAG = re.compile(r"</?[a-z]+>", re.IGNORECASE)
ARTICLES = {"article", "newspaper"}  # their publisher is left out


def fields(record: dict[str, Any]) -> dict[str, str]:
    """Read one record as fields of BibTeX, `ENTRYTYPE` among them."""
    kind = TYPES.get(str(record.get("type", "")), "misc")
    found = {"ENTRYTYPE": kind, "author": _people(record.get("author")), "editor": _people(record.get("editor"))}
    for name, ours in PLAIN.items():
        found[ours] = found.get(ours) or _text(record.get(name))
    if kind in {"incollection", "inproceedings"}:
        found["booktitle"] = found.pop("journal")
    if kind in ARTICLES:
        found.pop("publisher")
    pages = _text(record.get("page")) or _text(record.get("article-number"))
    found["pages"] = pages.replace("–", "-").replace("-", "--")
    found["year"] = _year(record)
    if not found["doi"]:
        found["url"] = _text(record.get("URL"))
    found["langid"] = {"en": "english", "zh": "chinese"}.get(_text(record.get("language"))[:2].lower(), "")
    return {name: value for name, value in found.items() if value}


def _text(value: object) -> str:
    """Return a text without HTML; Crossref gives some texts as a list of one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(unescape(TAG.sub("", str(value))).split()) if isinstance(value, str | int) else ""


def _people(value: object) -> str:
    names = []
    for person in value if isinstance(value, list) else []:
        family = " ".join(filter(None, (_text(person.get("non-dropping-particle")), _text(person.get("family")))))
        body = _text(person.get("literal")) or _text(person.get("name"))
        names.append(f"{{{body}}}" if body else ", ".join(filter(None, (family, _text(person.get("given"))))))
    return " and ".join(filter(None, names))


def _year(record: dict[str, Any]) -> str:
    """Return the year of the first date that is there; print goes before online, as NLM counts."""
    for name in ("published-print", "issued", "published-online", "published", "created"):
        parts = record.get(name)
        if isinstance(parts, dict) and (dates := parts.get("date-parts")) and dates[0] and dates[0][0]:
            return str(dates[0][0])
    return ""
