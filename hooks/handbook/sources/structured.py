"""YAML → values, keeping the line of each, and refusing what YAML lets slip (keys given twice, aliases, tags)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from handbook.model import Diagnostic, Place
from handbook.sources.nearest import nearest

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: 8 times faster


class Value(NamedTuple):
    """A value with the line it starts on; mappings and lists hold Values."""

    data: Any  # dict[str, Value] | list[Value] | str | int | float | bool | date | None
    line: int

    def plain(self) -> Any:
        """Drop the lines."""
        if isinstance(self.data, dict):
            return {key: value.plain() for key, value in self.data.items()}
        if isinstance(self.data, list):
            return [value.plain() for value in self.data]
        return self.data


def parse(
    text: str, path: str, *, code: str, first_line: int = 1, loader: Any = Loader
) -> tuple[Value, list[Diagnostic]]:
    """Read one YAML document that starts on `first_line` of a file; a slip breaks the rule `code`."""
    problems: list[Diagnostic] = []

    def slip(line: int, column: int, reason: str) -> None:
        problems.append(Diagnostic.at(Place(path, line, column), code, reason=reason))

    reader = loader(text)
    try:
        node = reader.get_single_node()
        value = Value(None, first_line) if node is None else _value(reader, node, first_line, slip, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (min(mark.line, text.count("\n")), mark.column) if mark else (0, 0)  # it may lie past the end
        slip(line + first_line, column + 1, " ".join(filter(None, (error.context, error.problem))))
        value = Value(None, first_line)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        slip(first_line, 1, str(error).splitlines()[0] if str(error) else type(error).__name__)
        value = Value(None, first_line)
    finally:
        reader.dispose()
    return value, problems


def _value(loader: Any, node: yaml.Node, first_line: int, slip: Any, seen: set[int]) -> Value:
    line = node.start_mark.line + first_line
    if id(node) in seen:  # the same node twice is an alias: never needed here, and a way to blow up a build
        slip(line, node.start_mark.column + 1, "YAML alias")
        return Value(None, line)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            if key in found or not key:
                slip(key_node.start_mark.line + first_line, key_node.start_mark.column + 1, f"key twice: {key}")
            found[key] = _value(loader, value_node, first_line, slip, seen)
        return Value(found, line)
    if isinstance(node, yaml.SequenceNode) and not node.tag.startswith("!"):  # `!ENV [NAME, default]` is one value
        return Value([_value(loader, item, first_line, slip, seen) for item in node.value], line)
    try:
        return Value(loader.construct_object(node), line)
    except ValueError as error:  # 2026-13-45
        slip(line, node.start_mark.column + 1, str(error))
        return Value(None, line)


def mapping(value: Value) -> dict[str, Value]:
    """Return the mapping, or an empty one."""
    return value.data if isinstance(value.data, dict) else {}


def items(value: Value) -> Iterator[Value]:
    """Walk over a list, or over nothing."""
    yield from value.data if isinstance(value.data, list) else ()


def misnamed(fields: Mapping[str, Value], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each field that a record lacks or shouldn't have, with what is expected; a mistyped one once."""
    lacking = [field for field in known if field not in fields]
    for field in fields:
        if field not in known:
            near = nearest(field, lacking, "")
            lacking = [name for name in lacking if name != near]
            yield field, f"{near}?" if near else "no such field"
    yield from ((field, "required") for field in lacking)
