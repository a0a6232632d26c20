"""What a run gave: paths and numbers from the engine's answer, checked, and the sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from .errors import ResultUnreadable
from .i18n import tr
from .text import area_text, areas_text, shorten

LONGEST_ANSWER = 500  # characters; the engine keeps to it as well


@dataclass(frozen=True)
class RunResult:
    """The result of one question. Areas are in m²; ``answer`` is the model's own sentence, if it gave one: one line of
    plain text, to be escaped wherever it is shown as rich text."""

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

    @classmethod
    def from_dict(cls, data: object) -> RunResult:
        """Read the engine's RunResult. Raises ResultUnreadable when a field is missing or of the wrong type."""
        try:
            fields: dict = dict(data)  # type: ignore[call-overload]
            asked: dict = dict(fields["questions"][0])
            layers: dict = dict(fields["layers"])
            answer = asked.get("answer")
            return cls(
                output=str(fields["output"]),
                answers_layer=str(layers["answers"]),
                coverage_layer=str(layers["coverage"]),
                question=str(asked["question"]),
                count=int(asked["count"]),
                area_m2=float(asked["area_m2"]),
                searched_m2=float(fields["searched_m2"]),
                failed_tiles=int(dict(fields["tiles"]).get("failed", 0)),
                answer=shorten(str(answer), LONGEST_ANSWER) if answer else None,
                warnings=tuple(str(warning) for warning in fields.get("warnings", [])),
                seconds=float(fields.get("seconds", 0.0)),
            )
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise ResultUnreadable(
                tr("The engine's answer cannot be read: {reason}").format(reason=repr(error)),
                tr("Engine and plugin may be of different versions."),
            ) from error

    @property
    def found(self) -> bool:
        """Whether anything answers the question."""
        return self.count > 0

    def sentence(self) -> str:
        """``14 areas, 0.3 km², in 3.1 km² searched`` or ``Nothing found in 3.1 km² searched``."""
        searched = area_text(self.searched_m2)
        if not self.found:
            return tr("Nothing found in {searched} searched").format(searched=searched)
        return tr("{areas}, {area}, in {searched} searched").format(
            areas=areas_text(self.count), area=area_text(self.area_m2), searched=searched
        )

    def words(self) -> str:
        """The model's own sentence in quotation marks, so that it is not taken for the plugin's; empty without one."""
        return tr("“{answer}”").format(answer=self.answer) if self.answer else ""

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
