"""`make mutants`: spoil the checks bit by bit, and count the spoilt ones (mutants) that no test notices.

mutmut makes the mutants. They are judged here, and many times as fast: tests are collected once, and each mutant gets
a fork of that process, in which only the tests that run the spoilt statement are tried, until one fails.
SAMPLE=400 takes that many of the thousands there are, SEED=9 says which, ONLY=drift keeps to a module; Ctrl-C ends it
early, and what was judged until then is told.
What survived, by kind, stands in `mutants.md`.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import mmap
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from _pytest.runner import runtestprotocol
from spoilt import ROOT, WORK, Spoilt

sys.path.append(str(ROOT / "build/tools/mutants"))  # behind .venv, whose libraries win

from coverage import Coverage
from mutmut.mutation import trampoline
from mutmut.mutation.file_mutation import mutate_file_contents

AIM = 0.85
PACKAGE = "handbook.checks"
CHECKS = WORK / "hooks/handbook/checks"
# The tests that call the checks in their own process.
TESTS = (
    "checks", "parity", "rules", "elements", "anchors", "citations", "bibliography", "figures", "charts", "markdown",
    "report", "rendered", "review", "sentences",
)  # fmt: skip
# Left out: what runs git again and again, and what looks for crashes in random texts: slow, and blind to all else.
LEFT_OUT = "not (sync_to_sync or test_any_ or no_page_breaks or nothing_live or agrees_with)"
NO_CHECK = "child.py"  # starts processes; its tests are in others, too
OPTIONS = ("-q", "-s", "--assert=plain", "--tb=no", "-o", "tmp_path_retention_policy=none", "-k", LEFT_OUT)
MEMORY = 3 << 30
NOTICED = ("noticed", "endless")


def make() -> list[str]:
    """Copy the project to build/mutants with every function of the checks followed by its mutants; name those."""
    shutil.rmtree(WORK, ignore_errors=True)
    for name in ("hooks", "tests", "docs"):
        shutil.copytree(ROOT / name, WORK / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "references.bib", "pyproject.toml"):
        shutil.copy(ROOT / name, WORK / name)
    os.chdir(WORK)
    Path("setup.cfg").write_text("[mutmut]\nsource_paths = hooks\n", "utf-8")
    names = []
    for file in sorted(set(CHECKS.glob("*.py")) - {CHECKS / NO_CHECK}):
        made = mutate_file_contents(file.name, file.read_text("utf-8"))
        file.write_text(made.code, "utf-8")
        module = PACKAGE if file.stem == "__init__" else f"{PACKAGE}.{file.stem}"
        names += [f"{module}.{name}" for name in made.mutant_names]
    return sorted(names)


class Judge:
    """A plugin of pytest that runs what was collected once for each mutant, instead of once."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.verdicts: dict[str, str] = {}
        self.lasted: dict[str, float] = {}  # each test, in seconds
        self.items: dict[str, pytest.Item] = {}
        self.killers: dict[str, Counter[str]] = defaultdict(Counter)  # module → tests that noticed a mutant of it
        self.failed = mmap.mmap(-1, 4)  # where a fork leaves the number of the test that failed
        self.imported: set[str] = set()  # functions that run while their module is imported
        trampoline.record_trampoline_hit = lambda name, **_: self.imported.add(name)
        trampoline.set_mutant_under_test("stats")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        trampoline.set_mutant_under_test("")
        self.items = {item.nodeid: item for item in session.items}
        cover = Coverage(data_file=None, include=[f"{CHECKS}/*"])
        with cover.collect():
            for name, item in self.items.items():
                cover.switch_context(name)
                start = time.process_time()
                if not _passes(item):
                    pytest.exit(f"{name} fails before anything is spoilt", 2)
                self.lasted[name] = time.process_time() - start
        _forget()
        gc.freeze()
        self._try_sound()
        measured = cover.get_data()
        contexts = {file: measured.contexts_by_lineno(file) for file in measured.measured_files()}
        with suppress(KeyboardInterrupt):  # those judged so far are a sample, too
            for number, name in enumerate(self.names, 1):
                spoilt = Spoilt.named(name)
                self.verdicts[name] = verdict = self._verdict(name, self._tests(spoilt, contexts))
                if verdict not in NOTICED:
                    print(f"\n{verdict}: {name}\n{spoilt.difference}", flush=True)
                if number % 50 == 0:
                    print(f"{number} of {len(self.names)}", file=sys.stderr, flush=True)
        self._try_sound()
        return True

    def _try_sound(self) -> None:
        """Make sure that a test fails for what was spoilt and for nothing else, in whichever order."""
        tests = random.sample(list(self.items), len(self.items))
        if self._verdict("", tests) in NOTICED:
            pytest.exit("a test fails with nothing spoilt", 2)

    def _tests(self, spoilt: Spoilt, contexts: dict[str, dict[int, list[str]]]) -> list[str]:
        """Choose what runs the spoilt statement: first what noticed others of its module, then the quick."""
        if spoilt.function in self.imported:
            return list(self.items)
        lines = contexts.get(str(spoilt.file), {})
        # What no test runs in its own process, those may run in another that call the module.
        ran = [lines[line] for line in spoilt.lines if line in lines] or lines.values()
        tests = {test for found in ran for test in found if test}
        return sorted(tests, key=lambda test: (-self.killers[spoilt.module][test], self.lasted[test], test))

    def _verdict(self, name: str, tests: Sequence[str]) -> str:
        if not tests:
            return "untested"
        child = os.fork()
        if not child:
            self._try(name, tests)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "endless" if os.WTERMSIG(status) in {signal.SIGPROF, signal.SIGALRM} else "noticed"
        if os.WEXITSTATUS(status):
            self.killers[name.partition(".x")[0]][tests[int.from_bytes(self.failed[:4], "big")]] += 1
            return "noticed"
        return "unnoticed"

    def _try(self, name: str, tests: Sequence[str]) -> None:
        """In a fork, which ends here: with 1 if a test fails, with 0 if none does."""
        code = 1
        try:
            trampoline.set_mutant_under_test(name)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            if name.partition("__mutmut_")[0] in self.imported:
                modules = [module for module in sys.modules if module.startswith(PACKAGE)]
                for module in (*reversed(modules), *reversed(modules)):  # twice, since one may rest on a later one
                    importlib.reload(sys.modules[module])
            code = int(any(map(self._fails, range(len(tests)), tests)))
        finally:
            os._exit(code)

    def _fails(self, number: int, test: str) -> bool:
        self.failed[:4] = number.to_bytes(4, "big")
        signal.setitimer(signal.ITIMER_PROF, 2 + 10 * self.lasted[test])
        signal.alarm(120)  # for what waits for ever
        return not _passes(self.items[test])


