"""Large projects made of the real one: more entries, pages that cite them, more pages. No two texts are alike."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from measure import ROOT

ENTRY = re.compile(r"^@\w+\{(?P<key>[^,]+),.*?^\}$", re.MULTILINE | re.DOTALL)
AUDIENCE = re.compile(r"^audience: (?:clinician|patient|everyone)$", re.MULTILINE)
GENERATED = re.compile(r"^/// ", re.MULTILINE)
# Where a line of prose, a heading or a row of a table can take one more word.
ROOM = re.compile(r"(?m)(?=(?: ?\[@[^\]\n]*\])[.。]$|(?<!\])[.。]$| \{#[a-z0-9-]+\}$)|(?<=[^-]) (?=\|$)")


def entries(count: int) -> list[tuple[str, str]]:
    """Repeat the real entries under other keys, titles and identifiers: `(key, BibTeX)`."""
    real = [(match["key"], match[0]) for match in ENTRY.finditer((ROOT / "references.bib").read_text("utf-8"))]
    return [_entry(*real[index % len(real)], index, index // len(real)) for index in range(count)]


def _entry(key: str, text: str, index: int, copy: int) -> tuple[str, str]:
    name = f"{key}{_word(copy).lower()}"
    text = text.replace(key, name, 1)
    text = re.sub(r"(?m)^(  title = \{.*)(\},)$", rf"\1 {_word(copy)}\2", text)
    text = re.sub(r"(?m)^(  (?:author|editor) = \{)(\w+, )", rf"\1{_word(copy).capitalize()}\2", text)
    text = re.sub(r"(?m)^(  doi = \{.*)(\},)$", rf"\1.{copy}\2", text)
    text = re.sub(r"(?m)^(  pmid = \{)\d+", rf"\g<1>{index + 1}", text)
    return name, re.sub(r"(?m)^(  pmcid = \{PMC)\d+", rf"\g<1>{index + 1}", text)


def citing(folder: Path, pages: int, citations: int, works: int) -> None:
    """Write a project of English pages in which every citation names another work, and its `references.bib`."""
    made = entries(works)
    (folder / "docs/en").mkdir(parents=True)
    (folder / "docs/evidence").mkdir()
    (folder / "docs/evidence/glossary.yml").write_text("[]\n", "utf-8")
    (folder / "references.bib").write_text("\n\n".join(text for _, text in made) + "\n", "utf-8")
    for page in range(pages):
        keys = [made[(page * citations + index) % works][0] for index in range(citations)]
        prose = "\n\n".join(f"## Part {key} {{#{key}}}\n\nWhat the work says [@{key}]." for key in keys)
        name = "index" if page == 0 else f"page-{page}"
        (folder / f"docs/en/{name}.md").write_text(f"---\ntitle: Page {page}\n---\n\n{prose}\n", "utf-8")


def site(folder: Path, pages: int) -> None:
    """Write a bilingual project of so many pages in each language: the real ones, then copies of those for readers."""
    paths = sorted(path.relative_to(ROOT / "docs/en").as_posix() for path in (ROOT / "docs/en").rglob("*.md"))
    texts = {
        (language, path): (ROOT / "docs" / language / path).read_text("utf-8")
        for language in ("zh", "en")
        for path in paths
    }
    copied = [path for path in paths if AUDIENCE.search(texts["en", path]) and not GENERATED.search(texts["en", path])]
    made = [(path, path, 0) for path in paths[:pages]]
    for index in range(pages - len(made)):
        copy, original = index // len(copied) + 1, copied[index % len(copied)]
        made.append((f"{original.removesuffix('.md')}-{copy}.md", original, copy))  # in its folder: links hold
    for language in ("zh", "en"):
        for path, original, copy in made:
            target = folder / "docs" / language / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_copied(texts[language, original], copy), "utf-8")
    (folder / "references.bib").symlink_to(ROOT / "references.bib")
    for name in ("docs/assets", "docs/evidence"):
        shutil.copytree(ROOT / name, folder / name)  # the checks follow no link
    if pages >= len(paths):  # it names every page
        shutil.copy(ROOT / "docs/questions.yml", folder / "docs")
    for name in ("docs/.overrides", "hooks"):
        (folder / name).symlink_to(ROOT / name)
    config, _, nav = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")
    grown = yaml.safe_dump(_nav(yaml.safe_load(nav), made), allow_unicode=True)
    titles = re.findall(r"(?m)^  - (.* \d+):$", grown)
    named = "".join(f"          {title}: {title}\n" for title in titles)
    config = config.replace("nav_translations:\n", f"nav_translations:\n{named}")
    (folder / "mkdocs.yml").write_text(f"{config}\nnav:\n{grown}", "utf-8")


def _nav(real: list[dict[str, Any]], made: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """Put copies beside their originals, a group for each round of copies: no list grows with the site."""
    grown: list[dict[str, Any]] = []
    for group in real:
        ((title, pages),) = group.items()
        originals = _paths(pages)
        rounds: dict[int, list[str]] = {}
        for path, original, copy in made:
            if original in originals:
                rounds.setdefault(copy, []).append(path)
        copies = [{f"{title} {copy}": paths} for copy, paths in rounds.items() if copy]
        if rounds:
            grown.append({title: [*rounds[0], *copies]})
    return grown


def _paths(nav: Any) -> list[str]:
    """List the pages of a part of the navigation: a page, or a list of pages and groups."""
    if isinstance(nav, str):
        return [nav]
    groups = nav.values() if isinstance(nav, dict) else nav
    return [path for group in groups for path in _paths(group)]


def _copied(text: str, copy: int) -> str:
    """Say the same in other words: one more in each line."""
    if copy == 0:
        return text
    front, fence, body = text.partition("\n---\n")
    front = re.sub(
        r"(?m)^translated_from:.*\n|^(title: .*)$", lambda line: f"{line[1]} {_word(copy)}" if line[1] else "", front
    )
    return front + fence + ROOM.sub(f" {_word(copy)}", body)


def _word(number: int) -> str:
    """Spell a number in capitals, as a name that both languages write alike; nothing for 0."""
    return "Q" + "".join(chr(ord("A") + int(digit)) for digit in str(number)) if number else ""
