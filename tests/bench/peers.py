"""The English pages in other generators, each with a theme that has search and navigation, beside Material alone.

All get the same text, reduced to the Markdown that all of them read: no front matter but the title, no admonitions,
generated blocks, images and comments; `[@key]` stays as it is written. Their parts are pinned in tests/tools/peers.txt
and in vitepress/package-lock.json.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measure import PYTHON, ROOT, Cost, Report, Row, cpu, figures, in_turn, measure, wall

PIP = ROOT / "build/tools/peers"  # made by `make bench`
NPM = Path(__file__).parent / "vitepress"
COMMON = "site_name: Handbook\nuse_directory_urls: false\ntheme: {name: material, font: false}\n"
HUGO = 'title = "Handbook"\ncontentDir = "docs"\nuglyURLs = true\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
# No theme of Hugo's comes from a registry: a page with the navigation of all pages, and an index of texts for a search.
HUGO_PAGE = """<!doctype html><html lang="en"><title>{{ .RelPermalink }}</title><nav><ul>{{ range site.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .RelPermalink }}</a></li>{{ end }}</ul></nav><aside>{{ .TableOfContents }}</aside>
<main>{{ .Content }}</main></html>
"""
HUGO_INDEX = "[{{ range site.RegularPages }}{{ dict `page` .RelPermalink `text` .Plain | jsonify }},{{ end }}{}]"
SPHINX = "extensions = ['myst_parser']\nhtml_theme = 'furo'\nproject = 'Handbook'\nmyst_heading_anchors = 3\n"
BOX = re.compile(r'^(?:!!!|\?\?\?\+?) \w+(?: "(.*)")?$', re.MULTILINE)  # an admonition, its title
VITEPRESS = """export default {{
  title: 'Handbook', ignoreDeadLinks: true, themeConfig: {{ search: {{ provider: 'local' }}, sidebar: {} }}
}}
"""


def report(runs: int) -> Report:
    """Build the pages with each generator that can be had, from nothing each time."""
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        takes, missing = _takes(Path(name))
        found = dict(zip(takes, in_turn(runs, *takes.values()), strict=True))
    count = len(list((ROOT / "docs/en").rglob("*.md")))
    rows = [Row(f"{count} English pages, reduced: Material alone", cpu(found["material"]), "s CPU")]
    rows += [Row(f"  {name}", cpu(costs), "s CPU") for name, costs in found.items() if name != "material"]
    rows += [Row(f"  {name}, by the clock", wall(costs), "s") for name, costs in found.items()]
    saved: dict[str, object] = {name: figures(costs) for name, costs in found.items()}
    return Report(saved | {"pages": count}, rows, missing)


def _takes(folder: Path) -> tuple[dict[str, Callable[[], Cost]], tuple[str, ...]]:
    """Lay out the pages for each generator: how to build with those that are there, and which are not."""
    takes: dict[str, Callable[[], Cost]] = {}
    missing: list[str] = []
    for name, (there, write) in PEERS.items():
        if not there():
            missing.append(f"{name}: not compared, it could not be installed")
            continue
        project = folder / name
        pages(project / "docs")
        command, environment = write(project)
        takes[name] = partial(_afresh, project, command, environment)
    return takes, tuple(missing)


def _afresh(project: Path, command: list[str | Path], environment: dict[str, str]) -> Cost:
    for left in ("out", "site", ".cache", "docs/.vitepress/dist", "docs/.vitepress/cache"):
        shutil.rmtree(project / left, ignore_errors=True)
    return measure(command, project, (0,), **environment)


Command = tuple[list[str | Path], dict[str, str]]


def _material(project: Path) -> Command:
    (project / "mkdocs.yml").write_text(COMMON, "utf-8")
    return [PYTHON, "-m", "mkdocs", "build", "--quiet"], {}


def _zensical(project: Path) -> Command:
    (project / "mkdocs.yml").write_text(COMMON, "utf-8")
    return [PYTHON, "-m", "zensical", "build"], {"PYTHONPATH": str(PIP)}


def _sphinx(project: Path) -> Command:
    tree = "\n".join(f"   {path.removesuffix('.md')}" for path in _paths(project) if path != "index.md")
    (project / "docs/conf.py").write_text(SPHINX, "utf-8")
    (project / "docs/contents.rst").write_text(f"Contents\n========\n\n.. toctree::\n\n   index\n{tree}\n", "utf-8")
    return [PYTHON, "-m", "sphinx", "-q", "-E", "docs", "out"], {"PYTHONPATH": str(PIP)}


def _hugo(project: Path) -> Command:
    for index in (project / "docs").rglob("index.md"):
        index.rename(index.with_name("_index.md"))  # else the folder's other pages belong to it
    layouts = project / "layouts/_default"
    layouts.mkdir(parents=True)
    for name, content in {"single.html": HUGO_PAGE, "list.html": HUGO_PAGE, "home.json": HUGO_INDEX}.items():
        (layouts / name).write_text(content, "utf-8")
    (project / "hugo.toml").write_text(f"{HUGO}[outputs]\nhome = ['html', 'json']\n", "utf-8")
    return [PIP / "hugo/binaries/hugo", "--quiet", "--destination", "out"], {}


def _vitepress(project: Path) -> Command:
    sidebar = [{"text": path, "link": f"/{path.removesuffix('.md')}"} for path in _paths(project)]
    (project / "docs/.vitepress").mkdir()
    (project / "docs/.vitepress/config.mjs").write_text(VITEPRESS.format(json.dumps(sidebar)), "utf-8")
    (project / "node_modules").symlink_to(NPM / "node_modules")
    return [NPM / "node_modules/.bin/vitepress", "build", "docs"], {}


def _npm() -> bool:
    """Install what the lock names, where npm is there."""
    npm = shutil.which("npm")
    if npm is None:
        return False
    command = [npm, "ci", "--prefix", str(NPM), "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    return (NPM / "node_modules/.bin/vitepress").exists() or not subprocess.run(command, check=False).returncode


PEERS: dict[str, tuple[Callable[[], bool], Callable[[Path], Command]]] = {
    "material": (lambda: True, _material),
    "Zensical": ((PIP / "zensical").exists, _zensical),
    "Sphinx with MyST and Furo": ((PIP / "sphinx").exists, _sphinx),
    "Hugo, without a theme": ((PIP / "hugo").exists, _hugo),
    "VitePress": (_npm, _vitepress),
}


def _paths(project: Path) -> list[str]:
    return sorted(file.relative_to(project / "docs").as_posix() for file in (project / "docs").rglob("*.md"))


def pages(folder: Path) -> None:
    """Write the English pages as every generator reads them."""
    source = ROOT / "docs/en"
    for file in sorted(source.rglob("*.md")):
        target = folder / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(reduced(file.read_text("utf-8")), "utf-8")


def reduced(text: str) -> str:
    """Return a page in the Markdown that all read."""
    front, _, body = text.partition("\n---\n")
    title = re.search(r"(?m)^title: (.*)$", front)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r"(?m)^///.*$", "", body)
    body = re.sub(r"!\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?", r"\1", body)
    body = BOX.sub(lambda found: f"**{found[1]}**\n" if found[1] else "", body)
    body = re.sub(r"(?m)^ {4}", "", body).replace("{{", "{ {")
    return f"# {title[1] if title else 'Page'}\n\n{body}"
