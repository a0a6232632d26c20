"""Draws the areas of a finished run anew, with other values and without its model, and puts them into its layer.

Values come as fast as a slider moves: they are asked when they have settled, one at a time, and the newest wins.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import IncompleteRequest, PluginError
from ..core.i18n import tr
from ..core.provenance import describe_again
from ..core.result_layers import ANSWERS, COVERAGE, RUN_FOLDER
from ..core.run_folder import read_record
from ..core.run_layers import (
    coverage_beside,
    is_edited,
    mark_layer,
    replace_features,
    result_of_layer,
    reviewed_count,
)
from ..core.run_request import Shaping
from ..core.scratch import Scratch
from .client import EngineClient

SETTLE_MS = 250


class Adjuster(QObject):
    """One layer at a time. A wish for another layer replaces the one that was not asked yet."""

    busyChanged = pyqtSignal(bool)
    adjusted = pyqtSignal(object, object)  # QgsVectorLayer, RunResult
    failed = pyqtSignal(object)  # PluginError
    reviewed = pyqtSignal(int)  # so many areas are judged: nothing is drawn before ``consent``
    edited = pyqtSignal()  # somebody has changed the layer's file: nothing is drawn before ``consent``

    def __init__(self, client: EngineClient, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._client = client
        self._wish: Optional[tuple[str, Shaping]] = None  # the layer's id, and the newest values
        self._asked: Optional[tuple[str, Shaping]] = None
        self._run_id = ""
        self._scratch: Optional[Scratch] = None
        self._consented = ""  # the layer whose judged or edited areas may go, once
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    @property
    def is_busy(self) -> bool:
        """Whether something is asked or about to be."""
        return self._asked is not None or self._timer.isActive()

    def adjust(self, layer: QgsVectorLayer, shaping: Shaping) -> None:
        """Draw the areas of ``layer`` with these values, soon."""
        self._wish = (layer.id(), shaping)
        self._timer.start(SETTLE_MS)

    def consent(self) -> None:
        """The judged or edited areas of the layer that was asked about last may go."""
        if self._wish is not None:
            self._consented = self._wish[0]
            self._timer.start(0)

    def withdraw(self) -> None:
        """There is no consent: what waited for it is not drawn."""
        if not self._timer.isActive():
            self._wish = None

    def forget(self) -> None:
        """The project was closed: what is under way is for nobody."""
        self._wish, self._consented = None, ""
        self._timer.stop()
        self._cancel()

    def _cancel(self) -> None:
        if self._asked is not None:
            self._client.request("cancel", {"run_id": self._run_id}, lambda _answer: None, lambda _error: None)

    def _ask(self) -> None:
        if self._wish is None:
            return
        if self._asked is not None:
            self._cancel()  # its end asks for the newest
            return
        layer = QgsProject.instance().mapLayer(self._wish[0])
        if not isinstance(layer, QgsVectorLayer):
            self._wish = None
            return
        try:
            self._check(layer)
            if layer.id() != self._consented and self._asks_first(layer):
                return
            folder = str(layer.customProperty(RUN_FOLDER))
            self._scratch = Scratch(Path(folder).parent)
        except PluginError as error:
            self._wish, self._consented = None, ""
            self.failed.emit(error)
            return
        self._asked, self._wish = self._wish, None
        self._run_id = f"adjust-{uuid.uuid4().hex[:16]}"
        params = {
            "run_folder": folder,
            "output": str(self._scratch.folder / "adjusted.gpkg"),
            **self._asked[1].to_params(),
            "run_id": self._run_id,
        }
        self.busyChanged.emit(True)
        self._client.request("vectorize", params, self._on_result, self._on_error)

    def _asks_first(self, layer: QgsVectorLayer) -> bool:
        """Whether work of somebody would be lost; then they are asked."""
        if count := reviewed_count(layer):
            self.reviewed.emit(count)
        elif is_edited(layer):
            self.edited.emit()
        else:
            return False
        return True

    def _check(self, layer: QgsVectorLayer) -> None:
        if layer.isEditable():
            raise IncompleteRequest(
                "thresholdSlider",
                tr("“{name}” is being edited, so its areas stay as they are.").format(name=layer.name()),
                tr("Save or drop the edits first."),
            )

    def _on_result(self, data: object) -> None:
        name, shaping = self._asked
        layer = QgsProject.instance().mapLayer(name)
        try:
            if isinstance(layer, QgsVectorLayer) and self._wish is None:
                self._check(layer)  # editing may have begun meanwhile, or ended
                if layer.id() != self._consented and self._asks_first(layer):
                    self._wish = self._asked  # until there is consent
                else:
                    self._put_in(layer, shaping, data)
        except PluginError as error:
            self.failed.emit(error)
        finally:
            self._end()

    def _put_in(self, layer: QgsVectorLayer, shaping: Shaping, data: object) -> None:
        result = result_of_layer(layer).adjusted(data)
        path = str(self._scratch.folder / "adjusted.gpkg")
        record = read_record(Path(result.run_folder))
        replace_features(layer, path, result.answers_layer)
        mark_layer(layer, ANSWERS, result, shaping)
        describe_again(layer, record, shaping.to_params())
        coverage = coverage_beside(layer, list(QgsProject.instance().mapLayers().values()))
        if coverage is not None and not coverage.isEditable():
            replace_features(coverage, path, result.coverage_layer)
            mark_layer(coverage, COVERAGE, result, shaping)
            describe_again(coverage, record, shaping.to_params())
        self.adjusted.emit(layer, result)

    def _on_error(self, error: PluginError) -> None:
        if error.kind != "cancelled" and self._wish is None:
            self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        waits = self._wish is not None and self._wish is self._asked  # for consent
        self._asked = None
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            scratch.drop()
        self.busyChanged.emit(False)
        if waits:
            return
        if self._wish is not None:
            self._timer.start(0)
        else:
            self._consented = ""  # it was for these values: what is reviewed or edited later is asked about again
