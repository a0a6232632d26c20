"""The progress of a command: one line on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import errno
import io

import pytest

from engine.progress import ProgressBar, line
from engine.run import Event

HALF = Event("r1", "model", 12, 24, 3, 80.0, "Tile 12 of 24")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (HALF, "Searching [############............] 12/24 tiles, 3 with something, 1:20 left"),
        (Event("r1", "model", 0, 0, 0, None, ""), f"Searching [{'.' * 24}] 0/0 tiles, 0 with something"),
        (
            Event("r1", "model", 1, 1, 0, 3700.0, ""),
            f"Searching [{'#' * 24}] 1/1 tiles, 0 with something, 1:01:40 left",
        ),
        (Event("r1", "words", 1, 2, 3, None, ""), f"Putting into words [{'#' * 12}{'.' * 12}] 1/2 answers"),
        (Event("r1", "vectorize", 1, 1, 7, None, ""), f"Outlining [{'#' * 24}] 1/1, 7 areas"),
    ],
)
def test_event_in_words(event: Event, words: str) -> None:
    assert line(event) == words


def test_bar_stays_on_one_line_of_a_terminal() -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    bar(HALF)
    bar(HALF)
    bar.close()
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().count("12/24") == 2


def test_a_log_that_cannot_be_written_ends_nothing() -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    now = [0.0]
    bar = ProgressBar(Full(), lambda: now[0])
    for now[0] in (60.0, 120.0):
        bar(HALF)
    bar.close()


def test_a_file_gets_a_line_a_minute() -> None:
    stream, now = io.StringIO(), [0.0]
    bar = ProgressBar(stream, lambda: now[0])
    for now[0] in (0.0, 30.0, 59.9, 60.0, 61.0, 119.0, 150.0):
        bar(HALF)
    bar.close()
    assert stream.getvalue() == f"{line(HALF)}\n" * 2
