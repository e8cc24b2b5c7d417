"""The built site as a whole: what is made of all its pages together, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handbook.checks import rendered
from handbook.editions import feed, library, search, sections
from handbook.editions.sections import Section
from handbook.model import Diagnostic, Site
from handbook.sources import built

Read = dict[str, tuple[list[Section], rendered.Built | None]]  # of built pages, by address


def read(folder: Path, chosen: Callable[[str], bool], *, judged: bool) -> Read:
    """Read the built pages whose address is chosen, each once: their sections, and what is judged of them."""
    return {
        address: (sections.cut(tree), rendered.read(tree) if judged else None)
        for address, tree in built.pages(folder, chosen)
    }


def finish(site: Site, folder: Path, pages: Read) -> list[Diagnostic]:
    """Write exports, feed and search index; return what is wrong with the site, if its pages were read to be judged."""
    library.write(site, folder)
    feed.write(site, folder)
    search.write(site, folder, {address: parts for address, (parts, _) in pages.items()})
    judged = {address: page for address, (_, page) in pages.items() if page is not None}
    return sorted(rendered.check(site, folder, judged)) if judged else []
