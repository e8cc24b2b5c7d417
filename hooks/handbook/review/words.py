"""words.toml → a sentence in both languages. Standard library only: `hosting` runs where nothing is installed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def say(*names: str, **values: object) -> str:
    """Say something in both languages."""
    words = WORDS
    for name in names:
        words = words[name]
    return f"{words['zh']} / {words['en']}".format(**values)
