"""Texts that a workflow made → one comment on the pull request, suggestions on its lines, or the one weekly issue.

Run as `python3 -m handbook.review.hosting` from main's own files, by the only jobs that may write. The standard library
only, so nothing is installed there; what comes from a pull request is data, and is never run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from handbook.review import event
from handbook.review.words import say

Ask = Callable[..., Any]  # (method, path, what to send) → the answer

BOT = "github-actions[bot]"
MARK = "<!-- handbook: {} -->"
CONTENT = ("docs/", "references.bib")  # what holds no part of the program
LONGEST = 65_536  # characters of a text that the service takes
MOST = 30  # suggestions at once
PAGE = 100
TIMEOUT = 30  # seconds


def service(address: str, token: str) -> Ask:
    """Return a way to ask GitHub's REST API."""

    def ask(method: str, path: str, body: object = None) -> Any:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(address + path, data, headers, method=method)  # noqa: S310 - the service's own address
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return json.loads(answer.read() or b"null")

    return ask


def comment(ask: Ask, run: event.Run, text: str, suggestions: object) -> list[int]:
    """Put the review under the pull requests whose last commit was checked; return their numbers.

    It was written by the program as the change has it: where that may be another, the comment says so first.
    """
    given = urlencode({"state": "open", "head": run.head})
    found = [
        pull["number"] for pull in _all(ask, f"/repos/{run.repository}/pulls?{given}") if pull["head"]["sha"] == run.sha
    ]
    for number in found:
        issue, pull = (f"/repos/{run.repository}/{kind}/{number}" for kind in ("issues", "pulls"))
        changed = (
            name for file in _all(ask, f"{pull}/files") for name in (file["filename"], file.get("previous_filename"))
        )
        warning = "" if all(name is None or name.startswith(CONTENT) for name in changed) else f"{say('program')}\n\n"
        own = _own(_all(ask, f"{issue}/comments"), "review")
        _keep(ask, own, f"{issue}/comments", _marked("review", warning + text))
        _suggest(ask, pull, run.sha, suggestions)
    return found


def rolling(ask: Ask, repository: str, text: str) -> None:
    """Keep one issue open while there is something to do, and close it when there is nothing."""
    issues = f"/repos/{repository}/issues"
    own = _own(_all(ask, f"{issues}?state=open"), "weekly")
    if text.strip():
        _keep(ask, own, issues, {"title": say("weekly"), **_marked("weekly", text)})
    elif own:
        ask("PATCH", f"{issues}/{own['number']}", {"state": "closed"})


def _keep(ask: Ask, own: Any, folder: str, content: dict[str, str]) -> None:
    """Write anew what stands there, or write it for the first time."""
    if own is None:
        ask("POST", folder, content)
    elif "number" in own:
        ask("PATCH", f"{folder}/{own['number']}", content)
    else:
        ask("PATCH", f"{folder.rsplit('/', 2)[0]}/comments/{own['id']}", content)


def _suggest(ask: Ask, pull: str, sha: str, suggestions: object) -> None:
    """Suggest what has not been suggested before: nothing piles up with each commit."""
    before = {(one["path"], one["body"]) for one in _all(ask, f"{pull}/comments")}
    new = [one for one in _read(suggestions) if (one["path"], one["body"]) not in before]
    if new:
        ask("POST", f"{pull}/reviews", {"commit_id": sha, "event": "COMMENT", "comments": new[:MOST]})


def _read(suggestions: object) -> Iterator[dict[str, Any]]:
    """Read what `review --out` wrote; what has another form is nothing of ours, and left out."""
    for one in suggestions if isinstance(suggestions, list) else ():
        match one:
            case {"path": str(path), "line": int(line), "text": str(text)} if _is_line(text):
                fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
                body = f"{say('suggestion')}\n\n{fence}suggestion\n{text}\n{fence}"
                yield {"path": path, "line": line, "side": "RIGHT", "body": body}


def _is_line(text: str) -> bool:
    return len(text) < LONGEST // 4 and len(text.splitlines()) < 2


def _own(listed: Iterator[Any], name: str) -> Any:
    """Find what was written here before; a person's text is never touched, whatever it begins with."""
    mark = MARK.format(name)
    return next((one for one in listed if one["user"]["login"] == BOT and (one["body"] or "").startswith(mark)), None)


def _marked(name: str, text: str) -> dict[str, str]:
    return {"body": f"{MARK.format(name)}\n{text}"[:LONGEST]}


def _all(ask: Ask, path: str) -> Iterator[Any]:
    """Ask for a list, page after page."""
    number = 1
    while True:
        listed = ask("GET", f"{path}{'&' if '?' in path else '?'}per_page={PAGE}&page={number}")
        yield from listed
        if len(listed) < PAGE:
            return
        number += 1


def main(arguments: list[str] | None = None) -> int:
    """Read the event and the files that another job left; say in one line what the service refuses."""
    parser = argparse.ArgumentParser(prog="handbook.review.hosting")
    parser.add_argument("what", choices=["comment", "issue"])
    parser.add_argument("folder", type=Path, help="review.md + suggestions.json / weekly.md")
    options = parser.parse_args(arguments)
    ask = service(os.environ["GITHUB_API_URL"], os.environ["GITHUB_TOKEN"])
    try:
        if options.what == "issue":
            rolling(ask, os.environ["GITHUB_REPOSITORY"], (options.folder / "weekly.md").read_text("utf-8"))
        else:
            run = event.finished(json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8")))
            text = (options.folder / "review.md").read_text("utf-8", "replace")
            found = comment(
                ask, run, text, json.loads((options.folder / "suggestions.json").read_text("utf-8", "replace"))
            )
            print(*(f"#{number}" for number in found))
    except urllib.error.HTTPError as error:
        print(say("refused", url=error.url, code=error.code, reason=error.reason), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
