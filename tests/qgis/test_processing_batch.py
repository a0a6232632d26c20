"""The toolbox's batch mode: its table of runs, filled in and started as a user does."""

from __future__ import annotations

import shutil

from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from processing_steps import QUESTION
from qgis.core import QgsApplication, QgsProcessingContext, QgsProxyProgressTask, QgsVectorLayer
from qgis.PyQt import sip


def fill(dialog: BatchAlgorithmDialog, rows: list[dict]) -> None:
    """Put values into the table, a row for each run, by the names of the parameters."""
    panel = dialog.mainWidget()
    panel.addRow(len(rows) - panel.batchRowCount())
    for column, name in panel.column_to_parameter_definition.items():
        for row, values in enumerate(rows):
            if name not in values:
                continue
            wrapper, value = panel.wrappers[row][column], values[name]
            if wrapper is None:  # a destination
                panel.tblParameters.cellWidget(row + 1, column).setValue(value)
            else:
                wrapper.setParameterValue(value, QgsProcessingContext())


def test_every_row_is_a_run_and_one_that_fails_stops_none(engine, raster_file, tmp_path, qtbot):
    engine("good")
    rows = []
    for name in ("one", "gone", "three"):
        shutil.copy(raster_file, tmp_path / f"{name}.tif")
        values = {"INPUT": str(tmp_path / f"{name}.tif"), "QUESTION": QUESTION}
        rows.append({**values, "OUTPUT": str(tmp_path / f"{name}.gpkg")})
    algorithm = QgsApplication.processingRegistry().algorithmById("segearth:segmentbyquestion")
    dialog = BatchAlgorithmDialog(algorithm.create())
    qtbot.addWidget(dialog)
    fill(dialog, rows)
    (tmp_path / "gone.tif").unlink()
    dialog.mainWidget().checkLoadLayersOnCompletion.setChecked(False)
    dialog.runAlgorithm()
    for task in QgsApplication.taskManager().tasks():  # the dialog of QGIS 3.22 leaves the one of its progress
        sip.cast(task, QgsProxyProgressTask).finalize(True)
    counts = {path.stem: QgsVectorLayer(str(path), "answers", "ogr").featureCount() for path in tmp_path.glob("*.gpkg")}
    assert counts == {"one": 3, "three": 3}
