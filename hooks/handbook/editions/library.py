"""The bibliography as files to download: the BibTeX as it was written, and RIS for every reference manager."""

from __future__ import annotations

from pathlib import Path

from handbook.model import Site
from handbook.render import bibliography
from handbook.sources import anchors, ris


def write(site: Site, folder: Path) -> None:
    """Write the entries into the assets of the built site: all as references.bib has them, and each of those listed."""
    entries = site.entries.values()
    for name, content in zip(bibliography.FILES, (bibliography.bibtex(entries), ris.write(entries)), strict=True):
        (folder / "assets" / name).write_text(content, "utf-8", newline="\n")
    works = folder / "assets" / bibliography.WORKS
    works.mkdir(exist_ok=True)
    for entry in bibliography.works(site):
        for form, content in bibliography.files(entry).items():
            (works / f"{anchors.work(entry.key)}.{form}").write_text(content, "utf-8", newline="\n")
