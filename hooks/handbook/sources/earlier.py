"""git → the files that a change touches, each as it was where `base` branched off, and as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from handbook.model import Page
from handbook.sources import git

READ = {".md", ".yml", ".bib"}  # what people write; of other files only the name is told


class Edited(NamedTuple):
    """One file of a change."""

    path: str
    before: str | None  # None: it was not there, or it is not read
    after: str | None  # None: it is gone, or it is not read
    was: str  # the path before


def read(root: Path, base: str, new: Iterable[str] = ()) -> list[Edited]:
    """Read the files that differ from where `base` branched off, and the `new` ones that git doesn't know yet.

    `base` has been tried before (`changes.read`): a git that fails here is a fault of the machine, and raises.
    """
    start = git.text(root, "merge-base", base, "HEAD").strip()
    fields = git.text(root, "diff", "--name-status", "--find-renames", "-z", start, "--", ".").split("\0")[:-1]
    found: dict[str, str | None] = {}  # path → path before
    while fields:
        status = fields.pop(0)[0]
        was = fields.pop(0)
        found[fields.pop(0) if status in "RC" else was] = None if status == "A" else was
    found |= {path: None for path in new if path not in found}
    return [_edited(root, start, path, was) for path, was in sorted(found.items())]


def texts(root: Path, pages: Iterable[Page], base: str = "") -> dict[str, str]:
    """Return what pages said in the last commit, or where `base` branched off, by source: of those that say else now.

    Without git, without a commit, or where git fails, nothing is known of earlier texts.
    """
    try:
        start = git.text(root, "merge-base", base, "HEAD").strip() if base else "HEAD"
        tree = git.text(root, "ls-tree", "-r", "-z", start, "--", "docs/zh", "docs/en").split("\0")[:-1]
        blobs = {name: about.split()[2] for about, _, name in (row.partition("\t") for row in tree)}
        changed = {page.source: blobs[page.source] for page in pages if blobs.get(page.source, page.blob) != page.blob}
        return dict(zip(changed, _blobs(root, changed.values()), strict=True)) if changed else {}
    except git.FAILURES:
        return {}


def _blobs(root: Path, names: Iterable[str]) -> Iterator[str]:
    """Read blobs in one go: each stands behind a line that ends in its length."""
    output = git.read(root, "cat-file", "--batch", given="\n".join(names).encode())
    while output:
        head, _, output = output.partition(b"\n")
        size = int(head.split()[-1])
        yield git.content(output[:size])
        output = output[size + 1 :]


def _edited(root: Path, start: str, path: str, was: str | None) -> Edited:
    file = root / path
    if file.suffix not in READ:
        return Edited(path, None, None, was or path)
    before = None if was is None else git.content(git.read(root, "show", f"{start}:{was}"))
    after = file.read_text("utf-8-sig", "replace") if file.is_file() else None
    return Edited(path, before, after, was or path)
