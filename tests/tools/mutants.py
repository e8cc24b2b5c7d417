"""`make mutants`: spoil the checks bit by bit, and count the spoilt ones (mutants) that no test notices.

SAMPLE=400 takes that many of the thousands there are, always the same. The tests are those that call the checks in
their own process. What survived, by kind, stands in `mutants.md`.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build/mutants"
TOOL = ROOT / "build/tools/mutants"
AIM = 0.85
TESTS = ("checks", "parity", "citations", "bibliography", "figures", "charts", "markdown", "report", "rendered")
# A mutant runs in a fork, which would remember what was judged before it.
FORGET = """

def pytest_runtest_setup() -> None:
    modules = [module for name, module in sys.modules.items() if name.startswith("handbook.checks")]
    for cached in {one for module in modules for one in vars(module).values() if hasattr(one, "cache_clear")}:
        cached.cache_clear()
"""
SETTINGS = """[mutmut]
source_paths = src
only_mutate = src/handbook/checks/*
also_copy =
    docs
    mkdocs.yml
    references.bib
pytest_add_cli_args_test_selection =
    --deselect=tests/test_parity.py::test_a_translation_from_sync_to_sync
"""


def mutmut(*arguments: str, shown: bool = False) -> str:
    """Run mutmut in the copy; its module must not be found before the copy's own."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    given = {"PYTHONPATH": str(TOOL), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, cwd=WORK, env=given, check=True, text=True, stdout=None if shown else subprocess.PIPE
    ).stdout


def verdicts() -> dict[str, str]:
    """Read every mutant's name and what became of it."""
    lines = mutmut("results", "--all", "true").splitlines()
    return {name.strip(): verdict for name, _, verdict in (line.rpartition(": ") for line in lines) if name}


def main(size: int) -> int:
    """Spoil, test, and show the share that was noticed."""
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(ROOT / "hooks/handbook", WORK / "src/handbook")  # mutmut knows packages in src/ alone
    for name in ("tests", "docs"):
        shutil.copytree(ROOT / name, WORK / name)
    for name in ("mkdocs.yml", "references.bib", "pyproject.toml"):
        shutil.copy(ROOT / name, WORK / name)
    with (WORK / "tests/conftest.py").open("a", encoding="utf-8") as shared:
        shared.write(FORGET)
    tests = "".join(f"    tests/test_{name}.py\n" for name in TESTS)
    (WORK / "setup.cfg").write_text(SETTINGS + tests, "utf-8")
    mutmut("run", "handbook.checks.x_errors*", shown=True)  # makes all, tries a few
    names = sorted(verdicts())
    chosen = random.Random(9).sample(names, size) if 0 < size < len(names) else names
    mutmut("run", *chosen, shown=True)
    found = {name: verdict for name, verdict in verdicts().items() if name in set(chosen)}
    for name, verdict in found.items():
        if verdict in {"survived", "no tests"}:
            print(f"\n{verdict}: {name}\n{mutmut('show', name)}")
    count = Counter(found.values())
    share = (count["killed"] + count["timeout"]) / len(found)
    print(f"{len(found)} of {len(names)}: {share:.1%} noticed; {dict(count)}")
    return share < AIM


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 0))
