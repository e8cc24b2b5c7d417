"""The event that started a workflow → what a command needs of it. The form is that of GitHub's webhook payloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

Payload = Mapping[str, Any]


class Pull(NamedTuple):
    """A pull request that is looked at, in a clone of its last commit."""

    number: int
    sha: str
    base: str  # the branch that it is to change, as a revision of the clone
    edit: str  # where the service edits its files; "" when the fork is gone


class Run(NamedTuple):
    """A run of another workflow that has ended. Its own list of pull requests is empty when they come from a fork."""

    repository: str  # owner/name, where the pull request is
    head: str  # owner:branch, where it comes from
    sha: str


def pull(payload: Payload) -> Pull | None:
    """Read an event of a pull request; another event has none."""
    if "pull_request" not in payload:
        return None
    found = payload["pull_request"]
    head = found["head"]
    edit = f"{head['repo']['html_url']}/edit/{quote(head['ref'])}/" if head["repo"] else ""
    return Pull(found["number"], head["sha"], f"origin/{found['base']['ref']}", edit)


def finished(payload: Payload) -> Run:
    """Read the event of a run that has ended."""
    run = payload["workflow_run"]
    owner = run["head_repository"]["owner"]["login"]
    return Run(payload["repository"]["full_name"], f"{owner}:{run['head_branch']}", run["head_sha"])
