"""The runs of the project, newest first: bring one back, run it again, copy it as a command, remove it."""

from __future__ import annotations

from html import escape
from typing import Optional

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.command_lines import engine_command_line, qgis_process_command_line
from ..core.history import MOST_ENTRIES, HistoryEntry, load_history, save_history
from ..core.i18n import tr
from ..core.run_request import RunRequest
from ..core.settings import Settings
from ..core.text import shorten
from .icons import outcome_icon

_ICONS = {"done": "success", "warned": "warning", "failed": "error", "cancelled": "cancelled"}
_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_ROWS = 4  # visible without scrolling, at least


class _RunList(QListWidget):
    """A list whose Delete key removes."""

    removeAsked = pyqtSignal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete is for the panel; everything else for the list."""
        if event.key() == Qt.Key.Key_Delete:
            self.removeAsked.emit()
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """``historyList`` and its buttons; hidden until there is a first run. Kept in the project's own file."""

    chosen = pyqtSignal(object)  # HistoryEntry: bring it back into the form
    rerunAsked = pyqtSignal(object)  # HistoryEntry

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._running = False
        self.list = _RunList(self)
        self.list.setObjectName("historyList")
        self.list.setAccessibleName(tr("History of this project"))
        self.list.setAlternatingRowColors(True)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)  # rows that wrapped in a narrow dock get lower again
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setToolTip(tr("Double-click, or press Return, to bring a question back; Delete removes it"))
        self.list.setMinimumHeight(self.list.fontMetrics().lineSpacing() * 2 * _ROWS)
        self.rerunButton = self._button(
            "rerunButton", "/mActionRefresh.svg", tr("Run again"), tr("The same once more, into a new file")
        )
        self.copyButton = self._button(
            "copyButton", "/mActionEditCopy.svg", tr("Copy as"), tr("The same as a command for a terminal")
        )
        self.copyButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.copyButton)
        engine, qgis = tr("Command of the engine (segearth)"), tr("Command of QGIS (qgis_process)")
        menu.addAction(engine).triggered.connect(lambda: self._copy(_engine_line))
        menu.addAction(qgis).triggered.connect(lambda: self._copy(qgis_process_command_line))
        self.copyButton.setMenu(menu)
        self.removeButton = self._button(
            "removeButton", "/mActionDeleteSelected.svg", tr("Remove"), tr("From this list; its files stay")
        )
        self.rerunButton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.rerunButton)
        buttons.addStretch()
        buttons.addWidget(self.copyButton)
        buttons.addWidget(self.removeButton)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.list.itemActivated.connect(self._on_activated)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.removeAsked.connect(self.remove_current)
        self.rerunButton.clicked.connect(self._rerun)
        self.removeButton.clicked.connect(self.remove_current)
        self.load()

    def add(self, entry: HistoryEntry) -> None:
        """Put a run on top of the list, and keep it with the project."""
        self.list.insertItem(0, self._item(entry))
        while self.list.count() > MOST_ENTRIES:
            self.list.takeItem(self.list.count() - 1)
        self.list.setCurrentRow(0)
        self.setVisible(True)
        self._save()

    def load(self) -> None:
        """Show the runs of the project that is open now."""
        self.list.clear()
        for entry in load_history(QgsProject.instance()):
            self.list.addItem(self._item(entry))
        self.setVisible(self.list.count() > 0)
        self._on_current()

    def remove_current(self) -> None:
        """Remove the chosen run from the list."""
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self.setVisible(self.list.count() > 0)
            self._save()

    def set_running(self, running: bool) -> None:
        """While one is on its way none is run again."""
        self._running = running
        self._on_current()

    def _item(self, entry: HistoryEntry) -> QListWidgetItem:
        lines = (shorten(entry.question, 80), entry.outcome, shorten(entry.words, 120))
        item = QListWidgetItem("\n".join(line for line in lines if line))
        item.setIcon(outcome_icon(_ICONS[entry.state]))
        details = (entry.question, entry.words, f"{entry.time} · {entry.raster_name}", entry.output)
        item.setToolTip(f"<qt>{'<br>'.join(escape(part) for part in details if part)}</qt>")
        item.setData(_ENTRY_ROLE, entry)
        return item

    def _button(self, name: str, icon: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setText(text)
        button.setToolTip(f"{text}\n{tip}")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _entries(self) -> list[HistoryEntry]:
        return [self.list.item(row).data(_ENTRY_ROLE) for row in range(self.list.count())]

    def _save(self) -> None:
        save_history(QgsProject.instance(), self._entries())

    def _entry(self) -> Optional[HistoryEntry]:
        item = self.list.currentItem()
        return item.data(_ENTRY_ROLE) if item is not None else None

    def _request(self) -> object:
        entry = self._entry()
        return entry.request if entry is not None else None

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ENTRY_ROLE))

    def _on_current(self) -> None:
        known = self._request() is not None
        self.rerunButton.setEnabled(known and not self._running)
        self.copyButton.setEnabled(known)
        self.removeButton.setEnabled(self._entry() is not None)

    def _rerun(self) -> None:
        if self._request() is not None:
            self.rerunAsked.emit(self._entry())

    def _copy(self, line: object) -> None:
        request = self._request()
        if request is not None:
            QApplication.clipboard().setText(line(request))

    def _show_menu(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        if item is None:
            return
        self.list.setCurrentItem(item)
        menu = QMenu(self.list)
        menu.addAction(tr("Bring back"), lambda: self.chosen.emit(item.data(_ENTRY_ROLE)))
        again = menu.addAction(tr("Run again"), self._rerun)
        again.setEnabled(self.rerunButton.isEnabled())
        for action in self.copyButton.menu().actions():
            menu.addAction(action)
        menu.addAction(tr("Remove"), self.remove_current)
        menu.exec(self.list.viewport().mapToGlobal(place))


def _engine_line(request: RunRequest) -> str:
    """With the program that the settings start, which need not be on anybody's path."""
    try:
        command = Settings().engine_command
    except ValueError:  # no command that can be read
        command = []
    return engine_command_line(request, command[:-1] if command[-1:] == ["serve"] else ("segearth",))
