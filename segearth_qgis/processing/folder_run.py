"""A folder of rasters asked one by one: what is done stays done, what was begun goes on, a bad file stops nothing.

One engine serves them all; where it dies, a new one is started and the raster is tried once more.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from qgis.core import QgsProcessingFeedback, QgsProcessingMultiStepFeedback

from ..core.errors import EngineDied, EngineReported, EngineStalled, PluginError, ResultUnreadable, RunCancelled
from ..core.i18n import tr
from ..core.run_folder import read_record, run_folder_of, was_asked
from ..engine_client.blocking_client import BlockingClient
from ..engine_client.limits import Limits
from .algorithm import make_client
from .outcome import Outcome

# What would happen to every other raster, too.
_OF_ALL = ("model_missing", "bad_model", "device_unavailable", "download_failed", "disk_full", "output_not_writable")


@dataclass(frozen=True)
class RasterRun:
    """One raster: its ``outcome``, or the error that it was given up with."""

    raster: str
    outcome: Optional[Outcome]
    error: Optional[PluginError] = None


class FolderRun:
    """Asks every raster the same. ``params``: the fields of a run, without raster and output."""

    def __init__(self, folder: Path, results: Path, params: dict[str, object], limits: Limits) -> None:
        self._folder = folder
        self._results = results
        self._params = params
        self._limits = limits
        self._engine: Optional[BlockingClient] = None
        self._engines = ExitStack()

    def ask(self, rasters: list[str], feedback: QgsProcessingFeedback) -> Iterator[RasterRun]:
        """Ask one after the other. Raises RunCancelled, and PluginError for what would stop every raster."""
        steps = QgsProcessingMultiStepFeedback(len(rasters), feedback)
        with self._engines:
            for number, raster in enumerate(rasters):
                if feedback.isCanceled():
                    raise RunCancelled
                steps.setCurrentStep(number)
                feedback.pushInfo(
                    tr("{number} of {total}: {raster}").format(number=number + 1, total=len(rasters), raster=raster)
                )
                yield self._ask_one(raster, steps)

    def _ask_one(self, raster: str, feedback: QgsProcessingFeedback) -> RasterRun:
        output = self._results / f"{raster}.gpkg"
        params = {**self._params, "raster": str(self._folder / raster), "output": str(output)}
        try:
            return RasterRun(raster, self._tried_twice(params, feedback))
        except (EngineReported, EngineDied, EngineStalled, ResultUnreadable) as error:
            if error.kind in _OF_ALL:
                raise
            return RasterRun(raster, None, error)

    def _tried_twice(self, params: dict[str, object], feedback: QgsProcessingFeedback) -> Outcome:
        try:
            return self._outcome(params, feedback)
        except (EngineDied, EngineStalled) as error:
            feedback.pushWarning(tr("{sentence} It is started again.").format(sentence=error.sentence))
        return self._outcome(params, feedback)

    def _outcome(self, params: dict[str, object], feedback: QgsProcessingFeedback) -> Outcome:
        """What an earlier run found, what is left of one that did not end, or a run from the start."""
        output = Path(str(params["output"]))
        folder = run_folder_of(str(output))
        record = read_record(folder)
        if record is not None and was_asked(record, params):
            if record.get("state") == "done" and output.is_file():
                feedback.pushInfo(tr("It is done already; its result is kept."))
                return Outcome.from_dict(record.get("result"))
            if record.get("state") != "done":
                try:
                    return self._call("resume", {"run_folder": str(folder)}, feedback)
                except EngineReported as error:
                    if error.kind != "bad_request":
                        raise
                    feedback.pushInfo(tr("It is asked anew: {reason}").format(reason=error.sentence))
        output.parent.mkdir(parents=True, exist_ok=True)
        return self._call("run", params, feedback)

    def _call(self, method: str, params: dict[str, object], feedback: QgsProcessingFeedback) -> Outcome:
        if self._engine is None or not self._engine.is_alive:
            self._engine = self._engines.enter_context(make_client(feedback, self._limits))
        return Outcome.from_dict(self._engine.call(method, {**params, "run_id": uuid.uuid4().hex}))
