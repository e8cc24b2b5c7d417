"""What a page says of itself: to reference managers, to search engines, and to whoever wants to cite it.

A page is a work of its own. The DOI of a source never stands as the page's.
"""

from __future__ import annotations

import json
from functools import partial
from html import escape

from handbook.model import LANGUAGES, Entry, Name, Page, Site
from handbook.render import references
from handbook.render.addresses import TAGS, address
from handbook.render.references.writing import doi, doi_url
from handbook.render.words import say
from handbook.sources import bibliography, citations

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
READERS = {"clinician": ["Clinician"], "patient": ["Patient"], "everyone": ["Clinician", "Patient"]}
ACCESSED = "9999-12-31"  # stands for the day on which the reader opens the page


def head(site: Site, page: Page) -> str:
    """Write `<meta name="citation_…">`, which Zotero and Google Scholar read."""
    tags = {
        "citation_title": page.title,
        "citation_author": say(page.language, "cite", "author"),
        "citation_publication_date": _date(page).replace("-", "/"),
        "citation_language": TAGS[page.language],
        "citation_publisher": say(page.language, "cite", "site"),
        "citation_public_url": _url(site, page),
        "DC.type": "webpage",
        "DC.rights": LICENCE,
    }
    return "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags.items() if value)


def foot(site: Site, page: Page) -> str:
    """Write schema.org's JSON-LD."""
    return f'<script type="application/ld+json">{_json(linked_data(site, page))}</script>'


def linked_data(site: Site, page: Page) -> dict[str, object]:
    """Describe a page in schema.org's words, with the works it cites as its `citation`s."""
    words = partial(say, page.language, "cite")
    twin = site.twin(page)
    works = citations.mentioned(page.text).works
    cited = [key for key in citations.numbers(site, page.path) if key in works]
    data: dict[str, object] = {
        "@context": "https://schema.org",
        **_kind(page),
        "name": page.title,
        "description": str(page.meta.get("description", "")),
        "inLanguage": TAGS[page.language],
        "dateModified": _date(page),
        "url": _url(site, page),
        "author": {"@type": "Organization", "name": words("author")},
        "isPartOf": {"@type": "WebSite", "name": words("site"), "url": site.settings.site_url},
        "license": LICENCE,
        "citation": [_work(site.entries[key]) for key in cited],
    }
    if twin is not None:
        relation = "translationOfWork" if site.original(page.path) is twin else "workTranslation"
        data[relation] = {"@type": "WebPage", "inLanguage": TAGS[twin.language], "url": _url(site, twin)}
    return {name: value for name, value in data.items() if value}


def _kind(page: Page) -> dict[str, object]:
    """Name the kind of page and its readers; a page about the disease says which disease."""
    readers = READERS.get(str(page.meta.get("audience")))
    if readers is None or page.path.startswith("about/"):
        return {"@type": "WebPage"}
    disease = {
        "@type": "MedicalCondition",
        "name": say(page.language, "cite", "disease"),
        "alternateName": "IMNM",
    }
    audience = [{"@type": "MedicalAudience", "audienceType": reader} for reader in readers]
    return {"@type": "MedicalWebPage", "about": disease, "audience": audience}


def cite(site: Site, page: Page) -> str:
    """Write "cite this page" in both styles, the page's own first; a script fills in the date of access."""
    entry = Entry(
        key=page.source, kind="online", authors=(Name(say(page.language, "cite", "author"), literal=True),),
        fields={
            "title": page.title, "date": _date(page), "publisher": say(page.language, "cite", "site"),
            "url": _url(site, page), "urldate": ACCESSED, "langid": TAGS[page.language],
        },
    )  # fmt: skip
    style = bibliography.style(site.settings)
    gbt, vancouver = (references.reference(entry, language, style) for language in LANGUAGES)
    styles = [("GB/T 7714", gbt, ACCESSED), ("Vancouver", vancouver, "9999 Dec 31")]
    today = f"<span data-hb-today>{say(page.language, 'cite', 'accessed')}</span>"
    lines = "".join(
        f"<dt>{name}</dt><dd>{text.replace(date, today)}</dd>"
        for name, text, date in (styles if page.language == "zh" else reversed(styles))
    )
    return (
        f'<details class="hb-cite"><summary>{say(page.language, "cite", "title")}</summary><dl>{lines}</dl></details>'
    )


def _work(entry: Entry) -> str:
    """Name a work in one line, as schema.org's `citation` may be a text: what its DOI tells need not be told again."""
    name = doi(entry)
    return doi_url(name) if name else f"{entry['title']} ({entry['year']})"


def _date(page: Page) -> str:
    return str(page.meta.get("last_reviewed") or "")


def _url(site: Site, page: Page) -> str:
    return site.settings.site_url + address(page.path, page.language)


def _json(data: dict[str, object]) -> str:
    """Write JSON that can stand in a script element: nothing in it opens or closes a tag."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})
