"""A pair of twins, and where their differences are reported."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handbook.model import Diagnostic, Page, Place, Site
from handbook.sources.staleness import lags


@dataclass(frozen=True)
class Twins:
    """Two pages; differences are reported `here`, where a change was made last: see `of`."""

    here: Page
    there: Page
    stale: bool

    @classmethod
    def of(cls, site: Site, path: str) -> Twins | None:
        """Pair two pages: `here` is the translation, or the original once it moved on; findings are then lenient."""
        original = site.original(path)
        translation = site.twin(original) if original else None
        if original is None or translation is None:
            return None
        stale = lags(site, translation)
        return cls(*((original, translation) if stale else (translation, original)), stale)

    def differ(self, code: str, here: int, there: int, **values: object) -> Diagnostic:
        """Make a finding at an offset here, naming the line there."""
        return self.at(self.here.place(here), self.there.place(there), code, **values)

    def at(self, here: Place, there: Place, code: str, **values: object) -> Diagnostic:
        """Make a finding at a place here, naming the place there."""
        found = Diagnostic.at(here, code, twin=f"{there.path}:{there.line}", **values)
        return replace(found, lenient=self.stale)

    def only(self, code: str, here: int, there: int, *, on_twin: bool, **values: object) -> Diagnostic:
        """Make a finding about what stands on one page only, and is missing on the other at the offset given."""
        has, lacks = (self.there.place(there), self.here) if on_twin else (self.here.place(here), self.there)
        return self.differ(code, here, there, has=f"{has.path}:{has.line}", lacks=lacks.source, **values)
