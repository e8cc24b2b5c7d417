"""A finding in a built page → the line of Markdown that made it, where the text tells; the built line goes along."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from handbook.model import Diagnostic, Page


def traced(problems: Iterable[Diagnostic], pages: Mapping[str, Page]) -> Iterator[Diagnostic]:
    """Move findings from built pages to their sources, of which `pages` are given by address.

    The same finding made twice is looked for twice. Where nothing is found, Markdown's first line stands for the page.
    """
    met: Counter[tuple[object, ...]] = Counter()
    for problem in problems:
        page = pages.get(problem.place.path)
        written = _written(problem.code, dict(problem.values))
        if page is None or not written:
            yield problem
            continue
        key = (page.source, problem.code, problem.values)
        offsets = [match.start() for match in re.finditer(written, page.text, re.MULTILINE)]
        order = met[key] + (problem.code == "BOK004")  # of an id that stands twice, the second is too many
        met[key] += 1
        place = page.place(offsets[min(order, len(offsets) - 1)]) if offsets else page.line(1)
        built = f"{problem.place.path}:{problem.place.line}"
        yield Diagnostic.at(place, problem.code, **dict(problem.values), built=built)


def _written(code: str, values: Mapping[str, str]) -> str:
    """Return a pattern of what was written for a finding, or nothing where it does not lie in the text."""
    match code:
        case "BOK001":
            return rf"<{re.escape(values['tag'])}\b"
        case "BOK003":
            _, anchor, name = values["target"].rpartition("#")
            return rf"#{re.escape(name)}\b" if anchor else re.escape(name.rpartition("/")[2])
        case "BOK004":
            return rf"""(?:#|\bid=["']?){re.escape(values["id"])}\b"""
        case "BOK005" | "BOK010":
            return re.escape(values["image"].rpartition("/")[2].removesuffix(">"))  # <svg> has attributes
        case "BOK006":
            return re.escape(values["text"])
        case "BOK008":
            return rf"^#{{{values['found']}}}\s"
        case _:
            return ""
