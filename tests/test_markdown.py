"""The offset-keeping reader of Markdown: it agrees with Python-Markdown, and no text makes it or a check fail."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from conftest import judged
from handbook import checks
from handbook.checks import links, syntax
from handbook.model import Settings, Site
from handbook.sources import markdown, pages

EXTENSIONS = ["admonition", "attr_list", "footnotes", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
WHOLE = [  # blocks that mean the same wherever a blank line precedes them
    'text [a](a.md "T") and `code [n](n.md)`',
    "two\nlines [a\nb](b.md#c) <https://host.org/x>",
    "![i](i.png){ .c #pic } [![j](j.png)](k.md)",
    "## Heading",
    "### 中文标题 {#own}",
    "Underlined\n---",
    "- item [l](l.md)\n    - nested [n](n.md)\n- more\n\n    para [p](p.md)",
    "1. one\n2. two\n    - three",
    '!!! note "Title"\n\n    in [a](in.md)\n\n    - list\n\n    ```\n    [no](no.md)\n    ```',
    "??? tip\n    open [d](d.md)",
    "> quote [q](q.md)\n> - no list\n\n> more",
    "| a | b |\n|---|---|\n| [t](t.md) | `x|y` |\n| c \\| d | e |",
    "```python\n[no](no.md)\n## no {#no}\n```",
    "~~~\n[no](no.md)\n~~~",
    '<div>\n[no](no.md) <a href="raw.html">r</a>\n</div>',
    '<span id="s1">s</span> <a name="s2"></a>',
    "<!-- [no](no.md)\n\n## no -->",
    "\\[no](no.md) \\`[yes](yes.md)\\`",
    "[ref][One] [one][] [one]\n\n[one]: ref.md",
    "* * *",
    "[a [b](no.md) c](out.md) [sp](my file.md) [p](p(1).md)",
    "note[^1]\n\n[^1]: foot [f](f.md)\n\n    more",
]
MARKS = """[ ] ( ) { } < > ! # * _ ` ~ | : \\ @ ^ = - + / ? " ' a é 中 ， 。 （ ） 【 】 ［ ］ ＃ ]( ``` <!-- -->
{#a} [^1] !!!note | a| |---| https:// x.md <div> <ahref= [a](b.md) ///x --- \u200b &amp; mailto: %E8"""
ANY = st.lists(
    st.sampled_from([*MARKS.split(), " ", "\t", "    ", "\n", "\n\n", "- ", "!!! ", "/// "]), max_size=60
).map("".join)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=6, unique=True))
def test_agrees_with_python_markdown(parts: list[str]) -> None:
    text = "\n\n".join(parts) + "\n"
    tree = html.fromstring(f"<div>{Markdown(extensions=EXTENSIONS).convert(text)}</div>")
    found = markdown.parse(text)
    real = [
        a.get("href") for a in tree.iter("a") if a.get("href") is not None and "footnote" not in (a.get("class") or "")
    ]
    assert sorted(link.destination for link in found.links) == sorted(map(str, real))
    assert sorted(image.destination for image in found.images) == sorted(
        image.get("src", "") for image in tree.iter("img")
    )
    made = {
        value for e in tree.iter() for value in (e.get("id"), e.get("name")) if value and not value.startswith("fn")
    }
    assert {mark.name for mark in found.ids} == made
    notes = 1 if found.footnotes else 0
    for kind, count in {
        "list": len(list(tree.iter("ul", "ol"))) - notes,
        "table": len(list(tree.iter("table"))),
        "code": len(list(tree.iter("pre"))),
        "quote": len(list(tree.iter("blockquote"))),
        "rule": len(list(tree.iter("hr"))) - notes,
    }.items():
        assert (kind, sum(block.kind == kind for block in found.blocks)) == (kind, count)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ANY)
def test_any_text(text: str) -> None:
    page, _ = pages.parse(text, "zh", "page.md")
    found = markdown.scan(page)
    for masked in (found.bare, found.prose):
        assert len(masked) == len(text)
        assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    for span in (*found.blocks, *found.addresses):
        assert 0 <= span.start <= span.end <= len(text)
    for mark in (*found.headings, *found.addresses, *found.ids, *found.footnotes, *found.footnote_references):
        assert 0 <= mark.offset <= len(text)
    site = Site({("zh", "page.md"): page}, {}, {}, (), Settings(), Path("no such folder"))
    lines = text.split("\n")
    for one in judged(site, syntax, links):
        assert 1 <= one.place.line <= len(lines)
        assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1


def test_offsets() -> None:
    text = '---\ntitle: x\n---\n\n> see [a](b.md "T") <img src="i.png">\n'
    found = markdown.parse(text)
    assert [text[link.offset :][:4] for link in found.links] == ["b.md"]
    assert [text[image.offset :][:5] for image in found.images] == ["i.png"]


def test_facts_belong_to_the_block_before_them() -> None:
    text = '!!! note "T"\n\n    - a\n        - b\n    <!-- facts: one, two -->\n\nText.\n<!-- facts: three -->\n'
    found = markdown.parse(text).facts
    assert [
        (fact.ids, fact.block and text[fact.block.start : fact.block.end].split(maxsplit=1)[0]) for fact in found
    ] == [
        (("one", "two"), "-"),
        (("three",), "Text."),
    ]


@settings(max_examples=120, deadline=1000, derandomize=True)
@given(
    ANY,
    ANY,
    st.sampled_from(["", "---\ntitle: a\ndescription: b [@c\naudience: clinician\n---\n\n", "---\ntitle: [\n---\n"]),
)
def test_any_pair_of_pages(chinese: str, english: str, front: str) -> None:
    given_pages = [
        pages.parse(f"{front}## 甲 {{#a}}\n\n17 例 {chinese}\n", "zh", "page.md")[0],
        pages.parse(f"{front}## A {{#a}}\n\n18 cases {english}\n", "en", "page.md")[0],
    ]
    site = Site(
        {(page.language, page.path): page for page in given_pages}, {}, {}, (), Settings(), Path("no such folder")
    )
    texts = {page.source: page.text.split("\n") for page in given_pages}
    for one in checks.run(site):
        lines = texts[one.place.path]
        assert 1 <= one.place.line <= len(lines)
        assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1
