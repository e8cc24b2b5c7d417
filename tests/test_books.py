"""The books: built HTML → Typst source case by case; what must stop a print; the same bytes twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
import yaml

from conftest import ROOT, Project
from handbook import sources
from handbook.editions import books
from handbook.editions.books import columns, packing, press, reading
from handbook.editions.books.binding import Edition
from handbook.editions.books.index import Entry, Index
from handbook.editions.books.tree import Citation, Spot, Work
from handbook.editions.books.typesetting import Typesetter
from handbook.editions.books.walking import walk
from handbook.model import Diagnostic, Site

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((Path(__file__).parent / "cases" / "books").glob("*.yml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
]
PAGES = {"index.html", "a/one.html", "a/two.html"}


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    """HTML of an article in, Typst source and findings out."""
    html = f"<html><body><article>{case['html']}</article></body></html>"
    files = {"a/mark.png": b"\x89PNG"}
    chapter = reading.read(html.encode(), "a/one.html", PAGES, "https://example.org/", files.get)
    labels = {node.label for node in walk(chapter.blocks) if isinstance(node, Citation | Work)}
    setter = Typesetter(labels | {"a/one#row"}, {"a/one": 1, "a/two": 2}, narrow=case.get("narrow", False))
    written = [_joined(setter.block(block)) for block in chapter.blocks]
    assert written == [_joined(line) for line in case.get("typst", [])]
    found = [f"{problem.place.line} {problem.code}" for problem in chapter.problems]
    assert found == case.get("problems", [])


def _joined(line: str) -> str:
    """Cases may break a call anywhere; where a block stands is tested by its findings."""
    return re.sub(r"\s+", " ", re.sub(r"// .*\n", "", line))


LINES = yaml.safe_load((Path(__file__).parent / "cases/index/index.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in LINES])
def test_index(case: dict[str, Any]) -> None:
    """Pages in, lines of the index out; every place that they name is marked once."""
    made = Index(sources.load(ROOT).terms, case["language"])
    chapters = [
        made.read(
            "Title", reading.read(f"<article>{page}</article>".encode(), f"{name}.html", set(), "", lambda _: None)
        )
        for name, page in zip(("one", "two"), case["pages"], strict=False)
    ]
    lines = made.entries()
    assert [f"{one.letter}: {one.title}: {_led(one)}" for one in lines] == case["lines"]
    marked = Counter(node.label for node in walk(tuple(chapters)) if isinstance(node, Spot))
    assert all(marked[place.label] == 1 for line in lines for place in line.places if not place.main)


def _led(line: Entry) -> str:
    return f"see {line.see}" if line.see else " ".join(f"{one.label}{'!' * one.main}" for one in line.places)


FOREIGN = '<svg width="9" height="9" aria-label="a"><foreignObject><div>b</div></foreignObject></svg>'
FAULTS: list[tuple[str, str, str, str]] = [  # what is wrong, built page, Markdown below seven lines of front matter
    ("unknown element", "<p>a</p>\n<marquee>b</marquee>", "a\n\n<marquee>b</marquee>", "zh/index.md:10 BOK001"),
    ("dead anchor", '<p>a</p>\n<p><a href="#nowhere">b</a></p>', "a\n\n[b](#nowhere)", "zh/index.md:10 BOK003"),
    ("same id twice", '<h2 id="a">a</h2>\n<h2 id="a">b</h2>', "## a {#a}\n## b {#a}", "zh/index.md:9 BOK004"),
    ("image without words", '<p><img src="assets/a.svg"></p>', "\n![](../assets/a.svg)", "zh/index.md:9 BOK005"),
    ("image without file", '<img src="assets/no.svg" alt="a">', "![a](../assets/no.svg)", "zh/index.md:8 BOK003"),
    (
        "labels lost",
        '<p>a</p>\n<img src="assets/html.svg" alt="a">',
        "a\n\n![a](../assets/html.svg)",
        "zh/index.md:10 BOK010",
    ),
    ("labels lost in the page", f"<p>a</p>\n{FOREIGN}", f"a\n\n{FOREIGN}", "zh/index.md:10 BOK010"),
    ("character without glyph", "<p>a</p><p>\N{GRINNING FACE}</p>", "a\n\N{GRINNING FACE}", "zh/index.md:9 BOK006"),
    ("character that nobody sees", "<p>a</p><p>b\u0080</p>", "a\nb\u0080", "zh/index.md:9 BOK006"),
    ("skipped heading", '<h2 id="a">a</h2><h4 id="b">b</h4>', "## a\n#### b", "zh/index.md:9 BOK008"),
    ("not in Markdown", "<p>a</p>\n<marquee>b</marquee>", "a", "zh/index.md:1 BOK001"),
]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print in this process: what stops a print needs no other, and starting four takes longer than all else."""

    def print_all(site: Site, folder: Path, editions: Sequence[Edition]) -> list[press.Copy | Diagnostic]:
        return [one for edition in editions for one in press.print_edition(site, folder, edition)]

    monkeypatch.setattr(press, "print_all", print_all)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(("body", "written", "expected"), [pytest.param(*fault[1:], id=fault[0]) for fault in FAULTS])
