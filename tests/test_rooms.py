"""The map of the package holds: a room imports only rooms above it, and only hooks/events.py knows MkDocs."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
ROOMS = re.findall(r"^\| `(\w+)` \|", handbook.__doc__ or "", re.MULTILINE)
LONGEST = 200  # lines of code in a module
NO_CODE = {tokenize.ENCODING, tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
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


def code(source: str) -> set[int]:
    """Return the numbers of the lines that hold code: no comment, no docstring, not blank."""
    lines: set[int] = set()
    first = True  # of a statement: a text that stands alone is a docstring
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE and not (token.type == tokenize.STRING and first):
            lines.update(range(token.start[0], token.end[0] + 1))
        first = token.type in NO_CODE if token.type != tokenize.NL else first
    return lines


@pytest.mark.parametrize(
    "file", [PACKAGE.parent / "events.py", PACKAGE / "__main__.py", *MODULES], ids=lambda file: file.name
)
def test_a_module_is_one_noun(file: Path) -> None:
    assert len(code(file.read_text("utf-8"))) <= LONGEST
