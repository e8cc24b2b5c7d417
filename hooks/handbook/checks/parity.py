"""PAR: twins say the same. Front matter and headings here, then `blocks` (`contents`, `wording`), and `drift`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handbook.checks import blocks, drift, leftovers, wording
from handbook.checks.blocks import paired
from handbook.checks.twins import Twins
from handbook.checks.units import Unit
from handbook.model import Diagnostic, Page, Site
from handbook.sources import markdown
from handbook.sources.statements import Statement

REQUIRED = {"audience", "status", "last_reviewed"}
EQUAL = {"audience": "PAR015", "hide": "PAR015", "template": "PAR015", "status": "PAR016", "last_reviewed": "PAR016"}


def check(site: Site, pages: Collection[Page]) -> Iterator[Diagnostic]:
    """Yield every difference of some pages from their twins, and what is left in the wrong language."""
    for path in dict.fromkeys(page.path for page in pages):
        yield from compare(site, path)
    for page in pages:
        yield from leftovers.check(page)


def compare(site: Site, path: str) -> Iterator[Diagnostic]:
    """Yield every difference between the two pages of a path."""
    if twins := Twins.of(site, path):
        yield from _front_matter(twins)
        yield from _headings(twins)
        yield from blocks.check(twins)
        yield from drift.check(site, twins)


def _front_matter(twins: Twins) -> Iterator[Diagnostic]:
    for field, code in EQUAL.items():
        here, there = twins.here.meta.get(field), twins.there.meta.get(field)
        if here != there and ((here and there) or field not in REQUIRED):  # what lacks altogether is META003
            yield twins.at(
                twins.here.line(twins.here.meta_lines.get(field, 1)),
                twins.there.line(twins.there.meta_lines.get(field, 1)),
                code, field=field, value=here or "—", other=there or "—",
            )  # fmt: skip


def _headings(twins: Twins) -> Iterator[Diagnostic]:
    """Compare the headings that both pages have; `blocks` tells of the others."""
    here, there = markdown.scan(twins.here).headings, markdown.scan(twins.there).headings
    places = {other.id: other.offset for other in there}
    for one, other in paired(here, there):
        if one and other:
            if one.id != other.id:
                yield twins.differ("PAR002", one.offset, other.offset, id=one.id, other=other.id)
            elif one.level != other.level:
                yield twins.differ("PAR003", one.offset, other.offset, id=one.id, level=one.level, other=other.level)
            title, twin = (Unit.of([Statement(heading.text, heading.offset, ())]) for heading in (one, other))
            yield from wording.compare(twins, [(title, twin)])
        elif one and one.id in places:  # its partner stands elsewhere
            yield twins.differ("PAR004", one.offset, places[one.id], id=one.id)
