"""The runs of this session, newest first; a double click or Return brings a question back."""

from __future__ import annotations

from html import escape
from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..core.history import HistoryEntry
from ..core.i18n import tr
from ..core.text import shorten
from .icons import outcome_icon

_ICONS = {"done": "success", "warned": "warning", "failed": "error", "cancelled": "cancelled"}
_ENTRY_ROLE = Qt.ItemDataRole.UserRole


class HistoryPanel(QWidget):
    """A heading and a list; hidden until there is a first run."""

    chosen = pyqtSignal(object)  # HistoryEntry

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        heading = QLabel(tr("&Questions of this session"), self)
        self.list = QListWidget(self)
        self.list.setObjectName("historyList")
        self.list.setAlternatingRowColors(True)
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setToolTip(tr("Double-click, or press Return, to bring a question back"))
        heading.setBuddy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading)
        layout.addWidget(self.list, 1)
        self.list.itemActivated.connect(self._on_activated)
        self.setVisible(False)

    def add(self, entry: HistoryEntry) -> None:
        """Put a run on top of the list."""
        lines = (shorten(entry.question, 80), entry.outcome, shorten(entry.words, 120))
        item = QListWidgetItem("\n".join(line for line in lines if line))
        item.setIcon(outcome_icon(_ICONS[entry.state]))
        details = (entry.question, entry.words, f"{entry.time} · {entry.raster_name}", entry.output)
        item.setToolTip(f"<qt>{'<br>'.join(escape(part) for part in details if part)}</qt>")
        item.setData(_ENTRY_ROLE, entry)
        self.list.insertItem(0, item)
        self.setVisible(True)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ENTRY_ROLE))
