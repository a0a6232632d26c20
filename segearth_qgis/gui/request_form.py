"""The upper part of the dock: everything that a run is asked with."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QStandardPaths, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QSizePolicy, QWidget

from ..core.compat import RASTER_LAYERS
from ..core.errors import IncompleteRequest
from ..core.i18n import tr
from ..core.output_path import default_output
from ..core.raster_source import raster_path
from ..core.run_request import RunRequest
from ..core.settings import Settings
from .area_widget import AreaWidget
from .path_link import PathLink
from .question_edit import QuestionEdit
from .threshold_row import ThresholdRow

_TOOLTIP_ROLE = Qt.ItemDataRole.ToolTipRole


class RequestForm(QWidget):
    """Raster, area, question, model, threshold, and where the result will go."""

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, settings: Settings, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.rasterCombo = QgsMapLayerComboBox(self)
        self.rasterCombo.setObjectName("rasterCombo")
        self.rasterCombo.setFilters(RASTER_LAYERS)
        self.rasterCombo.setToolTip(tr("The raster to ask"))
        self.extentWidget = AreaWidget(canvas, self)
        self.extentWidget.setObjectName("extentWidget")
        self.questionEdit = QuestionEdit(self)
        self.questionEdit.setObjectName("questionEdit")
        self.questionEdit.setPlaceholderText(tr("Where could people gather safely after an earthquake?"))
        self.questionEdit.setToolTip(tr("Ask in one or two sentences. Ctrl+Return runs, Esc cancels."))
        self.modelCombo = QComboBox(self)
        self.modelCombo.setObjectName("modelCombo")
        self.modelCombo.addItem(settings.model, settings.model)
        self.modelCombo.setToolTip(tr("The model that answers"))
        self.threshold = ThresholdRow(settings.threshold, self)
        self.outputLink = PathLink(self)
        self.outputLink.setObjectName("outputLink")
        for combo in self.findChildren(QComboBox):  # long names must not widen the dock
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addRow(tr("&Raster"), self.rasterCombo)
        layout.addRow(tr("&Search in"), self.extentWidget)
        layout.addRow(tr("&Question"), self.questionEdit)
        layout.addRow(tr("&Model"), self.modelCombo)
        layout.addRow(tr("&Threshold"), self.threshold)
        layout.addRow(tr("Save to"), self.outputLink)

        self.rasterCombo.layerChanged.connect(self.refresh_output)
        self.rasterCombo.layerChanged.connect(self.changed)
        self.extentWidget.changed.connect(self.changed)
        self.questionEdit.textChanged.connect(self.changed)
        self.modelCombo.activated.connect(self._remember_model)
        self.threshold.changed.connect(self._remember_threshold)
        self.refresh_output()

    @property
    def raster_name(self) -> str:
        """The name of the chosen layer."""
        layer = self.rasterCombo.currentLayer()
        return layer.name() if layer is not None else ""

    def choose_raster(self, layer: Optional[QgsMapLayer]) -> None:
        """Choose this layer if it is a raster."""
        if isinstance(layer, QgsRasterLayer):
            self.rasterCombo.setLayer(layer)

    def output(self) -> Path:
        """Where the next result will go. Raises IncompleteRequest, as ``request`` does."""
        return self._output(raster_path(self.rasterCombo.currentLayer()))

    def request(self, output: Path, folder: Path) -> RunRequest:
        """The request as the form stands. ``folder`` receives the file of polygons, if there is one.

        Raises IncompleteRequest, which names the field that it is about.
        """
        raster = raster_path(self.rasterCombo.currentLayer())
        question = self.questionEdit.text()
        if not question:
            raise IncompleteRequest(
                "questionEdit", tr("There is no question yet."), tr("Type one, for example: Where is open water?")
            )
        area = self.extentWidget.area(folder)
        return RunRequest(
            raster=raster,
            question=question,
            output=str(output),
            model=str(self.modelCombo.currentData()),
            threshold=self.threshold.value,
            area=area,
        )

    def refresh_output(self) -> None:
        """Show where the next result would go; a dash where there is no raster to ask."""
        try:
            path = str(self.output())
        except IncompleteRequest:
            path = ""
        self.outputLink.set_path(path)

    def set_models(self, models: list[dict[str, object]]) -> None:
        """Offer the models that the engine has; the one that was chosen stays chosen if it is among them."""
        names = [str(model["name"]) for model in models if model.get("name")]
        if not names:
            return
        chosen = str(self.modelCombo.currentData())
        self.modelCombo.clear()
        for model in models:
            if model.get("name"):
                self.modelCombo.addItem(str(model["name"]), str(model["name"]))
                tip = "\n".join(str(model[key]) for key in ("summary", "licence", "path") if model.get(key))
                self.modelCombo.setItemData(self.modelCombo.count() - 1, tip, _TOOLTIP_ROLE)
        self.modelCombo.setCurrentIndex(max(0, self.modelCombo.findData(chosen)))

    def focus(self, field: str) -> None:
        """Put the keyboard where something is missing; ``field`` is an object name."""
        widget = self.findChild(QWidget, field)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _output(self, raster: str) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        beside = "" if raster.startswith("/vsi") else str(Path(raster).parent)
        try:
            return default_output(raster, (QgsProject.instance().homePath(), beside, documents, str(Path.home())))
        except OSError as error:
            raise IncompleteRequest(
                "outputLink", tr("There is no folder to save the result in."), tr("Save the project first.")
            ) from error

    def _remember_model(self) -> None:
        self._settings.model = str(self.modelCombo.currentData())

    def _remember_threshold(self, value: float) -> None:
        self._settings.threshold = value
