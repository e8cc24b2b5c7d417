"""The built site → one zip that is opened from a folder; the same site gives the same bytes."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handbook.model import LANGUAGES
from handbook.render.words import say
from handbook.sources import aside

NOTE = "README.txt"
SERVED = ("404.html", "sitemap.xml", "sitemap.xml.gz")  # files that only a server reads …
SHARED = "assets/social/"  # … or another site that shows a link
EARLIEST = 315532800  # 1980-01-01, the first day that a zip can name


def bundle(folder: Path, target: Path, moment: int) -> None:
    """Pack the site in `folder` into `target`, below one folder of its name.

    `moment`, in seconds since 1970, dates every file.
    """
    date = time.gmtime(max(moment, EARLIEST))[:6]
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    note = "\r\n\r\n".join(say(language, "offline", "note") for language in LANGUAGES) + "\r\n"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted({*files, NOTE}):
            if name.rpartition("/")[2] in SERVED or name.startswith(SHARED):
                continue
            entry = ZipInfo(f"{target.stem}/{name}", date)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix on every machine, or the bytes differ
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name].read_bytes() if name in files else note)
    aside.write(target, packed.getvalue())
