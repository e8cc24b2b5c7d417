"""What static-i18n leaves undone: `lang`, one 404 page per language, a notice where a twin lacks."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.model import Language, Site
from handbook.render.addresses import DEFAULT, TAGS, address
from handbook.render.words import say


def tag_language(html: str, language: Language) -> str:
    """Name the language of a page as BCP 47 asks; the theme knows the language being built, not that of the text."""
    start = html.find("<html")
    end = html.find(">", start)
    head = (
        html[start:end]
        .replace('lang="zh"', "")
        .replace('lang="en"', "")
        .replace("<html", f'<html lang="{TAGS[language]}"')
    )
    return html[:start] + " ".join(head.split()) + html[end:]


def notice(shown: Language, built: Language) -> str:
    """Markdown of the notice on a page that exists in one language only; empty where it exists in both."""
    if shown == built:
        return ""
    return f'!!! warning "{say(built, "single", "title")}"\n\n    {say(built, "single", "text")}\n\n'


def published(site: Site, built: Sequence[Language]) -> list[tuple[str, object, dict[str, str]]]:
    """List for the sitemap: address, day of review and, by BCP 47 tag, the addresses of the same page."""
    return [
        (
            address(path, language),
            page.meta.get("last_reviewed"),
            {TAGS[each]: address(path, each) for each in sorted(built) if (each, path) in site.pages},
        )
        for (language, path), page in site.pages.items()
        if language in built
    ]


def missing_page(language: Language) -> str:
    """Where the 404 page of a language is written, within the site."""
    return "404.html" if language == DEFAULT else f"{language}/404.html"
