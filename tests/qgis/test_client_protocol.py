"""The client's side of the protocol: bytes in, messages out, whatever the bytes are."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from segearth_qgis.engine_client.protocol import (
    Failure,
    Junk,
    LineBuffer,
    Notification,
    Response,
    decode,
    encode_request,
)

lines = st.lists(st.binary(min_size=1, max_size=30).filter(lambda b: b"\n" not in b and b.strip() and b[-1:] != b"\r"))


@given(lines, st.integers(1, 7))
def test_the_lines_do_not_depend_on_how_the_stream_is_cut(sent, size):
    stream = b"".join(line + b"\n" for line in sent)
    buffer = LineBuffer()
    received = [line for i in range(0, len(stream), size) for line in buffer.feed(stream[i : i + size])]
    assert received == sent
    assert buffer.remainder() == b""


def test_an_unfinished_line_waits_for_its_end():
    buffer = LineBuffer()
    assert buffer.feed(b'{"a"') == []
    assert buffer.feed(b": 1}\r\n\n") == [b'{"a": 1}']


def test_what_is_left_at_the_end_of_the_stream_can_be_had():
    buffer = LineBuffer()
    buffer.feed(b'whole\n{"cut')
    assert buffer.remainder() == b'{"cut'
    assert buffer.remainder() == b""


def test_a_line_beyond_the_limit_is_dropped_and_the_next_one_is_read():
    buffer = LineBuffer(longest=8)
    assert buffer.feed(b"0123456789") == []
    assert buffer.feed(b"still the same line\nnext\n") == [b"next"]
    assert buffer.dropped == 1


def test_a_request_is_one_line_even_when_the_question_has_two():
    line = encode_request(3, "run", {"questions": ["Where is\nwater? Wo ist Wäßer?"]})
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert json.loads(line) == {
        "jsonrpc": "2.0",
        "id": 3,
        "method": "run",
        "params": {"questions": ["Where is\nwater? Wo ist Wäßer?"]},
    }


def test_a_result_is_a_response():
    assert decode(b'{"jsonrpc": "2.0", "id": 4, "result": {"a": 1}}') == Response(4, {"a": 1})


def test_a_result_may_be_null():
    assert decode(b'{"jsonrpc": "2.0", "id": 4, "result": null}') == Response(4, None)


def test_an_error_carries_its_kind_and_hint():
    error = b'{"code": -32000, "message": "No CRS.", "data": {"kind": "no_crs", "hint": "Set it."}}'
    assert decode(b'{"jsonrpc": "2.0", "id": 4, "error": ' + error + b"}") == Failure(
        4, -32000, "No CRS.", "no_crs", "Set it."
    )


def test_an_error_without_data_is_of_the_kind_internal():
    assert decode(b'{"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": "?"}}') == Failure(
        None, -32700, "?", "internal", ""
    )


def test_a_message_without_an_id_is_a_notification():
    assert decode(b'{"jsonrpc": "2.0", "method": "heartbeat", "params": {"time": 1}}') == Notification(
        "heartbeat", {"time": 1}
    )


@given(st.binary(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["jsonrpc", "id", "method", "params", "error", "result", "data"]), inner),
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_nothing_that_the_other_side_sends_raises(line):
    assert isinstance(decode(line), (Response, Failure, Notification, Junk))


def test_an_answer_without_a_version_or_with_an_odd_id_is_junk():
    assert decode(b'{"id": 4, "result": 1}') == Junk('{"id": 4, "result": 1}')
    assert isinstance(decode(b'{"jsonrpc": "2.0", "id": true, "result": 1}'), Junk)
    assert isinstance(decode(b'{"jsonrpc": "2.0", "id": "4", "result": 1}'), Junk)


def test_deep_nesting_is_junk():
    assert isinstance(decode(b"[" * 100_000), Junk)
