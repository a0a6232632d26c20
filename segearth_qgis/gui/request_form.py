"""The upper part of the dock: what is asked, of which raster, where, by which model, at which pixel size."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QStandardPaths, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QSizePolicy, QWidget

from ..core.errors import IncompleteRequest
from ..core.export_plan import SERVICE_GSD_M, ExportPlan, plan_export
from ..core.i18n import tr
from ..core.output_path import default_output
from ..core.raster_source import output_name, raster_source
from ..core.run_request import RunRequest, Shaping
from ..core.search_area import crs_text
from ..core.settings import Settings
from ..core.source_preparation import SourcePreparation
from .area_widget import AreaWidget
from .band_picker import BandPicker
from .path_link import PathLink
from .question_panel import QuestionPanel
from .raster_combo import RasterCombo, is_result

MOST_GSD_M = 200.0
_ANY_QUESTION = "Where?"
_TOOLTIP_ROLE = Qt.ItemDataRole.ToolTipRole


class RequestForm(QWidget):
    """Raster, area, questions, model, pixel size, and where the result will go."""

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, settings: Settings, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.rasterCombo = RasterCombo(self)
        self.extentWidget = AreaWidget(canvas, self)
        self.extentWidget.setObjectName("extentWidget")
        self.bandPicker = BandPicker(self)
        self.questions = QuestionPanel(self)
        self.questionEdit = self.questions.edit
        self.modelCombo = QComboBox(self)
        self.modelCombo.setObjectName("modelCombo")
        self.modelCombo.addItem(settings.model, settings.model)
        self.modelCombo.setToolTip(tr("The model that answers"))
        self.gsdSpin = QDoubleSpinBox(self)
        self.gsdSpin.setObjectName("gsdSpin")
        self.gsdSpin.setRange(0.0, MOST_GSD_M)
        self.gsdSpin.setDecimals(2)
        self.gsdSpin.setSuffix(" m")
        self.gsdSpin.setSpecialValueText(tr("The raster's own"))
        self.gsdSpin.setKeyboardTracking(False)
        self.gsdSpin.setToolTip(tr("Coarser pixels are quicker and see larger things; nothing is resampled unasked"))
        self.gsdSpin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.projectCrsCheck = QCheckBox(self)
        self.projectCrsCheck.setObjectName("projectCrsCheck")
        self.projectCrsCheck.setToolTip(tr("Save in the project's CRS; else the areas are in the CRS of the raster"))
        self.outputLink = PathLink(self)
        self.outputLink.setObjectName("outputLink")
        for combo in self.findChildren(QComboBox):  # long names must not widen the dock
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addRow(tr("&Raster"), self.rasterCombo)
        layout.addRow(tr("&Bands"), self.bandPicker)
        layout.addRow(tr("&Search in"), self.extentWidget)
        layout.addRow(tr("&Question"), self.questions)
        layout.addRow(tr("&Model"), self.modelCombo)
        layout.addRow(tr("Pi&xel size"), self.gsdSpin)
        layout.addRow(tr("Save to"), self.outputLink)
        layout.addRow(tr("Reproject"), self.projectCrsCheck)

        self.rasterCombo.layerChanged.connect(self._on_raster_changed)
        self.rasterCombo.layerChanged.connect(self.changed)
        self.bandPicker.changed.connect(self.changed)
        self.extentWidget.changed.connect(self.changed)
        self.questions.changed.connect(self.changed)
        self.modelCombo.activated.connect(self._remember_model)
        self.modelCombo.currentIndexChanged.connect(self.changed)
        self.gsdSpin.valueChanged.connect(self.changed)
        self.projectCrsCheck.toggled.connect(self.changed)
        self._on_raster_changed()
        self.refresh_crs()

    @property
    def raster_name(self) -> str:
        """The name of the chosen layer."""
        layer = self.rasterCombo.currentLayer()
        return layer.name() if layer is not None else ""

    def choose_raster(self, layer: Optional[QgsMapLayer]) -> None:
        """Choose this layer if it is a raster."""
        if isinstance(layer, QgsRasterLayer) and not is_result(layer):
            self.rasterCombo.setLayer(layer)

    def output(self) -> Path:
        """Where the next result will go. Raises IncompleteRequest, as ``request`` does."""
        return self._output(output_name(self.rasterCombo.currentLayer()))

    def output_for(self, raster: str) -> Path:
        """Where the next result of a raster that is known by its path would go. Raises IncompleteRequest."""
        return self._output(raster)

    def request(self, output: Path, folder: Path, shaping: Shaping, ask_anything: bool = False) -> RunRequest:
        """The request as the form stands. ``folder`` receives the file of polygons, if there is one.

        The raster is empty where ``preparation`` has to write it first.

        With ``ask_anything`` a question that is missing or wrong does not matter, as for a plan. Raises
        IncompleteRequest, which names the field that it is about.
        """
        raster = raster_source(self.rasterCombo.currentLayer()).path
        checked = self.questions.checked() if ask_anything else None
        if checked is not None and checked.problem in ("empty", "too_long", "too_many"):
            questions: tuple[str, ...] = (_ANY_QUESTION,)
        else:
            questions = self.questions.questions()
        return RunRequest(
            raster=raster,
            questions=questions,
            output=str(output),
            model=str(self.modelCombo.currentData()),
            area=self.extentWidget.area(folder),
            gsd_m=self.gsd_m,
            bands=self.bandPicker.bands,
            output_crs=crs_text(QgsProject.instance().crs()) if self.projectCrsCheck.isChecked() else None,
            **shaping.to_params(),
        )

    def preparation(self, request: RunRequest) -> Optional[SourcePreparation]:
        """What fetches the pixels of a raster that the engine cannot open, to lie beside the output; None for others.

        Raises IncompleteRequest, for example where they are too many.
        """
        if request.raster:
            return None
        output = Path(request.output)
        layer, name = self.rasterCombo.currentLayer(), f"{output.stem}_source"
        return SourcePreparation(layer, request.area, request.gsd_m, output.parent, self, name)

    def export_plan(self, request: RunRequest) -> ExportPlan:
        """The grid that ``preparation`` would fetch. Raises IncompleteRequest."""
        layer, context = self.rasterCombo.currentLayer(), QgsProject.instance().transformContext()
        return plan_export(layer, request.area, request.gsd_m, context)

    @property
    def gsd_m(self) -> Optional[float]:
        """The working GSD in metres; None for the raster's own."""
        return self.gsdSpin.value() or None

    def bring_back(self, request: RunRequest) -> None:
        """Fill in the questions, the model and the pixel size of an earlier run; raster and area stay."""
        self.questionEdit.setText("\n".join(request.questions))
        index = self.modelCombo.findData(request.model)
        if index >= 0:
            self.modelCombo.setCurrentIndex(index)
        self.gsdSpin.setValue(request.gsd_m or 0.0)
        self.bandPicker.set_bands(request.bands)

    def refresh_output(self) -> None:
        """Show where the next result would go; a dash where there is no raster to ask."""
        try:
            path = str(self.output())
        except IncompleteRequest:
            path = ""
        self.outputLink.set_path(path)

    def refresh_crs(self) -> None:
        """Name the project's CRS."""
        crs = QgsProject.instance().crs().authid() or tr("the project's CRS")
        self.projectCrsCheck.setText(tr("to {crs}").format(crs=crs))
        self.projectCrsCheck.setAccessibleName(f"{tr('Reproject')} {self.projectCrsCheck.text()}")

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
        beside = str(Path(raster).parent) if os.path.isabs(raster) and not raster.startswith("/vsi") else ""
        try:
            return default_output(raster, (QgsProject.instance().homePath(), beside, documents, str(Path.home())))
        except OSError as error:
            raise IncompleteRequest(
                "outputLink", tr("There is no folder to save the result in."), tr("Save the project first.")
            ) from error

    def _on_raster_changed(self) -> None:
        layer = self.rasterCombo.currentLayer()
        self.bandPicker.set_layer(layer)
        painted = layer is not None and layer.isValid() and not layer.width()  # by a service, at any size
        own = tr("{gsd} m, for a web map").format(gsd=SERVICE_GSD_M) if painted else tr("The raster's own")
        self.gsdSpin.setSpecialValueText(own)
        self.refresh_output()

    def _remember_model(self) -> None:
        self._settings.model = str(self.modelCombo.currentData())
