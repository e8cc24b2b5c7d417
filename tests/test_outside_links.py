"""Addresses of other sites, asked over real HTTP on this machine: what is gone, what moved, and how politely."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from handbook import sources
from handbook.review import links

ANSWERS = {  # address → status of each request in turn, the last one for all that follow; where it sends on
    "/well": ([200], ""),
    "/no-head": ([405, 200], ""),
    "/flaky": ([500, 500, 200], ""),
    "/broken": ([500], ""),
    "/gone": ([404], ""),
    "/withdrawn": ([410], ""),
    "/refused": ([403], ""),
    "/moved": ([301], "/well"),
    "/elsewhere": ([302], "/well"),
    "/moved-to-nothing": ([308], "/gone"),
    "/round": ([302], "/round"),
    "/slow": ([0], ""),
}
STATES = {
    "/well": ("well", ""),
    "/no-head": ("well", ""),
    "/flaky": ("well", ""),
    "/broken": ("failing", "500"),
    "/gone": ("gone", "404"),
    "/withdrawn": ("gone", "410"),
    "/refused": ("refused", "403"),
    "/moved": ("moved", "</well>"),
    "/elsewhere": ("well", ""),
    "/moved-to-nothing": ("gone", "404"),
    "/round": ("failing", "> 5 ↪"),
    "/slow": ("failing", "timed out"),
}
MANNERS = links.Manners("test", timeout=0.3, pause=0.01, patience=0.01)


class Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.now = self.most = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.reply()

    def do_GET(self) -> None:
        self.reply()

    def reply(self) -> None:
        self.server.now += 1
        self.server.most = max(self.server.most, self.server.now)
        statuses, location = ANSWERS[self.path]
        before = sum(path == self.path for _, path in self.server.asked)
        self.server.asked.append((self.command, self.path))
        status = statuses[min(before, len(statuses) - 1)]
        self.server.now -= 1
        if not status:
            time.sleep(0.6)
            return
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def test_what_becomes_of_an_address(server: Server) -> None:
    given = {f"{server.address}{path}": [f"docs/zh/a.md:{line}"] for line, path in enumerate(STATES, 1)}
    answers = links.ask(given, MANNERS)
    found = {
        one.url.removeprefix(server.address): (one.state, one.detail.replace(server.address, "")) for one in answers
    }
    assert found == STATES
    assert server.most == 1
    assert [method for method, path in server.asked if path == "/gone"][:2] == ["HEAD", "GET"]
    assert ("GET", "/elsewhere") not in server.asked
    assert sum(path == "/broken" for _, path in server.asked) == 2 * links.TRIES
    text = links.show(answers, given)
    assert f"- [ ] <{server.address}/gone> · 404 · `docs/zh/a.md:5`" in text
    assert "/refused" not in text
    assert "not judged: 1." in text


def test_a_host_that_is_not_there() -> None:
    with Server() as closed:
        address = closed.address
    (answer,) = links.ask([address], MANNERS)
    assert answer.state == "failing"
    assert "refused" in answer.detail


def test_nothing_to_do() -> None:
    assert links.show([links.Answer("https://a.org/", "well"), links.Answer("https://b.org/", "refused")], {}) == ""


def test_every_address_once() -> None:
    found = links.uses(sources.load(Path(__file__).parent / "cases/checks/base"))
    assert all(url.startswith("https://") and "#" not in url for url in found)
    assert found["https://doi.org/10.1000/muscle.2020"] == ["references.bib:1"]
