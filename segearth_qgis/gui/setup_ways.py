"""The four ways to an engine, one radio button each with what it needs; only the chosen one can be filled."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QLineEdit, QRadioButton, QStyle, QWidget

from ..core.i18n import tr
from ..core.settings import Settings
from ..engine_client.setup_install import Wish
from ..engine_client.setup_locks import CPU, CUDA, builds

MAKE, BUNDLE, EXISTING, COMMAND = "make", "bundle", "existing", "command"
_AUTOMATIC = ""


class SetupWays(QWidget):
    """``changed`` tells that another way was chosen."""

    changed = pyqtSignal()

    def __init__(self, settings: Settings, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._gpu = ""
        self.buildCombo = QComboBox(self)
        self.buildCombo.setObjectName("setupBuildCombo")
        self.buildCombo.setToolTip(tr("PyTorch for the processor alone, or with CUDA for an NVIDIA card (much larger)"))
        self.buildCombo.addItem("", _AUTOMATIC)
        self.buildCombo.addItem(tr("For the processor (about 2 GB)"), CPU)
        if CUDA in builds():
            self.buildCombo.addItem(tr("For an NVIDIA card (about 8 GB)"), CUDA)
        self.bundleEdit = self._folder("setupBundleFolder", tr("The folder that make bundle wrote"))
        self.existingEdit = self._folder("setupExistingFolder", tr("A folder with segearth installed"))
        self.commandEdit = QLineEdit(self)
        self.commandEdit.setObjectName("setupCommandEdit")
        self.commandEdit.setPlaceholderText("ssh gpu-box segearth serve")
        self.commandEdit.setText(settings.engine_command_text)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._fields: dict[str, QWidget] = {}
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._add(MAKE, "setupWayMake", tr("&Install it on this computer (recommended)"), self.buildCombo)
        self._add(BUNDLE, "setupWayBundle", tr("Install it from an &offline bundle"), self.bundleEdit)
        self._add(EXISTING, "setupWayExisting", tr("&Use an environment that is there"), self.existingEdit)
        self._add(COMMAND, "setupWayCommand", tr("Use a &command, for example on another computer"), self.commandEdit)
        self._buttons[MAKE].setChecked(True)
        self.set_gpu("")
        self._on_chosen()

    @property
    def way(self) -> str:
        """The chosen one of MAKE, BUNDLE, EXISTING and COMMAND."""
        return next(way for way, button in self._buttons.items() if button.isChecked())

    @property
    def bundle(self) -> str:
        """The bundle's folder."""
        return self.bundleEdit.filePath()

    @property
    def existing(self) -> str:
        """The folder of an environment."""
        return self.existingEdit.filePath()

    @property
    def command(self) -> str:
        """The command line."""
        return self.commandEdit.text()

    def choose(self, way: str) -> None:
        """Choose a way, as a click does."""
        self._buttons[way].setChecked(True)

    def set_gpu(self, name: str) -> None:
        """The NVIDIA card that was found; empty for none."""
        self._gpu = name if CUDA in builds() else ""
        text = (
            tr("Automatic: for the {card}").format(card=self._gpu)
            if self._gpu
            else tr("Automatic: for the processor, as no NVIDIA card was found")
            if CUDA in builds()
            else tr("Automatic")
        )
        self.buildCombo.setItemText(0, text)

    def wish(self, python: str, packages: str, *, rebuild: bool) -> Wish:
        """What is to be made, with the build that fits."""
        chosen = self.buildCombo.currentData()
        build = chosen if chosen != _AUTOMATIC else CUDA if self._gpu else CPU
        return Wish(build=build, python=python, packages=packages, rebuild=rebuild)

    def _folder(self, name: str, text: str) -> QgsFileWidget:
        edit = QgsFileWidget(self)
        edit.setObjectName(name)
        edit.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        edit.lineEdit().setPlaceholderText(text)
        return edit

    def _add(self, way: str, name: str, text: str, field: QWidget) -> None:
        button = QRadioButton(text, self)
        button.setObjectName(name)
        button.toggled.connect(self._on_chosen)
        self._group.addButton(button)
        self._buttons[way], self._fields[way] = button, field
        row = self._layout.rowCount()
        indent = self.style().pixelMetric(QStyle.PixelMetric.PM_ExclusiveIndicatorWidth) + 6
        self._layout.setColumnMinimumWidth(0, indent)
        self._layout.addWidget(button, row, 0, 1, 2)
        self._layout.addWidget(field, row + 1, 1)
        field.setAccessibleName(text.replace("&", ""))

    def _on_chosen(self, _checked: bool = False) -> None:
        for way, button in self._buttons.items():
            self._fields[way].setVisible(button.isChecked())
        self.changed.emit()
