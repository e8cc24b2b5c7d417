"""The one Python-Markdown extension: citations, reference list, generated blocks, terms, joined Chinese lines."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension

from handbook.model import Language, Page, Site
from handbook.render import blocks, citing, comments
from handbook.render.joining import Joining
from handbook.render.listing import Listing
from handbook.render.quotes import Quotes
from handbook.render.terms import TermMarker


class HandbookExtension(Extension):
    """Set `page` before each conversion; without one, the text alone is numbered and spoken of in English."""

    def __init__(self, site: Site, page: Page | None = None) -> None:
        super().__init__()
        self.site = site
        self.page = page
        self.numbers: dict[str, int] = {}
        self.set_aside: dict[ET.Element, ET.Element] = {}

    @property
    def language(self) -> Language:
        """Language of the page being converted."""
        return self.page.language if self.page else "en"

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Join in where each part finds what it needs; the numbers are Python-Markdown's priorities."""
        md.ESCAPED_CHARS.append("@")  # `\\@key` is no citation
        md.registerExtensions([blocks.GeneratedBlocks(self.site, self._page)], {})
        md.preprocessors.register(citing.Start(md, self), "handbook-start", 100)
        md.preprocessors.register(comments.OwnLine(md), "handbook-facts", 15)  # after html_block (20)
        md.inlinePatterns.register(comments.WithinText(r"\s*" + comments.FACTS, md), "handbook-facts", 95)
        md.inlinePatterns.register(citing.Citing(md, self), "handbook-citation", 85)  # after code, links and HTML
        md.treeprocessors.register(Listing(md, self), "handbook-references", 12)  # before toc (5)
        md.treeprocessors.register(Joining(md, self), "handbook-joining", 11)
        md.treeprocessors.register(Quotes(md, self), "handbook-quotes", 10)
        # After MkDocs (0), which would take the links of terms for links between Markdown files.
        md.treeprocessors.register(TermMarker(md, self.site, lambda: self.page), "handbook-terms", -10)

    def _page(self) -> Page:
        if self.page is None:
            raise LookupError("generated blocks need a page")
        return self.page
