"""The line protocol: any bytes, in any pieces, give requests or errors, and every message is one line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadRequest, NoGeoreference
from engine.service.protocol import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    PARSE_ERROR,
    LineSplitter,
    ProtocolError,
    Request,
    encode,
    error_response,
    notification,
    parse,
    response,
)

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=10,
)


def split(data: bytes, cuts: list[int], limit: int = 1000) -> list[bytes | None]:
    splitter = LineSplitter(limit)
    lines: list[bytes | None] = []
    bounds = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    for start, end in zip(bounds, bounds[1:], strict=False):
        lines.extend(splitter.feed(data[start:end]))
    return lines


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line)), st.lists(st.integers(0, 500)))
def test_lines_do_not_depend_on_how_the_bytes_arrive(lines: list[bytes], cuts: list[int]) -> None:
    data = b"".join(line + b"\n" for line in lines) + b"not ended"
    assert split(data, cuts) == lines


@given(st.lists(st.integers(0, 500)))
def test_line_over_the_limit_is_dropped_and_the_next_one_is_whole(cuts: list[int]) -> None:
    assert split(b"x" * 11 + b"\nshort\n" + b"y" * 10 + b"\n", cuts, limit=10) == [None, b"short", b"y" * 10]


@given(any_json)
def test_every_value_crosses_the_border_as_one_line(value: Any) -> None:
    line = encode(response(1, value))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line)["result"] == value


@given(any_json)
def test_any_json_value_is_a_request_or_a_protocol_error(value: Any) -> None:
    try:
        request = parse(json.dumps(value).encode())
    except ProtocolError as error:
        encode(error_response(error.request_id, error))
    else:
        assert isinstance(request, Request)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_request_a_blank_or_a_protocol_error(line: bytes) -> None:
    try:
        request = parse(line)
    except ProtocolError as error:
        encode(error_response(error.request_id, error))
    else:
        assert request is None or isinstance(request, Request)


def test_request_is_read() -> None:
    line = b'{"jsonrpc":"2.0","id":7,"method":"cancel","params":{"run_id":"a"}}'
    assert parse(line) == Request("cancel", {"run_id": "a"}, 7)


def test_request_without_id_wants_no_response() -> None:
    request = parse(b'{"jsonrpc":"2.0","method":"shutdown"}')
    assert request == Request("shutdown", {}, None, wants_response=False)


def test_null_id_wants_a_response() -> None:
    request = parse(b'{"jsonrpc":"2.0","method":"shutdown","id":null}')
    assert request is not None
    assert request.wants_response


@pytest.mark.parametrize("line", [b"", b"  ", b"\r"])
def test_blank_line_is_passed_over(line: bytes) -> None:
    assert parse(line) is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (None, PARSE_ERROR),  # over the limit
        (b"{", PARSE_ERROR),
        (b"\xff", PARSE_ERROR),
        (b"NaN", PARSE_ERROR),
        (b"[" * 100_000, PARSE_ERROR),
        (b"9" * 10_000, PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"1", INVALID_REQUEST),
        (b'{"id":1,"method":"models"}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1,"method":5}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":{},"method":"models"}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":true,"method":"models"}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1e999,"method":"models"}', INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1,"method":"models","params":[]}', INVALID_PARAMS),
    ],
)
def test_broken_line_has_its_code(line: bytes | None, code: int) -> None:
    with pytest.raises(ProtocolError) as caught:
        parse(line)
    assert caught.value.code == code


def test_error_of_a_request_carries_its_id() -> None:
    with pytest.raises(ProtocolError) as caught:
        parse(b'{"jsonrpc":"2.0","id":"x","method":5}')
    assert error_response(caught.value.request_id, caught.value)["id"] == "x"


def test_engine_error_carries_kind_sentence_and_hint() -> None:
    error = error_response(1, NoGeoreference("It has no CRS."))["error"]
    assert error["code"] == -32000
    assert error["message"] == "It has no CRS."
    assert error["data"] == {"kind": "no_crs", "hint": NoGeoreference.hint}


def test_bad_request_is_a_fault_of_the_params() -> None:
    assert error_response(1, BadRequest("No."))["error"]["code"] == INVALID_PARAMS


def test_notification_has_no_id() -> None:
    assert "id" not in notification("heartbeat", {"time": 1.0})
