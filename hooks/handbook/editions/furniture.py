"""What stands around a page's text: status, dates, ways to mend it, the way to its twin."""

from __future__ import annotations

import math
import re
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from handbook.editions.feed import feed_address
from handbook.editions.social import picture
from handbook.model import Language, Page, Site, other
from handbook.render import metadata
from handbook.render.addresses import TAGS, address, published_in, twin_address
from handbook.render.words import named, say
from handbook.sources import markdown

HAN_A_MINUTE = 400  # adults read 300–500 Chinese characters of expository text a minute
WORDS_A_MINUTE = 220
READ_ALONG = {"chart", "ledger-summary"}  # what is generated within a text
HEAD_ONLY = re.compile(r"<(?=(?:meta|link)\b)", re.IGNORECASE)


class Title(NamedTuple):
    """The title of a page as the first entry of its contents, as the theme expects: its skip link leads there."""

    children: Any
    url: str = "#__title"
    level: int = 1


def frame(language: Language) -> dict[str, Any]:
    """What every template needs: its language and a way to ask for words."""
    words = {"say": partial(say, language), "named": partial(named, language)}
    return {**words, "language": language, "tag": TAGS[language], "feed": feed_address(language)}


def missing(site: Site, language: Language) -> dict[str, Any]:
    """What the 404 page shows: every page of both languages, its own language first."""
    order = (language, other(language))
    return {
        **frame(language),
        "words": say,
        "tags": TAGS,
        "starts": {each: address("index.md", each) for each in order},
        "pages": {
            each: [
                (address(path, each), site.pages[each, path].title)
                for path in site.settings.nav
                if (each, path) in site.pages
            ]
            for each in order
        },
    }


def context(site: Site, page: Page, url: str, edit_url: str | None) -> dict[str, Any]:
    """What the templates show around one page; `url` is its address within the site."""
    language = published_in(url)
    return {
        **frame(language),
        "twin": twin_address(url, language),
        "status": str(page.meta.get("status", "draft")),
        "audience": str(page.meta.get("audience", "clinician")),
        "last_reviewed": page.meta.get("last_reviewed"),
        "minutes": minutes(page),
        "head": metadata.head(site, page),
        "foot": metadata.foot(site, page),
        "cite": metadata.cite(site, page),
        "picture": picture(url),
        "edit": edit_url,
        "suggest": form(site.settings.repo_url, "suggest", page),
        "report": form(site.settings.repo_url, "report", page),
    }


def inert(html: str) -> str:
    """Show as text what the pages' policy can't forbid: elements of the head, which may send a reader elsewhere.

    The checks refuse them; the preview of a change shows its pages all the same.
    """
    return HEAD_ONLY.sub("&lt;", html)


def minutes(page: Page) -> int | None:
    """Estimate the reading time of a page, at least one minute; a list to look things up in has none."""
    if any(block.name not in READ_ALONG for block in markdown.generated(page)):
        return None
    han = len(re.findall(r"[一-鿿]", page.body))
    words = len(re.findall(r"[A-Za-z]+", re.sub(r"\[[^\]]*@[^\]]*\]|<!--.*?-->", "", page.body)))
    return max(1, math.ceil(han / HAN_A_MINUTE + words / WORDS_A_MINUTE))


def form(repo_url: str, name: str, page: Page) -> str:
    """Address of an issue form in the page's language, filled in with the page; site.js adds section and sentence."""
    return f"{repo_url}/issues/new?template={name}-{page.language}.yml&page={quote(page.source)}"
