"""What every reader waits for, made lighter: no indentation, no comments, no rules of style that no page can need.

The theme styles whatever its features may write; a rule that asks for an element, a class, an id or an attribute that
neither a page nor a script names can never match. What the pages hold decides, so a feature that is switched on brings
its rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

THEME = ("stylesheets/main.*.css", "stylesheets/palette.*.css")  # in the order in which they apply, as the next two
SHEETS = ("site.css", "citations.css")
SCRIPTS = ("site.js", "citations.js")
SCHEMES = {("data-md-color-scheme", scheme) for scheme in ("default", "slate")}  # early.js
ALONE = ("charts.css", "lists.css", "lists.js", "early.js", "search/input.js")
USERS = ("*.css", "*.js", "search/input.js", "search/teaser.js", "javascripts/*.js")  # of the theme's names
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TAG = re.compile(r"<[a-z][^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
ELEMENT = re.compile(r"<([a-z]\w*)")
ATTRIBUTE = re.compile(r"\s([a-z][\w-]*)=\"")
VALUE = re.compile(r"\s(class|id|dir|role|data-md-[\w-]+)=\"([^\"]*)\"")
SWITCHES = {"hidden", "open", "required", "checked"}  # attributes without a value, and set by scripts as properties
# What the theme's script builds only where a page has the beginnings of it: then the page names it.
ASKED_FOR = re.compile(r"tabbed-|md-(?:annotation|code_|source_|status|tag|tooltip|version)|mermaid")
BY_FEATURE = {"content.tooltips": "md-tooltip"}  # … or its settings do
# … and what it carries for them: the style of diagrams, a library that copies code.
CARRIED = {
    "mermaid": (re.compile(r'"\.node circle,[^"]*"'), '""'),
    "content.code.copy": (
        re.compile(r"(\(\w+,(\w+)\)=>\{)/\*!\s+\* clipboard\.js .*?\(\)\.default\}\)\}\)", re.DOTALL),
        r"\1\2.exports={isSupported:()=>!1}})",
    ),
}
BUILT = re.compile(r"\w+-[\w-]+|(?<=[\"'`. ])\w{3,}(?=[\"'` ])")  # shorter ones are variables
NAME = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
TYPE = re.compile(r"(?:^|[\s>+~])([a-z]\w*)")
CONDITION = re.compile(r"\[([\w-]+)(?:\W?=\"?[^\"\]]*\"?)?\]")
DEMAND = re.compile(r"\[(dir|role|data-md-[\w-]+)=\"?([^\"\]]+)\"?\]")
BRACKETED = re.compile(r"\([^()]*\)")
SOURCE_MAP = re.compile(r"\s*//# sourceMappingURL=\S*\s*$")  # the maps are not published
SPACE = re.compile(r"(\"[^\"]*\")|\s*([{};,>])\s*|(:)\s+")  # in our own style sheets: none before a colon is idle
REMARK = re.compile(r"^\s*//.*$|\s+// [^\"'`\n]*$", re.MULTILINE)  # never within a string: it holds no quote
KEPT = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)", re.DOTALL)
PROPERTY = re.compile(r"(?<=[{;])(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|[^;}\"'])*(?:;|(?=\}))")


class Known(NamedTuple):
    """What a selector may ask for."""

    names: frozenset[str]  # of elements and attributes, classes, ids
    values: frozenset[tuple[str, str]]  # of attributes: ("dir", "ltr")


class Seen:
    """What pages name, gathered as they are made: a large site is more than memory should hold at once."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.values: set[tuple[str, str]] = set()
        self.features: set[str] = set()
        self._tags: set[str] = set()  # of the page before: most of what stands around a text is the same

    def add(self, page: str) -> None:
        """Gather what a page names."""
        tags = set(TAG.findall(page))
        new = "".join(tags - self._tags)
        self._tags = tags
        self.values.update(VALUE.findall(new))
        self.names.update(ELEMENT.findall(new), ATTRIBUTE.findall(new))
        self.features.update(feature for feature in (*BY_FEATURE, *CARRIED) if f'"{feature}"' in page)

    def join(self, other: Seen) -> None:
        """Take in what other pages name."""
        self.names |= other.names
        self.values |= other.values
        self.features |= other.features


def page(html: str) -> str:
    """Return a page without indentation and empty lines, but where they count."""
    parts = KEPT.split(html)  # text, element, its name, text, …
    parts[0::3] = (_tight(text) for text in parts[0::3])
    del parts[2::3]
    return "".join(parts)


