"""Images and charts: what they are, what they say, and the type they are drawn with."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import PurePosixPath

from lxml import etree
from lxml.html import HtmlElement

from handbook.editions.books.sheet import Sheet
from handbook.editions.books.tree import Blocks, Picture

EDGE = 7  # half a mark of a chart
TYPE = "Source Sans 3, Noto Sans SC"
Files = Callable[[str], bytes | None]  # address within the site → content
LABELS = re.compile(rb"<(?:\w+:)?foreignObject\b", re.IGNORECASE)  # HTML in a drawing, as Mermaid writes: not printed
KINDS = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".gif": "gif", ".webp": "webp"}


def image(sheet: Sheet, element: HtmlElement, files: Files) -> Blocks:
    """Read `<img>`; one without words, without a file, or with labels that would be lost is a finding."""
    address = sheet.path(element.get("src", ""))
    kind = KINDS.get(PurePosixPath(address).suffix.lower(), "")
    data = files(address) if kind else None
    alt = (element.get("alt") or "").strip()
    if data is None:
        sheet.report(element, "BOK003", target=element.get("src", ""))
    if not alt:
        sheet.report(element, "BOK005", image=element.get("src", ""))
    if lost := kind == "svg" and data is not None and LABELS.search(data) is not None:
        sheet.report(element, "BOK010", image=element.get("src", ""))
    return (Picture(sheet.place(element), data, kind, alt),) if data is not None and alt and not lost else ()


def drawing(sheet: Sheet, element: HtmlElement) -> Blocks:
    """Read an inline SVG as a file of its own, with room for what it draws beyond its edges."""
    alt = element.get("aria-label") or " ".join(element.xpath("string(*[local-name()='title'])").split())
    if not alt:
        sheet.report(element, "BOK005", image="<svg>")
        return ()
    width, height = (float(element.get(side) or 0) for side in ("width", "height"))
    whole = deepcopy(element)
    whole.tail = None
    whole.set("overflow", "visible")
    inner = etree.tostring(whole, encoding="unicode")
    if LABELS.search(inner.encode()):
        sheet.report(element, "BOK010", image="<svg>")
        return ()
    data = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 2 * EDGE}" height="{height}" '
        f'viewBox="{-EDGE} 0 {width + 2 * EDGE} {height}" font-family="{TYPE}">{inner}</svg>'
    )
    return (Picture(sheet.place(element), data.encode(), "svg", alt, width + 2 * EDGE),)
