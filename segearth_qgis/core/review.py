"""The review of a run's areas: kept or rejected, one by one, the least sure first.

The decision is the attribute ``review`` and goes through the layer's edit buffer, so that undo takes it back and saving
the layer keeps it. The order is fixed when the review begins: it does not change under the analyst's hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsFeature, QgsFeatureRequest, QgsField, QgsVectorLayer

from .compat import FIELD_TEXT
from .errors import PluginError
from .i18n import tr

FIELD = "review"
KEPT, REJECTED = "kept", "rejected"
_NEEDED = ("question", "score", "area_m2")


class ReviewImpossible(PluginError):
    """The layer cannot take decisions."""

    kind = "review_impossible"


@dataclass(frozen=True)
class Area:
    """An area under review. ``decision`` is ``kept``, ``rejected`` or empty."""

    fid: int
    question: str
    score: Optional[float]
    area_m2: float
    decision: str


class Review:
    """Walks through the areas of a layer. Raises ReviewImpossible for a layer that is none of ours."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        missing = [name for name in _NEEDED if layer.fields().indexOf(name) < 0]
        if missing:
            raise ReviewImpossible(
                tr("“{name}” holds no answers of SegEarth.").format(name=layer.name()),
                tr("Choose the layer Answers of a run."),
            )
        self.layer = layer
        self._order = self._by_score()
        self._position = 0
        self.go_to_unreviewed()

    @property
    def total(self) -> int:
        """How many areas there are."""
        return len(self._order)

    @property
    def reviewed(self) -> int:
        """How many of them are decided."""
        return len(self._decided())

    @property
    def position(self) -> int:
        """Where the review stands, from 0."""
        return self._position

    def counts(self) -> dict[str, int]:
        """How many areas are kept and how many rejected."""
        decisions = list(self._decided().values())
        return {decision: decisions.count(decision) for decision in (KEPT, REJECTED)}

    def current(self) -> Optional[Area]:
        """The area under review, as the layer has it now; None where there is none."""
        if not self._order:
            return None
        feature = self.layer.getFeature(self._order[self._position])
        return _area(feature) if feature.isValid() else None

    def decide(self, decision: str) -> None:
        """Keep or reject the current area as one step of the layer's undo, and go on to the next undecided one.

        Raises ReviewImpossible where the layer cannot be edited.
        """
        if not self._order:
            return
        index = self._ready_field()
        fid = self._order[self._position]
        text = tr("Keep an area") if decision == KEPT else tr("Reject an area")
        self.layer.beginEditCommand(text)
        self.layer.changeAttributeValue(fid, index, decision)
        self.layer.endEditCommand()
        self.go_to_unreviewed()

    def next(self) -> None:
        """One further, from the last to the first."""
        self._step(1)

    def previous(self) -> None:
        """One back, from the first to the last."""
        self._step(-1)

    def go_to_unreviewed(self) -> None:
        """To the next area that is not decided, from here on and round; stays where all are."""
        decided = self._decided()
        for step in range(self.total):
            position = (self._position + step) % self.total
            if self._order[position] not in decided:
                self._position = position
                return

    def go_to(self, fid: int) -> None:
        """To this area, if it is one of them."""
        if fid in self._order:
            self._position = self._order.index(fid)

    def undo(self) -> None:
        """Take back the layer's last change, whatever it was, if there is one."""
        if self.layer.isEditable() and self.layer.undoStack().canUndo():
            self.layer.undoStack().undo()

    def save(self) -> None:
        """Write what was decided, which ends the editing. Raises ReviewImpossible."""
        if self.layer.isEditable() and not self.layer.commitChanges():
            raise ReviewImpossible(
                tr("The review cannot be saved: {reason}").format(reason="; ".join(self.layer.commitErrors()))
            )

    @property
    def is_unsaved(self) -> bool:
        """Whether there are decisions, or other edits, that the file does not have yet."""
        return bool(self.layer.isModified())

    def _step(self, count: int) -> None:
        if self._order:
            self._position = (self._position + count) % self.total

    def _by_score(self) -> list[int]:
        index = self.layer.fields().indexOf("score")
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
        scores = [(_number(feature["score"]), feature.id()) for feature in self.layer.getFeatures(request)]
        return [fid for _, fid in sorted(scores, key=lambda pair: (-1.0 if pair[0] is None else pair[0], pair[1]))]

    def _decided(self) -> dict[int, str]:
        """The decision of each area that has one, read from the layer: undo and other windows count as well."""
        index = self.layer.fields().indexOf(FIELD)
        if index < 0:
            return {}
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
        found = ((feature.id(), _decision(feature)) for feature in self.layer.getFeatures(request))
        return {fid: decision for fid, decision in found if decision}

    def _ready_field(self) -> int:
        """The index of the attribute, which is made where it lacks; then the layer is being edited."""
        index = self.layer.fields().indexOf(FIELD)
        if index < 0:
            field = QgsField(FIELD, FIELD_TEXT, "", 10)
            if self.layer.isEditable():
                self.layer.addAttribute(field)
            elif not self.layer.dataProvider().addAttributes([field]):
                raise self._read_only()
            self.layer.updateFields()
            index = self.layer.fields().indexOf(FIELD)
        if index < 0 or not (self.layer.isEditable() or self.layer.startEditing()):
            raise self._read_only()
        return index

    def _read_only(self) -> ReviewImpossible:
        return ReviewImpossible(
            tr("“{name}” cannot be changed.").format(name=self.layer.name()),
            tr("Check that its file is not read-only and not open in another program."),
        )


def _number(value: object) -> Optional[float]:
    return float(value) if isinstance(value, (int, float)) else None


def _decision(feature: QgsFeature) -> str:
    value = feature[FIELD]
    return value if value in (KEPT, REJECTED) else ""


def _area(feature: QgsFeature) -> Area:
    return Area(
        fid=feature.id(),
        question=str(feature["question"]),
        score=_number(feature["score"]),
        area_m2=_number(feature["area_m2"]) or 0.0,
        decision=_decision(feature) if feature.fieldNameIndex(FIELD) >= 0 else "",
    )
