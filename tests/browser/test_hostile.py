"""What someone may try to smuggle in, in every place that someone may write, as a real browser takes it.

Built without strictness, as the preview of a change is: what the checks refuse is built too. What stands in data and in
front matter must come out as text, even in a browser that ignores the pages' policy. A page's text may hold raw HTML,
which the checks refuse: there the policy must hold.
"""

from __future__ import annotations

import copy
import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from playwright.sync_api import Browser, Page, Request, expect
from serving import serve

from conftest import LINKED, ROOT, WORK, run, share
from test_fuzz import active, leaves

CASES = yaml.safe_load((ROOT / "tests/cases/hostile.yml").read_text("utf-8"))
PAYLOADS: list[str] = CASES["payloads"]
DATA: dict[str, dict[str, Any]] = CASES["data"]
PLAIN = {**DATA["fact"], "id": "plain", "conflicts_with": []}
BLOCKS = "\n\n".join(f"/// {name}\n///" for name in ("evidence | hostile", "glossary", "bibliography"))
SECONDS = 600  # by the clock; one to three minutes are usual
RESULT = ".md-search-result__link"

# What would run or fetch, in a page, a card, or the results of a search.
EVENTS = ("click", "error", "focus", "load", "mouseover", "toggle")
LIVE = ", ".join(
    [
        *(
            "script:not([src], [type$=json])",
            "style",
            "iframe",
            "object",
            "embed",
            "base",
            "math",
            "[http-equiv=refresh]",
        ),
        *("img:not([src*='assets/logo.svg'])", "[src*='evil.invalid']", "link[href*='evil.invalid']"),
        *(
            f"[{name}^='{scheme}' i]"
            for name in ("href", "action", "formaction")
            for scheme in ("javascript:", "data:")
        ),
        *(f"[on{event}]" for event in EVENTS),
    ]
)
FOUND = "live => [...document.querySelectorAll(live)].map(element => element.outerHTML.slice(0, 200))"
# Cards open on focus; what waits for a mouse, a key or a click gets it.
TOUCH = """live => {
  const found = []
  for (const link of document.querySelectorAll(".citation a[data-refs], a.hb-term")) {
    link.focus()
    const card = document.getElementById("hb-card")
    if (!card || card.querySelector(live)) found.push(link.outerHTML)
    link.blur()
  }
  for (const element of document.querySelectorAll(live)) {
    for (const type of ["mouseover", "focus", "toggle"]) element.dispatchEvent(new Event(type))
    const target = ["href", "formaction"].map(name => element.getAttribute(name) ?? "").join("")
    if (/^\\s*(javascript|data):/i.test(target)) element.dispatchEvent(new MouseEvent("click"))
    else element.onclick?.()
  }
  return found
}"""
WATCH = """
window.alert = () => console.error("ran")
document.addEventListener("securitypolicyviolation", event => console.warn("refused", event.violatedDirective))
"""


