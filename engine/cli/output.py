"""What commands print: text or JSON on stdout, complaints on stderr; a reader that has gone is no error."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO


def print_text(text: str) -> None:
    """A line, or lines, on stdout."""
    write_line(sys.stdout, text)


def print_line(value: dict[str, Any]) -> None:
    """A JSON object on one line of stdout."""
    print_text(json.dumps(value, ensure_ascii=True, allow_nan=False))


def print_json(value: dict[str, Any]) -> None:
    """A JSON object on stdout, for people to read as well."""
    print_text(json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False))


def write_line(stream: TextIO, line: str) -> None:
    """A line on a stream, at once."""
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except BrokenPipeError:  # nobody reads any more (`| head`): the work is done all the same
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())  # for what is still in the stream's buffer
        os.close(nothing)
