"""The map of the package holds: a room imports only rooms above it, and only hooks/events.py knows MkDocs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
ROOMS = re.findall(r"^\| `(\w+)` \|", handbook.__doc__ or "", re.MULTILINE)
MODULES = sorted(
    file for file in PACKAGE.rglob("*.py") if file.name not in {"__init__.py", "__main__.py"} or file.parent != PACKAGE
)


def imported(file: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_map_names_every_room() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_")}
    assert rooms == set(ROOMS)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_above(file: Path) -> None:
    room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    names = list(imported(file))
    assert not [name for name in names if name.split(".")[0] in {"mkdocs", "material", "mkdocs_static_i18n"}]
    above = ROOMS[: ROOMS.index(room) + 1]
    assert not [name for name in names if name.startswith("handbook.") and name.split(".")[1] not in above]
