"""Find a browser for the tests, or get one: one that is there, else playwright's own, else Debian's when root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WHOLE = "INSTALLATION_COMPLETE"  # playwright writes it last, beside what it has unpacked
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def find() -> str | None:
    """Return the path of a browser: `$BROWSER_PATH`, one on the PATH, or the one that playwright has fetched."""
    if given := os.environ.get("BROWSER_PATH"):
        return given
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if whole(own) else None


def whole(program: Path) -> bool:
    """Tell a browser that playwright has unpacked to the end from one that it was stopped at."""
    return program.exists() and any((folder / WHOLE).exists() for folder in program.parents)


def main() -> int:
    """Make sure that there is a browser; say in one line what is missing otherwise."""
    if find():
        return 0
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        attempts += [
            ["dpkg", "--configure", "-a"],  # Debian installs nothing more after an installation that was killed
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"],
        ]
    for command in attempts:
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if find():
            return 0
    print("没有可用的浏览器：请安装 Chromium 后重试 / no browser: install Chromium, or set BROWSER_PATH, and try again")
    return 1


if __name__ == "__main__":
    sys.exit(main())
