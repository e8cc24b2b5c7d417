"""Spoil a project that holds a little of everything: whatever the spoilt file, it ends in findings or in a page.

No exception, no hang, no finding outside its file, nothing active in what is rendered, no code changed. `make fuzz`
tries thousands of cases at random; `make test` the same few each time.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown

from handbook import checks, report, sources
from handbook.editions import furniture
from handbook.model import Page, Site
from handbook.render.banner import banner
from handbook.render.extension import HandbookExtension

BASE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "cases/fuzz.yml").read_text("utf-8"))
DATA = [path for path in BASE if not path.endswith(".md")]
LEDGER = "docs/evidence/malignancy.yml"
PAGES = [path for path in BASE if path.endswith(".md")]
USED = ["admonition", "attr_list", "footnotes", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
SECONDS = 10  # of the processor, for one case: Python-Markdown takes two for 400 open brackets

EXAMPLES = int(os.environ.get("EXAMPLES", "0"))
fuzz = settings(
    max_examples=EXAMPLES or 30,
    derandomize=not EXAMPLES,
    deadline=None,  # wall time says little on a busy machine: see `within`
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],  # to explain is to trace, ten times slower
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

ACTIVE = r"""
<script>alert(1)</script>|"><img src=x onerror=alert(1)>|' onmouseover='alert(1)|javascript:alert(1)
<svg/onload=alert(1)>|</script><script>alert(1)</script>|--><script>x</script>|<iframe srcdoc='<script>x</script>'>
data:text/html,<script>x</script>|&lt;script&gt;alert(1)&lt;/script&gt;|{{ 7*7 }}|]]><script>x</script>
<a href=javascript:x>|<details open ontoggle=alert(1)>|</title><script>x</script>|{onclick=alert(1)}
<math><mi xlink:href="data:x,<script>x</script>">
"""
MARKS = """
[@chen2021]|[@nosuch; see @chen2021, p. 3]|[@|]|；|［＠chen2021］|<!-- facts: france -->|<!--|-->|```|~~~|/// chart
///|{#a}|[a](b.md)|![](x.svg)|[^1]|!!! note|??? tip|**|*|`|$|\\|{|}|@article{|@string{|"|#|=|: |- |? |&a |*a
!!python/object:os.system|---|--- |2026-13-45|21.4%|10 万|１２|\u200b|\u202e|\ufeff|\x00|\x1b[31m|\r\n|\t|𝟗|é|e\u0301
<div>|</div>|<br|&amp;|&#x3c;|<<: *a|true|null|~|.nan
"""
DEEP = ["[" * 400, "(" * 400, ">" * 200, "*" * 900, "_a" * 400, "`" * 300, "{" * 400, "<" * 500, "- " * 150, "!" * 300]
DEEP += ["[[@" * 200, "[^1]" * 200, "<!--" * 200, "&a" * 200, "9" * 500, "中" * 3000, "a " * 2000, "\n" * 500]
DEEP += ["\\" * 501, "((a)" * 200, "|" * 400, "| a | b |\n", "| --- | --- |\n"]
PIECES = [piece for line in (ACTIVE + MARKS).splitlines() for piece in line.split("|") if piece]
JUNK = st.sampled_from(PIECES) | st.sampled_from(DEEP) | st.text(max_size=12)
TEXT = st.lists(JUNK | st.sampled_from([" ", "\n", "\n\n", "    ", "    - "]), max_size=8).map("".join)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes more of the processor's time than that; a search for a pattern is stopped too."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def load(folder: Path, files: dict[str, str]) -> Site:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8", "surrogatepass"))
    return sources.load(folder)


def markdown(site: Site, page: Page) -> str:
    return str(Markdown(extensions=[*USED, HandbookExtension(site, page)]).convert(banner(site, page) + page.body))


def judged(folder: Path, files: dict[str, str]) -> tuple[bool, list[str], list[str]]:
    """Return whether errors were found, each page's text, and what templates show around it."""
    with within(SECONDS):
        site = load(folder, files)
        found = checks.run(site)
        for one in found:
            lines = files.get(one.place.path, "").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
            assert 1 <= one.place.line <= max(lines, 1), one
            assert one.place.column >= 1, one
            assert all(part.isprintable() for part in report.both(one)), one
        texts = [markdown(site, page) for page in site.pages.values()]
        frames = [furniture.context(site, page, "index.html", None) for page in site.pages.values()]
    return bool(checks.errors(found)), texts, [str(frame[part]) for frame in frames for part in ("head", "cite")]


def active(text: str) -> list[str]:
    """Name what would run or fetch something in a browser."""
    found = []
    for element in html.fromstring(f"<div>{text}</div>").iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in {"script", "iframe", "object", "embed", "base", "link", "style", "frame", "applet"}:
            found += [element.tag] * (element.get("type") != "application/ld+json")
        for name, value in cast(
            "dict[str, str]", element.attrib
        ).items():  # our own forms filter a table and send nothing
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.lower().startswith(("on", "action", "formaction")) or address.startswith(
                ("javascript:", "vbscript:", "data:text")
            ):
                found.append(f"{element.tag} {name}={value}")
    return found


@st.composite
def spoilt(draw: st.DrawFn, paths: list[str]) -> dict[str, str]:
    """Put junk into a file in up to three places, or in the place of the whole of it."""
    path = draw(st.sampled_from(paths))
    text = BASE[path]
    if draw(st.integers(0, 9)) == 0:
        return {**BASE, path: draw(TEXT)}
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 5, 40])))
        text = text[:start] + draw(TEXT) + text[end:]
    return {**BASE, path: text}


