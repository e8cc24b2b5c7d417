"""mkdocs.yml → what the handbook itself needs of it: the order of pages and its own settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from yaml_env_tag import construct_env_tag

from handbook.model import Diagnostic, Place, Settings
from handbook.sources import structured, text

PATH = "mkdocs.yml"
WEB = re.compile(r"""https?://[^\s"'<>/]+(/[^\s"'<>]*)?""")


class Loader(structured.Loader):  # type: ignore[misc]
    """The safe loader, and `!ENV`."""


Loader.add_constructor("!ENV", construct_env_tag)


def read(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """Read mkdocs.yml without MkDocs."""
    content, problems = text.read(root, PATH)
    value, found = structured.parse(content, PATH, code="META007", loader=Loader)
    fields = structured.mapping(value)
    entries = _paths(fields["nav"]) if "nav" in fields else []
    extra = structured.mapping(fields["extra"]) if "extra" in fields else {}
    own = extra["handbook"].plain() if "handbook" in extra else {}
    extensions = structured.items(fields["markdown_extensions"]) if "markdown_extensions" in fields else ()
    site_url, wrong_site = _address(fields, "site_url")
    repo_url, wrong_repo = _address(fields, "repo_url")
    settings = Settings(
        nav=tuple(path for path, _ in entries),
        nav_lines=dict(entries),
        groups=dict(_groups(fields["nav"])) if "nav" in fields else {},
        translated_groups=frozenset(_named(value, "nav_translations")),
        handbook=own if isinstance(own, dict) else {},
        site_url=site_url and f"{site_url.rstrip('/')}/",
        repo_url=repo_url,
        extensions=frozenset(name for item in extensions for name in _names(item.data)),
        assets=dict(_assets(fields)),
    )
    return settings, problems + found + wrong_site + wrong_repo


def _address(fields: Mapping[str, structured.Value], field: str) -> tuple[str, list[Diagnostic]]:
    """Return the address that a field gives; one that is not of the web would run or lead astray, and is left out."""
    value = fields.get(field)
    if value is None or not value.data:
        return "", []
    if WEB.fullmatch(str(value.data)):
        return str(value.data), []
    return "", [Diagnostic.at(Place(PATH, value.line), "META015", key=field, value=value.data)]


def _paths(value: structured.Value) -> list[tuple[str, int]]:
    """Walk over the nav in reading order."""
    if isinstance(value.data, dict):
        return [entry for inner in value.data.values() for entry in _paths(inner)]
    if isinstance(value.data, list):
        return [entry for inner in value.data for entry in _paths(inner)]
    return [("" if value.data is None else str(value.data), value.line)]


def _assets(fields: Mapping[str, structured.Value]) -> Iterator[tuple[str, int]]:
    """Walk over the style sheets, scripts and pictures that every page gets."""
    for field in ("extra_css", "extra_javascript"):
        for item in structured.items(fields[field]) if field in fields else ():
            named = structured.mapping(item).get("path", item)
            yield str(named.data), named.line
    theme = structured.mapping(fields["theme"]) if "theme" in fields else {}
    yield from ((str(theme[name].data), theme[name].line) for name in ("logo", "favicon") if name in theme)


def _groups(value: structured.Value) -> list[tuple[str, int]]:
    """Walk over the titles that the nav itself gives, in reading order."""
    found = [(title, inner.line - isinstance(inner.data, list)) for title, inner in structured.mapping(value).items()]
    children = [*structured.mapping(value).values(), *structured.items(value)]
    return found + [group for child in children for group in _groups(child)]


def _named(value: structured.Value, field: str) -> list[str]:
    """Collect the keys of every mapping of that name, however deep."""
    fields = structured.mapping(value)
    found = list(structured.mapping(fields[field])) if field in fields else []
    return found + [name for child in (*fields.values(), *structured.items(value)) for name in _named(child, field)]


def _names(extension: object) -> tuple[str, ...]:
    """Return the name of an extension, with or without options."""
    return tuple(extension) if isinstance(extension, dict) else (str(extension),)