def test_fault_stops_the_print(project: Project, body: str, written: str, expected: str) -> None:
    """No book is written, and the finding names the line of Markdown, and that of the built page."""
    found, out = _printed(project, {"index.html": f"<article>{body}</article>"}, text=written)
    assert [f"{problem.place.path}:{problem.place.line} {problem.code}" for problem in found] == [f"docs/{expected}"]
    line = 1 + body.count("\n")
    assert dict(found[0].values)["built"] == f"index.html:{line}"
    assert not (out / "handbook-zh.pdf").exists()


@pytest.mark.usefixtures("at_once")
def test_page_without_article_is_reported(project: Project) -> None:
    """A page that the theme did not fill is no empty chapter."""
    found, _ = _printed(project, {"index.html": "<p>a</p>"})
    assert [problem.code for problem in found] == ["BOK002"]


def test_same_bytes_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the time of day nor its zone shows in a book."""
    found, out = _printed(project, {})
    assert not found
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = out.parent / "again"
    assert not books.make(sources.load(out.parent), out.parent / "built", again)
    for name in ("handbook-zh.pdf", "handbook-en.pdf"):
        assert (out / name).read_bytes() == (again / name).read_bytes()


def test_pages_offer_what_was_printed(project: Project) -> None:
    """The place that a template marks is filled with the book and the page's chapter, and anew by the next print."""
    page = "<article><p>A</p></article><!--hb:books-->old<!--/hb:books-->"
    _, out = _printed(project, {"en/index.html": page}, "built/books")
    offered = (out.parent / "en/index.html").read_text("utf-8")
    links = re.findall(r'<a class="hb-book" href="(.+?)" download title="SHA-256: (\w+)">(.+?) <small>', offered)
    assert [(way, words) for way, _, words in links] == [
        ("../books/handbook-en.pdf", "Download the book (PDF)"),
        ("../books/en/index.pdf", "Download this page (PDF)"),
    ]
    assert [sha256((out.parent / "en" / way).read_bytes()).hexdigest() for way, *_ in links] == [x for _, x, _ in links]
    assert "old" not in offered
    printed = {one["file"]: one["pages"] for one in json.loads((out / "books.json").read_text("utf-8"))}
    assert printed == {"handbook-zh.pdf": 4, "handbook-en.pdf": 4, "zh/index.pdf": 1, "en/index.pdf": 1}
    sums = (out / "SHA256SUMS").read_text("utf-8").splitlines()
    assert sums == [f"{sha256((out / file).read_bytes()).hexdigest()}  {file}" for file in sorted(printed)]


