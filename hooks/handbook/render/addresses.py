"""Where a page is published, and how another page points there."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from handbook.checks.targets import published
from handbook.model import LANGUAGES, Language, other

TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}  # BCP 47
DEFAULT: Language = "zh"  # stands at the root of the site


def address(path: str, language: Language) -> str:
    """Address of a page within the site: `treatment/ivig.md` → `en/treatment/ivig.html`."""
    return published(f"{language}/{path}")


def published_in(address: str) -> Language:
    """Language in which the page at an address is published: that of the frame, where its text is in the other."""
    first = address.partition("/")[0]
    return next((language for language in LANGUAGES if language == first), DEFAULT)


def twin_address(url: str, language: Language) -> str:
    """Address of the same page in the other language; both are addresses within the site."""
    return f"{other(language)}/{url}" if language == DEFAULT else url.removeprefix(f"{language}/")


@lru_cache(maxsize=100_000)
def relative(start: str, target: str) -> str:
    """Link from the page at `start` to `target`, both addresses within the site; a fragment is kept."""
    return posixpath.relpath(target, posixpath.dirname(start) or ".")
