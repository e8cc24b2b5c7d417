"""What the machine lacks (space, rights, files) → one line in both languages; `failures.toml` holds the words."""

from __future__ import annotations

import errno
import tomllib
from importlib.resources import files


def say(error: OSError) -> str:
    """Name the cause and, where the system tells, the file; an error without words of ours keeps the system's."""
    words = tomllib.loads((files(__package__) / "failures.toml").read_text("utf-8"))
    given = error.strerror or str(error)
    line = words.get(errno.errorcode.get(error.errno or 0, ""), {"zh": given, "en": given})
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}error: {line['zh']} / {line['en']}"
