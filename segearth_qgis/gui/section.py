"""A part of the dock under a heading that folds it away; whether it is folded is remembered."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget


class Section(QgsCollapsibleGroupBox):
    """Holds one widget, and is hidden while that widget hides itself."""

    def __init__(self, name: str, title: str, widget: QWidget, parent: Optional[QWidget] = None) -> None:
        """``name`` is the object name, under which QGIS's settings remember the state."""
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setSettingGroup("segearth")
        self._widget = widget
        body = QWidget(self)  # folding hides the children of the box: the widget's own state must stay its own
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(body)
        widget.installEventFilter(self)
        self.setVisible(not widget.isHidden())

    def unfold(self) -> None:
        """Something is in it that must be seen."""
        if self.isCollapsed():
            self.setCollapsed(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget where it shows or hides itself."""
        if watched is self._widget and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)