def _passes(item: pytest.Item) -> bool:
    return all(not report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _forget() -> None:
    """Empty what the checks remember, so that a mutant doesn't get what sound code made."""
    modules = [module for name, module in sys.modules.items() if name.startswith(PACKAGE)]
    for one in [value for module in modules for value in vars(module).values()]:
        if hasattr(one, "cache_clear"):
            one.cache_clear()


def main(arguments: list[str]) -> int:
    """Spoil, test, and show the share that was noticed."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--only", default="")
    asked = parser.parse_args(arguments)
    names = [name for name in make() if f".{asked.only}." in name or not asked.only]
    chosen = random.Random(asked.seed).sample(names, min(asked.sample or len(names), len(names)))
    judge = Judge(chosen)
    with TemporaryDirectory() as folder:  # other runs of pytest clear the usual one
        options = [*OPTIONS, f"--basetemp={folder}/tests"]
        code = pytest.main([*options, *(f"tests/test_{name}.py" for name in TESTS)], plugins=[judge])
    if code not in {0, 5} or not judge.verdicts:
        return int(code) or 1
    modules: dict[str, list[bool]] = defaultdict(list)
    for name, verdict in judge.verdicts.items():
        modules[Spoilt.named(name).file.stem].append(verdict in NOTICED)
    for module, noticed in sorted(modules.items()):
        print(f"| {module} | {sum(noticed)} of {len(noticed)} |")
    count = Counter(judge.verdicts.values())
    share = sum(count[verdict] for verdict in NOTICED) / len(judge.verdicts)
    print(f"{len(judge.verdicts)} of {len(names)}: {share:.1%} noticed; {dict(count)}; {time.process_time():.0f} s")
    return share < AIM


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
