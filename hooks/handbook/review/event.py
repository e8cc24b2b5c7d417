"""The event that started a workflow → what a command needs of it. The form is that of GitHub's webhook payloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Payload = Mapping[str, Any]


class Pull(NamedTuple):
    """A pull request that is looked at, in a clone of its last commit."""

    number: int
    sha: str
    base: str  # the branch that it is to change, as a revision of the clone


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
    return Pull(found["number"], found["head"]["sha"], f"origin/{found['base']['ref']}")


def finished(payload: Payload) -> Run:
    """Read the event of a run that has ended."""
    run = payload["workflow_run"]
    owner = run["head_repository"]["owner"]["login"]
    return Run(payload["repository"]["full_name"], f"{owner}:{run['head_branch']}", run["head_sha"])
