"""The line protocol: bytes to requests and messages to bytes. Pure: no files, no threads, no engine.

JSON-RPC 2.0, one JSON object per line, UTF-8. Whatever comes in, a line gives a Request or an error message to send.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.errors import BadRequest, SegEarthError

PROTOCOL_VERSION = 1
MAX_LINE_BYTES = 1 << 20  # a request is a few hundred bytes; a mask travels as a path

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
ENGINE_ERROR = -32000

RequestId = str | int | float | None


@dataclass(frozen=True)
class Request:
    """A request, or a notification where ``wants_response`` is False."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    id: RequestId = None
    wants_response: bool = True


class ProtocolError(Exception):
    """A line or a request that breaks the protocol: ``code`` of JSON-RPC, a sentence, and the id where known."""

    def __init__(self, code: int, message: str, request_id: RequestId = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.request_id = request_id


class LineSplitter:
    """Cuts a stream of bytes into lines, however it is chopped up. Memory: at most ``limit`` bytes and one chunk."""

    def __init__(self, limit: int = MAX_LINE_BYTES) -> None:
        self._limit = limit
        self._open = bytearray()
        self._too_long = False

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        """Yield every line that ``chunk`` ends, without its line feed; None in the place of one over the limit."""
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            self._keep(part)
            yield None if self._too_long else bytes(self._open)
            self._open.clear()
            self._too_long = False
        self._keep(rest)

    def _keep(self, part: bytes) -> None:
        if self._too_long or len(self._open) + len(part) > self._limit:
            self._too_long = True
            self._open.clear()
        else:
            self._open += part


def parse(line: bytes | None) -> Request | None:
    """Read one line; None for a blank one. Raises ProtocolError."""
    if line is None:
        raise ProtocolError(PARSE_ERROR, f"A line is longer than {MAX_LINE_BYTES} bytes.")
    if not line.strip():
        return None
    try:
        message = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(PARSE_ERROR, f"A line is no JSON in UTF-8: {error}.") from error
    if not isinstance(message, dict):
        raise ProtocolError(INVALID_REQUEST, "A request must be a JSON object; batches are not spoken.")
    request_id = message.get("id")
    if not _is_id(request_id):
        raise ProtocolError(INVALID_REQUEST, "The id of a request must be a string, a number or null.")
    if message.get("jsonrpc") != "2.0":
        raise ProtocolError(INVALID_REQUEST, 'A request must say "jsonrpc": "2.0".', request_id)
    method = message.get("method")
    if not isinstance(method, str):
        raise ProtocolError(INVALID_REQUEST, "A request must name its method.", request_id)
    params = message.get("params", {})
    if not isinstance(params, dict):
        raise ProtocolError(INVALID_PARAMS, "params must be an object with named values.", request_id)
    return Request(method, params, request_id, wants_response="id" in message)


def encode(message: dict[str, Any]) -> bytes:
    """One message as one line. ASCII with escapes, so that no text in it can end the line early."""
    return json.dumps(message, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def response(request_id: RequestId, result: Any) -> dict[str, Any]:
    """The answer to a request that went well."""
    return {"jsonrpc": "2.0", "id": request_id, "result": result}


def notification(method: str, params: dict[str, Any]) -> dict[str, Any]:
    """A message that wants no answer."""
    return {"jsonrpc": "2.0", "method": method, "params": params}


def error_response(request_id: RequestId, error: SegEarthError | ProtocolError) -> dict[str, Any]:
    """The answer to a request that failed: a sentence, a stable kind and what to do."""
    if isinstance(error, ProtocolError):
        code, data = error.code, {"kind": "protocol", "hint": "Update the plugin and the engine to the same version."}
    else:
        code = INVALID_PARAMS if isinstance(error, BadRequest) else ENGINE_ERROR
        data = {"kind": error.kind, "hint": error.advice}
    return {"jsonrpc": "2.0", "id": request_id, "error": {"code": code, "message": error.message, "data": data}}


def _is_id(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, float):
        return math.isfinite(value)  # 1e999 is JSON, and no number that could be sent back
    return value is None or isinstance(value, (str, int))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
