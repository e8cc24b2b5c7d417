"""One problem, one line: what only follows from another finding is left out, and comes back when that one is mended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from handbook.model import Diagnostic, Severity
from handbook.report import severity
from handbook.sources import settings

# Of a whole file.
UNREADABLE = frozenset({"TXT001", "TXT002", "TXT003", "TXT004", "TXT060", "TXT061", "META001", "META002", "META007"})
# What is said of a file for what its twin, its front matter or mkdocs.yml lacks.
COMPARED = ("LNK032", "META003", "META005", "META006", "PAR")
# A citation that isn't read: the work it means seems to be missing, and what it vouches for is left alone.
MISWRITTEN = frozenset({"CIT001", "CIT003", "CIT004", "CIT005", "CIT006", "CIT007", "CIT008", "TXT006"})
MISSED = frozenset({"PAR011", "EVD009"})
UNVOUCHED = frozenset({"EVD005", "EVD006"})
# A block that isn't read as one: what stands in it is code or prose, and the twin has another.
MISSHAPEN = frozenset({
    "TXT008", "TXT009", "TXT010", "TXT033", "TXT035", "TXT037", "TXT041", "TXT048", "TXT052", "TXT053", "TXT055",
    "TXT056",
})  # fmt: skip
REACH = 15  # lines that such a block may have
OF_BLOCKS = ("PAR", "EVD", "CIT012")
IN_HTML, OF_HTML = "TXT048", frozenset({"TXT052", "TXT056"})  # Markdown in raw HTML, which must go for another reason
STRUCTURE = frozenset({"PAR005", "PAR006", "PAR007", "PAR008"})  # what they hold isn't told again
CONTENTS = frozenset({"PAR011", "PAR012", "PAR013", "PAR017", "PAR018", "PAR019", "PAR020"})
CITED = "PAR011"  # a work that a statement no longer cites: its figures and records follow
OTHER_CITATION = frozenset({"TXT014", "TXT015", "TXT028"})  # [1], \\cite{…}, [^key]
# What hides, or shows, the rest of the page.
ENDLESS = frozenset({"TXT023", "TXT024", "TXT039"})
ON_A_PAGE = ("PAR", "EVD", "CIT", "TRM", "TXT021", "TXT028", "TXT030")
WIDE, FACTS = "TXT053", "PAR014"  # <!-- facts：names no record
# A name that was mistyped differs from the twin's, too.
MISTYPED = ("LNK", "EVD007", "EVD012", "CHT005", "TXT034", "TXT038", "META009")
NAMED = frozenset({"PAR010", "PAR012", "PAR014", "PAR015", "PAR016"})
UNREAD = "TXT015"  # H~2~O has no figure
MISNAMED, OMITTED = "META008", "META006"  # what the nav names wrongly seems to be missing there
LOST_SOURCE = "EVD010"  # a ledger record under no work: its figures seem to be missing under the one that is meant
DRIFT = frozenset({"PAR024", "PAR025"})  # what another comparison of the twins tells too
UNUSED = "CIT010"  # can't be known while pages have errors
KEY = re.compile(r"[\w:./+-]+[\w]")
TWIN = re.compile(r"(.+):(\d+)")


def causes(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Keep the findings that stand for themselves."""
    told = _Told(found := list(found))
    return [diagnostic for diagnostic in found if not told.explains(diagnostic)]


