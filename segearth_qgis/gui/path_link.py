"""Shows the name of a file as a link that opens its folder; the tooltip holds the whole path."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QResizeEvent
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QWidget

from ..core.i18n import tr


class PathLink(QLabel):
    """One line, cut in the middle where it is too long. Without a path it shows a dash."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._path = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.linkActivated.connect(self._open_folder)
        self.set_path("")

    @property
    def path(self) -> str:
        """The path that is shown; empty for none."""
        return self._path

    def set_path(self, path: str) -> None:
        """Show another path."""
        self._path = path
        self.setToolTip(tr("{path}\nClick to open its folder").format(path=path) if path else "")
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name anew."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if not self._path:
            self.setText("–")
            return
        name = self.fontMetrics().elidedText(Path(self._path).name, Qt.TextElideMode.ElideMiddle, max(self.width(), 60))
        self.setText(f'<a href="folder">{escape(name)}</a>')

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._path).parent)))
