"""What tests of the algorithms do again and again: run one, and listen."""

from __future__ import annotations

import processing
from qgis.core import (
    QgsProcessingFeedback,
)

QUESTION = "Where is open water?"


class Listener(QgsProcessingFeedback):
    """Keeps what an algorithm says, and cancels after so many signs of progress."""

    def __init__(self, cancel_after: int = 0) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.steps: list[str] = []
        self._cancel_after = cancel_after

    def pushInfo(self, info):
        self.infos.append(info)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def reportError(self, error, fatal=False):
        self.errors.append(error)

    def setProgressText(self, text):
        self.steps.append(text)
        if self._cancel_after and len(self.steps) >= self._cancel_after:
            self.cancel()


def run(raster, listener=None, **parameters) -> dict:
    values = {"INPUT": raster, "QUESTION": QUESTION, "OUTPUT": "memory:", **parameters}
    return processing.run("segearth:segmentbyquestion", values, feedback=listener or Listener())
