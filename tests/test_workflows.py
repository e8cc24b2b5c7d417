"""The files that the hosting service reads can't run here; linters that need no network judge them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = [file for file in sorted(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) if file.name != "config.yml"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
BIN = Path(sys.executable).parent


def judge(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor() -> None:
    judge(BIN / "zizmor", "--offline", "--no-progress", GITHUB)


def test_actionlint() -> None:
    judge(BIN / "actionlint", *WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
    ],
)
def test_schema(schema: str, files: list[Path]) -> None:
    assert files
    judge(BIN / "check-jsonschema", "--builtin-schema", schema, *files)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_rights_and_limits(file: Path) -> None:
    """Nothing is allowed but to a job that asks for it; no job runs for hours, or beside itself."""
    workflow = yaml.safe_load(file.read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    assert all(job["timeout-minutes"] <= 90 for job in workflow["jobs"].values())


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_who_may_write_runs_nothing_that_is_installed(file: Path) -> None:
    """Packages of others could take any right that their job has: there are only main's own files and the service's."""
    for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values():
        if "write" in job["permissions"].values():
            names = {step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step}
            assert names <= {"actions/checkout", "actions/deploy-pages"}
            commands = [step["run"] for step in job["steps"] if "run" in step]
            assert all(one.startswith(("gh ", "python3 -P -m handbook.review.hosting ")) for one in commands)


def test_who_may_write_never_runs_what_was_sent() -> None:
    """Main's own files are checked out, as that event does by itself; what was sent is put outside them."""
    (job,) = yaml.safe_load((GITHUB / "workflows/comment.yml").read_text("utf-8"))["jobs"].values()
    checkout, fetch, post = job["steps"]
    assert checkout["with"] == {"persist-credentials": False}
    assert fetch["run"] == 'gh run download "$RUN" --name review --dir "$REVIEW"'
    assert post["run"] == 'python3 -P -m handbook.review.hosting comment "$REVIEW"'
    assert job["env"]["REVIEW"].endswith("/../review")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_step_is_one_command(file: Path) -> None:
    """What a step does can be run, and is tested, outside the hosting service."""
    jobs = yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
    for command in (step["run"] for job in jobs for step in job["steps"] if "run" in step):
        assert re.match(r"(?:make \w|make$|\.ci/run$|(?:\.venv/bin/)?python3? .*-m handbook|gh \w|exit 1$)", command)
        assert not re.search(r"[|;&`\n]|\$\(|\$\{", command)
        if target := re.match(r"make (\w+)$", command):
            assert re.search(rf"^{target[1]}:", MAKEFILE, re.MULTILINE), command
