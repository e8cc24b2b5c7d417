"""What the tests in a browser share: the site on a server and in a folder, one browser, a fresh page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from install import find
from playwright.sync_api import Browser, Page, sync_playwright
from serving import serve

LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    with serve(site) as root:
        yield root


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
