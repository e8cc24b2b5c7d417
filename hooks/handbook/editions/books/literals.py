"""Values → Typst literals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def quoted(text: str) -> str:
    """Write a Typst string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(c if c.isprintable() or c == "\u3000" else f"\\u{{{ord(c):x}}}" for c in escaped)
    return f'"{escaped}"'


def dictionary(values: Mapping[str, object]) -> str:
    """Write a Typst dictionary of strings, numbers, truth values and lists of strings."""
    return "(" + ", ".join(f"{key}: {value(each)}" for key, each in values.items()) + ")"


def value(given: object) -> str:
    """Write a truth value, a string, a list or a number."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        return quoted(given)
    if isinstance(given, Iterable):
        return "(" + "".join(f"{value(item)}, " for item in given) + ")"
    return str(given)
