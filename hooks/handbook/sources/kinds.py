"""What kind of work an entry is: BibTeX's types say it only in part."""

from __future__ import annotations

import re
from typing import Literal

from handbook.model import Entry

Kind = Literal[
    "article", "newspaper", "preprint", "book", "proceedings", "chapter", "conference", "thesis", "report", "standard",
    "patent", "dataset", "software", "trial", "web", "other",
]  # fmt: skip

BY_TYPE: dict[str, Kind] = {
    "article": "article", "suppperiodical": "article", "periodical": "article", "book": "book", "mvbook": "book",
    "collection": "book", "mvcollection": "book", "booklet": "book", "manual": "book", "reference": "book",
    "proceedings": "proceedings", "mvproceedings": "proceedings", "inbook": "chapter", "incollection": "chapter",
    "bookinbook": "chapter", "inreference": "chapter", "suppbook": "chapter", "inproceedings": "conference",
    "conference": "conference", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "bathesis": "thesis", "techreport": "report", "report": "report", "standard": "standard", "patent": "patent",
    "dataset": "dataset", "software": "software", "preprint": "preprint", "newspaper": "newspaper", "online": "web",
    "electronic": "web", "www": "web", "webpage": "web", "misc": "other", "unpublished": "other",
}  # fmt: skip
PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chinaxiv|pssxiv|chemrxiv|psyarxiv|research ?square|ssrn|preprints?)\b", re.IGNORECASE
)
TRIAL = re.compile(r"\b(?:NCT\d{8}|ChiCTR-?[\w-]*\d{6,}|ISRCTN\d{8}|EudraCT|ACTRN\d{14}|jRCT\w?\d{9,}|UMIN\d{9})\b")
MEETING = re.compile(r"congress|conference|symposium|annual meeting|meeting abstract|会议|年会|大会", re.IGNORECASE)


def kind(entry: Entry) -> Kind:
    """Tell the kind of a work from its type, and from its content where the type leaves it open."""
    found = BY_TYPE.get(entry.kind, "other")
    where = " ".join((entry["journal"], entry["howpublished"], entry["archiveprefix"], entry["eprinttype"]))
    if found == "article" and entry["entrysubtype"] == "newspaper":
        return "newspaper"
    if found in {"article", "web", "other"} and not entry["volume"] and PREPRINT.search(where):
        return "preprint"
    if found in {"web", "other"}:
        if MEETING.search(entry["howpublished"]) or entry["eventtitle"]:
            return "conference"
        if trial(entry):
            return "trial"
        return "web" if entry["url"] or entry["doi"] else "other"
    return found


def trial(entry: Entry) -> str:
    """Return the registration number of a trial's record, or an empty text."""
    where = " ".join((entry["number"], entry["howpublished"], entry["note"] if entry.kind == "misc" else ""))
    found = TRIAL.search(where)
    return found[0] if found else ""
