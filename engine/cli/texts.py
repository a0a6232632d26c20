"""Results in words: what was found where, counts, areas and durations with their units."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.run import RunResult

NO_SENTENCE = "(the model gave no sentence)"


def summary(result: RunResult) -> list[str]:
    """The answers in words, then what was found and where; the last line says all of what was found."""
    answers = result.questions
    where = f"{area_text(result.searched_m2)} searched: {result.output}"
    count = sum(answer.count for answer in answers)
    lines = _words(result)
    if count == 0:
        return [*lines, f"Nothing found in {where}"]
    if len(answers) == 1:
        return [*lines, f"{count_text(count)}, {area_text(answers[0].area_m2)} of {where}"]
    lines += [f"{answer.question} {count_text(answer.count)}, {area_text(answer.area_m2)}" for answer in answers]
    # answers may overlap: no sum of areas
    return [*lines, f"{count_text(count)} for {len(answers)} questions in {where}"]


def _words(result: RunResult) -> list[str]:
    """The model's sentences, marked as such, with their questions where there are several."""
    from engine.run.words import no_sentence

    lines = []
    for answer in result.questions:
        silent = no_sentence(answer.question) in result.warnings
        if (sentence := NO_SENTENCE if silent else answer.answer) is not None:
            asked = f"{answer.question} " if len(result.questions) > 1 else ""
            lines.append(f"{asked}In words: {sentence}")
    return lines


def count_text(count: int) -> str:
    """A number of areas."""
    return "1 area" if count == 1 else f"{count} areas"


def area_text(square_metres: float) -> str:
    """An area in the unit that suits its size."""
    if square_metres >= 1e6:
        return f"{square_metres / 1e6:.3g} km2" if square_metres < 1e8 else f"{square_metres / 1e6:,.0f} km2"
    if square_metres >= 1e3:
        return f"{square_metres / 1e4:.2f} ha"
    return f"{square_metres:.3g} m2"


def duration_text(seconds: float) -> str:
    """A duration in the unit that suits its length."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
