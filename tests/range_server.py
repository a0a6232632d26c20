"""A web server that gives parts of files, for tests: its own process, as GDAL holds Python's lock while it waits.

Every request is a line of the log: method, path, bytes sent. A file named in ``--busy`` fails with 503 the first time.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Served:
    """A folder at an address, and what was asked of it."""

    address: str
    log: Path

    def requests(self) -> list[tuple[str, str, int]]:
        """Method, path and bytes sent of every request so far."""
        lines = [line.split() for line in self.log.read_text().splitlines()]
        return [(method, path, int(size)) for method, path, size in lines]


@contextmanager
def serving(folder: Path, log: Path, *options: str) -> Iterator[Served]:
    """Serve a folder while the context lasts. Options: --busy NAME, --whole (knows no ranges)."""
    log.touch()
    command = [sys.executable, __file__, str(folder), str(log), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Served(f"http://127.0.0.1:{int(process.stdout.readline())}", log)
        finally:
            process.kill()


def _serve(folder: Path, log: Path, busy: str | None, whole: bool) -> None:
    failed: set[str] = set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self._give()

        def do_GET(self) -> None:
            self._give()

        def log_message(self, format: str, *args: object) -> None:
            """Its own log is enough."""

        def _give(self) -> None:
            path = folder / self.path.lstrip("/")
            if self.command == "GET" and path.name == busy and busy not in failed:
                failed.add(busy)
                self._send(503, b"")
            elif not path.is_file():
                self._send(404, b"")
            else:
                data = path.read_bytes()
                asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
                if asked is None or whole:
                    self._send(200, data)
                else:
                    first, last = int(asked[1]), min(int(asked[2]), len(data) - 1)
                    self._send(206, data[first : last + 1], f"bytes {first}-{last}/{len(data)}")

        def _send(self, status: int, body: bytes, part: str | None = None) -> None:
            self.send_response(status)
            if part is not None:
                self.send_header("Content-Range", part)
            if not whole:
                self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            sent = body if self.command == "GET" else b""
            with log.open("a") as file:
                file.write(f"{self.command} {self.path} {len(sent)}\n")
            self.wfile.write(sent)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("log", type=Path)
    parser.add_argument("--busy")
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    _serve(given.folder, given.log, given.busy, given.whole)
