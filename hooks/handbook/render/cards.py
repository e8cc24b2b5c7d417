"""One work as a reader meets it: the reference, where to read it, and what of the ledger rests on it.

The same HTML is the item of a page's list, the item of the site bibliography, and (by script) the hover card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from handbook.model import Entry, Fact, Language, Page, Site
from handbook.render import references
from handbook.render.addresses import TAGS
from handbook.render.places import LIBRARY, work
from handbook.render.words import named, say
from handbook.sources import bibliography, citations

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
PMC = "https://pmc.ncbi.nlm.nih.gov/articles/"


def listed(site: Site, page: Page | None, language: Language, key: str, places: list[str]) -> str:
    """Write what stands in one item of a page's reference list; `places` are the ids of its citations."""
    entry = site.entries[key]
    reach = links(entry, language)
    if page is not None and (language, LIBRARY) in site.pages:
        reach.append(f'<a href="{work(site, page, key)}">{say(language, "references", "everywhere")}</a>')
    return (
        f"{written(site, entry, language)}{line('ref-links', reach)}"
        f"{evidence(facts(site, page, key), language)}{_back(places, language)}"
    )


def written(site: Site, entry: Entry, language: Language) -> str:
    """Write the reference in the style of the page's language, tagged with its own."""
    html = references.reference(entry, language, bibliography.style(site.settings))
    return f'<span class="ref-text" lang="{TAGS[entry.language]}">{html}</span>'


def links(entry: Entry, language: Language) -> list[str]:
    """Link to the work in PubMed and PubMed Central, and name its language where that is not the page's."""
    found = []
    if re.fullmatch(r"[1-9]\d{0,8}", entry["pmid"]):
        found.append(f'<a href="{PUBMED}{entry["pmid"]}/">PubMed</a>')
    if re.fullmatch(r"PMC\d+", entry["pmcid"]):
        found.append(f'<a href="{PMC}{entry["pmcid"]}/">PMC</a>')
    if entry.language != language:
        found.append(f"<span>{say(language, 'language', entry.language)}</span>")
    return found


def evidence(found: Iterable[Fact], language: Language) -> str:
    """List design, sizes, what was read and what to beware of: facts that were got and read alike stand together."""
    alike: dict[tuple[str, str], list[Fact]] = {}
    for fact in found:
        alike.setdefault((fact.design_in(language), named(language, "seen", fact.seen)), []).append(fact)
    lines = (_facts(design, seen, group, language) for (design, seen), group in alike.items())
    return f'<ul class="ref-facts">{"".join(f"<li>{line}</li>" for line in lines)}</ul>' if alike else ""


def facts(site: Site, page: Page | None, key: str) -> list[Fact]:
    """Return the usable facts of a source: those the page names, or all where it names none."""
    usable = _by_source(site).get(key, [])
    named = set(citations.mentioned(page.text).facts) if page else set()
    return [fact for fact in usable if fact.id in named] or usable


@lru_cache(maxsize=4)
def _by_source(site: Site) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in site.facts.values():
        if fact.usable:
            for key in fact.source:
                found.setdefault(key, []).append(fact)
    return found


def _facts(design: str, seen: str, group: Iterable[Fact], language: Language) -> str:
    sizes = dict.fromkeys(f"{fact.n:,}" for fact in group if fact.n is not None)
    size = f"{say(language, 'evidence', 'n')} = {say(language, 'evidence', 'and').join(sizes)}" if sizes else ""
    read = f"{say(language, 'evidence', 'seen')}{say(language, 'references', 'colon')}{escape(seen)}"
    cautions = dict.fromkeys(filter(None, (fact.caution_in(language) for fact in group)))
    warned = "".join(f'<span class="ref-caution">{escape(caution)}</span>' for caution in cautions)
    return "\u00a0· ".join(filter(None, (escape(design), size, read))) + warned  # no line begins with the dot


def _back(places: list[str], language: Language) -> str:
    """Link back to every place: ↩, or ↩ a b c."""
    marks = ["↩"] if len(places) == 1 else [_letters(index) for index in range(len(places))]
    found = [
        f'<a href="#{place}" role="doc-backlink" aria-label="{say(language, "references", "back", n=index)}">{mark}</a>'
        for index, (place, mark) in enumerate(zip(places, marks, strict=True), 1)
    ]
    return f'<span class="ref-back">{"" if len(places) == 1 else "↩ "}{" ".join(found)}</span>'


def _letters(index: int) -> str:
    """Count as lists of references do: a, b, … z, aa, ab."""
    return (_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("a") + index % 26)


def line(name: str, parts: list[str]) -> str:
    """Write parts in one line; nothing where there are none."""
    return f'<span class="{name}">{" ".join(parts)}</span>' if parts else ""
