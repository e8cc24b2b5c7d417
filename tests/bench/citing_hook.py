"""The MkDocs hook of `citing`: the extension as hooks/events.py sets it up, with the checks of what it reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from handbook import sources
from handbook.checks import bibliography, citations
from handbook.model import Diagnostic
from handbook.render.extension import HandbookExtension


def on_config(config: Any) -> Any:
    """Read and check the bibliography and what cites it."""
    site = sources.load(Path(config.config_file_path).parent)
    judged = citations.check(site, site.pages.values())
    faults = [*site.problems, *bibliography.check(site), *(one for one in judged if isinstance(one, Diagnostic))]
    if faults:
        raise Abort(f"the pages of the benchmark have faults: {faults[:3]}")
    config.citing = HandbookExtension(site=site)
    config.markdown_extensions.append(config.citing)
    return config


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001
    """Tell the extension which page comes."""
    config.citing.page = config.citing.site.pages["en", page.file.src_uri]
    return markdown
