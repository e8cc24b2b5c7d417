"""Pages → the pictures that they are shown with where their address is shared (Open Graph), printed in one run."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from handbook.model import LANGUAGES, Language, Page, Site, other
from handbook.render.addresses import address
from handbook.render.words import named, say

PIXELS_PER_INCH = 144  # of a page of 600 × 315 points: 1200 × 630 pixels


def picture(url: str) -> str:
    """Where the picture of the page at `url` is published; both are addresses within the site."""
    return f"assets/social/{url.removesuffix('.html')}.png"


def write(site: Site, folder: Path) -> int:
    """Draw the picture of every page into the built site; return how many there are."""
    shown = [
        (address(path, language), _said(page, language))
        for language in LANGUAGES
        for path in site.settings.nav
        if (page := site.pages.get((language, path)) or site.pages.get((other(language), path)))
    ]
    for (url, _), content in zip(shown, draw(site.root, [said for _, said in shown]), strict=True):
        target = folder / picture(url)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return len(shown)


def draw(root: Path, shown: list[list[str]], form: str = "png") -> list[bytes]:
    """Print one PNG for each list of texts, in the order of the template's loop; `pdf`: one file of them all."""
    import typst  # noqa: PLC0415 - the build asks this module for addresses only

    from handbook.editions.books.fonts import FOLDER  # noqa: PLC0415 - brings all of the books along

    sources = {
        "main": (files(__package__) / "social.typ").read_bytes(),
        "logo.svg": (root / "docs/assets/logo.svg").read_bytes(),
    }
    printed = typst.compile(  # type: ignore[call-overload]  # its stub forgets dictionaries
        sources,
        format=form,
        ppi=PIXELS_PER_INCH,
        font_paths=[str(root / FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"pages": json.dumps(shown, ensure_ascii=False)},
    )
    return printed if isinstance(printed, list) else [printed]


def _said(page: Page, language: Language) -> list[str]:
    lang, region = ("zh", "cn") if page.language == "zh" else ("en", "gb")
    audience = str(page.meta.get("audience", "clinician"))
    status = named(language, "status", str(page.meta.get("status", "draft"))) if not page.for_contributors else ""
    return [
        *(lang, region, page.title, str(page.meta.get("description", ""))),
        *(named(language, "audience", audience), status, say(language, "cite", "site")),
    ]
