"""The strip for reviewing a run's areas: keep, reject, next, previous, by button or by key, on the map.

The keys K, R, N, P and Ctrl+Z hold while the focus is inside the strip; the main window's own keep theirs elsewhere.
"""

from __future__ import annotations

from math import sqrt
from typing import Callable, Optional

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsVectorLayer
from qgis.gui import QgsHighlight, QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import PluginError
from ..core.i18n import tr
from ..core.resources import icon
from ..core.result_layers import run_folder_of_layer
from ..core.review import KEPT, REJECTED, Area, Review
from ..core.run_folder import read_record
from ..core.styles import ALL, KEPT_ONLY, UNREVIEWED, show_reviewed
from ..core.text import area_text, shorten
from .message_panel import MessagePanel
from .sample_export import export_sample

_AROUND = 3.0  # how many times the area's own size the map shows,
_LEAST_PIXELS = 100.0  # but never fewer pixels of the raster than these on a side
_USUAL_GSD_M = 0.5  # of a run whose record is not there
_HIGHLIGHT = QColor("#ffffff")


class ReviewStrip(QWidget):
    """Hidden until it is given a layer of answers with areas in it."""

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewStrip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._canvas = canvas
        self._review: Optional[Review] = None
        self._highlight: Optional[QgsHighlight] = None
        self._gsd_m = _USUAL_GSD_M
        self._keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_K: self.keep,
            Qt.Key.Key_R: self.reject,
            Qt.Key.Key_N: self.go_next,
            Qt.Key.Key_P: self.go_previous,
        }
        self._later = QTimer(self)  # one look after many changes: undo sends one signal for each value
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh)
        self._make_widgets()
        self._lay_out()
        self.setVisible(False)

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The layer under review."""
        return self._review.layer if self._review is not None else None

    def set_layer(self, layer: Optional[QgsVectorLayer]) -> None:
        """Review this layer's areas from where its review stands; None, or a layer without areas, ends it."""
        self._forget()
        self.message.say("")
        if layer is not None and layer.isValid():
            try:
                review = Review(layer)
            except PluginError as error:
                self.message.show_error(error, "warning")
                self.setVisible(True)
                return
            if review.total:
                self._review = review
                self._gsd_m = _gsd_m(layer)
                layer.willBeDeleted.connect(self._on_layer_gone)
                layer.attributeValueChanged.connect(self._later.start)
                layer.afterCommitChanges.connect(self._later.start)
                layer.afterRollBack.connect(self._later.start)
        self.setVisible(self._review is not None)
        self._refresh()

    def keep(self) -> None:
        """The current area is right; on to the next."""
        self._decide(KEPT)

    def reject(self) -> None:
        """The current area is wrong; on to the next."""
        self._decide(REJECTED)

    def go_next(self) -> None:
        """Look at the next area without a decision about this one."""
        if self._review is not None:
            self._review.next()
            self._show_current()

    def go_previous(self) -> None:
        """Look at the area before this one."""
        if self._review is not None:
            self._review.previous()
            self._show_current()

    def undo(self) -> None:
        """Take back the last change of the layer, and look at what it was about."""
        if self._review is None:
            return
        changed: list[int] = []

        def take(fid: int, _index: int, _value: object) -> None:
            changed.append(fid)

        self._review.layer.attributeValueChanged.connect(take)
        self._review.undo()
        self._review.layer.attributeValueChanged.disconnect(take)
        if changed:
            self._review.go_to(changed[-1])
        self._show_current()

    def save(self) -> None:
        """Write the decisions into the layer's file."""
        if self._review is not None:
            try:
                self._review.save()
            except PluginError as error:
                self.message.show_error(error)
            self._refresh()

    def export(self) -> None:
        """Write what is reviewed as training data, into a folder that the user chooses."""
        if self._review is None:
            return
        try:
            said = export_sample(self._review.layer, self)
        except PluginError as error:
            self.message.show_error(error)
        else:
            if said:
                self.message.say(said, "", "success")

    def release(self) -> None:
        """Take the mark off the map, before the strip goes."""
        self._forget()

    def event(self, event: QEvent) -> bool:
        """Claim the strip's keys before a shortcut of the main window gets them."""
        if event.type() == QEvent.Type.ShortcutOverride and self._action_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep, reject, next, previous, undo."""
        action = self._action_of(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def _action_of(self, event: QKeyEvent) -> Optional[Callable[[], None]]:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return None
        return self._keys.get(event.key())

    def _make_widgets(self) -> None:
        self.progressLabel = QLabel(self)
        self.progressLabel.setObjectName("reviewProgressLabel")
        self.progressBar = QProgressBar(self)
        self.progressBar.setObjectName("reviewProgressBar")
        self.progressBar.setTextVisible(False)
        self.progressBar.setFixedHeight(6)
        self.currentLabel = QLabel(self)
        self.currentLabel.setObjectName("reviewCurrentLabel")
        self.currentLabel.setWordWrap(True)
        self.currentLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.keepButton = self._button("keepButton", tr("&Keep"), tr("This area is right (K)"), self.keep)
        self.keepButton.setIcon(icon("keep"))
        self.rejectButton = self._button("rejectButton", tr("&Reject"), tr("This area is wrong (R)"), self.reject)
        self.rejectButton.setIcon(icon("reject"))
        self.previousButton = self._tool("previousButton", Qt.ArrowType.LeftArrow, tr("Previous (P)"), self.go_previous)
        self.nextButton = self._tool("nextButton", Qt.ArrowType.RightArrow, tr("Next (N)"), self.go_next)
        self.showCombo = QComboBox(self)
        self.showCombo.setObjectName("reviewShowCombo")
        self.showCombo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.showCombo.setToolTip(tr("Which areas the map shows; nothing is removed"))
        for text, shown in (
            (tr("Show all"), ALL),
            (tr("Show those not reviewed"), UNREVIEWED),
            (tr("Show those kept"), KEPT_ONLY),
        ):
            self.showCombo.addItem(text, shown)
        self.showCombo.activated.connect(self._on_shown)
        self.saveButton = self._button("saveReviewButton", tr("Save"), tr("Write the review into the file"), self.save)
        self.exportButton = self._button(
            "exportSampleButton",
            tr("Export for training…"),
            tr("Write the raster's pixels, the kept areas and the question as training data"),
            self.export,
        )
        self.message = MessagePanel("reviewMessageLabel", self)

    def _button(self, name: str, text: str, tip: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _tool(self, name: str, arrow: Qt.ArrowType, tip: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setArrowType(arrow)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self.progressLabel, 1)
        heading.addWidget(self.previousButton)
        heading.addWidget(self.nextButton)
        decisions = QHBoxLayout()
        decisions.addWidget(self.keepButton, 1)
        decisions.addWidget(self.rejectButton, 1)
        files = QHBoxLayout()
        files.addWidget(self.showCombo, 1)
        files.addWidget(self.saveButton)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(heading)
        layout.addWidget(self.progressBar)
        layout.addWidget(self.currentLabel)
        layout.addLayout(decisions)
        layout.addLayout(files)
        layout.addWidget(self.exportButton)
        layout.addWidget(self.message)
        layout.addStretch()

    def _decide(self, decision: str) -> None:
        if self._review is None:
            return
        try:
            self._review.decide(decision)
        except PluginError as error:
            self.message.show_error(error)
            return
        self.message.say("")
        self._show_current()

    def _on_shown(self) -> None:
        if self._review is not None:
            show_reviewed(self._review.layer, str(self.showCombo.currentData()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # else the combo would take K and R for the start of an entry

    def _on_layer_gone(self) -> None:
        """Its signals go with it, and it must not be asked for them any more."""
        self._review = None
        self._forget()

    def _forget(self) -> None:
        review, self._review = self._review, None
        self._later.stop()
        self._unmark()
        if review is not None:
            review.layer.willBeDeleted.disconnect(self._on_layer_gone)
            review.layer.attributeValueChanged.disconnect(self._later.start)
            review.layer.afterCommitChanges.disconnect(self._later.start)
            review.layer.afterRollBack.disconnect(self._later.start)
        self.setVisible(False)

    def _show_current(self) -> None:
        """Put the current area on the map and say what it is."""
        self._refresh()
        area = self._review.current() if self._review is not None else None
        if area is None:
            return
        layer = self._review.layer
        feature = layer.getFeature(area.fid)
        box = feature.geometry().boundingBox()
        try:
            to_map = QgsCoordinateTransform(
                layer.crs(), self._canvas.mapSettings().destinationCrs(), QgsProject.instance()
            )
            box = to_map.transformBoundingBox(box)
        except QgsCsException as error:
            self.message.say(tr("This area cannot be shown in the map's CRS: {reason}").format(reason=error))
            return
        box.scale(max(_AROUND, _LEAST_PIXELS * self._gsd_m / max(sqrt(area.area_m2), self._gsd_m)))
        self._canvas.setExtent(box)
        self._canvas.refresh()
        self._unmark()
        self._highlight = QgsHighlight(self._canvas, feature, layer)
        self._highlight.setColor(_HIGHLIGHT)
        self._highlight.setFillColor(QColor(0, 0, 0, 0))
        self._highlight.setWidth(3)
        self._highlight.show()
        self._canvas.flashFeatureIds(layer, [area.fid])

    def _unmark(self) -> None:
        highlight, self._highlight = self._highlight, None
        if highlight is not None:
            self._canvas.scene().removeItem(highlight)

    def _refresh(self) -> None:
        review = self._review
        if review is None:
            return
        area = review.current()
        counts = review.counts()
        self.progressLabel.setText(
            tr("{reviewed} of {total} reviewed").format(reviewed=f"{review.reviewed:,}", total=f"{review.total:,}")
        )
        self.progressLabel.setToolTip(
            tr("{kept} kept, {rejected} rejected").format(kept=counts[KEPT], rejected=counts[REJECTED])
        )
        self.progressBar.setRange(0, review.total)
        self.progressBar.setValue(review.reviewed)
        self.currentLabel.setText(_sentence(area, review.position))
        self.saveButton.setEnabled(review.is_unsaved)
        self.exportButton.setEnabled(review.reviewed > 0)


def _sentence(area: Optional[Area], position: int) -> str:
    """``Area 3: 1.2 ha, score 0.61, kept``."""
    if area is None:
        return tr("This area has been deleted.")
    decision = {KEPT: tr("kept"), REJECTED: tr("rejected")}.get(area.decision, tr("not reviewed"))
    score = f"{area.score:.2f}" if area.score is not None else tr("unknown")
    said = tr("Area {number}: {area}, score {score}, {decision}").format(
        number=position + 1, area=area_text(area.area_m2), score=score, decision=decision
    )
    return f"{shorten(area.question, 80)}\n{said}"


def _gsd_m(layer: QgsVectorLayer) -> float:
    """The pixel size that the run worked at, in metres."""
    record = read_record(run_folder_of_layer(layer)) or {}
    plan = record.get("plan")
    gsd_m = plan.get("gsd_m") if isinstance(plan, dict) else None
    return float(gsd_m) if isinstance(gsd_m, (int, float)) and gsd_m > 0 else _USUAL_GSD_M