def test_a_chapter_leads_to_its_twin(project: Project) -> None:
    """In the other book to the place of that name, from a chapter alone to the other chapter."""
    found, out = _printed(project, {})
    assert not found
    with pikepdf.open(out / "handbook-en.pdf") as book:
        names = {str(name) for name in pikepdf.NameTree(book.Root.Names.Dests)}
    (way,) = (uri for uri in _uris(out / "handbook-zh.pdf") if "/books/" in uri)
    file, _, name = way.partition("#nameddest=")
    assert file.endswith("/books/handbook-en.pdf")
    assert name in names
    assert any(uri.endswith("/books/en/index.pdf") for uri in _uris(out / "zh/index.pdf"))


def _uris(file: Path) -> set[str]:
    with pikepdf.open(file) as book:
        notes = [note for page in book.pages for note in page.get("/Annots", [])]
        return {str(note.A.URI) for note in notes if "/URI" in note.get("/A", {})}


def test_every_character_of_the_project_has_a_glyph() -> None:
    """What readers' pages, references and terms are written with; `python -m handbook fonts` adds what is missing."""
    site = sources.load(ROOT)
    pages = "".join(page.text for page in site.pages.values() if page.meta.get("audience") != "contributor")
    terms = "".join(str(term.name) + str(term.definition) for term in site.terms)
    characters = sorted({c for c in pages + terms + "".join(e.raw for e in site.entries.values()) if c.isprintable()})
    text = "".join(characters).replace("\\", "\\\\").replace('"', '\\"')
    source = {"main": f'#set document(title: "a")\n#set text(fallback: false, font: {FACES})\n#"{text}"'.encode()}
    assert isinstance((printed := press.print_batch([source], ROOT, 0))[0], bytes), printed


FACES = '("Source Serif 4", "Noto Serif SC", "Source Sans 3", "Noto Sans Math")'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("anti-HMGCR 抗体", ["anti-", "HMGCR", "抗体"]),
        ("已二次核对", ["已二次核对"]),
        ("肌活检可见肌纤维坏死", []),
        ("and/or", ["and/", "or"]),
    ],
)
def test_what_a_column_keeps_together(text: str, parts: list[str]) -> None:
    """Words and short Chinese phrases; long Chinese text may break anywhere."""
    assert columns.breakable(text) == parts


def test_packing_keeps_every_object() -> None:
    """More objects than one stream takes: qpdf reads each of them back as it was, and finds nothing to mend."""
    source = b'#set document(title: "A")\n= A\n' + b"Words and _more_.\n\n" * packing.TOGETHER
    fonts = typst.Fonts(include_system_fonts=False)
    written = typst.compile({"main": source}, font_paths=fonts, pdf_standards=press.STANDARDS, timestamp=0)  # type: ignore[call-overload]
    with pikepdf.open(BytesIO(written)) as loose, pikepdf.open(BytesIO(packing.packed(written))) as packed:
        objects = [one for one in loose.objects if one.objgen != (0, 0)]
        assert len(objects) > 2 * packing.TOGETHER
        assert not packed.check_pdf_syntax()
        for one in objects:
            other = packed.get_object(one.objgen)
            assert one.unparse(resolved=True) == other.unparse(resolved=True)
            if isinstance(one, pikepdf.Stream):
                assert one.read_raw_bytes() == other.read_raw_bytes()


PAGE = "---\ntitle: {0}\ndescription: {0}\nlast_reviewed: 2026-11-24\nstatus: draft\naudience: clinician\n---\n"


def _printed(
    project: Project, pages: dict[str, str], out: str = "out", text: str = ""
) -> tuple[list[Diagnostic], Path]:
    """Print the books of a site of one page in each language; `text` is the body of the Chinese one."""
    built = {
        "index.html": "<article><h2 id='a'>甲</h2></article>",
        "en/index.html": "<article><p>A</p></article>",
        "assets/a.svg": "<svg/>",
        "assets/html.svg": FOREIGN,
        **pages,
    }
    root = project(
        {
            "docs/zh/index.md": PAGE.format("甲") + text,
            "docs/en/index.md": PAGE.format("A"),
            **{f"built/{name}": text for name, text in built.items()},
        }
    )
    return books.make(sources.load(root), root / "built", root / out), root / out
