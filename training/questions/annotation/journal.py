"""The append-only log of an annotation: one JSON line per reply, paid for once and never asked again.

A line that a killed run left half-written is skipped. The log holds texts, counts and names; no key, no image.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

LOG_NAME: Final = "annotation_log.jsonl"


@dataclass
class Journal:
    """What was asked so far. used: model -> [tokens in, tokens out] of all replies, usable or not."""

    path: Path
    replies: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    used: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> Journal:
        """Read what a former run left in the folder, if any."""
        journal = cls(folder / LOG_NAME)
        if journal.path.is_file():
            content = journal.path.read_bytes()
            for line in content.splitlines():
                try:
                    journal._take(json.loads(line))
                except ValueError:  # cut by a kill
                    continue
            if content and not content.endswith(b"\n"):
                with journal.path.open("ab") as file:
                    file.write(b"\n")
        return journal

    def find(self, model: str, item: str, digest: str) -> tuple[str, ...] | None:
        """The texts that a former reply to the same request gave."""
        return self.replies.get((model, item, digest))

    def add(self, event: Mapping[str, Any]) -> None:
        """Append an event; on the disk when this returns."""
        line = json.dumps({"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **event}, ensure_ascii=False)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._take(event)

    def _take(self, event: Mapping[str, Any]) -> None:
        if "model" not in event:
            return
        used = self.used.setdefault(event["model"], [0, 0])
        used[0] += event.get("tokens_in", 0)
        used[1] += event.get("tokens_out", 0)
        if "texts" in event:
            self.replies[(event["model"], event["item"], event["request"])] = tuple(event["texts"])
