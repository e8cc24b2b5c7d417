"""The bibliography as files to download: the BibTeX as it was written, and RIS for every reference manager."""

from __future__ import annotations

from pathlib import Path

from handbook.model import Site
from handbook.render import bibliography
from handbook.sources import ris


def write(site: Site, folder: Path) -> None:
    """Write the entries, in the order of references.bib, into the assets of the built site."""
    entries = site.entries.values()
    for name, content in zip(bibliography.FILES, (bibliography.bibtex(entries), ris.write(entries)), strict=True):
        (folder / "assets" / name).write_text(content, "utf-8", newline="\n")
