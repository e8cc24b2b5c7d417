"""GB/T 7714 numeric: the edition of 2025 (in force since 2026-07-01), and that of 2015, which journals still ask for.

What 2025 changed here: full-width marks but for `. [ ] //`, family names in normal case, hyphens between initials kept,
the date of access for web pages, data sets and preprints alone, the number of a standard before its title.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from handbook.model import Entry
from handbook.render.references import people
from handbook.render.references.writing import doi, doi_url, joined, linked, pages, published, sentences, titled
from handbook.sources import bibliography, names
from handbook.sources.kinds import Kind, kind, trial

CODES: dict[Kind, str] = {
    "article": "J", "newspaper": "N", "preprint": "PP", "book": "M", "proceedings": "C", "chapter": "M",
    "conference": "C", "thesis": "D", "report": "R", "standard": "S", "patent": "P", "dataset": "DS",
    "software": "CP", "trial": "EB", "web": "EB", "other": "Z",
}  # fmt: skip


class Edition(NamedTuple):
    """How an edition of the standard sets marks and names."""

    comma: str
    colon: str
    brackets: str
    hyphens: bool  # between initials
    capitals: bool  # of family names
    accessed: frozenset[Kind]  # kinds that show the date of access
    latest: bool


EDITIONS = {
    "gb2025": Edition(
        "，", "：", "（{}）", hyphens=True, capitals=False, latest=True,
        accessed=frozenset({"web", "trial", "dataset", "preprint"}),
    ),
    "gb2015": Edition(", ", ": ", "({})", hyphens=False, capitals=True, latest=False, accessed=frozenset(CODES)),
}  # fmt: skip


def write(entry: Entry, style: str) -> str:
    """Write one reference, with marks."""
    return _Writer(entry, EDITIONS.get(style, EDITIONS[bibliography.STYLES[0]])).write()


class _Writer:
    """One entry in one edition."""

    def __init__(self, entry: Entry, edition: Edition) -> None:
        self.entry = entry
        self.edition = edition
        self.kind = kind(entry)
        self.date = published(entry)
        self.pages = pages(entry)

    def write(self) -> str:
        write = {
            "article": self.article, "newspaper": self.newspaper, "chapter": self.part, "conference": self.part,
            "web": self.electronic, "trial": self.electronic, "dataset": self.electronic, "preprint": self.electronic,
            "patent": self.patent, "standard": self.standard,
        }.get(self.kind, self.monograph)  # fmt: skip
        who, more, _ = people.responsible(self.entry)
        name = doi(self.entry)
        url = self.entry["url"]
        return sentences(
            "" if self.kind == "standard" and self.edition.latest else self.names(who, more=more),
            *write(),
            linked(url, url) if url else "",
            f"DOI:{linked(doi_url(name), name)}" if name else "",
        )

    def article(self) -> list[str]:
        issue = self.entry["volume"] + self.bracket(self.entry["number"])
        year = self.date.year if issue or self.pages else self.date.iso
        when = self.comma(year, issue) if self.entry["volume"] else year + issue
        return [self.head(), self.comma(self.entry["journal"], self.colon(when, self.pages)) + self.access()]

    def newspaper(self) -> list[str]:
        return [
            self.head(),
            self.comma(self.entry["journal"], self.date.iso + self.bracket(self.pages)) + self.access(),
        ]

    def monograph(self) -> list[str]:
        number = self.entry["number"] if self.kind == "report" else ""
        return [self.head(self.volume(self.entry["title"]), number), self.printing(), self.imprint()]

    def part(self) -> list[str]:
        entry = self.entry
        if not entry["booktitle"]:
            meeting = entry["eventtitle"] or entry["howpublished"]
            return [self.head(), self.colon(self.comma(meeting, self.date.year), self.pages) + self.access()]
        host = sentences(
            self.names(entry.editors, more=entry.more_editors),
            self.volume(entry["booktitle"]),
            self.printing(),
            self.imprint(),
        )
        return [f"{self.head()}//{host}"]

    def electronic(self) -> list[str]:
        entry = self.entry
        holder = {"preprint": people.server(entry), "dataset": entry["publisher"] or entry["organization"]}.get(
            self.kind, ""
        )
        version = f"V{entry['version']}" if entry["version"] else ""
        return [self.head(entry["title"], trial(entry)), version, holder + self.bracket(self.date.iso) + self.access()]

    def patent(self) -> list[str]:
        return [
            self.head(self.entry["title"], self.entry["number"]),
            self.colon(self.date.iso, self.pages) + self.access(),
        ]

    def standard(self) -> list[str]:
        if self.edition.latest:
            return [self.head(joined(" ", self.entry["number"], self.entry["title"]))]
        return [self.head(self.entry["title"], self.entry["number"]), self.imprint()]

    def head(self, name: str = "", number: str = "") -> str:
        """Write title, number and type, and who translated it."""
        online = "/OL" if self.entry["url"] or self.entry["doi"] else ""
        who, more = names.split(self.entry["translator"])
        translators = self.names(who, more=more)
        comma = "" if translators.endswith("等") and not self.edition.latest else self.edition.comma
        translated = f". {translators}{comma}译" if translators else ""
        return f"{titled(self.colon(name or self.entry['title'], number))}[{CODES[self.kind]}{online}]{translated}"

    def volume(self, name: str) -> str:
        volume = self.entry["volume"]
        counted = volume.isdecimal()
        return self.colon(
            name, (f"卷{volume}" if self.entry.language == "zh" else f"v.{volume}") if counted else volume
        )

    def printing(self) -> str:
        edition = self.entry["edition"]
        if self.entry.language == "zh":
            return f"{edition} 版" if edition.isdecimal() else edition
        ordinal = people.ordinal(edition)
        return ordinal if not ordinal or ordinal.endswith(".") else f"{ordinal} ed."

    def imprint(self) -> str:
        """Write `Place：Publisher，Year：Pages`, or the whole date where nobody published."""
        entry = self.entry
        publisher = entry["publisher"] or entry["school"] or entry["organization"] or entry["howpublished"]
        made = self.colon(entry["address"], publisher)
        date = self.date.year if made else self.date.iso
        if entry["url"] and not made and not self.edition.latest:
            date = self.bracket(date)
        return self.colon(self.comma(made, date), self.pages) + self.access()

    def names(self, who: people.People, *, more: bool) -> str:
        write = partial(people.gbt, hyphens=self.edition.hyphens, capitals=self.edition.capitals)
        comma = self.edition.comma
        return people.listed(
            self.entry, who, people.Rules(write, most=3, comma=comma, body=comma, others="et al"), more=more
        )

    def access(self) -> str:
        date = self.entry["urldate"]
        return f"[{date}]" if date and self.entry["url"] and self.kind in self.edition.accessed else ""

    def comma(self, *parts: str) -> str:
        return joined(self.edition.comma, *parts)

    def colon(self, *parts: str) -> str:
        return joined(self.edition.colon, *parts)

    def bracket(self, text: str) -> str:
        return self.edition.brackets.format(text) if text else ""
