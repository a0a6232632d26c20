"""What a run gave: paths and numbers from the engine's answer, checked, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Optional

from .errors import ResultUnreadable
from .i18n import tr
from .run_request import QUESTION_JOINT
from .text import area_text, areas_text, shorten

LONGEST_ANSWER = 500  # characters; the engine keeps to it as well


@dataclass(frozen=True)
class QuestionOutcome:
    """What was found for one question; ``answer`` is the model's own sentence, if it gave one."""

    question: str
    count: int
    area_m2: float
    answer: Optional[str] = None

    @classmethod
    def from_dict(cls, data: Mapping) -> QuestionOutcome:
        """Read one of the engine's questions. Raises KeyError, TypeError or ValueError."""
        answer = data.get("answer")
        return cls(
            question=str(data["question"]),
            count=int(data["count"]),
            area_m2=float(data["area_m2"]),
            answer=shorten(str(answer), LONGEST_ANSWER) if answer else None,
        )

    def sentence(self) -> str:
        """``Where is water? 3 areas, 1.9 ha`` or ``Where is water? Nothing found``."""
        found = (
            tr("{areas}, {area}").format(areas=areas_text(self.count), area=area_text(self.area_m2))
            if self.count
            else tr("Nothing found")
        )
        return f"{shorten(self.question, 80)} {found}"


@dataclass(frozen=True)
class RunResult:
    """The result of a run. Areas are in m²; ``count`` and ``area_m2`` are the sums over its questions.

    ``answer`` is the model's own sentence, where one question was asked and it gave one: one line of plain text, to be
    escaped wherever it is shown as rich text.
    """

    output: str
    answers_layer: str
    coverage_layer: str
    question: str
    count: int
    area_m2: float
    searched_m2: float
    failed_tiles: int
    answer: Optional[str]
    warnings: tuple[str, ...]
    seconds: float
    run_folder: str = ""
    questions: tuple[QuestionOutcome, ...] = ()
    tiles: int = 0  # asked of the model
    encoded_tiles: Optional[int] = None  # for this run; None where the engine does not tell

    @classmethod
    def from_dict(cls, data: object) -> RunResult:
        """Read the engine's RunResult. Raises ResultUnreadable when a field is missing or of the wrong type."""
        try:
            fields: dict = dict(data)  # type: ignore[call-overload]
            asked = _outcomes(fields)
            layers: dict = dict(fields["layers"])
            tiles: dict = dict(fields["tiles"])
            encoded = fields.get("encoded_tiles")
            return cls(
                output=str(fields["output"]),
                answers_layer=str(layers["answers"]),
                coverage_layer=str(layers["coverage"]),
                question=QUESTION_JOINT.join(outcome.question for outcome in asked),
                count=sum(outcome.count for outcome in asked),
                area_m2=sum(outcome.area_m2 for outcome in asked),
                searched_m2=float(fields["searched_m2"]),
                failed_tiles=int(tiles.get("failed", 0)),
                answer=asked[0].answer if len(asked) == 1 else None,
                warnings=tuple(str(warning) for warning in fields.get("warnings", [])),
                seconds=float(fields.get("seconds", 0.0)),
                run_folder=str(fields.get("run_folder") or ""),
                questions=asked,
                tiles=int(tiles.get("done", 0)) + int(tiles.get("empty", 0)),
                encoded_tiles=int(encoded) if encoded is not None else None,
            )
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise _unreadable(error) from error

    def adjusted(self, data: object) -> RunResult:
        """The result with the counts, areas and warnings of a ``vectorize`` of the same run. Raises ResultUnreadable.

        Output, search and the model's words stay what they are.
        """
        try:
            asked = _outcomes(dict(data))  # type: ignore[call-overload]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise _unreadable(error) from error
        return replace(
            self,
            count=sum(outcome.count for outcome in asked),
            area_m2=sum(outcome.area_m2 for outcome in asked),
            questions=asked,
        )

    def to_dict(self) -> dict[str, object]:
        """JSON values that ``from_dict`` reads; of the tiles only those that failed."""
        return {
            "output": self.output,
            "run_folder": self.run_folder,
            "layers": {"answers": self.answers_layer, "coverage": self.coverage_layer},
            "questions": [dict(outcome.__dict__) for outcome in self.questions],
            "searched_m2": self.searched_m2,
            "tiles": {"failed": self.failed_tiles},
            "warnings": list(self.warnings),
        }

    @property
    def found(self) -> bool:
        """Whether anything answers the question, or one of them."""
        return self.count > 0

    @property
    def scene_was_encoded(self) -> bool:
        """Whether every tile that was asked had been encoded for an earlier question."""
        return self.tiles > 0 and self.encoded_tiles == 0

    def sentence(self) -> str:
        """``14 areas, 0.3 km², in 3.1 km² searched`` or ``Nothing found in 3.1 km² searched``."""
        searched = area_text(self.searched_m2)
        if not self.found:
            return tr("Nothing found in {searched} searched").format(searched=searched)
        return tr("{areas}, {area}, in {searched} searched").format(
            areas=areas_text(self.count), area=area_text(self.area_m2), searched=searched
        )

    def words(self) -> str:
        """The model's own sentences in quotation marks, so that they are not taken for the plugin's; or empty."""
        if self.answer:
            return tr("“{answer}”").format(answer=self.answer)
        return "\n".join(
            f"{shorten(outcome.question, 60)} {tr('“{answer}”').format(answer=outcome.answer)}"
            for outcome in self.questions
            if outcome.answer and len(self.questions) > 1
        )

    def details(self) -> tuple[str, ...]:
        """One line a question, where there are several."""
        return tuple(outcome.sentence() for outcome in self.questions) if len(self.questions) > 1 else ()

    def cautions(self) -> tuple[str, ...]:
        """What the analyst must know before trusting the result: failed tiles first, then the engine's warnings."""
        if self.failed_tiles == 0:
            return self.warnings
        failed = (
            tr("1 tile failed and was not searched: see the coverage layer.")
            if self.failed_tiles == 1
            else tr("{count} tiles failed and were not searched: see the coverage layer.").format(
                count=self.failed_tiles
            )
        )
        return (failed, *self.warnings)


def _outcomes(fields: Mapping) -> tuple[QuestionOutcome, ...]:
    asked = tuple(QuestionOutcome.from_dict(dict(question)) for question in fields["questions"])
    if not asked:
        raise IndexError("no questions")
    return asked


def _unreadable(error: Exception) -> ResultUnreadable:
    return ResultUnreadable(
        tr("The engine's answer cannot be read: {reason}").format(reason=repr(error)),
        tr("Engine and plugin may be of different versions."),
    )
