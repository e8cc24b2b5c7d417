"""Pictures of the guide to editing in the browser, taken from the built site: `make screenshots` renews them.

What is meant is ringed in the picture itself, so that the text need not say "at the top right".
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from browsing import LAUNCH
from install import find
from PIL import Image
from playwright.sync_api import sync_playwright

SITE = Path("site")
TARGET = Path("docs/assets/guide")
PAGES = {"zh": "treatment/statins.html", "en": "en/treatment/statins.html"}
WIDTH = 760
SHOTS = {  # name → what is ringed, and what the picture shows around it, in pixels above and below
    "pencil": (".md-content__button", 96, 150),
    "page-end": (".hb-mend", 24, 16),
}
RING = """element => {
  const box = element.getBoundingClientRect(), ring = document.createElement("div")
  ring.style.cssText = `position:absolute;border:3px solid #d1242f;border-radius:10px;z-index:99;pointer-events:none;
    box-sizing:border-box;left:${box.left + scrollX - 9}px;top:${box.top + scrollY - 9}px;
    width:${box.width + 18}px;height:${box.height + 18}px`
  document.body.append(ring)
  return [box.top + scrollY, box.bottom + scrollY]
}"""


def save(taken: bytes, name: str) -> None:
    """Write a picture in few colours: it is to weigh little."""
    image = Image.open(io.BytesIO(taken)).convert("RGB").quantize(48, dither=Image.Dither.NONE)
    file = TARGET / f"{name}.png"
    image.save(file, optimize=True)
    print(f"{file}: {image.width} x {image.height}, {file.stat().st_size / 1e3:.0f} kB")


def main() -> int:
    """Take each picture in each language, and the drawing of what the hosting service asks."""
    if not (SITE / PAGES["en"]).is_file():
        print("还没有生成网站，请先运行 make site / the site is not built yet: run make site first", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH)
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, reduced_motion="reduce", color_scheme="light")
        for language, path in PAGES.items():
            for name, (selector, above, below) in SHOTS.items():
                page.goto((SITE / path).absolute().as_uri())
                page.wait_for_load_state("networkidle")
                top, bottom = page.locator(selector).first.evaluate(RING)
                start = max(0, top - above)
                height = bottom + below - start
                taken = page.screenshot(clip={"x": 0, "y": start, "width": WIDTH, "height": height}, full_page=True)
                save(taken, f"{name}-{language}")
        page.goto((Path(__file__).parent / "drawing.html").absolute().as_uri())
        save(page.locator("#presses").screenshot(), "presses")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
