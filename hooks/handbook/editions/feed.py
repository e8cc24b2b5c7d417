"""The page of changes → one Atom feed (RFC 4287) per language.

An entry is a section whose id names a month (`november-2026`) or a day (`24-november-2026`); an id stays when a title
changes.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html

from handbook.model import LANGUAGES, Language, Page, Site
from handbook.render.addresses import TAGS, address
from handbook.render.words import say

PATH = "about/changelog.md"
MOMENT = re.compile(rf"(?:(\d{{1,2}})-)?({'|'.join(month_name[1:])})-(\d{{4}})", re.IGNORECASE)
AROUND = ("details", "nav")  # what the template puts behind a page's text
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM = "http://www.w3.org/2005/Atom"


class Change(NamedTuple):
    """One entry."""

    fragment: str
    title: str
    day: date
    content: str  # HTML, its links absolute


def feed_address(language: Language) -> str:
    """Where the feed of a language is published, within the site."""
    return address("feed.md", language).removesuffix(".html") + ".xml"


def write(site: Site, folder: Path) -> None:
    """Write the feed of each language whose page of changes was built."""
    for language in LANGUAGES:
        page = site.pages.get((language, PATH))
        file = folder / address(PATH, language)
        if page is not None and file.is_file():
            url = site.settings.site_url + address(PATH, language)
            found = changes(file.read_bytes(), url, date.fromisoformat(str(page.meta["last_reviewed"])))
            (folder / feed_address(language)).write_bytes(atom(page, url, site.settings.site_url, found))


def changes(built: bytes, url: str, checked: date) -> list[Change]:
    """Read the entries of a built page; a month that is not over ends on the day on which the page was checked."""
    tree = html.document_fromstring(html.make_links_absolute(built.decode(), url))
    found = []
    for heading in tree.iterfind(".//article//h2[@id]"):
        named = MOMENT.fullmatch(heading.get("id", ""))
        if named is None:
            continue
        month, year = list(month_name).index(named[2].capitalize()), int(named[3])
        last = monthrange(year, month)[1]
        day = date(year, month, int(named[1])) if named[1] else min(date(year, month, last), checked)
        found.append(Change(heading.get("id", ""), (heading.text or "").strip(), day, _until_next(heading)))
    return found


def atom(page: Page, url: str, root: str, found: list[Change]) -> bytes:
    """Write a feed; an entry is known by its address, and so is the feed."""
    own = root + feed_address(page.language)
    feed = etree.Element("feed", {"xmlns": ATOM, LANG: TAGS[page.language]})
    name = say(page.language, "cite", "site")
    newest = max((change.day for change in found), default=date.fromisoformat(str(page.meta["last_reviewed"])))
    _add(feed, "id", own)
    _add(feed, "title", f"{name} · {page.title}")
    _add(feed, "updated", f"{newest}T00:00:00Z")
    _add(_add(feed, "author"), "name", say(page.language, "cite", "author"))
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=url)
    for change in found:
        entry = _add(feed, "entry")
        _add(entry, "id", f"{url}#{change.fragment}")
        _add(entry, "title", change.title)
        _add(entry, "updated", f"{change.day}T00:00:00Z")
        _add(entry, "link", rel="alternate", type="text/html", href=f"{url}#{change.fragment}")
        _add(entry, "content", change.content, type="html")
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _until_next(heading: html.HtmlElement) -> str:
    parts = []
    for sibling in heading.itersiblings():
        if sibling.tag in {"h2", *AROUND}:
            break
        parts.append(html.tostring(sibling, encoding="unicode"))
    return "".join(parts).strip()


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, tag, attributes)
    child.text = text or None
    return child
