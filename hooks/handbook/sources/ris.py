"""RIS, the format that reference managers share: entries → text, and text → the fields of a BibTeX entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import rispy

from handbook.model import Entry, Name
from handbook.sources.kinds import Kind, kind

TYPES: dict[Kind, str] = {
    "article": "JOUR", "newspaper": "NEWS", "preprint": "UNPB", "book": "BOOK", "proceedings": "CONF",
    "chapter": "CHAP", "conference": "CPAPER", "thesis": "THES", "report": "RPRT", "standard": "STAND",
    "patent": "PAT", "dataset": "DATA", "software": "COMP", "trial": "ELEC", "web": "ELEC", "other": "GEN",
}  # fmt: skip
ENTRY_TYPES = {
    "JOUR": "article", "MGZN": "article", "EJOUR": "article", "NEWS": "newspaper", "BOOK": "book", "EBOOK": "book",
    "EDBOOK": "collection", "CHAP": "incollection", "ECHAP": "incollection", "CONF": "inproceedings",
    "CPAPER": "inproceedings", "THES": "phdthesis", "RPRT": "techreport", "STAND": "standard", "PAT": "patent",
    "DATA": "dataset", "COMP": "software", "ELEC": "online", "WEB": "online", "UNPB": "preprint",
}  # fmt: skip
# Names of fields: rispy's → ours. The first that is there counts.
READ = {
    "title": ("title", "primary_title"),
    "journal": ("journal_name", "secondary_title", "alternate_title3"),
    "volume": ("volume",), "number": ("number",), "publisher": ("publisher",), "address": ("place_published",),
    "doi": ("doi",), "edition": ("edition",), "langid": ("language",),
}  # fmt: skip


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    def set_header(self, count: int) -> str:  # noqa: ARG002
        """Leave out the running number, which RIS doesn't know."""
        return ""


def write(entries: Iterable[Entry]) -> str:
    """Write entries as RIS."""
    return str(rispy.dumps([_record(entry) for entry in entries], implementation=_Writer)).lstrip("\n")


def read(text: str) -> list[dict[str, str]]:
    """Read RIS records as fields of BibTeX, `ENTRYTYPE` among them; what is no RIS gives none."""
    try:
        records = rispy.loads(text)
    except (rispy.parser.ParseError, ValueError, IndexError):
        return []
    return [_fields(record) for record in records]


def _record(entry: Entry) -> dict[str, object]:
    pages = re.split(r"\s*[-–—]+\s*", entry["pages"], maxsplit=1)
    values: dict[str, object] = {
        "type_of_reference": TYPES[kind(entry)],
        "authors": [_name(name) for name in entry.authors],
        "secondary_authors": [_name(name) for name in entry.editors],
        "title": entry["title"],
        "secondary_title": entry["journal"] or entry["booktitle"],
        "publisher": entry["publisher"] or entry["school"] or entry["organization"] or entry["howpublished"],
        "place_published": entry["address"],
        "year": entry["year"],
        "volume": entry["volume"],
        "number": entry["number"],
        "start_page": pages[0] or entry["eid"],
        "end_page": pages[1] if len(pages) > 1 else "",
        "edition": entry["edition"],
        "doi": entry["doi"],
        "accession_number": entry["pmid"],
        "custom2": entry["pmcid"],
        "language": entry.language,
        "urls": [entry["url"]] if entry["url"] else [],
        "access_date": entry["urldate"].replace("-", "/"),
        "id": entry.key,
    }
    return {name: value for name, value in values.items() if value}


def _fields(record: Mapping[str, object]) -> dict[str, str]:
    def text(name: str) -> str:
        return str(record.get(name, "")).strip()

    def people(name: str) -> str:
        found = record.get(name)
        return " and ".join(str(one).strip() for one in found) if isinstance(found, list) else ""

    fields = {"ENTRYTYPE": ENTRY_TYPES.get(text("type_of_reference"), "misc")}
    fields["author"] = people("authors") or people("first_authors")
    fields["editor"] = people("secondary_authors")
    fields |= {name: next(filter(None, map(text, sources)), "") for name, sources in READ.items()}
    if fields["ENTRYTYPE"] in {"incollection", "inproceedings"}:
        fields["booktitle"] = fields.pop("journal")
    date = re.match(r"\d{4}", text("year") or text("publication_year") or text("date"))
    fields["year"] = date[0] if date else ""
    fields["pages"] = "--".join(filter(None, (text("start_page"), text("end_page"))))
    urls = record.get("urls")
    fields["url"] = str(urls[0]) if isinstance(urls, list) and urls else ""
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> str:
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(filter(None, (family, name.given, name.suffix)))
