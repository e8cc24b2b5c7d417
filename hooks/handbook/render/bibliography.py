"""The site bibliography: every work that pages cite or facts rest on, complete without script.

What a work says stands in the evidence tables, and its BibTeX and RIS in files: the list only leads there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from html import escape

from pypinyin import lazy_pinyin

from handbook.model import LANGUAGES, Entry, Fact, Language, Page, Site
from handbook.render import cards, places, references
from handbook.render.addresses import TAGS, address, relative
from handbook.render.words import named, say
from handbook.sources import anchors, citations, ris
from handbook.sources.kinds import kind

FILES = ("references.bib", "references.ris")  # published beside the style sheets
WORKS = "works"  # the folder beside them that has the same for each work


def block(site: Site, page: Page, argument: str) -> str:
    """Render `/// bibliography`, or `/// bibliography | since 2020`: a period's works, and the way to the others."""
    words = partial(say, page.language, "library")
    every = sorted(works(site), key=_order)
    listed = [entry for entry in every if anchors.dated(entry, argument)]
    start = relative(address(page.path, page.language), "assets/")
    links = " ".join(f'<a href="{start}/{name}" download>{name.rpartition(".")[2].upper()}</a>' for name in FILES)
    items = "".join(_item(site, page, entry) for entry in listed)
    return (
        f'<div class="hb-library" data-hb-library><p class="hb-downloads">{words("all")} {links}</p>'
        f'{_filter(site, page.language, listed)}<ol class="hb-works">{items}</ol>'
        f"{_elsewhere(site, page, [entry for entry in every if not anchors.dated(entry, argument)])}</div>"
    )


def _elsewhere(site: Site, page: Page, others: list[Entry]) -> str:
    """Lead to the works that other pages list, from the ids that these have here too."""
    if not others:
        return ""
    links = " ".join(
        f'<a id="{anchors.work(entry.key)}" href="{places.work(site, page, entry.key)}"'
        f"{references.foreign(entry, page.language)}>{escape(references.label(entry))}</a>"
        for entry in others
    )
    return (
        f'<div class="hb-records" data-hb-moved><p>{say(page.language, "library", "elsewhere")}</p><p>{links}</p></div>'
    )


def files(entry: Entry) -> dict[str, str]:
    """Return what can be fetched of one work: `{extension: text}`."""
    return {"bib": bibtex([entry]), "ris": ris.write([entry])}


def bibtex(entries: Iterable[Entry]) -> str:
    """Write entries exactly as they stand in the file."""
    return "\n\n".join(entry.raw for entry in entries) + "\n"


def works(site: Site) -> list[Entry]:
    """Return the works that a page cites or that a usable fact rests on."""
    return [entry for key, entry in site.entries.items() if key in _uses(site) or cards.facts(site, None, key)]


@lru_cache(maxsize=4)
def _uses(site: Site) -> dict[str, list[Page]]:
    """Find the pages that cite a work: Chinese before English, each in reading order."""
    found: dict[str, list[Page]] = {}
    for language in LANGUAGES:
        for path in dict.fromkeys((*site.settings.nav, *(path for _, path in site.pages))):
            page = site.pages.get((language, path))
            for key in citations.mentioned(page.text).works if page else ():
                found.setdefault(key, []).append(page)  # type: ignore[arg-type]
    return found


def _order(entry: Entry) -> tuple[str, str]:
    """Sort by first name as written, Chinese by pinyin, then by year."""
    return "".join(lazy_pinyin(references.label(entry))).lower(), entry["year"]


def _item(site: Site, page: Page, entry: Entry) -> str:
    words = partial(say, page.language, "library")
    facts = cards.facts(site, None, entry.key)
    data = {
        "kind": kind(entry),
        "year": entry["year"][:4],
        "language": entry.language,
        "topic": " ".join(sorted({fact.topic for fact in facts})),
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    name = anchors.work(entry.key)
    start = relative(address(page.path, page.language), f"assets/{WORKS}/{name}")
    export = " ".join(f'<a href="{start}.{form}" download>{form.upper()}</a>' for form in files(entry))
    return (
        f'<li id="{name}"{attributes}>{cards.written(site, entry, page.language)}'
        f"{cards.line('ref-links', cards.links(entry, page.language))}"
        f"{_used(site, page, entry.key)}{_facts(site, page, facts)}"
        f'<p class="hb-export">{words("export")} {export}</p></li>'
    )


def _used(site: Site, page: Page, key: str) -> str:
    """Link to every page that cites the work: in this page's language, or in the other where that alone cites it."""
    here = address(page.path, page.language)
    citing = _uses(site).get(key, [])
    own = {used.path for used in citing if used.language == page.language}
    links = [
        f'<a href="{relative(here, address(used.path, used.language))}"{_tag(used, page)}>{escape(used.title)}</a>'
        for used in citing
        if used.language == page.language or used.path not in own
    ]
    if not links:
        return f'<p class="hb-uses">{say(page.language, "library", "unused")}</p>'
    listed = say(page.language, "references", "apart").join(links)
    return f'<p class="hb-uses">{say(page.language, "library", "used")} {listed}</p>'


def _tag(used: Page, page: Page) -> str:
    tag = TAGS[used.language]
    return "" if used.language == page.language else f' lang="{tag}" hreflang="{tag}"'


def _facts(site: Site, page: Page, facts: list[Fact]) -> str:
    """Lead to what rests on the work, where the evidence tables say it with all that limits it."""
    rows = filter(None, (places.record(site, page, fact) for fact in facts))
    links = [f'<a href="{target}">{number}</a>' for number, target in enumerate(rows, 1)]
    title = say(page.language, "library", "facts")
    return f'<p class="hb-rests">{title} {" · ".join(links)}</p>' if links else ""


def _filter(site: Site, language: Language, listed: list[Entry]) -> str:
    """Write the form by which a script narrows the list; it stays hidden where there is none."""
    words = partial(say, language, "library")
    kinds = dict.fromkeys(kind(entry) for entry in listed)
    years = sorted({entry["year"][:4] for entry in listed}, reverse=True)
    topics = dict.fromkeys(fact.topic for entry in listed for fact in cards.facts(site, None, entry.key))
    choices: dict[str, dict[str, str]] = {
        "year": {year: year or words("undated") for year in years},
        "kind": {name: say(language, "kind", name) for name in kinds},
        "language": {"zh": words("chinese"), "en": words("english")},
        "topic": {name: named(language, "topic", name) for name in topics},
    }
    selects = "".join(_select(name, words(name), words("any"), options) for name, options in choices.items())
    return (
        f'<form class="hb-filter" role="search" aria-label="{words("filter")}" data-hb-shown="{words("shown")}" hidden>'
        f'<label>{words("text")} <input type="search" name="text"></label>{selects}'
        f'<output role="status">{words("works", n=len(listed))}</output></form>'
    )


def _select(name: str, label: str, every: str, options: dict[str, str]) -> str:
    items = "".join(
        f'<option value="{escape(value) or "-"}">{escape(text)}</option>' for value, text in options.items()
    )
    return f'<label>{label} <select name="{name}"><option value="">{every}</option>{items}</select></label>'
