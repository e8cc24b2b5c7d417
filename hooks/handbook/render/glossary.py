"""The bilingual glossary as a table, in the order of the page's language."""

from __future__ import annotations

from functools import partial
from html import escape

from pypinyin import Style, lazy_pinyin

from handbook.model import Page, Site, Term, other
from handbook.render.addresses import TAGS
from handbook.render.words import say
from handbook.sources import anchors


def block(site: Site, page: Page, argument: str) -> str:  # noqa: ARG001
    """Render every term with its twin, abbreviation, variants and meaning."""
    words = partial(say, page.language, "glossary")
    heads = "".join(f'<th scope="col">{escape(words(name))}</th>' for name in ("term", "twin", "definition"))
    rows = "".join(_row(page, term) for term in ordered(site, page))
    table = f'<table class="hb-terms"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="hb-scroll" role="region" tabindex="0" aria-label="{escape(page.title)}">{table}</div>'


def ordered(site: Site, page: Page) -> list[Term]:
    """Sort as a dictionary of the page's language does: Chinese by pinyin, then English words."""
    if page.language == "en":
        return sorted(site.terms, key=lambda term: term.name["en"].lower())
    return sorted(
        site.terms, key=lambda term: [part.lower() for part in lazy_pinyin(term.name["zh"], style=Style.TONE3)]
    )


def _row(page: Page, term: Term) -> str:
    language, twin = page.language, other(page.language)
    words = partial(say, language, "glossary")
    name = escape(term.name[language])
    if term.abbreviation:
        name += f' <span class="hb-abbr">{escape(term.abbreviation)}</span>'
    if term.variants[language]:
        listed = ("、" if language == "zh" else "; ").join(term.variants[language])
        name += f"<br><small>{words('variants')}{say(language, 'references', 'colon')}{escape(listed)}</small>"
    beside = escape(term.name[twin])
    if twin == "zh" and term.traditional not in {"", term.name["zh"]}:
        beside += (
            f'<br><small><span lang="en">{words("traditional")}:</span>'
            f' <span lang="zh-Hant">{escape(term.traditional)}</span></small>'
        )
    return (
        f'<tr id="{anchors.term(term)}"><th scope="row">{name}</th><td lang="{TAGS[twin]}">{beside}</td>'
        f"<td>{escape(term.definition[language])}</td></tr>"
    )
