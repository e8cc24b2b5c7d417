"""A PDF as Typst writes it → the same in less: its objects by the hundred in compressed streams (ISO 32000-1, 7.5.7).

A tagged book is tens of thousands of small objects that are much alike. qpdf packs them as well, but only 100 to a
stream; with 500 a book is a twentieth smaller. What is a stream already (fonts, pages) stays as it is, byte by byte.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

TOGETHER = 500  # objects in a stream: a reader unpacks them all to see one
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*)\nendobj\s*", re.DOTALL)
TRAILER = re.compile(rb"trailer\s*<<(.*)/Size (\d+)(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
DIRECT, PACKED = 1, 2  # kinds of entries in the table of objects; 0 is free
WIDTHS = (1, 4, 2)  # bytes of an entry: its kind, its offset or stream, its place in the stream


def packed(content: bytes) -> bytes:
    """Pack a file that has one table of objects, each of generation 0: what Typst writes."""
    found = TRAILER.search(content, content.rindex(b"trailer"))
    if found is None:
        raise ValueError("no trailer as Typst writes it")
    size, table = int(found[2]), int(found[4])
    offsets = sorted(int(line[:10]) for line in content[table : found.start()].splitlines() if line.endswith(b" n"))
    written = bytearray(content[: offsets[0]])
    entries = {0: (0, 0, 0xFFFF)}
    small: dict[int, bytes] = {}
    for start, end in pairwise([*offsets, table]):
        part = OBJECT.fullmatch(content, start, end)
        if part is None:
            raise ValueError(f"no object as Typst writes it, at {start}")
        if part[2].endswith(b"endstream"):
            entries[int(part[1])] = (DIRECT, len(written), 0)
            written += part[0]
        else:
            small[int(part[1])] = part[2]
    numbers = sorted(small)
    for first in range(0, len(numbers), TOGETHER):
        group = numbers[first : first + TOGETHER]
        entries |= {number: (PACKED, size, place) for place, number in enumerate(group)}
        entries[size] = (DIRECT, len(written), 0)
        written += _stream(size, *_together(group, small))
        size += 1
    entries[size] = (DIRECT, start := len(written), 0)
    keys = b"/Type/XRef/Size %d/W[%d %d %d]/DecodeParms<</Predictor 12/Columns %d>>" % (size + 1, *WIDTHS, sum(WIDTHS))
    written += _stream(
        size, keys + found[1] + found[3], _table([entries.get(number, (0, 0, 0)) for number in range(size + 1)])
    )
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)


def _together(group: Sequence[int], bodies: Mapping[int, bytes]) -> tuple[bytes, bytes]:
    """Write several objects one after another, behind a list of their numbers and offsets."""
    places, offset = [], 0
    for number in group:
        places.append(b"%d %d" % (number, offset))
        offset += len(bodies[number]) + 1
    head = b" ".join(places) + b"\n"
    keys = b"/Type/ObjStm/N %d/First %d" % (len(group), len(head))
    return keys, head + b"\n".join(bodies[number] for number in group)


def _table(entries: Sequence[tuple[int, int, int]]) -> bytes:
    """Write the table of objects: of each row what differs from the row above (PNG's filter 2), which packs well."""
    rows = [b"".join(part.to_bytes(width) for part, width in zip(entry, WIDTHS, strict=True)) for entry in entries]
    above = [bytes(sum(WIDTHS)), *rows[:-1]]
    return b"".join(b"\2" + _less(row, other) for row, other in zip(rows, above, strict=True))


def _less(row: bytes, other: bytes) -> bytes:
    return bytes((one - two) % 256 for one, two in zip(row, other, strict=True))


def _stream(number: int, keys: bytes, content: bytes) -> bytes:
    """Write a stream; PDF/A wants a line end on both sides of what is in it."""
    data = zlib.compress(content, 9)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, keys, len(data))
    return head + data + b"\nendstream\nendobj\n"
