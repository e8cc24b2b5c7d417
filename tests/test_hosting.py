"""What the jobs that may write send to the hosting service, over real HTTP to a server that keeps what it is sent."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

EVENT = Path(__file__).parent / "cases/events/workflow_run.json"
HOOKS = Path(__file__).parent.parent / "hooks"
SHA = json.loads(EVENT.read_text("utf-8"))["workflow_run"]["head_sha"]
BOT, PERSON = {"login": "github-actions[bot]"}, {"login": "reader"}
PLACE = "/repos/example/imnm-handbook"
SUGGESTION = {"path": "docs/zh/a.md", "line": 3, "text": "`a` 与 ```b```"}


class Service(ThreadingHTTPServer):
    """As much of GitHub's REST API as is used: lists that are read page by page, added to and changed."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lists: dict[str, list[Any]] = {}
        self.log: list[tuple[str, str, Any]] = []


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        page = int(re.findall(r"\bpage=(\d+)", query)[0])
        self.answer(self.server.lists.get(path, [])[100 * page - 100 : 100 * page])

    def do_POST(self) -> None:
        body = self.body()
        if self.path.endswith("/reviews"):
            self.server.lists.setdefault(self.path.replace("/reviews", "/comments"), []).extend(body["comments"])
        else:
            self.server.lists.setdefault(self.path, []).append({**body, "id": 5, "user": BOT})
        self.answer({})

    def do_PATCH(self) -> None:
        self.body()
        self.answer({})

    def body(self) -> Any:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.log.append((self.command, self.path, body))
        return body

    def answer(self, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(200 if self.headers["Authorization"] == "Bearer secret" else 403)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def run(service: Service, what: str, folder: Path, token: str = "secret") -> subprocess.CompletedProcess[str]:
    """Run the command as the workflow does: nothing is installed there (`-S`)."""
    given = {
        **os.environ,
        "PYTHONPATH": str(HOOKS),
        "GITHUB_API_URL": f"http://127.0.0.1:{service.server_port}",
        "GITHUB_TOKEN": token,
        "GITHUB_EVENT_PATH": str(EVENT),
        "GITHUB_REPOSITORY": "example/imnm-handbook",
    }
    command = [sys.executable, "-S", "-m", "handbook.review.hosting", what, str(folder)]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def review(tmp_path: Path) -> Path:
    (tmp_path / "review.md").write_text("## 审阅\n", "utf-8")
    (tmp_path / "suggestions.json").write_text(json.dumps([SUGGESTION, {"path": 1}, {**SUGGESTION, "text": "a\nb"}]))
    return tmp_path


def test_one_comment_and_no_suggestion_twice(service: Service, review: Path) -> None:
    pulls = [{"number": 6, "head": {"sha": "0" * 40}}, {"number": 7, "head": {"sha": SHA}}]
    person = {"id": 1, "user": PERSON, "body": "<!-- handbook: review -->"}
    service.lists = {f"{PLACE}/pulls": pulls, f"{PLACE}/issues/7/comments": [person] * 100}
    assert run(service, "comment", review).stdout == "#7\n"
    (_, path, comment), (_, where, sent) = service.log
    assert (path, where) == (f"{PLACE}/issues/7/comments", f"{PLACE}/pulls/7/reviews")
    assert comment == {"body": "<!-- handbook: review -->\n## 审阅\n"}
    (suggested,) = sent["comments"]
    assert (sent["commit_id"], suggested["path"], suggested["line"]) == (SHA, "docs/zh/a.md", 3)
    assert suggested["body"].endswith("\n````suggestion\n`a` 与 ```b```\n````")

    service.log.clear()
    assert run(service, "comment", review).returncode == 0
    assert [(method, path) for method, path, _ in service.log] == [("PATCH", f"{PLACE}/issues/comments/5")]


def test_a_change_of_the_program_that_writes_the_review_is_told(service: Service, review: Path) -> None:
    service.lists = {f"{PLACE}/pulls": [{"number": 7, "head": {"sha": SHA}}]}
    content = [{"filename": "docs/zh/a.md"}, {"filename": "references.bib"}]
    moved = {"filename": "docs/a.py", "previous_filename": "hooks/handbook/review/comment.py"}
    for files, told in ((content, False), ([*content, {"filename": "Makefile"}], True), ([moved], True)):
        service.lists[f"{PLACE}/pulls/7/files"] = files
        assert run(service, "comment", review).returncode == 0
        body = next(sent["body"] for _, _, sent in reversed(service.log) if "body" in sent)
        assert ("⚠️" in body) is told
        assert body.endswith("## 审阅\n")


def test_a_pull_request_that_has_moved_on(service: Service, review: Path) -> None:
    service.lists = {f"{PLACE}/pulls": [{"number": 7, "head": {"sha": "0" * 40}}]}
    assert run(service, "comment", review).returncode == 0
    assert service.log == []


def test_one_issue_that_opens_changes_and_closes(service: Service, tmp_path: Path) -> None:
    text, place = tmp_path / "weekly.md", f"{PLACE}/issues"
    for content, method, path in (
        ("", None, ""),
        ("- [ ] a\n", "POST", place),
        ("- [ ] b\n", "PATCH", f"{place}/9"),
        ("", "PATCH", f"{place}/9"),
    ):
        text.write_text(content, "utf-8")
        service.log.clear()
        assert run(service, "issue", tmp_path).returncode == 0
        assert [sent[:2] for sent in service.log] == ([(method, path)] if method else [])
        service.lists[place] = [{**one, "number": 9} for one in service.lists.get(place, [])]
    assert service.log[0][2] == {"state": "closed"}


def test_a_refusal_is_one_line(service: Service, review: Path) -> None:
    done = run(service, "comment", review, token="wrong")
    assert done.returncode == 1
    assert "（403 Forbidden） / the hosting service did not accept it" in done.stderr
    assert done.stderr.count("\n") == 1
