"""The plugin's page in QGIS's options: the command of the engine, and a button that tries it."""

from __future__ import annotations

from html import escape
from typing import Callable, Optional

from qgis.core import QgsApplication
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import PluginError
from ..core.i18n import tr
from ..core.resources import homepage, icon
from ..core.settings import Settings, quote_word, split_command
from ..engine_client.client import EngineClient
from .doctor_dialog import DoctorDialog
from .help import open_help
from .message_panel import MessagePanel

PAGE_NAME = "segearthOptionsPage"


class OptionsPage(QgsOptionsPageWidget):
    """Writes the settings when QGIS applies its options, and then tells ``on_applied`` whether the command changed."""

    def __init__(
        self,
        settings: Settings,
        on_applied: Callable[[bool], None],
        open_setup: Callable[[], object],
        parent: Optional[QWidget] = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(PAGE_NAME)
        self._settings = settings
        self._on_applied = on_applied
        self._client: Optional[EngineClient] = None

        intro = QLabel(
            tr(
                "SegEarth answers with an engine: a program of its own, on this computer or on another one. "
                "The set-up installs it or takes one that is there; it can also be given by hand, as the command that "
                "starts it. {link} tells more."
            ).format(link=f'<a href="{escape(homepage())}">{escape(homepage())}</a>'),
            self,
        )
        intro.setObjectName("engineIntroLabel")
        intro.setWordWrap(True)
        intro.setOpenExternalLinks(True)
        self._shown = settings.engine_command_text
        self.commandEdit = QLineEdit(self._shown, self)
        self.commandEdit.setObjectName("engineCommandEdit")
        self.commandEdit.setPlaceholderText("/path/to/segearth serve")
        self.commandEdit.setToolTip(
            tr("Program and arguments; quote what has blanks. On another machine: ssh box segearth serve")
        )
        browse = QPushButton(tr("Browse…"), self)
        browse.clicked.connect(self._browse)
        self.testButton = QPushButton(tr("Test"), self)
        self.testButton.setObjectName("engineTestButton")
        self.testButton.setToolTip(tr("Start the engine with this command and see whether it answers"))
        self.testButton.clicked.connect(self.test)
        self.outcome = MessagePanel("engineTestLabel", self)

        self.setupButton = QPushButton(tr("Set up the engine…"), self)
        self.setupButton.setIcon(icon("setup"))
        self.setupButton.setObjectName("engineSetupButton")
        self.setupButton.clicked.connect(open_setup)

        self.doctorButton = QPushButton(tr("Diagnose…"), self)
        self.doctorButton.setIcon(icon("doctor"))
        self.doctorButton.setObjectName("engineDoctorButton")
        self.doctorButton.setToolTip(tr("See what works and what does not, and copy it as a report"))
        self.doctorButton.clicked.connect(lambda: DoctorDialog(self._settings, None, self).open())

        self.helpButton = QPushButton(tr("Help"), self)
        self.helpButton.setIcon(QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
        self.helpButton.setObjectName("helpButton")
        self.helpButton.clicked.connect(lambda: open_help("engine"))

        row = QHBoxLayout()
        row.addWidget(self.commandEdit, 1)
        row.addWidget(browse)
        row.addWidget(self.testButton)
        form = QFormLayout()
        label = QLabel(tr("Engine &command"), self)
        label.setBuddy(self.commandEdit)
        form.addRow(label, row)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        buttons = QHBoxLayout()
        buttons.addWidget(self.setupButton)
        buttons.addWidget(self.doctorButton)
        buttons.addWidget(self.helpButton)
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addLayout(form)
        layout.addWidget(self.outcome)
        layout.addStretch()

    def apply(self) -> None:
        """QGIS's OK or Apply."""
        self._end_test()
        text = self.commandEdit.text().strip()
        changed = text != self._shown  # what the set-up has changed meanwhile stays
        if changed:
            self._settings.engine_command_text = self._shown = text
        self._on_applied(changed)

    def test(self) -> None:
        """Start an engine with the command as it is typed, ask for its models, and end it again."""
        self._end_test()
        self.testButton.setEnabled(False)
        self.outcome.say(tr("Starting the engine…"))
        self._client = EngineClient(self._typed_command, parent=self)
        self._client.request("models", {}, self._on_answer, self._on_error)

    def hideEvent(self, event: object) -> None:
        """Leaving the page ends a test."""
        self._end_test()
        super().hideEvent(event)

    def _typed_command(self) -> list[str]:
        return split_command(self.commandEdit.text())

    def _browse(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, tr("The engine's program"))
        if path:
            self.commandEdit.setText(f"{quote_word(path)} serve")

    def _on_answer(self, answer: object) -> None:
        info: dict[str, object] = self._client.info if self._client is not None else {}
        models = answer.get("models", []) if isinstance(answer, dict) else []
        names = ", ".join(str(model.get("name")) for model in models if isinstance(model, dict))
        devices = info.get("devices")
        self._end_test()
        self.outcome.say(
            tr("The engine answers."),
            tr("Version {version}; devices: {devices}; models: {models}").format(
                version=info.get("engine", "?"),
                devices=", ".join(map(str, devices)) if isinstance(devices, list) else "?",
                models=names or "?",
            ),
            "success",
        )

    def _on_error(self, error: PluginError) -> None:
        self._end_test()
        self.outcome.say(error.sentence, error.hint, "error")

    def _end_test(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.stop()
            client.deleteLater()
            self.testButton.setEnabled(True)
