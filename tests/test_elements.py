"""What a browser would run or fetch from a page as Python-Markdown writes it, the checks have refused."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from conftest import judged
from handbook.checks import elements, links
from handbook.model import Settings, Site
from handbook.sources import markdown, pages

EXTENSIONS = ["admonition", "attr_list", "footnotes", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
PIECES = r"""<script> </script> <script <b <b> </b> onclick=x() onclick="x" style='c' <svg/onload=x> <img
src="javascript:x" <a href=javascript:x> </a> <code> </code> <pre> </pre> <div> </div> <!-- --> <!--> --!> {onclick=x}
{:.a onclick=x} *a* [a](#) ` `` ``` \ \< \` " ' = / > < | # - !!!note a &lt; <iframe <p <textarea> <title>"""
ANY = st.lists(st.sampled_from([*PIECES.split(), " ", " ", "\n", "\n\n", "    "]), max_size=14).map("".join)
LIVE = {"script", "iframe", "svg"}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ANY)
def test_nothing_live_goes_unsaid(text: str) -> None:
    page, _ = pages.parse(text, "zh", "page.md")
    site = Site({("zh", "page.md"): page}, {}, {}, (), Settings(), Path("no such folder"))
    said = [*elements.check(page, markdown.scan(page)), *judged(site, links)]
    tree = html.fromstring(f"<div>{Markdown(extensions=EXTENSIONS).convert(text)}</div>")
    live = [
        html.tostring(element)
        for element in tree.iter()
        if element.tag in LIVE
        or any(key.startswith("on") or key == "style" for key in map(str, element.attrib))
        or (element.tag in {"a", "img"} and any("javascript:" in value for value in element.values()))
    ]
    assert said or not live
