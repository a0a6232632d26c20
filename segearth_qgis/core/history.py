"""The runs of this session: what was asked, of which raster, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HistoryEntry:
    """One run. ``state`` is ``done``, ``warned`` (done, with a caution), ``failed`` or ``cancelled``;
    ``outcome`` is the sentence the user saw, ``words`` the model's own, in quotation marks."""

    question: str
    raster_name: str
    outcome: str
    state: str
    time: str
    output: str = ""
    words: str = ""
