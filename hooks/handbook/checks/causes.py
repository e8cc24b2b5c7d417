"""One problem, one line: what only follows from another finding is left out, and comes back when that one is mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handbook.model import Diagnostic, Severity
from handbook.report import severity
from handbook.sources import settings

UNREADABLE = {"TXT001", "TXT002", "TXT003", "TXT004", "META001", "META002", "META007"}  # the file tells nothing else
COMPARED = (
    "META003",
    "META005",
    "META006",
    "PAR",
)  # said of a page for what its twin, front matter or mkdocs.yml lacks
MISWRITTEN = {"CIT001", "TXT006"}  # a citation that isn't read: the work it means seems to be missing
MISSED = {"PAR011", "EVD009"}  # a work seems to be missing
MISNAMED, OMITTED = "META008", "META006"  # what the nav names wrongly seems to be missing there
UNREAD, UNCITED = "TXT015", "EVD005"  # H~2~O has no figure
UNUSED = "CIT010"  # can't be known while pages have errors
KEY = re.compile(r"[\w:./+-]+[\w]")


def causes(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Keep the findings that stand for themselves."""
    found = list(found)
    lost = {_pair(diagnostic.place.path) for diagnostic in found if diagnostic.code in UNREADABLE}
    meant: dict[str, set[str]] = {}  # by pair of pages: the keys that a miswritten citation names or comes near to
    for diagnostic in found:
        if diagnostic.code in MISWRITTEN:
            meant.setdefault(_pair(diagnostic.place.path), set()).update(_keys(diagnostic))
    named = {dict(diagnostic.values)["near"] for diagnostic in found if diagnostic.code == MISNAMED}
    unread: dict[tuple[str, int], str] = {}  # by line: what is printed as it is
    for diagnostic in found:
        if diagnostic.code == UNREAD:
            unread[diagnostic.place[:2]] = unread.get(diagnostic.place[:2], "") + dict(diagnostic.values)["found"]
    stopped = any(severity(diagnostic) is Severity.ERROR for diagnostic in found)

    def follows(diagnostic: Diagnostic) -> bool:
        pair = _pair(diagnostic.place.path)
        return (
            (diagnostic.code.startswith(COMPARED) and (pair in lost or settings.PATH in lost))
            or (diagnostic.code in MISSED and not meant.get(pair, set()).isdisjoint(_keys(diagnostic)))
            or (diagnostic.code == UNCITED and _within(diagnostic, unread))
            or (diagnostic.code == OMITTED and pair in named)
            or (diagnostic.code == UNUSED and stopped)
        )

    return [diagnostic for diagnostic in found if not follows(diagnostic)]


def _pair(path: str) -> str:
    """Return what twins share of their path."""
    return path.removeprefix("docs/zh/").removeprefix("docs/en/")


def _within(diagnostic: Diagnostic, unread: Mapping[tuple[str, int], str]) -> bool:
    """Whether a figure stands in what isn't read as it was meant."""
    return dict(diagnostic.values)["figure"] in unread.get(diagnostic.place[:2], "")


def _keys(diagnostic: Diagnostic) -> set[str]:
    return {key for _, value in diagnostic.values for key in KEY.findall(value)}
