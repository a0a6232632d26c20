"""The toolbox's batch mode: its table of runs, filled in and started as a user does."""

from __future__ import annotations

import shutil
from pathlib import Path

from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from processing_steps import QUESTION
from qgis.core import QgsApplication, QgsProcessingContext, QgsVectorLayer
from qgis.PyQt.QtWidgets import QTextEdit


class NoTask:
    """In the place of the task that shows the progress, which QGIS 3.22 never ends."""

    def __init__(self, *_arguments) -> None: ...

    def setProgress(self, _percent: float) -> None: ...


def fill(panel, rows: list[dict]) -> None:
    """Put values into the table, a row for each run, by the names of the parameters."""
    panel.addRow(len(rows) - panel.batchRowCount())
    for column, name in panel.column_to_parameter_definition.items():
        for row, values in enumerate(rows):
            if name not in values:
                continue
            wrapper = panel.wrappers[row][column]
            if wrapper is None:  # a destination
                panel.tblParameters.cellWidget(row + 1, column).setValue(values[name])
            else:
                wrapper.setParameterValue(values[name], QgsProcessingContext())


def counts(folder: Path) -> dict[str, int]:
    return {path.stem: QgsVectorLayer(str(path), "answers", "ogr").featureCount() for path in folder.glob("*.gpkg")}


def test_every_row_is_a_run_and_one_that_fails_stops_none(engine, raster_file, tmp_path, qtbot, monkeypatch):
    monkeypatch.setitem(BatchAlgorithmDialog.runAlgorithm.__globals__, "QgsScopedProxyProgressTask", NoTask)
    engine("good")
    rows = []
    for name in ("one", "gone", "three"):
        shutil.copy(raster_file, tmp_path / f"{name}.tif")
        values = {"INPUT": str(tmp_path / f"{name}.tif"), "QUESTION": QUESTION}
        rows.append({**values, "OUTPUT": str(tmp_path / f"{name}.gpkg")})
    algorithm = QgsApplication.processingRegistry().algorithmById("segearth:segmentbyquestion")
    dialog = BatchAlgorithmDialog(algorithm.create())
    qtbot.addWidget(dialog)
    fill(dialog.mainWidget(), rows)
    (tmp_path / "gone.tif").unlink()
    dialog.mainWidget().checkLoadLayersOnCompletion.setChecked(False)
    dialog.runAlgorithm()
    qtbot.waitUntil(lambda: counts(tmp_path) == {"one": 3, "three": 3}, timeout=30_000)
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().tasks(), timeout=30_000)
    log = "".join(text.toPlainText() for text in dialog.findChildren(QTextEdit))
    assert "no longer at" in log or "There is no raster" in log or "not load source layer" in log
    assert "destination" not in log  # of the layers that nobody asked for
