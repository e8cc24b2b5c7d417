"""Vancouver style, as the National Library of Medicine writes it (Citing Medicine, 2nd edition; ICMJE's examples)."""

from __future__ import annotations

from handbook.model import Entry
from handbook.render.references import people
from handbook.render.references.writing import day, doi, doi_url, joined, linked, pages, published, sentences, titled
from handbook.sources.kinds import Kind, kind

NAMES = people.Rules(people.vancouver, most=6, comma=", ", body="; ", others="et al.")
THESES = {"mastersthesis": "master's thesis", "bathesis": "bachelor's thesis"}
MEDIA: dict[Kind, str] = {
    "dataset": "dataset",
    "software": "software",
    "web": "Internet",
    "trial": "trial registration",
}


def write(entry: Entry) -> str:
    """Write one reference, with marks."""
    known = kind(entry)
    parts = WRITERS.get(known, _book)(entry, known)
    return joined(" ", sentences(_names(entry), *parts, "Chinese" if entry.language == "zh" else ""), _reach(entry))


def _names(entry: Entry) -> str:
    who, more, edited = people.responsible(entry)
    if entry.kind == "patent" and who:
        role = "inventors" if len(who) > 1 else "inventor"
        holder = f"{entry['holder']}, assignee" if entry["holder"] else ""
        return joined("; ", f"{people.listed(entry, who, NAMES, more=more)}, {role}", holder)
    return _editors(entry) if edited else people.listed(entry, who, NAMES, more=more)


def _editors(entry: Entry) -> str:
    names = people.listed(entry, entry.editors, NAMES, more=entry.more_editors)
    return joined(", ", names, names and ("editors" if len(entry.editors) > 1 or entry.more_editors else "editor"))


def _article(entry: Entry, known: Kind) -> list[str]:
    number = entry["number"]
    issue = (
        joined(" ", entry["volume"], number)
        if number.startswith("Suppl")
        else entry["volume"] + (number and f"({number})")
    )
    if known == "newspaper" and entry["section"]:
        issue = f"Sect. {entry['section']}"
    place = joined(":", joined(";", published(entry).nlm, issue), pages(entry, short=True))
    return [titled(entry["title"]), entry["journal"], place]


def _preprint(entry: Entry, known: Kind) -> list[str]:  # noqa: ARG001
    number = "" if entry["doi"] else entry["eprint"]
    return [titled(entry["title"]), f"{people.server(entry)} [Preprint]", joined(" ", published(entry).nlm, number)]


def _book(entry: Entry, known: Kind) -> list[str]:
    medium = MEDIA.get(known, "Internet" if entry["url"] and known != "other" else "")
    number = entry["number"]
    return [
        joined(" ", titled(entry["title"]), f"[{medium}]" if medium else ""),
        _volume(entry), _edition(entry), _imprint(entry),
        f"{entry['pagetotal']} p" if entry["pagetotal"].isdecimal() else "",
        f"Report No.: {number}" if number and known == "report" else number if known == "standard" else "",
        f"({joined('; ', entry['series'], number)})" if entry["series"] and known != "report" else "",
    ]  # fmt: skip


def _part(entry: Entry, known: Kind) -> list[str]:  # noqa: ARG001
    if entry["booktitle"]:
        host = sentences(_editors(entry), entry["booktitle"], _volume(entry), _edition(entry), _imprint(entry))
    else:
        host = joined("; ", entry["eventtitle"], _imprint(entry))
    place = pages(entry, short=True)
    return [titled(entry["title"]), f"In: {host}", f"p. {place}" if place else ""]


def _thesis(entry: Entry, known: Kind) -> list[str]:  # noqa: ARG001
    degree = entry["type"] or THESES.get(entry.kind, "dissertation")
    return [f"{titled(entry['title'])} [{degree}]", _imprint(entry)]


def _patent(entry: Entry, known: Kind) -> list[str]:  # noqa: ARG001
    number = joined(" ", entry["type"] or "patent", entry["number"])
    return [titled(entry["title"]), number, published(entry).nlm]


def _volume(entry: Entry) -> str:
    return f"Vol. {entry['volume']}" if entry["volume"] else ""


def _edition(entry: Entry) -> str:
    edition = people.ordinal(entry["edition"])
    return edition if not edition or edition.endswith((".", "版", "本")) else f"{edition} ed."


def _imprint(entry: Entry) -> str:
    """Write `Place: Publisher; 2002 Jul [cited 2026 Nov 21]`."""
    publisher = entry["publisher"] or entry["school"] or entry["organization"] or entry["howpublished"]
    date = published(entry).nlm or ("[date unknown]" if kind(entry) == "web" else "")
    cited = f"[cited {day(entry['urldate']).nlm}]" if entry["urldate"] and entry["url"] else ""
    return joined(" ", joined("; ", joined(": ", entry["address"], publisher), date), cited)


def _reach(entry: Entry) -> str:
    """Say where the work can be read: its DOI, else its address, which takes no full stop."""
    if name := doi(entry):
        return f"doi: {linked(doi_url(name), name)}."
    return f"Available from: {linked(entry['url'], entry['url'])}" if entry["url"] else ""


WRITERS = {
    "article": _article, "newspaper": _article, "preprint": _preprint, "chapter": _part, "conference": _part,
    "patent": _patent, "thesis": _thesis,
}  # fmt: skip
