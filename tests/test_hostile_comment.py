"""What someone may try in a change (`comment` of cases/hostile.yml) comes out of the comment on it as text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from lxml import html
from markdown_it import MarkdownIt

from handbook.model import Diagnostic, Place
from handbook.report import summary
from handbook.review import comment, event, hosting
from handbook.review.changed import Changed, Marks, Twin
from handbook.review.diff import Hunk

PAYLOADS: list[str] = yaml.safe_load((Path(__file__).parent / "cases/hostile.yml").read_text("utf-8"))["comment"]
OURS = {"a", "br", "code", "del", "details", "h2", "h3", "h4", "ins", "li", "p", "strong", "summary", "table", "tbody"}
OURS |= {"td", "th", "thead", "tr", "ul", "div"}
CALLS = re.compile(r"(?<![\w`])@\w|(?<!\w)#\d|\bGH-\d|\w#\d")
ADDRESSES = ("https://site.org/", "https://code.org/", "https://preview.org/")


def read(text: str) -> html.HtmlElement:
    """Read Markdown as a hosting service does."""
    return html.fromstring(f"<div>{MarkdownIt('gfm-like', {'html': True, 'linkify': False}).render(text)}</div>")


def harmless(text: str) -> None:
    tree = read(text)
    for element in tree.iter():
        assert isinstance(element.tag, str), "a comment of HTML"
        assert element.tag in OURS, element.tag
        assert set(element.attrib) <= {"href"}, element.attrib
        assert element.get("href", ADDRESSES[0]).startswith(ADDRESSES)
        outside = [element.tail or ""] if element.tag == "code" else [element.text or "", element.tail or ""]
        assert not any(CALLS.search(part) for part in outside), outside
    assert all(sign.isprintable() or sign == "\n" for sign in text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_change_is_shown_as_text(payload: str) -> None:
    values = dict.fromkeys(("found", "near", "key", "figure", "keys"), payload)
    place = Place(f"docs/en/{payload}.md", 1)
    found = [Diagnostic.at(place, code, **values) for code in ("LNK001", "CIT001", "EVD006", "TXT021")]
    page = Changed(
        path=f"docs/en/{payload}.md",
        was=f"docs/en/{payload}{payload}.md",
        state="moved",
        hunks=(Hunk(1, payload, payload[::-1]),),
        marks={"figure": Marks((payload,), (payload,))} if payload else {},
        title=payload,
        url="en/a.html",
        twin=Twin("both", {"page": payload, "file": payload}),
    )  # fmt: skip
    ways = comment.Ways("https://site.org/", edit="https://code.org/edit/x/")
    other = page._replace(url="", twin=Twin("stale", {"page": payload, "sections": payload}))
    harmless(comment.show([page, other], found, {}, ways))
    harmless(summary.show(found, "https://site.org/"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_suggestion_stays_within_its_fence(payload: str) -> None:
    given = [{"path": "a.md", "line": 1, "text": payload}]
    for one in hosting._read(given):
        (block,) = read(one["body"]).iter("pre")
        assert "".join(block.itertext()) == payload + "\n"
    assert bool([*hosting._read(given)]) == (len(payload.splitlines()) < 2)


def test_a_suggestion_has_a_size() -> None:
    assert [*hosting._read([{"path": "a.md", "line": 1, "text": "x" * 100_000}])] == []


def test_a_comment_on_large_texts_has_a_size() -> None:
    long = "<b>" * 100_000
    page = Changed(long, long, "moved", (Hunk(1, long, ""),), {"figure": Marks((long,), ())}, long, "a.html")
    found = [Diagnostic.at(Place(long), "LNK001", found=long, near=long)] * 50
    assert len(comment.show([page], found, {})) <= comment.LONGEST


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_branch_leads_to_no_other_place(payload: str) -> None:
    head = {"sha": "0", "ref": payload, "repo": {"html_url": "https://code.org/a"}}
    pull = event.pull({"pull_request": {"number": 1, "base": {"ref": "main"}, "head": head}})
    assert pull is not None
    assert re.fullmatch(r"https://code\.org/a/edit/[\w.~/%-]*/", pull.edit)
