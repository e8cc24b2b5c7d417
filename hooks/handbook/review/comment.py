"""What changed, and what was found → the Markdown of a comment, short enough for a hosting site.

Texts of a change are shown as HTML with everything escaped: nothing in them is read as Markdown, and a key (`@smith`)
calls no person of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from handbook.model import Diagnostic, visible
from handbook.render.addresses import published_in, twin_address
from handbook.report import counts, summary
from handbook.review.changed import Changed
from handbook.review.diff import Hunk, Piece
from handbook.review.words import say

LONGEST = 60_000  # characters; GitHub takes 65,536
MOST = 30  # rows of each table of findings
TAGS = {"gone": "del", "new": "ins"}


class Ways(NamedTuple):
    """Where a change can be looked at."""

    site_url: str = ""  # as it is published now
    preview: str = ""  # as it would be published; "" where nothing hosts previews
    files: str = ""  # where the built site can be downloaded
    edit: str = ""  # where the hosting service edits the change's own files
    books: frozenset[str] = frozenset()  # the PDFs in it, by their address within the site


def show(
    changes: Sequence[Changed],
    found: Sequence[Diagnostic],
    lines: Mapping[str, frozenset[int]],
    ways: Ways = Ways(),  # noqa: B008 - frozen
    mended: int = 0,
) -> str:
    """Write the comment: `found` as to be read, `lines` the changed ones of files, `mended` those with a suggestion."""
    pages = [one for one in changes if one.url]
    others = [one for one in changes if not one.url]
    errors, warnings = counts(found)
    counted = {"pages": len(pages), "files": len(others), "errors": errors, "warnings": warnings}
    parts = [
        f"## {say('title')}",
        say("counts", **counted) if changes else say("none"),
        *_findings(found, lines, ways, mended),
    ]
    if pages:
        parts += [f"### {say('pages')}", *([say("files-made", url=ways.files)] if ways.files else [])]
        parts += [_page(one, ways) for one in pages]
    parts += [f"### {say('files')}", *(_file(one) for one in others)] if others else []
    return "\n\n".join(_within(parts)) + "\n"


def _within(parts: Iterable[str]) -> Iterator[str]:
    """Leave out whole parts, from the end, that would make the comment too long."""
    left = LONGEST - len(say("cut"))
    for part in parts:
        left -= len(part) + 2
        if left < 0:
            yield say("cut")
            return
        yield part


def _findings(
    found: Sequence[Diagnostic], lines: Mapping[str, frozenset[int]], ways: Ways, mended: int
) -> Iterator[str]:
    first = [one for one in found if one.place.line in lines.get(one.place.path, ())]
    rest = [one for one in found if one not in first]
    for name, some in (("first", first), ("elsewhere", rest)):
        if some:
            yield f"### {say(name)}"
            yield summary.table(some, ways.site_url, MOST, ways.edit)
    if mended:
        yield say("fix", n=mended)
    yield say("again") if found else say("clean")


def _page(one: Changed, ways: Ways) -> str:
    lines = [f"#### {summary.plain(one.title)} · {_code(one.path)} · {_state(one)}"]
    lines += [f"- {' · '.join(links)}"] if (links := list(_links(one, ways))) else []
    lines += _marks(one)
    if one.twin:
        values = {name: _value(name, value) for name, value in one.twin.values.items()}
        lines.append("- " + say("twin", one.twin.state, **values))
    return "\n".join([*lines, "", _diff(one)]) if one.hunks else "\n".join(lines)


def _links(one: Changed, ways: Ways) -> Iterator[str]:
    """Lead to the page as it would be, as it is, in the other language, in print; name files that have no address."""
    language = published_in(one.url)
    chapter, book = f"books/{one.path.removeprefix('docs/').removesuffix('.md')}.pdf", f"books/handbook-{language}.pdf"
    places = {"preview": (ways.preview, one.url), "before": ("" if one.state == "new" else ways.site_url, one.url)}
    if one.twin and one.twin.state != "alone":
        places["twin"] = (ways.preview or ways.site_url, twin_address(one.url, language))
    if pdf := next((name for name in (chapter, book) if name in ways.books), ""):
        places["pdf"] = (ways.preview, pdf)
    for name, (base, path) in places.items():
        if base:
            yield f"[{say('way', name)}]({base}{path})"
        elif ways.files and name in {"preview", "pdf"}:
            yield f"{say('way', name)}: {_code(path)}"


def _file(one: Changed) -> str:
    lines = [f"- {_code(one.path)} · {_state(one)}", *(f"  {line}" for line in _marks(one))]
    return "\n".join([*lines, "", _diff(one)]) if one.hunks else "\n".join(lines)


def _code(text: str) -> str:
    return f"<code>{summary.escaped(text)}</code>"  # Markdown is read within HTML that stands in a line


def _state(one: Changed) -> str:
    return say("state", one.state, was=_value("page", one.was))


def _value(name: str, value: str) -> str:
    """Fill a sentence: a page's path as code, a file's within code, anything else as plain text."""
    path = visible(value).replace("`", "ˋ")
    return f"`{path}`" if name == "page" else path if name == "file" else summary.plain(value)


def _marks(one: Changed) -> Iterator[str]:
    """List what the changed lines lost and gained; what matters most in a medical text."""
    for kind, marks in one.marks.items():
        gone = " ".join(f"−{_code(mark)}" for mark in marks.gone)
        new = " ".join(f"+{_code(mark)}" for mark in marks.new)
        yield f"- **{say('mark', kind)}**: {' '.join(filter(None, (gone, new)))}"


def _diff(one: Changed) -> str:
    """Fold the changed lines away; within `<table>`, GitHub reads no Markdown as long as no line is blank."""
    bold = _bold(mark for marks in one.marks.values() for side in marks for mark in side)
    rows = "\n".join(f"<tr><td>{hunk.line}</td><td>{_hunk(hunk, bold)}</td></tr>" for hunk in one.hunks)
    return f"<details><summary>{say('diff')} ({len(one.hunks)})</summary>\n<table>\n{rows}\n</table>\n</details>"


def _hunk(hunk: Hunk, bold: re.Pattern[str]) -> str:
    return "".join(_piece(piece, bold) for piece in hunk.pieces)


def _bold(marks: Iterable[str]) -> re.Pattern[str]:
    """Match what is to stand out; of a figure only its number, which may change without its unit."""
    forms = sorted({escape(mark.split()[0]) for mark in marks}, key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9.])(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?![A-Za-z0-9])")


def _piece(piece: Piece, bold: re.Pattern[str]) -> str:
    text = escape("\n".join(map(visible, piece.text.split("\n"))))
    if piece.kind != "same":
        text = bold.sub(r"<strong>\g<0></strong>", text if text.strip(" ") else text.replace(" ", "␣"))
    text = summary.CALL.sub(r"<code>\g<0></code>", text).replace("\n", "<br>")
    tag = TAGS.get(piece.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text
