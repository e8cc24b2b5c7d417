"""The fonts of the books: which there are, and how `hooks/fonts/` was made from what their makers publish.

The Chinese faces are cut to GB 2312 and to every character that the project writes: whole, each is larger than all the
rest of the project. The Latin faces are whole, because their licence reserves the name "Source" for unchanged copies.
"""

from __future__ import annotations

import shutil
import subprocess  # runs npm, which fetches packages without installing them
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

FOLDER = "hooks/fonts"
TEXT = ("docs/**/*.md", "docs/**/*.yml", "references.bib", "mkdocs.yml", "hooks/**/*.toml", "CITATION.cff")
FEATURES = ("ccmp", "kern", "mark", "chws", "halt")


class Face(NamedTuple):
    """One package of faces; `cut` says whether only what is needed is kept."""

    package: str
    styles: tuple[str, ...]
    cut: bool = False


FACES = (
    Face("noto-serif-sc@0.4.3", ("400Regular",), cut=True),  # emphasis is set in the sans face, as Chinese books do
    Face("noto-sans-sc@0.4.3", ("400Regular", "700Bold"), cut=True),
    Face("source-serif-4@0.4.1", ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")),
    Face("source-sans-3@0.4.1", ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")),
    Face("source-code-pro@0.4.1", ("400Regular",)),
    Face("noto-sans-math@0.4.2", ("400Regular",), cut=True),
)


def make(root: Path) -> list[str]:
    """Fetch every face with npm and write `hooks/fonts/` anew and return what was written; needs npm and fonttools."""
    target = root / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    wanted = characters(root)
    for face in FACES:
        with tempfile.TemporaryDirectory() as folder:
            _fetch(face, Path(folder))
            name = face.package.split("@")[0]
            shutil.copy(Path(folder) / "package" / "LICENSE_FONT", target / f"{name}.OFL.txt")
            for style in face.styles:
                (source,) = (Path(folder) / "package" / style).glob("*.ttf")
                if face.cut:
                    _cut(source, target / source.name, wanted)
                else:
                    shutil.copy(source, target / source.name)
    return [f"{file.stat().st_size:>9,}  {file.name}" for file in sorted(target.iterdir())]


def characters(root: Path) -> set[int]:
    """Code points to keep: GB 2312, Latin letters, signs and mathematics, and whatever the project's texts hold."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    text = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    text += "".join(file.read_text("utf-8") for pattern in TEXT for file in root.glob(pattern))
    return {ord(character) for character in text} | {*range(0x20, 0x180), *range(0x2010, 0x2300)}


def _fetch(face: Face, folder: Path) -> None:
    command = ["npm", "pack", "--silent", f"@expo-google-fonts/{face.package}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - our own constants
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")


def _cut(source: Path, target: Path, wanted: set[int]) -> None:
    from fontTools import subset  # noqa: PLC0415 - a tool of whoever renews the fonts, not of the build

    options = subset.Options(layout_features=list(FEATURES), hinting=False, name_IDs=["*"], notdef_outline=True)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
