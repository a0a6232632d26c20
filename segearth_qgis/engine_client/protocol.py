"""JSON-RPC 2.0, one JSON object per line, as the engine speaks it on its stdin and stdout.

Pure Python, no QGIS and no process: bytes in, messages out. Nothing here raises on what the other side sends;
what is no message of the protocol comes out as ``Junk``, with its text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Optional, Union

PROTOCOL_VERSION = 1
LONGEST_LINE = 16 * 1024 * 1024  # bytes; a longer line is no message of ours and must not fill the memory


@dataclass(frozen=True)
class Response:
    """The result of the request ``id``."""

    id: int
    result: object


@dataclass(frozen=True)
class Failure:
    """The error of the request ``id`` (None: the engine could not tell which)."""

    id: Optional[int]
    code: int
    message: str
    kind: str
    hint: str


@dataclass(frozen=True)
class Notification:
    """Something that the engine tells unasked."""

    method: str
    params: dict[str, object]


@dataclass(frozen=True)
class Junk:
    """A line that is no message of the protocol."""

    text: str


Message = Union[Response, Failure, Notification, Junk]


def encode_request(request_id: int, method: str, params: dict[str, object]) -> bytes:
    """One request as one line. JSON escapes line breaks, so a question with one stays on the line."""
    body = {"jsonrpc": "2.0", "id": request_id, "method": method, "params": params}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _decode_error(request_id: Optional[int], error: dict) -> Failure:
    data = error.get("data")
    details = data if isinstance(data, dict) else {}
    code = error.get("code")
    return Failure(
        id=request_id,
        code=code if isinstance(code, int) else 0,
        message=str(error.get("message") or ""),
        kind=str(details.get("kind") or "internal"),
        hint=str(details.get("hint") or ""),
    )


def decode(line: bytes) -> Message:
    """The message in one line without its line break."""
    text = line.decode("utf-8", errors="replace").strip()
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return Junk(text)
    if not isinstance(body, dict) or body.get("jsonrpc") != "2.0":
        return Junk(text)
    request_id = body.get("id")
    if isinstance(body.get("error"), dict) and (request_id is None or _is_id(request_id)):
        return _decode_error(request_id, body["error"])
    if "result" in body and _is_id(request_id):
        return Response(request_id, body["result"])
    if isinstance(body.get("method"), str) and "id" not in body:
        params = body.get("params", {})
        if isinstance(params, dict):
            return Notification(body["method"], params)
    return Junk(text)


class LineBuffer:
    """Cuts a stream of bytes into lines, however the pieces arrive.

    Holds at most ``longest`` bytes of an unfinished line; a longer one is dropped up to its end and counted in
    ``dropped``.
    """

    def __init__(self, longest: int = LONGEST_LINE) -> None:
        self._longest = longest
        self._rest = b""
        self._dropping = False
        self.dropped = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Take the next piece and return the lines that it completes, without line breaks and without empty ones."""
        *lines, rest = (self._rest + data).split(b"\n")
        if lines and self._dropping:
            lines, self._dropping = lines[1:], False
        complete = [line for line in lines if len(line) <= self._longest]
        self.dropped += len(lines) - len(complete)
        if len(rest) > self._longest:
            self.dropped += not self._dropping
            self._dropping = True
        self._rest = b"" if self._dropping else rest
        return [line.rstrip(b"\r") for line in complete if line.strip()]

    def remainder(self) -> bytes:
        """What is left of an unfinished line, after the stream has ended."""
        rest, self._rest = self._rest, b""
        return rest
