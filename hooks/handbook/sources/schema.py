"""What a YAML file must hold, told as nested dicts, and where a file departs from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from handbook.sources.nearest import nearest
from handbook.sources.structured import Value


class Leaf(NamedTuple):
    """What a single value must be."""

    types: tuple[type, ...]
    pattern: re.Pattern[str]
    expected: str  # an example, for people


class Fault(NamedTuple):
    """One departure."""

    line: int
    what: str  # `wrong`, `missing`, `unknown`
    values: dict[str, str]  # field; found and expected, or near


Spec = Any  # Leaf | list[Spec] of one | dict[str, Spec]: mypy knows no recursive alias that indexing narrows


def leaf(expected: str, pattern: str, *types: type) -> Leaf:
    """Describe a single value; the whole of it must match `pattern`."""
    return Leaf(types, re.compile(pattern, re.DOTALL), expected)


def faults(value: Value, spec: Spec, field: str = "") -> Iterator[Fault]:
    """Compare a value with a description of it.

    A name that ends in `?` may be missing, `*` stands for any name, and a list holds one or more of its only item.
    """
    if isinstance(spec, Leaf):
        if type(value.data) not in spec.types or not spec.pattern.fullmatch(str(value.data)):
            yield wrong(value, field, spec.expected)
    elif isinstance(spec, list):
        if not isinstance(value.data, list) or not value.data:
            yield wrong(value, field, "- …")
            return
        for item in value.data:
            yield from faults(item, spec[0], field)
    elif isinstance(value.data, dict):
        yield from _fields(value, spec, field)
    else:
        yield wrong(value, field, ", ".join(f"{name.rstrip('?')}: …" for name in spec))


def wrong(value: Value, field: str, expected: str) -> Fault:
    """Say that a value is not what it should be."""
    return Fault(value.line, "wrong", {"field": field, "found": str(value.plain())[:40], "expected": expected})


def unknown(value: Value, field: str, near: str) -> Fault:
    """Say that a field has no meaning where it stands."""
    return Fault(value.line, "unknown", {"field": field, "near": near})


def missing(value: Value, *names: str) -> Fault:
    """Say that a mapping has none of the fields named."""
    return Fault(value.line, "missing", {"field": " | ".join(names), "near": names[0]})


def _fields(value: Value, spec: dict[str, Spec], field: str) -> Iterator[Fault]:
    known = {name.rstrip("?"): inner for name, inner in spec.items()}
    for name, inner in value.data.items():
        if name in known or "*" in known:
            yield from faults(inner, known.get(name, known.get("*")), _path(field, name))
        else:
            yield unknown(inner, _path(field, name), nearest(name, known, ", ".join(known)))
    for name in spec:
        if name[-1] not in "?*" and name not in value.data:
            yield missing(value, name)


def _path(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name
