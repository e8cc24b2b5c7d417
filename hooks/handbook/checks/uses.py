"""What pages name of what all share: what none names is told, and that is seen only when all have been judged."""

from __future__ import annotations

from typing import Literal, NamedTuple

from handbook.model import Diagnostic


class Use(NamedTuple):
    """A name that stands on a page."""

    kind: Literal["work", "fact", "chart", "file"]
    name: str


Finding = Diagnostic | Use  # of what judges pages
