"""What goes out beside the pages: the feed of changes, the pictures of shared links, the reading time."""

from __future__ import annotations

import json
import struct
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from conftest import ROOT
from handbook import sources
from handbook.editions import feed, furniture, social
from handbook.model import LANGUAGES, Language
from handbook.render.addresses import address
from handbook.sources import pages

ATOM = {"a": feed.ATOM}
CHANGES = """<!doctype html><body><article>
<h2 id="3-december-2026">Third<a class="headerlink" href="#3-december-2026">¶</a></h2>
<p>See <a href="../glossary.html">it</a>.</p>
<h2 id="november-2026">Eleventh</h2><ul><li>New.</li></ul>
<h2 id="october-2026">Tenth</h2><p>Old.</p>
<h2 id="related">Related</h2><p>No.</p>
<details class="hb-cite"></details></article>"""


def test_changes_are_dated_by_their_ids() -> None:
    found = feed.changes(CHANGES.encode(), "https://x.org/about/changelog.html", date(2026, 11, 24))
    assert [(each.fragment, each.title, str(each.day)) for each in found] == [
        ("3-december-2026", "Third", "2026-12-03"),
        ("november-2026", "Eleventh", "2026-11-24"),
        ("october-2026", "Tenth", "2026-10-31"),
    ]
    assert found[0].content == '<p>See <a href="https://x.org/glossary.html">it</a>.</p>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_holds_every_change(language: Language, site: Path) -> None:
    """RFC 4287: id, title and updated of the feed and of each entry; ids that are absolute and differ."""
    tree = etree.parse(site / feed.feed_address(language))
    built = html.parse(site / address(feed.PATH, language)).getroot()
    headings = [heading.get("id") for heading in built.findall(".//article//h2[@id]")]
    ids = [str(each.text) for each in tree.findall(".//a:id", ATOM)]
    assert [each.partition("#")[2] for each in ids[1:]] == headings
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("https://") for each in ids)
    for part in [tree.getroot(), *tree.findall("a:entry", ATOM)]:
        assert all(part.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))
    link = built.find(".//head/link[@type='application/atom+xml']")
    assert link is not None
    assert (site / address(feed.PATH, language)).parent.joinpath(str(link.get("href"))).resolve().is_file()


@pytest.mark.parametrize(
    ("path", "kicker", "readers"),
    [
        ("treatment/statins", "For clinicians", ["Clinician"]),
        ("patients/statins", "For patients and families", ["Patient"]),
        ("glossary", None, ["Clinician", "Patient"]),
        ("about/index", None, []),
        ("contribute/index", "For contributors", []),
    ],
)
def test_a_page_says_whom_it_is_for(path: str, kicker: str | None, readers: list[str], site: Path) -> None:
    page = html.parse(site / f"en/{path}.html").getroot()
    assert page.findtext(".//p[@class='hb-kicker']") == kicker
    data = json.loads(page.findtext(".//script[@type='application/ld+json']") or "")
    assert [each["audienceType"] for each in data.get("audience", [])] == readers


def test_every_page_has_its_picture(site: Path, tmp_path: Path) -> None:
    project = sources.load(ROOT)
    pictures = {social.picture(file.relative_to(site).as_posix()) for file in site.rglob("*.html")}
    assert social.write(project, tmp_path) == 2 * len(project.settings.nav)
    drawn = {file.relative_to(tmp_path).as_posix(): file.read_bytes() for file in tmp_path.rglob("*.png")}
    assert drawn.keys() == {name for name in pictures if not name.endswith("404.png")}
    assert {struct.unpack(">II", content[16:24]) for content in drawn.values()} == {(1200, 630)}
    page = html.parse(site / "en/outcome.html").getroot()
    picture = page.find(".//meta[@property='og:image']")
    assert picture is not None
    assert str(picture.get("content")).removeprefix(project.settings.site_url) in drawn


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("肌" * 400, 1),
        ("肌" * 401, 2),
        ("muscle " * 440, 2),
        ("肌" * 400 + " muscle" * 220, 2),
        ("肌" * 400 + "[@liu2024advances; @wang2023pediatric]<!-- facts: a -->", 1),
        ("肌" * 401 + "\n\n/// chart | a\n///\n", 2),
        ("肌" * 401 + "\n\n/// glossary\n///\n", None),
    ],
)
def test_reading_time(text: str, minutes: int | None) -> None:
    page = pages.parse(f"---\ntitle: A\n---\n\n{text}", "zh", "a.md")[0]
    assert furniture.minutes(page) == minutes
