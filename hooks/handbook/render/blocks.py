"""`/// name | argument` … `///`: places on a page that are filled from the project's data (pymdownx.blocks)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from handbook.model import Page, Site
from handbook.render import bibliography, charts, evidence, glossary, ledger, rules

Renderer = Callable[[Site, Page, str], str]  # → safe HTML
RENDERERS: dict[str, Renderer] = {
    "bibliography": bibliography.block,
    "chart": charts.block,
    "evidence": evidence.block,
    "ledger-contents": ledger.contents,
    "ledger-summary": ledger.summary,
    "glossary": glossary.block,
    "rules": rules.block,
}


class Generated(Block):  # type: ignore[misc]
    """One place; what fills it is opaque to Markdown, as raw HTML is."""

    ARGUMENT = None  # may have one

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Put the HTML where the block stands."""
        here: GeneratedBlocks = self.config["extension"]
        html = RENDERERS[self.NAME](here.site, here.page(), self.argument or "")
        element = etree.SubElement(parent, "div", {"class": f"hb-block hb-{self.NAME}"})
        element.text = self.md.htmlStash.store(html)
        return element

    def on_markdown(self) -> str:
        """Say that nothing inside the block is Markdown."""
        return "raw"


class GeneratedBlocks(BlocksExtension):  # type: ignore[misc]
    """Register every renderer as a block."""

    def __init__(self, site: Site, page: Callable[[], Page]) -> None:
        super().__init__()
        self.site = site
        self.page = page  # asked when a block is met: the page changes, the extension stays

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Follow pymdownx.blocks' interface."""
        for name in RENDERERS:
            block_mgr.register(type(name, (Generated,), {"NAME": name}), {"extension": self})
