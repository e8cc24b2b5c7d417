"""mkdocs.yml → what the handbook itself needs of it: the order of pages and its own settings."""

from __future__ import annotations

from pathlib import Path
from yaml_env_tag import construct_env_tag

from handbook.model import Diagnostic, Settings
from handbook.sources import structured, text

PATH = "mkdocs.yml"


class _Loader(structured.Loader):  # type: ignore[misc]
    """The safe loader, and `!ENV`."""


_Loader.add_constructor("!ENV", construct_env_tag)


def read(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """Read mkdocs.yml without MkDocs."""
    content, problems = text.read(root, PATH)
    value, found = structured.parse(content, PATH, code="META007", loader=_Loader)
    fields = structured.mapping(value)
    entries = list(_paths(fields.get("nav", value))) if "nav" in fields else []
    extra = structured.mapping(fields["extra"]) if "extra" in fields else {}
    own = extra["handbook"].plain() if "handbook" in extra else {}
    settings = Settings(
        nav=tuple(path for path, _ in entries),
        nav_lines=dict(entries),
        handbook=own if isinstance(own, dict) else {},
        site_url=str(fields["site_url"].data or "") if "site_url" in fields else "",
        repo_url=str(fields["repo_url"].data or "") if "repo_url" in fields else "",
    )
    return settings, problems + found


def _paths(value: structured.Value) -> list[tuple[str, int]]:
    """Walk over the nav in reading order."""
    if isinstance(value.data, dict):
        return [entry for inner in value.data.values() for entry in _paths(inner)]
    if isinstance(value.data, list):
        return [entry for inner in value.data for entry in _paths(inner)]
    return [(str(value.data), value.line)] if isinstance(value.data, str) else []


