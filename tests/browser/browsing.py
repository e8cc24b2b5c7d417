"""What the tests in a browser share: the site on a server and in a folder, one browser, a fresh page."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from install import find
from playwright.sync_api import Browser, Page, sync_playwright

LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as daemon:
        threading.Thread(target=daemon.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{daemon.server_address[1]}/"
        daemon.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=LAUNCH)
        yield chromium
        chromium.close()


@pytest.fixture(params=["http", "folder"])
def start(request: pytest.FixtureRequest, server: str, site: Path) -> str:
    """Address of the site's root, once from a server and once from a folder."""
    return server if request.param == "http" else f"file://{site}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()
