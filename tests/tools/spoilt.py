"""A mutant: which function was spoilt, where, and how."""

from __future__ import annotations

import ast
import difflib
import inspect
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build/mutants"


class Spoilt(NamedTuple):
    """One mutant of a function, which stands behind it in the same file."""

    module: str
    function: str  # `handbook.checks.drift.x_check`
    file: Path
    lines: range  # of the sound function, those whose statement was spoilt
    difference: str

    @classmethod
    def named(cls, name: str) -> Spoilt:
        """Read mutmut's name: `handbook.checks.drift.x_check__mutmut_3`, `….xǁClassǁmethod__mutmut_3`."""
        module, _, mutant = name.rpartition(".")
        home = sys.modules[module]
        owner = getattr(home, mutant.split("ǁ")[1]) if "ǁ" in mutant else home
        sound, start = inspect.getsourcelines(getattr(owner, f"{mutant.partition('__mutmut_')[0]}__mutmut_orig"))
        spoilt, _ = inspect.getsourcelines(getattr(owner, mutant))
        spoilt[0] = sound[0]  # but for its name
        changes = difflib.SequenceMatcher(None, sound, spoilt, autojunk=False).get_opcodes()
        changed = {line for tag, a, b, _, _ in changes if tag != "equal" for line in range(a + 1, max(b, a + 1) + 1)}
        statement = _statement("".join(sound), changed)
        return cls(
            module,
            name.partition("__mutmut_")[0],
            Path(str(home.__file__)),
            range(start + statement.start - 1, start + statement.stop - 1),
            "".join(line for line in difflib.unified_diff(sound, spoilt, n=1) if line[:3] not in {"---", "+++"}),
        )


def _statement(function: str, lines: set[int]) -> range:
    """Return the lines of the smallest statement, without those in it, that holds some lines of a function."""
    spans = []
    for node in ast.walk(ast.parse(textwrap.dedent(function))):
        if isinstance(node, ast.FunctionDef):  # a default: whatever calls the function
            spans.append(range(node.lineno, (node.end_lineno or 0) + 1))
        elif isinstance(node, ast.stmt):
            inner = getattr(node, "body", [])
            spans.append(range(node.lineno, inner[0].lineno if inner else (node.end_lineno or 0) + 1))
    return min((span for span in spans if lines <= set(span)), key=len)
