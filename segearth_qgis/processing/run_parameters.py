"""What a run is asked with, besides its raster: the same parameters for one raster and for a folder of them."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProperty,
)

from ..core.i18n import tr
from ..core.question_check import LONGEST_QUESTION, MAX_QUESTIONS, check_questions
from ..core.search_area import crs_text
from ..core.settings import DEFAULT_MODEL, DEFAULT_THRESHOLD
from ..core.text import area_text

QUESTION, MODEL, THRESHOLD, MIN_AREA = "QUESTION", "MODEL", "THRESHOLD", "MIN_AREA"
MIN_HOLE, SIMPLIFY, RIGHT_ANGLES, GSD = "MIN_HOLE", "SIMPLIFY", "RIGHT_ANGLES", "GSD"
CONTEXT, CRS, DEVICE, EXPLAIN, READ_SIZE = "CONTEXT", "CRS", "DEVICE", "EXPLAIN", "READ_SIZE"

_DOUBLE = QgsProcessingParameterNumber.Type.Double
_FLAG_ADVANCED = QgsProcessingParameterDefinition.Flag.FlagAdvanced
# parameter -> the engine's field
_NUMBERS = {
    THRESHOLD: "threshold",
    MIN_AREA: "min_area_m2",
    MIN_HOLE: "min_hole_m2",
    SIMPLIFY: "simplify_m",
    CONTEXT: "context_m",
}


def with_decimals(parameter: QgsProcessingParameterNumber, decimals: int) -> QgsProcessingParameterNumber:
    """Show so many of them in the dialog."""
    parameter.setMetadata({"widget_wrapper": {"decimals": decimals}})
    return parameter


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """Put a parameter behind the dialog's fold."""
    parameter.setFlags(parameter.flags() | _FLAG_ADVANCED)
    return parameter


def question_parameters() -> list[QgsProcessingParameterDefinition]:
    """Those that everybody needs."""
    question = QgsProcessingParameterString(QUESTION, tr("Question (one per line)"), multiLine=True)
    model = QgsProcessingParameterString(MODEL, tr("Model (a name or a folder)"), DEFAULT_MODEL)
    threshold = QgsProcessingParameterNumber(
        THRESHOLD, tr("Threshold"), _DOUBLE, DEFAULT_THRESHOLD, minValue=0.01, maxValue=0.99
    )
    least = QgsProcessingParameterNumber(MIN_AREA, tr("Minimum area [m²]"), _DOUBLE, 0.0, minValue=0.0)
    return [question, model, with_decimals(threshold, 2), with_decimals(least, 1)]


def outline_parameters() -> list[QgsProcessingParameterDefinition]:
    """Those behind the fold: the shape of outlines, resolution, CRS, device."""
    hole = QgsProcessingParameterNumber(MIN_HOLE, tr("Smallest hole [m²]"), _DOUBLE, 0.0, minValue=0.0)
    simplify = QgsProcessingParameterNumber(
        SIMPLIFY, tr("Simplify outlines by [m] (0: they follow the pixels)"), _DOUBLE, 0.0, minValue=0.0
    )
    right = QgsProcessingParameterBoolean(RIGHT_ANGLES, tr("Right angles where outlines are nearly so"), False)
    gsd = QgsProcessingParameterNumber(
        GSD, tr("Work at this pixel size [m] (empty: the raster's own)"), _DOUBLE, None, optional=True, minValue=0.0
    )
    around = QgsProcessingParameterNumber(
        CONTEXT, tr("Surroundings to look at [m] (0: a tile alone)"), _DOUBLE, 0.0, minValue=0.0
    )
    crs = QgsProcessingParameterCrs(CRS, tr("CRS of the areas (empty: the raster's)"), optional=True)
    device = QgsProcessingParameterString(DEVICE, tr("Device (auto, cpu, cuda, cuda:1, mps)"), "auto")
    explain = QgsProcessingParameterBoolean(EXPLAIN, tr("Also answer in words, where the model can"), True)
    size = QgsProcessingParameterBoolean(READ_SIZE, tr("A size in a question is the minimum area"), True)
    numbers = [with_decimals(parameter, 2) for parameter in (hole, simplify, gsd, around)]
    return [advanced(parameter) for parameter in (*numbers, right, crs, device, explain, size)]


def is_given(parameters: dict, name: str) -> bool:
    """Whether there is a value; the batch dialog of newer QGIS leaves an empty destination where there is none."""
    value = parameters.get(name)
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        if value.sink.propertyType() != QgsProperty.Type.StaticProperty:
            return True
        value = value.sink.staticValue()
    return value not in (None, "")


def fault_in(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> Optional[str]:
    """What is wrong with the values, as a sentence; None when nothing is."""
    checked = check_questions(algorithm.parameterAsString(parameters, QUESTION, context))
    if checked.problem == "empty":
        return tr("There is no question yet. Type one, for example: Where is open water?")
    if checked.problem == "too_many":
        return tr("There are {count} questions; a run takes up to {most}.").format(
            count=len(checked.asked), most=MAX_QUESTIONS
        )
    if checked.problem == "too_long":
        return tr("A question is longer than {count} characters.").format(count=LONGEST_QUESTION)
    if is_given(parameters, GSD) and algorithm.parameterAsDouble(parameters, GSD, context) <= 0.0:
        return tr("The pixel size must be above 0 m, or empty.")
    return None


def run_params(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, object]:
    """The values as fields of the engine's ``run``; a least size in a question becomes its minimum area, as is told."""
    params: dict[str, object] = {
        field: algorithm.parameterAsDouble(parameters, name, context) for name, field in _NUMBERS.items()
    }
    take_size = algorithm.parameterAsBoolean(parameters, READ_SIZE, context)
    checked = check_questions(algorithm.parameterAsString(parameters, QUESTION, context), take_size)
    params["questions"] = list(checked.asked)
    if checked.problem == "sizes_differ":
        feedback.pushWarning(tr("Sizes differ, so none filters"))
    if checked.size is not None:
        params["min_area_m2"] = max(checked.size.min_area_m2, float(str(params["min_area_m2"])))
        feedback.pushInfo(
            tr("“{phrase}” is not asked but taken as the minimum area: {area}.").format(
                phrase=checked.size.phrase, area=area_text(checked.size.min_area_m2)
            )
        )
    params["model"] = algorithm.parameterAsString(parameters, MODEL, context)
    params["right_angles"] = algorithm.parameterAsBoolean(parameters, RIGHT_ANGLES, context)
    params["device"] = algorithm.parameterAsString(parameters, DEVICE, context)
    params["explain"] = algorithm.parameterAsBoolean(parameters, EXPLAIN, context)
    if is_given(parameters, GSD):
        params["gsd_m"] = algorithm.parameterAsDouble(parameters, GSD, context)
    crs = crs_text(algorithm.parameterAsCrs(parameters, CRS, context))
    if crs is not None:
        params["output_crs"] = crs
    return params
