"""The built site on a server that compresses, as hosting does."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/javascript", "application/xml", "image/svg+xml")


@cache
def packed(file: Path) -> bytes:
    """Return the bytes that a reader fetches for a file."""
    return gzip.compress(file.read_bytes(), mtime=0) if _compresses(file) else file.read_bytes()


def _compresses(file: Path) -> bool:
    return (mimetypes.guess_type(file.name)[0] or "").startswith(COMPRESSED)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder and give the address of its root."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = folder / unquote(urlsplit(self.path).path).lstrip("/")
            found = file.is_file()
            if not found:
                file = folder / "404.html"
            content = packed(file)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{mimetypes.guess_type(file.name)[0]}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            if _compresses(file):
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as daemon:
        threading.Thread(target=daemon.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{daemon.server_address[1]}/"
        daemon.shutdown()
