"""A preview under the pages' policy: an edited page shows by itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from conftest import PAGE


def test_an_edited_page_shows_by_itself(whole: Path, page: Page) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--livereload", "--dev-addr", host]
    given = {**os.environ, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=whole, env=given, stderr=subprocess.PIPE, text=True) as server:
        try:
            next(line for line in server.stderr or () if "Serving on" in line)
            with page.expect_request("**/livereload/*/*"):
                page.goto(f"http://{host}/index.html")
            policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
            assert "unsafe" not in policy
            new = PAGE.format(title="首页", text="改过的正文[@liu2024advances]。")
            (whole / "docs/zh/index.md").write_text(new, "utf-8")
            expect(page.locator("article")).to_contain_text("改过的正文", timeout=60_000)
        finally:
            server.terminate()