def write(folder: Path, seen: Seen | None) -> None:
    """Join what every page loads into one style sheet and one script; drop what only the theme's authors read.

    With what pages name, drop the rules that none of them needs too.
    """
    assets = folder / "assets"
    for file, text in _files(assets, ["javascripts/*.js"]).items():
        script = SOURCE_MAP.sub("\n", text)
        file.write_text(script if seen is None else unload(script, seen.features), "utf-8", newline="\n")
    theme, sheets, scripts = (_files(assets, patterns) for patterns in (THEME, SHEETS, SCRIPTS))
    style, own, joined = "".join(theme.values()), "".join(sheets.values()), ";".join(scripts.values())
    if seen is not None:
        for file, text in _files(assets, ALONE).items():
            less = close(text) if file.suffix == ".css" else _tight(REMARK.sub("", text))
            file.write_text(less, "utf-8", newline="\n")
        style, own = COMMENT.sub("", style), close(own)
        joined = _tight(REMARK.sub("", joined))
        users = _files(assets, USERS)
        built = "".join(text for file, text in users.items() if file.suffix == ".js")
        style = spare(thin(style, learn(seen, built)), "".join([own, *users.values()]))
    for file in {*theme, *sheets, *scripts, *assets.glob("*/*.map")}:
        file.unlink()
    (assets / "site.css").write_text(style + own, "utf-8", newline="\n")
    (assets / "site.js").write_text(joined, "utf-8", newline="\n")


def learn(seen: Seen, scripts: str) -> Known:
    """Add what scripts may name to what pages do: compounds, and single words where a string or selector has them."""
    wanted = tuple(name for feature, name in BY_FEATURE.items() if feature in seen.features)
    built = {name for name in BUILT.findall(scripts) if name.startswith(wanted) or not ASKED_FOR.search(name)}
    written = {name for key, value in seen.values if key in {"class", "id"} for name in value.split()}
    roles = {("role", name) for name in built}
    names = {*SWITCHES, *ELEMENT.findall(scripts)} | seen.names
    return Known(frozenset(names | built | written), frozenset(seen.values | SCHEMES | roles))


def unload(script: str, features: Iterable[str]) -> str:
    """Return the theme's script without what it carries for features that no page has."""
    for feature in CARRIED.keys() - set(features):
        script = CARRIED[feature][0].sub(CARRIED[feature][1], script, count=1)
    return script


def thin(css: str, known: Known) -> str:
    """Return a minified style sheet without the rules that can't match."""
    kept = []
    for head, body in _blocks(css):
        if body is None:
            kept.append(head)
        elif head.startswith(("@media", "@supports")):
            inside = thin(body, known)
            kept.append(f"{head}{{{inside}}}" if inside else "")
        elif head.startswith("@"):
            kept.append(f"{head}{{{body}}}")
        elif selectors := ",".join(one for one in _selectors(head) if _matches(one, known)):
            kept.append(f"{selectors}{{{body}}}")
    return "".join(kept)


def close(css: str) -> str:
    """Return a style sheet of ours without remarks and idle space."""
    return SPACE.sub(lambda found: "".join(filter(None, found.groups())), COMMENT.sub("", css)).strip()


def spare(css: str, users: str) -> str:
    """Drop the custom properties that no rule and no other text uses, and then those that only they used."""
    named = {name for name in re.findall(r"--[\w-]+", users) if not ASKED_FOR.search(name)}
    used = set(re.findall(r"var\((--[\w-]+)", css)) | named
    less = PROPERTY.sub(lambda found: found[0] * (found[1] in used), css)
    return less if less == css else spare(less, users)


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield the rules of a sheet as what stands before and within their braces; a statement has no braces."""
    start = depth = inside = 0
    for mark in re.finditer(r"[{};]", css):
        depth += {"{": 1, "}": -1, ";": 0}[mark[0]]
        if mark[0] == "{" and depth == 1:
            inside = mark.end()
        elif mark[0] == "}" and depth == 0:
            yield css[start : inside - 1].strip(), css[inside : mark.start()]
            start = mark.end()
        elif mark[0] == ";" and depth == 0:
            yield css[start : mark.end()], None
            start = mark.end()


def _selectors(head: str) -> list[str]:
    """Cut a list of selectors at its own commas, not at those within brackets."""
    return re.findall(r"(?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|[^,(\[])+", head)


def _matches(selector: str, known: Known) -> bool:
    while selector != (bare := BRACKETED.sub("", selector)):  # :not(.x) and :is(.x, .y) ask for nothing
        selector = bare
    plain = CONDITION.sub("", selector)
    names = {*NAME.findall(plain), *TYPE.findall(plain), *CONDITION.findall(selector)}
    return known.names.issuperset(names) and known.values.issuperset(DEMAND.findall(selector))


def _tight(text: str) -> str:
    first, *others = text.split("\n")
    if not others:
        return text
    *middle, last = others
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, middle)), last.lstrip()])


def _files(folder: Path, patterns: Iterable[str]) -> dict[Path, str]:
    return {file: file.read_text("utf-8") for pattern in patterns for file in sorted(folder.glob(pattern))}
