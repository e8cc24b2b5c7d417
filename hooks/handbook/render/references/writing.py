"""What both styles share: dates, pages, sentences, and the way from text with marks to safe HTML.

A style writes plain text. Titles and links in it stand between private characters, which no entry can hold
(`sources.tex` drops them); all else is escaped at one place, `html`.
"""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from handbook.checks.urls import is_web
from handbook.model import Entry

TITLE, TITLE_END, LINK, LINK_TEXT, LINK_END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MARKED_LINK = re.compile(f"{LINK}([^{LINK_TEXT}]*){LINK_TEXT}([^{LINK_END}]*){LINK_END}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
RANGE = re.compile(r"([A-Za-z]*)(\d+)([A-Za-z]?)\s*[-–—]+\s*([A-Za-z]*)(\d+)([A-Za-z]?)")
NAME = re.compile(r"(?<=[^/:])/(?=[^/]+/?$)")  # before the last part of an address, which should not be broken
ENDS = (".", "?", "!", "。", "？", "！", "…")


class Day(NamedTuple):
    """A date as far as it is known; months and days with two digits."""

    year: str = ""
    month: str = ""
    day: str = ""

    @property
    def iso(self) -> str:
        return "-".join(filter(None, self))

    @property
    def nlm(self) -> str:
        """As the National Library of Medicine writes it: `2002 Jul 25`."""
        month = MONTHS[int(self.month) - 1].capitalize() if self.month else ""
        return " ".join(filter(None, (self.year, month, self.day.lstrip("0"))))


def day(text: str) -> Day:
    """Read an ISO date, whole or in part; anything else counts as a year."""
    found = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", text)
    return Day(found[1], found[2] or "", found[3] or "") if found else Day(text)


def published(entry: Entry) -> Day:
    """Return the date of publication: `date`, else `year` and `month`."""
    if re.match(r"\d{4}-\d\d", entry["date"]):
        return day(entry["date"])
    month = entry["month"].lower().strip(". ")
    index = (
        int(month) if month.isdecimal() else next((n for n, name in enumerate(MONTHS, 1) if month.startswith(name)), 0)
    )
    return Day(entry["year"], f"{index:02}" if 1 <= index <= len(MONTHS) and entry["year"] else "")


def pages(entry: Entry, *, short: bool = False) -> str:
    """Return the pages with hyphens, or the article number; short ranges drop what repeats (`1194–9`)."""

    def write(match: re.Match[str]) -> str:
        before, first, after, again, last, end = match.groups()
        if short and again in {"", before} and len(first) == len(last) and first < last and not after and not end:
            same = next(index for index, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
            return f"{before}{first}-{last[same:]}"
        return f"{before}{first}{after}-{again}{last}{end}"

    return RANGE.sub(write, entry["pages"]) or entry["eid"] or entry["articleno"]


def sentences(*parts: str) -> str:
    """Join pieces as sentences: empty ones vanish, and what ends itself gets no full stop."""
    return " ".join(part if part.rstrip("”’\"'" + TITLE_END).endswith(ENDS) else f"{part}." for part in parts if part)


def joined(separator: str, *parts: str) -> str:
    """Join what is there."""
    return separator.join(part for part in parts if part)


def titled(text: str) -> str:
    """Mark a title, so that style sheets and scripts find it."""
    return f"{TITLE}{text}{TITLE_END}" if text else ""


def doi(entry: Entry) -> str:
    """Return the DOI without its resolver."""
    return RESOLVER.sub("", entry["doi"])


def doi_url(name: str) -> str:
    """Address of a DOI; what a link must not hold is percent-encoded."""
    return "https://doi.org/" + quote(name, safe="/:;()._-+,@!$&'*~=")


def linked(url: str, text: str) -> str:
    """Mark a link, if its address is of the web; else return the text alone."""
    return f"{LINK}{quote(url, safe=_URL_CHARACTERS)}{LINK_TEXT}{text}{LINK_END}" if is_web(url) else text


_URL_CHARACTERS = "%/:;()._-+,@!$&'*~=?#[]"


def html(text: str) -> str:
    """Turn marked text into HTML in which only our own links are active; an address may break before its last part."""
    safe = MARKED_LINK.sub(lambda link: f'<a href="{link[1]}">{_breakable(link[2])}</a>', escape(text))
    return safe.replace(TITLE, "<cite>").replace(TITLE_END, "</cite>")


def _breakable(text: str) -> str:
    return NAME.sub("/<wbr>", text) if text.startswith("http") else text
