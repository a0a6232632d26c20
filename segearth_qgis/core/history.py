"""The runs of a project: what was asked, of which raster, and how it ended; kept in the project's own file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Optional

from qgis.core import QgsProject

from .i18n import tr
from .log import log
from .run_request import RunRequest

SCOPE, KEY = "SegEarth", "history"
MOST_ENTRIES = 50
STATES = ("done", "warned", "failed", "cancelled")


@dataclass(frozen=True)
class HistoryEntry:
    """One run. ``state`` is ``done``, ``warned`` (done, with a caution), ``failed`` or ``cancelled``;
    ``outcome`` is the sentence the user saw, ``words`` the model's own, in quotation marks; ``params`` are those of the
    engine's ``run``, so that it can be asked again."""

    question: str
    raster_name: str
    outcome: str
    state: str
    time: str
    output: str = ""
    words: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def request(self) -> Optional[RunRequest]:
        """What was asked; None where the entry does not say."""
        try:
            return RunRequest.from_params(self.params)
        except (KeyError, TypeError, ValueError):
            return None

    def to_dict(self) -> dict[str, object]:
        """The entry as JSON values."""
        return {**self.__dict__, "params": dict(self.params)}

    @classmethod
    def from_dict(cls, data: Mapping) -> HistoryEntry:
        """Read an entry. Raises KeyError, TypeError or ValueError."""
        if data["state"] not in STATES:
            raise ValueError(f"no state: {data['state']!r}")
        texts = {name: str(data.get(name, "")) for name in ("raster_name", "outcome", "time", "output", "words")}
        return cls(
            question=str(data["question"]), state=str(data["state"]), params=dict(data.get("params") or {}), **texts
        )


def load_history(project: QgsProject) -> list[HistoryEntry]:
    """The runs of a project, newest first. What cannot be read, from another version, is left out and logged."""
    text, _found = project.readEntry(SCOPE, KEY, "")
    if not text:
        return []
    try:
        return [HistoryEntry.from_dict(dict(item)) for item in json.loads(text)][:MOST_ENTRIES]
    except (KeyError, TypeError, ValueError) as error:
        log(tr("The history in this project cannot be read: {reason}").format(reason=repr(error)), "warning")
        return []


def save_history(project: QgsProject, entries: list[HistoryEntry]) -> None:
    """Keep the newest runs with the project; they reach its file when the project is saved."""
    if entries:
        text = json.dumps([entry.to_dict() for entry in entries[:MOST_ENTRIES]], ensure_ascii=False)
        project.writeEntry(SCOPE, KEY, text)
    else:
        project.removeEntry(SCOPE, KEY)
