"""A hub on 127.0.0.1: repositories with commits, files with Range requests, and faults to order.

Speaks what a download needs of the protocol: the list of files with checksums, and the files of a commit.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

Files = dict[str, bytes]


def is_lfs(name: str) -> bool:
    return name.endswith((".safetensors", ".bin"))


def git_sha1(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    range: str | None
    token: str | None


@dataclass
class FakeHub:
    """What the server holds, how it misbehaves, and what it was asked."""

    endpoint: str = ""
    branches: dict[tuple[str, str], str] = field(default_factory=dict)  # (repo, branch) -> commit
    commits: dict[tuple[str, str], Files] = field(default_factory=dict)  # (repo, commit) -> files
    breaks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # file -> bytes before each break
    statuses: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # file or "api" -> answers first
    damages: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # file -> times that its end is wrong
    too_long: set[str] = field(default_factory=set)  # files that go on after their end
    refusals: dict[str, tuple[int, str]] = field(default_factory=dict)  # repo -> (status, X-Error-Code)
    knows_ranges: bool = True
    hold: threading.Event | None = None  # a break waits for it, with the connection open
    reached: threading.Event = field(default_factory=threading.Event)  # set at each break
    seen: list[Seen] = field(default_factory=list)

    def add(self, repo: str, commit: str, files: Files, *, branch: str = "main") -> None:
        """Publish a commit, and let the branch be there."""
        self.commits[repo, commit] = files
        self.branches[repo, branch] = commit

    def asked(self, name: str) -> list[Seen]:
        """The requests for one file."""
        return [seen for seen in self.seen if seen.path.endswith(f"/{name}")]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: FakeHub

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        token = self.headers.get("Authorization")
        self.hub.seen.append(Seen(self.command, path, self.headers.get("Range"), token))
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:  # api/models/org/name/revision/REV
            self._list("/".join(parts[2:4]), "/".join(parts[5:]))
        else:  # org/name/resolve/REV/file
            self._file("/".join(parts[:2]), parts[3], parts[4])

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _list(self, repo: str, revision: str) -> None:
        if self.hub.statuses["api"]:
            return self._answer(self.hub.statuses["api"].pop(0))
        if repo in self.hub.refusals:
            status, code = self.hub.refusals[repo]
            return self._answer(status, X_Error_Code=code)
        if not any(each == repo for each, _ in self.hub.commits):
            return self._answer(404, X_Error_Code="RepoNotFound")
        commit = self.hub.branches.get((repo, revision), revision)
        files = self.hub.commits.get((repo, commit))
        if files is None:
            return self._answer(404, X_Error_Code="RevisionNotFound")
        siblings = []
        for name, content in files.items():
            entry = {"rfilename": name, "size": len(content), "blobId": git_sha1(content)}
            if is_lfs(name):
                digest = hashlib.sha256(content).hexdigest()
                entry["lfs"] = {"sha256": digest, "size": len(content), "pointerSize": 130}
            siblings.append(entry)
        body = json.dumps({"id": repo, "sha": commit, "siblings": siblings}).encode()
        self._answer(200, body, Content_Type="application/json")

    def _file(self, repo: str, commit: str, name: str) -> None:
        if self.hub.statuses[name]:
            return self._answer(self.hub.statuses[name].pop(0))
        content = self.hub.commits[repo, commit][name]
        if self.hub.damages[name] > 0:
            self.hub.damages[name] -= 1
            content = content[:-1] + bytes([content[-1] ^ 1])
        if name in self.hub.too_long:
            content += content
        start = 0
        asked = self.headers.get("Range")
        if asked and self.hub.knows_ranges:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        self.send_header("X-Repo-Commit", commit)
        self.send_header("ETag", f'"{git_sha1(content)}"')
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.hub.breaks[name]:
            self.wfile.write(content[start : start + self.hub.breaks[name].pop(0)])
            self.wfile.flush()
            self.hub.reached.set()
            if self.hub.hold is not None:
                self.hub.hold.wait(60)
            self.close_connection = True
            return
        self.wfile.write(content[start:])


@contextmanager
def serving() -> Iterator[FakeHub]:
    """A hub that listens on a free port until the block ends."""
    hub = FakeHub()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        if hub.hold is not None:
            hub.hold.set()
        server.shutdown()
        thread.join()
        server.server_close()