def spoilt(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Copy a record for each of its scalars and each payload; the payload is what changes first."""
    copies = []
    for *way, last in leaves(record):
        for payload in PAYLOADS:
            copies.append(copy.deepcopy(record))
            inner: Any = copies[-1]
            for key in way:
                inner = inner[key]
            inner[last] = payload
    return copies


def page(front: dict[str, Any], body: str) -> str:
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{body}\n"


def files() -> Iterator[tuple[str, str]]:
    """Yield the files of a project that is hostile throughout, as path and content."""
    works, facts, terms, charts = (spoilt(DATA[name]) for name in ("work", "fact", "term", "chart"))
    entries = [
        "\n".join([f"@article{{hostile{n},", *(f"  {name} = {{{value}}}," for name, value in work.items()), "}"])
        for n, work in enumerate(works)
    ]
    yield "references.bib", "\n\n".join([WORK, WORK.replace("liu2024advances", "plain"), *entries])
    yield (
        "docs/evidence/hostile.yml",
        yaml.safe_dump([PLAIN, *({**fact, "id": f"f{n}"} for n, fact in enumerate(facts))]),
    )
    yield (
        "docs/evidence/glossary.yml",
        "\n".join(yaml.safe_dump([term], allow_unicode=True).replace("{n}", str(n)) for n, term in enumerate(terms)),
    )
    for n, chart in enumerate(charts):
        yield f"docs/evidence/charts/c{n}.yml", yaml.safe_dump(chart)
    front, text = DATA["front"], "## A {#a}\n\nText [@plain]."
    for language in ("zh", "en"):
        folder = f"docs/{language}"
        yield f"{folder}/index.md", page(front, f"## A {{#a}}\n\n{BLOCKS}")
        for name in ("status", "audience", "last_reviewed", "translated_from"):
            yield f"{folder}/{name}.md", page({**front, name: PAYLOADS[2]}, text)
        for path in LINKED:
            yield f"{folder}/{path}", page({**front, "title": PAYLOADS[0]}, "## A {#november-2026}\n\nText.")
        for first, payload in enumerate(PAYLOADS):  # one page with all data that hold it, one with itself in the text
            own = [range(first, len(all_of), len(PAYLOADS)) for all_of in (works, terms, charts)]
            data = [f"Text [@hostile{n}]." for n in own[0]]
            data += [f"A term{n}, other{n}, AB{n}, 词{n}." for n in own[1]]
            data += [f"/// chart | c{n}\n///" for n in own[2]]
            named = {**front, "title": payload, "description": payload}
            yield f"{folder}/data{first}.md", page(named, "\n\n".join(["## A {#a}", *data]))
            yield f"{folder}/text{first}.md", page(front, CASES["page"].replace("%", payload))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    share(folder)
    for path, content in files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    pages = sorted(file.relative_to(folder / "docs/en").as_posix() for file in (folder / "docs/en").rglob("*.md"))
    nav = "".join(f"  - {path}\n" for path in pages)
    real = (ROOT / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(re.sub(r"(?ms)^nav:\n.*\Z", f"nav:\n{nav}", real), "utf-8")
    result = run("mkdocs", "build", "--no-strict", "--quiet", folder=folder)
    assert result.returncode == 0, result.stderr[-2000:]
    return folder / "site"


@contextmanager
def reading(browser: Browser, root: str, *, policy: bool) -> Iterator[tuple[Page, list[str]]]:
    """Open a browser that heeds the pages' policy or not; list what ran, what was refused, what went elsewhere."""
    context = browser.new_context(bypass_csp=not policy)
    context.add_init_script(WATCH)
    page, seen = context.new_page(), list[str]()

    def ended(asked: Request) -> None:
        if asked.url.startswith("http") and not asked.url.startswith(root) and asked.failure != "csp":
            seen.append(asked.url)

    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    page.on("console", lambda said: seen.append(said.text) if said.text.startswith(("ran", "refused")) else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    signal.signal(signal.SIGALRM, _stop)  # an evaluation has no limit of its own
    signal.alarm(SECONDS)
    try:
        yield page, seen
    finally:
        signal.alarm(0)
        context.close()


def _stop(*_: object) -> None:
    raise TimeoutError(f"the browser has not come to an end within {SECONDS} seconds")


def test_data_and_front_matter_come_out_as_text(hostile: Path, browser: Browser) -> None:
    shown = [file.relative_to(hostile).as_posix() for file in hostile.rglob("*.html") if "text" not in file.name]
    with serve(hostile) as root, reading(browser, root, policy=False) as (page, seen):
        for name in sorted(name for name in shown if not name.startswith("en/data")):  # as in Chinese
            page.goto(root + name)
            assert page.evaluate(FOUND, LIVE) == [], name
            assert page.evaluate(TOUCH, LIVE) == [], name
            assert seen == [], name
            for data in page.locator("script[type='application/ld+json']").all_text_contents():
                json.loads(data)
            if name.startswith("data"):
                payload = PAYLOADS[int(name.removeprefix("data").removesuffix(".html"))]
                assert page.locator(".hb-lead").inner_text().split() == payload.split()
        page.click("[data-md-component=search-query]")
        for query in ("script", "alert", "img onerror", "javascript"):
            page.fill("[data-md-component=search-query]", query)
            expect(page.locator(RESULT).filter(has_text=query.split()[0]).first).to_be_visible()
            assert page.evaluate(FOUND, LIVE) == []
        assert seen == []


def test_a_page_of_ours_breaks_no_rule_of_the_policy(hostile: Path, browser: Browser) -> None:
    with serve(hostile) as root, reading(browser, root, policy=True) as (page, seen):
        for name in ("index.html", "en/index.html", "data0.html", "404.html", "en/about/changelog.html"):
            page.goto(root + name)
            page.evaluate(TOUCH, LIVE)
        assert seen == []


def test_the_policy_holds_where_a_page_holds_raw_html(hostile: Path, browser: Browser) -> None:
    refused = 0
    with serve(hostile) as root, reading(browser, root, policy=True) as (page, seen):
        for number, payload in enumerate(PAYLOADS):
            seen.clear()
            page.goto(f"{root}en/text{number}.html")
            page.evaluate(TOUCH, LIVE)
            assert [one for one in seen if not one.startswith("refused")] == [], payload
            refused += len(seen)
    assert refused > 100  # so the payloads are alive where nothing stops them


def test_feeds_hold_nothing_active(hostile: Path) -> None:
    for name in ("feed.xml", "en/feed.xml"):
        feed = etree.parse(hostile / name).getroot()
        assert any(PAYLOADS[0] in str(text) for text in feed.itertext())
        assert [found for content in feed.iterfind("{*}entry/{*}content") for found in active(content.text or "")] == []
