"""The evidence ledger as tables: every fact with its source, design, size, how it was read, and what limits it."""

from __future__ import annotations

from functools import lru_cache, partial
from html import escape

from handbook.model import Fact, Language, Page, Site
from handbook.render import bibliography, places
from handbook.render.addresses import address, relative
from handbook.render.references import foreign, label
from handbook.render.words import named, say
from handbook.sources import anchors, citations


def block(site: Site, page: Page, argument: str) -> str:
    """Render the facts of the topics named in `argument` as one table."""
    topics = argument.split()
    facts = [fact for topic in topics for fact in site.facts.values() if fact.topic == topic]
    words = partial(say, page.language, "evidence")
    title = "、" if page.language == "zh" else ", "
    region = words("table", topic=title.join(named(page.language, "topic", topic) for topic in topics))
    heads = "".join(
        f'<th scope="col">{escape(words(name))}</th>' for name in ("claim", "source", "design", "n", "seen")
    )
    rows = "".join(_row(site, page, fact) for fact in facts)
    table = (
        f'<table class="hb-ledger" data-hb-ledger data-hb-filter="{escape(words("filter"))}"'
        f' data-hb-shown="{escape(words("shown"))}">'
        f"<caption>{len(facts)} {words('facts')}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return f'<div class="hb-scroll" role="region" tabindex="0" aria-label="{escape(region)}">{table}</div>'


def _row(site: Site, page: Page, fact: Fact) -> str:
    size = f"{fact.n:,}" if fact.n is not None else "—"
    states = (("seen", fact.seen), ("verified", fact.verified))
    read = say(page.language, "references", "apart").join(named(page.language, table, name) for table, name in states)
    return (
        f'<tr id="{escape(anchors.fact(fact.id))}"><td>{_claim(site, page, fact)}</td>'
        f"<td>{_sources(site, page, fact)}</td>"
        f"<td>{escape(fact.design_in(page.language))}</td>"
        f'<td data-hb-sort="{fact.n or 0}">{size}</td><td>{escape(read)}</td></tr>'
    )


def _claim(site: Site, page: Page, fact: Fact) -> str:
    """Write the statement, what limits it, who says otherwise, and where it is used."""
    words = partial(say, page.language, "evidence")
    claim = f"<p>{escape(fact.claim[page.language])}</p>"
    if caution := fact.caution_in(page.language):
        claim += f'<p class="hb-caution"><b>{words("caution")}</b> {escape(caution)}</p>'
    others = [
        (f'"{target}"{foreign(work, page.language)}', label(work))
        for other in fact.conflicts_with
        if other in site.facts
        and (work := site.entries.get(site.facts[other].source[0]))
        and (target := places.record(site, page, site.facts[other]))
    ]
    here = address(page.path, page.language)
    used = [
        (f'"{relative(here, address(path, page.language))}"', site.pages[page.language, path].title)
        for path in uses(site, page.language).get(fact.id, ())
    ]
    apart, colon = (say(page.language, "references", name) for name in ("apart", "colon"))
    for name, links in (("conflicts", others), ("used", used)):
        if links:
            listed = apart.join(f"<a href={target}>{escape(text)}</a>" for target, text in links)
            claim += f'<p class="hb-others">{words(name)}{colon}{listed}</p>'
    return claim


def _sources(site: Site, page: Page, fact: Fact) -> str:
    """Name the sources; those that the bibliography lists are links to it."""
    listed = {entry.key for entry in bibliography.works(site)}
    names = []
    for key in fact.source:
        work = site.entries.get(key)
        name = f"<span{foreign(work, page.language)}>{escape(label(work))}</span>" if work else escape(key)
        names.append(f'<a href="{places.work(site, page, key)}">{name}</a>' if key in listed else name)
    return "<br>".join(names)


@lru_cache(maxsize=4)
def uses(site: Site, language: Language) -> dict[str, tuple[str, ...]]:
    """Which pages name a fact, in reading order: `{fact id: (page path, …)}`."""
    found: dict[str, dict[str, None]] = {}
    for path in site.settings.nav:
        page = site.pages.get((language, path))
        for fact in citations.mentioned(page.text).facts if page else ():
            found.setdefault(fact, {})[path] = None
    return {fact: tuple(paths) for fact, paths in found.items()}
