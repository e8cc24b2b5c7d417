"""Between the builds of one process (`make serve`): what need not be made again, and what can wait.

A page is shown as the last build made it only while all that it was made of is equal: texts and values are compared
themselves, not their dates. The code and the theme, of which it is made too, stay the same within a process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import NamedTuple, cast

from jinja2 import BaseLoader, BytecodeCache, Environment
from jinja2.bccache import Bucket

from handbook.model import Page, Site
from handbook.sources import citations

BLOCKS = "///"  # opens a generated block
NAMED = re.compile(r'{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"\s*(?:-?%}|as\b|import\b|with\b)')
RELOAD = "assets/reload.js"  # of a preview alone


class Common(NamedTuple):
    """What the pages of a build have in common."""

    known: str  # all that is known besides the texts of pages
    mentions: str  # what generated blocks tell of other pages: which works they cite, which facts they name


class Inputs(NamedTuple):
    """All that one page is made of."""

    text: str  # the Markdown, with the notices before it
    page: Page
    twin: Page | None  # works are numbered along with it
    common: Common


def common(site: Site, *more: object) -> Common:
    """Write out what pages have in common; `more` is what the generator adds: its configuration, its files."""
    pages = site.pages.values()
    titles = [(page.language, page.path, page.title) for page in pages]
    templates = [file.read_bytes() for file in sorted((site.root / "docs/.overrides").rglob("*.html"))]
    known = repr((site.entries, site.facts, site.terms, site.charts, site.settings, titles, templates, more))
    return Common(known, repr([citations.mentioned(page.text) for page in pages]))


def inputs(site: Site, page: Page, text: str, shared: Common) -> Inputs:
    """Name what a page is made of."""
    return Inputs(text, page, site.twin(page), shared if BLOCKS in text else shared._replace(mentions=""))


def write(folder: Path) -> None:
    """Write the script by which a page shows itself anew."""
    (folder / RELOAD).write_bytes((files(__package__) / "reload.js").read_bytes())


class Preview:
    """What outlives a build."""

    def __init__(self) -> None:
        self.serving = False  # a single build would keep its pages for nothing
        self.templates = Templates()
        self._pages: dict[str, tuple[Inputs, str]] = {}
        self._rest: Thread | None = None

    def keep(self, address: str, made_of: Inputs | None, html: str) -> None:
        """Keep a page as it was made; what it was made of is only known while serving."""
        if made_of is not None:
            self._pages[address] = made_of, html

    def recall(self, address: str, made_of: Inputs | None) -> str | None:
        """Return a page as it was made of the same; None when anything is different."""
        before, html = self._pages.get(address, (None, None))
        return html if before == made_of else None

    def later(self, *work: Callable[[], None]) -> None:
        """Do some work, in order, while the page is being looked at."""
        self._rest = Thread(target=lambda: [each() for each in work], daemon=True)
        self._rest.start()

    def wait(self) -> None:
        """Let that work end before its files are taken away."""
        if self._rest is not None:
            self._rest.join()


class Templates(BytecodeCache):
    """Templates compiled once for both languages; Jinja itself asks whether their source is the same."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def compile(self, environment: Environment, names: Iterable[str]) -> None:
        """Compile some templates, and those that they name."""
        loader, left, done = cast("BaseLoader", environment.loader), list(names), set()
        while left:
            name = left.pop()
            if name not in done:
                done.add(name)
                environment.get_template(name)
                left += NAMED.findall(loader.get_source(environment, name)[0])

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled[bucket.key] = bucket.bytecode_to_string()


PREVIEW = Preview()
