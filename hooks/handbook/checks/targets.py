"""What an address within the site points at: the files of docs/, by where they lie and by where they are published."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

from handbook.model import Language, Page, Site
from handbook.sources.nearest import nearest

DOCS = "docs"
UNUSABLE = re.compile(r'[<>:"|?*\\#%]')  # in names: what Windows refuses, and what an address would take for its end
LONGEST = 100  # bytes of a name: a zip that is unpacked in a deep folder meets limits


@dataclass(frozen=True)
class Files:
    """Every file of docs/, relative to it: `zh/treatment/ivig.md`, `assets/figure.svg`."""

    root: Path
    names: frozenset[str]
    refused: Mapping[str, str] = field(default_factory=dict)  # what can't be published → the rule that says so
    pages: frozenset[str] = frozenset()  # those that could be read

    @classmethod
    @lru_cache(maxsize=1)
    def of(cls, site: Site) -> Files:
        """List docs/ once, less what MkDocs leaves out; pages count even where a test has no folder."""
        folder = site.root / DOCS
        pages = frozenset(f"{language}/{path}" for language, path in site.pages)
        found = {*pages}
        refused: dict[str, str] = {}
        for place, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            here = Path(place).relative_to(folder)
            for name in [*folders, *(name for name in names if not name.startswith("."))]:
                path = (here / name).as_posix()
                if fault := _fault(folder / path):
                    refused[path] = fault
                elif name not in folders:
                    found.add(path)
        return cls(folder, frozenset(found), refused, pages)

    def publishes(self, name: str) -> bool:
        """Whether a file may be published: neither it nor a folder above it is refused, and a page could be read."""
        page = name.endswith(".md") and name.startswith(("zh/", "en/"))
        return (not page or name in self.pages) and self.refused.keys().isdisjoint({name, *_parents(name)})

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder, `""` for docs/ itself."""
        return frozenset(parent for name in self.names for parent in _parents(name))

    @cached_property
    def by_case(self) -> dict[str, str]:
        """Real name of each file and folder by its name in lower case."""
        return {name.casefold(): name for name in sorted(self.names | self.folders)}

    @cached_property
    def published(self) -> dict[str, str]:
        """File by the address at which MkDocs publishes it; Chinese pages stand at the root of the site."""
        return {published(name): name for name in self.names}

    @cached_property
    def by_base(self) -> dict[str, list[str]]:
        """Files by the last part of their name."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.names):
            found.setdefault(posixpath.basename(name), []).append(name)
        return found

    def nearest(self, target: str, language: Language) -> str:
        """Guess which file a wrong target means: of the same name elsewhere, else of a similar name; "" if none."""
        names = self.by_base.get(posixpath.basename(target), [])
        if not names:
            close = get_close_matches(posixpath.basename(target), self.by_base, n=3, cutoff=0.7)
            names = [name for base in close for name in self.by_base[base]]
        own = [name for name in names if not name.startswith(("zh/", "en/")) or name.startswith(f"{language}/")]
        return nearest(target, own, "", cutoff=0)


def _fault(file: Path) -> str:
    """Name the rule by which a file or folder can't be published, if there is one."""
    if UNUSABLE.search(file.name) or not file.name.isprintable() or len(os.fsencode(file.name)) > LONGEST:
        return "LNK043"
    return "" if not file.is_symlink() and (file.is_file() or file.is_dir()) else "LNK042"


def resolve(page: Page, path: str) -> str:
    """Turn a path as written on a page into one relative to docs/; it starts with `..` where it leads out."""
    return posixpath.normpath(posixpath.join(page.language, posixpath.dirname(page.path), path))


def seen_from(page: Page, name: str) -> str:
    """Write the path of a file of docs/ as a page must."""
    return posixpath.relpath(name, posixpath.join(page.language, posixpath.dirname(page.path)))


def published(name: str) -> str:
    """Address of a file of docs/ within the site."""
    name = name.removeprefix("zh/")
    return f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name


def _parents(name: str) -> Iterator[str]:
    while name:
        name = posixpath.dirname(name)
        yield name
