"""The algorithms within a model of the Modeler."""

from __future__ import annotations

import pytest
from processing_steps import QUESTION, Listener
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
    QgsVectorLayer,
)


def child(identifier: str, algorithm: str, **sources) -> QgsProcessingModelChildAlgorithm:
    made = QgsProcessingModelChildAlgorithm(algorithm)
    made.setChildId(identifier)
    for name, source in sources.items():
        made.addParameterSources(name, [source])
    return made


def segment_then_dissolve() -> QgsProcessingModelAlgorithm:
    """A model of the Modeler: ask a raster, dissolve the answers by question."""
    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("Ask and dissolve", "tests")
    model.addModelParameter(
        QgsProcessingParameterRasterLayer("raster", "Raster"), QgsProcessingModelParameter("raster")
    )
    model.addModelParameter(QgsProcessingParameterString("text", "Question"), QgsProcessingModelParameter("text"))
    ask = child(
        "ask",
        "segearth:segmentbyquestion",
        INPUT=source.fromModelParameter("raster"),
        QUESTION=source.fromModelParameter("text"),
    )
    dissolve = child(
        "dissolve",
        "native:dissolve",
        INPUT=source.fromChildOutput("ask", "OUTPUT"),
        FIELD=source.fromStaticValue(["question"]),
    )
    output = QgsProcessingModelOutput("Dissolved", "Dissolved")
    output.setChildId("dissolve")
    output.setChildOutputName("OUTPUT")
    dissolve.setModelOutputs({"Dissolved": output})
    model.addChildAlgorithm(ask)
    model.addChildAlgorithm(dissolve)
    return model


def run_model(model: QgsProcessingModelAlgorithm, raster) -> QgsVectorLayer:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    name = model.outputDefinitions()[0].name()  # "dissolve:Dissolved", from QGIS 3.34 on "Dissolved"
    results, ok = model.run({"raster": raster, "text": QUESTION, name: "memory:"}, context, Listener())
    assert ok
    return context.takeResultLayer(results[name])


def test_a_model_feeds_the_answers_into_the_next_algorithm(engine, raster):
    engine("good")
    layer = run_model(segment_then_dissolve(), raster)
    (dissolved,) = layer.getFeatures()
    assert dissolved["question"] == QUESTION
    assert dissolved.geometry().area() == pytest.approx(3 * 80 * 80)


def test_a_model_takes_nothing_found_for_a_result(engine, raster):
    engine("nothing")
    assert run_model(segment_then_dissolve(), raster).featureCount() == 0


def test_a_model_survives_its_file(engine, raster, tmp_path):
    engine("good")
    path = str(tmp_path / "ask.model3")
    assert segment_then_dissolve().toFile(path)
    again = QgsProcessingModelAlgorithm()
    assert again.fromFile(path)
    assert run_model(again, raster).featureCount() == 1
