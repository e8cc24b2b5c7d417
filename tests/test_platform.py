"""The project outlives its platform: without MkDocs and its theme, pages are checked and rendered all the same."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, run

WITHOUT = """
import sys

class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"mkdocs", "material", "mkdocs_static_i18n", "properdocs"}:
            raise ModuleNotFoundError(f"{name} is gone", name=name)

sys.meta_path.insert(0, Gone())
"""
RENDER = """
from pathlib import Path
from markdown import Markdown
from handbook import sources
from handbook.render.extension import HandbookExtension

site = sources.load(Path())
used = ["admonition", "attr_list", "footnotes", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
for page in site.pages.values():
    html = Markdown(extensions=[*used, HandbookExtension(site, page)]).convert(page.body)
    cited = "[@" in page.text and page.meta["audience"] != "contributor"
    assert ('role="doc-biblioref"' in html) >= cited, page.source
print(len(site.pages))
"""


def test_pages_are_checked_and_rendered_without_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT, "utf-8")  # Python reads it as it starts
    (tmp_path / "render_all.py").write_text(RENDER, "utf-8")
    path = f"hooks:{tmp_path}"
    gone = run("mkdocs", "--version", folder=ROOT, PYTHONPATH=path)
    assert "mkdocs is gone" in gone.stderr
    checked = run("handbook", "check", folder=ROOT, PYTHONPATH=path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    rendered = run("render_all", folder=ROOT, PYTHONPATH=path)
    assert rendered.returncode == 0, rendered.stderr
    assert int(rendered.stdout) > 50
