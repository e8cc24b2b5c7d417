"""The built site → its pages as trees of HTML, each parsed once for all who read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, collect_ids=False)


def pages(folder: Path, chosen: Callable[[str], bool] = bool) -> Iterator[tuple[str, etree._Element]]:
    """Yield each page of the site in `folder` whose address there is chosen, in order; one without HTML is left out."""
    for address in sorted(filter(chosen, (file.relative_to(folder).as_posix() for file in folder.rglob("*.html")))):
        tree = parse((folder / address).read_bytes())
        if tree is not None:
            yield address, tree


def parse(page: bytes) -> etree._Element | None:
    """Parse a page as browsers do; None where there is nothing to parse."""
    return etree.fromstring(page, PARSER)