class _Told:
    """What the findings themselves explain."""

    def __init__(self, found: list[Diagnostic]) -> None:
        self.unreadable: set[str] = set()  # pairs of pages
        self.meant: dict[str, set[str]] = defaultdict(set)  # pair → keys that a miswritten citation names or comes near
        self.miswritten: set[tuple[str, int]] = set()  # lines
        self.misshapen: dict[str, list[int]] = defaultdict(list)  # page → lines where something hides what follows
        self.wide: set[str] = set()  # pairs of pages
        self.endless: dict[str, int] = {}  # page → the first line whose end can't be told
        self.unread: dict[tuple[str, int], str] = defaultdict(str)  # line → what is printed as it is
        self.misnamed: set[str] = set()  # pages
        self.sources: set[str] = set()  # works that ledger records mean
        self.lost: dict[str, set[str]] = defaultdict(set)  # pair → works that a statement should cite
        self.uncited: set[tuple[str, int]] = set()  # lines that lack one, and have no other instead
        self.odd: set[tuple[str, int]] = set()  # lines, of both pages, of what stands on one page only
        self.pasted: set[tuple[str, int]] = set()  # lines that cite as other tools do
        self.mistyped: set[tuple[str, int]] = set()  # lines
        self.raw: set[tuple[str, int]] = set()  # lines with HTML that must go
        self.compared: set[tuple[str, int]] = set()  # lines, of both pages
        self.stopped = any(severity(diagnostic) is Severity.ERROR for diagnostic in found)
        for one in sorted(found):
            path, line, values = one.place.path, one.place.line, dict(one.values)
            if one.code in UNREADABLE:
                self.unreadable.add(_pair(path))
            elif one.code.startswith("PAR") and one.code not in DRIFT:
                self.compared.update(_places(one))
            elif one.code in MISWRITTEN:
                self.meant[_pair(path)].update(_keys(one))
                self.miswritten.add((path, line))
            if one.code.startswith(MISTYPED) and values.get("near") != "—":
                self.mistyped.add((path, line))
            if one.code in STRUCTURE:
                self.odd.update(_places(one))
            elif one.code == CITED:
                self.lost[_pair(path)].update(_keys(one))
                sides = zip(_places(one), (values["only"], values["missing"]), strict=True)
                self.uncited.update(place for place, has in sides if has == "—" and not one.lenient)
            elif one.code in OTHER_CITATION:
                self.pasted.add((path, line))
            elif one.code in OF_HTML:
                self.raw.add((path, line))
            if one.code == WIDE:
                self.wide.add(_pair(path))
            if one.code in MISSHAPEN:
                self.misshapen[path].append(line)
            elif one.code in ENDLESS:
                self.endless.setdefault(path, line)
            elif one.code == UNREAD:
                self.unread[path, line] += values["found"]
            elif one.code == MISNAMED:
                self.misnamed.add(values["near"])
            elif one.code == LOST_SOURCE:
                self.sources.update(values["near"].split(", "))

    def explains(self, one: Diagnostic) -> bool:
        """Whether a finding only follows from another one."""
        pair, line, values = _pair(one.place.path), one.place[:2], dict(one.values)
        return (
            (one.code.startswith(COMPARED) and not self.unreadable.isdisjoint({pair, settings.PATH}))
            or (one.code in MISSED and not self.meant[pair].isdisjoint(_keys(one)))
            or (one.code in UNVOUCHED and (line in self.miswritten or values["figure"] in self.unread[line]))
            or (one.code in UNVOUCHED and (line in self.uncited or line in self.pasted))
            or (one.code in CONTENTS and line in self.pasted)
            or (one.code == "EVD009" and not self.lost[pair].isdisjoint(_keys(one)))
            or (one.code in CONTENTS and not self.odd.isdisjoint(_places(one)))
            or (one.code in NAMED and not self.mistyped.isdisjoint(_places(one)))
            or (one.code == IN_HTML and line in self.raw)
            or (one.code.startswith(OF_BLOCKS) and any(self._misshapen(*place) for place in _places(one)))
            or (one.code.startswith(ON_A_PAGE) and any(self._endless(*place) for place in _places(one)))
            or (one.code in {"EVD006", "EVD009"} and not self.sources.isdisjoint(_keys(one)))
            or (one.code == FACTS and pair in self.wide)
            or (one.code == OMITTED and pair in self.misnamed)
            or (one.code in DRIFT and not self.compared.isdisjoint(_places(one)))
            or (one.code == UNUSED and self.stopped)
        )

    def _misshapen(self, path: str, line: int) -> bool:
        return any(0 <= line - start <= REACH for start in self.misshapen.get(path, ()))

    def _endless(self, path: str, line: int) -> bool:
        return path in self.endless and self.endless[path] <= line


def _places(one: Diagnostic) -> list[tuple[str, int]]:
    """Where a finding stands, and where its counterpart on the twin does."""
    twin = TWIN.fullmatch(dict(one.values).get("twin", ""))
    return [one.place[:2], *([(twin[1], int(twin[2]))] if twin else [])]


def _pair(path: str) -> str:
    """Return what twins share of their path."""
    return path.removeprefix("docs/zh/").removeprefix("docs/en/")


def _keys(one: Diagnostic) -> set[str]:
    return {key for _, value in one.values for key in KEY.findall(value)}
