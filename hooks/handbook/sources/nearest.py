"""A name that nothing has → the known names that were most likely meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str], otherwise: str = "—", cutoff: float = 0.6) -> str:
    """Return the name that is most like the one given; `otherwise` where none is like enough (difflib's ratio)."""
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=cutoff)), otherwise)


def some(name: str, names: Iterable[str]) -> str:
    """List the three names that are most like the one given."""
    return ", ".join(get_close_matches(name, list(names))) or "—"
