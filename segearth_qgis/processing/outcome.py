"""The engine's answer as an algorithm needs it: totals over all questions, and what the analyst must be told."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.errors import ResultUnreadable
from ..core.i18n import tr
from ..core.run_result import RunResult
from ..core.text import area_text, areas_text


@dataclass(frozen=True)
class Asked:
    """One question of a run. ``answer`` is the model's own sentence, empty without one."""

    question: str
    count: int
    area_m2: float
    answer: str


@dataclass(frozen=True)
class Outcome:
    """A run that ended well. Areas are in m²; nothing found is an outcome with ``count`` 0."""

    output: str
    answers_layer: str
    coverage_layer: str
    asked: tuple[Asked, ...]
    searched_m2: float
    seconds: float
    crs: str
    model: str
    cautions: tuple[str, ...]

    @classmethod
    def from_dict(cls, data: dict) -> Outcome:
        """Read the engine's RunResult. Raises ResultUnreadable when a field is missing or of the wrong type."""
        result = RunResult.from_dict(data)
        try:
            asked = tuple(
                Asked(str(one["question"]), int(one["count"]), float(one["area_m2"]), str(one.get("answer") or ""))
                for one in data["questions"]
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ResultUnreadable(
                tr("The engine's answer cannot be read: {reason}").format(reason=repr(error)),
                tr("Engine and plugin may be of different versions."),
            ) from error
        return cls(
            output=str(data["output"]),
            answers_layer=str(data["layers"]["answers"]),
            coverage_layer=str(data["layers"]["coverage"]),
            asked=asked,
            searched_m2=float(data["searched_m2"]),
            seconds=float(data.get("seconds", 0.0)),
            crs=str(data.get("crs", "")),
            model=str(data.get("model", "")),
            cautions=result.cautions(),
        )

    def sentence(self, one: Asked) -> str:
        """``14 areas, 0.3 km², in 3.1 km² searched`` or ``Nothing found in 3.1 km² searched``."""
        searched = area_text(self.searched_m2)
        if one.count == 0:
            return tr("Nothing found in {searched} searched").format(searched=searched)
        return tr("{areas}, {area}, in {searched} searched").format(
            areas=areas_text(one.count), area=area_text(one.area_m2), searched=searched
        )

    @property
    def count(self) -> int:
        """Areas of all questions."""
        return sum(one.count for one in self.asked)

    @property
    def area_m2(self) -> float:
        """Their area; what answers two questions counts for each."""
        return sum(one.area_m2 for one in self.asked)

    @property
    def answer(self) -> str:
        """What the model says, a line per question that it has words for."""
        said = [one for one in self.asked if one.answer]
        if len(self.asked) == 1:
            return said[0].answer if said else ""
        return "\n".join(f"{one.question} {one.answer}" for one in said)
