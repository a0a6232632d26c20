"""A command at work: its progress bar, and Ctrl-C, first a wish, then an end; nothing once the work is done."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from engine.progress import ProgressBar

Done = TypeVar("Done")


@dataclass
class Interrupts:
    """What Ctrl-C does: the first is a wish to stop after the tile, a second an end at once, later ones nothing."""

    wanted: threading.Event = field(default_factory=threading.Event)
    over: bool = False  # the work is done: what is left is to say so, and the exit code says so too

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.over:
            return
        if self.wanted.is_set():
            raise KeyboardInterrupt
        self.wanted.set()


@contextmanager
def interrupts() -> Iterator[Interrupts]:
    """Take Ctrl-C's signal for as long as the work lasts."""
    taken = Interrupts()
    before = signal.signal(signal.SIGINT, taken)
    try:
        yield taken
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def carried_out(work: Callable[[ProgressBar, Callable[[], bool]], Done]) -> Iterator[Done]:
    """``work(bar, cancelled)`` with a progress bar; what it gave is told in the body, where Ctrl-C changes nothing."""
    from engine.progress import ProgressBar

    bar = ProgressBar(sys.stderr)
    with interrupts() as interrupted:
        try:
            done = work(bar, interrupted.wanted.is_set)
            interrupted.over = True
        finally:
            bar.close()
        yield done