def leaves(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to every scalar of a YAML document."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*at, key))
    else:
        yield at


@st.composite
def filled(draw: st.DrawFn) -> dict[str, str]:
    """Put junk into one field of a data file, written so that the file stays well formed."""
    path = draw(st.sampled_from(DATA))
    if path == "references.bib":
        fields = list(re.finditer(r"(?<== \{).+(?=\},\n)", BASE[path]))
        field = draw(st.sampled_from(fields))
        junk = re.sub(r"[{}\\]", "", draw(TEXT))
        return {**BASE, path: BASE[path][: field.start()] + junk + BASE[path][field.end() :]}
    value = yaml.safe_load(BASE[path])
    *way, last = draw(st.sampled_from(list(leaves(value))))
    inner = value
    for key in way:
        inner = inner[key]
    inner[last] = draw(TEXT)
    return {**BASE, path: yaml.safe_dump(value, allow_unicode=True)}


def test_the_project_itself_is_sound(folder: Path) -> None:
    errors, texts, _ = judged(folder, BASE)
    assert not errors
    assert all("hb-dots" in text and 'role="doc-biblioref"' in text for text in texts)


@fuzz
@example({**BASE, LEDGER: BASE[LEDGER].replace("seen: abstract", "seen: no such")})
@example({**BASE, "mkdocs.yml": BASE["mkdocs.yml"].replace("https:", "javascript:")})
@given(spoilt(DATA) | filled())
def test_spoilt_data(folder: Path, files: dict[str, str]) -> None:
    _, texts, frames = judged(folder, files)
    assert len(texts) == len(PAGES)
    assert [found for text in (*texts, *frames) for found in active(text)] == []


@fuzz
@example({**BASE, "docs/zh/index.md": "<!-- facts: france -->"})
@example({**BASE, "docs/zh/index.md": BASE["docs/zh/index.md"].replace("115 例", f"{'9' * 500} 例")})
@given(spoilt(PAGES))
def test_spoilt_pages(folder: Path, files: dict[str, str]) -> None:
    errors, texts, frames = judged(folder, files)
    assert errors or len(texts) == len(PAGES)  # a page that can't be read is a finding
    assert [found for frame in frames for found in active(frame)] == []
    assert errors or [found for text in texts for found in active(text)] == []


@fuzz
@given(TEXT, TEXT)
def test_code_among_junk_is_what_markdown_alone_makes_of_it(folder: Path, before: str, after: str) -> None:
    code = "```\n甲 [@chen2021]\n乙 <!-- facts: france --> 肌酸激酶\n```"
    text = f"{before}\n\n{code}\n\n`[@chen2021]` {after}".replace("///", "//")
    site = load(folder, BASE)
    page, _ = sources.pages.parse(text, "zh", "index.md")
    with within(SECONDS):
        own = Markdown(extensions=[*USED, HandbookExtension(site, page)]).convert(text)
        plain = Markdown(extensions=USED).convert(text)
    assert blocks(own) == blocks(plain)


def blocks(text: str) -> list[str]:
    tree = html.fromstring(f"<div>{text}</div>")
    return ["".join(map(str, element.itertext())) for element in tree.iter("pre", "code")]
