"""Asks for a folder and writes reviewed areas into it as training data, with progress and a way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsRasterLayer, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog, QProgressDialog, QWidget

from ..core.i18n import tr
from ..core.result_layers import run_folder_of_layer
from ..core.run_folder import read_record
from ..core.sample_pixels import SampleImpossible
from ..core.training_sample import write_training_sample

_LAST_FOLDER = "segearth/sample_folder"


def export_sample(answers: QgsVectorLayer, parent: QWidget) -> str:
    """Export, and say what was written; empty when the user thought better of it. Raises SampleImpossible."""
    folder = QFileDialog.getExistingDirectory(
        parent, tr("Folder for training data"), str(QgsSettings().value(_LAST_FOLDER, "") or "")
    )
    if not folder:
        return ""
    QgsSettings().setValue(_LAST_FOLDER, folder)
    return export_into(answers, Path(folder), parent)


def export_into(answers: QgsVectorLayer, folder: Path, parent: QWidget) -> str:
    """The same for a folder that is known."""
    record = read_record(run_folder_of_layer(answers))
    dialog = QProgressDialog(tr("Writing training data…"), tr("Cancel"), 0, 0, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)

    def told(done: int, total: int) -> bool:
        dialog.setMaximum(total)
        dialog.setValue(done)  # lets QGIS breathe, as the dialog is modal
        return not dialog.wasCanceled()

    try:
        sample = write_training_sample(answers, _raster_of(answers, record), folder, record, told)
    except OSError as error:
        raise SampleImpossible(
            tr("Nothing can be written to {folder}: {reason}.").format(folder=folder, reason=error.strerror)
        ) from error
    finally:
        dialog.close()
        dialog.deleteLater()
    return sample.sentence()


def _raster_of(answers: QgsVectorLayer, record: Optional[dict]) -> QgsRasterLayer:
    """The raster that was asked, from its file: how it is shown in the project does not matter."""
    request = (record or {}).get("request")
    path = str(request.get("raster") or "") if isinstance(request, dict) else ""
    if not path:
        first = next(answers.getFeatures(), None)
        path = str(first["raster"] or "") if first is not None and answers.fields().indexOf("raster") >= 0 else ""
    return QgsRasterLayer(path, Path(path).stem, "gdal")
