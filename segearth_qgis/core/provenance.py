"""Where a result comes from, as layer metadata: question, raster, model, run, licence, date, extent, CRS, history."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsBox3d, QgsLayerMetadata, QgsMapLayer

from .i18n import tr
from .text import area_text, shorten


def describe(layer: QgsMapLayer, kind: str, questions: list[str], record: Optional[dict], licence: str = "") -> None:
    """Write the metadata of one layer of a run.

    ``kind`` is what the layer is, in words. ``record`` is the run's own (``run_folder.read_record``); without one only
    what the layer itself tells is said. ``licence`` is the model's.
    """
    known = record or {}
    request = _part(known, "request")
    metadata = QgsLayerMetadata()
    title = f"{kind}: {shorten(' / '.join(questions), 120)}" if questions else kind
    metadata.setTitle(title)
    metadata.setType("dataset")
    metadata.setLanguage("en")
    metadata.setIdentifier(str(known.get("run_id") or ""))
    metadata.setParentIdentifier(str(request.get("raster") or ""))
    metadata.setAbstract(_abstract(questions, known))
    metadata.setKeywords({"SegEarth": ["segmentation", "question", *questions]})
    if licence:
        metadata.setLicenses([tr("Model: {licence}").format(licence=licence)])
    metadata.setCrs(layer.crs())
    metadata.setExtent(_extent(layer))
    metadata.setHistory(_history(known))
    layer.setMetadata(metadata)


def describe_again(layer: QgsMapLayer, record: Optional[dict], values: dict[str, object]) -> None:
    """The same after its areas were drawn with other values, under the names of the record's request."""
    known = record or {}
    request = {**_part(known, "request"), **values}
    asked = request.get("questions")
    changed = {**known, "request": request}
    metadata = layer.metadata()
    metadata.setAbstract(_abstract([str(each) for each in asked] if isinstance(asked, list) else [], changed))
    metadata.setHistory(_history(changed))
    metadata.setExtent(_extent(layer))
    layer.setMetadata(metadata)


def _part(record: dict, name: str) -> dict:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _extent(layer: QgsMapLayer) -> QgsLayerMetadata.Extent:
    spatial = QgsLayerMetadata.SpatialExtent()
    spatial.extentCrs = layer.crs()
    spatial.bounds = QgsBox3d(layer.extent())
    extent = QgsLayerMetadata.Extent()
    extent.setSpatialExtents([spatial])
    return extent


def _abstract(questions: list[str], record: dict) -> str:
    lines = [tr("Question: {question}").format(question=question) for question in questions]
    request, model = _part(record, "request"), _part(record, "model")
    if request.get("raster"):
        lines.append(tr("Raster: {raster}").format(raster=request["raster"]))
    if model.get("name"):
        lines.append(
            tr("Model: {model} ({fingerprint})").format(model=model["name"], fingerprint=model.get("fingerprint", "?"))
        )
    if request.get("threshold") is not None:
        lines.append(tr("Threshold: {threshold}").format(threshold=request["threshold"]))
    result = _part(record, "result")
    if isinstance(result.get("searched_m2"), (int, float)):
        lines.append(tr("Searched: {area}").format(area=area_text(float(result["searched_m2"]))))
    return "\n".join(lines)


def _history(record: dict) -> list[str]:
    """What was done, in the order in which it was."""
    request, plan, versions = (_part(record, name) for name in ("request", "plan", "versions"))
    lines = []
    if record.get("created"):
        lines.append(
            tr("{date}: asked with SegEarth {engine} (run {run})").format(
                date=record["created"], engine=versions.get("engine", "?"), run=record.get("run_id", "?")
            )
        )
    if plan.get("gsd_m") is not None:
        lines.append(
            tr("{tiles} tiles at {gsd} m a pixel").format(tiles=plan.get("tiles", "?"), gsd=f"{plan['gsd_m']:.3g}")
        )
    asked = {
        tr("smallest area {value} m²"): request.get("min_area_m2"),
        tr("smallest hole {value} m²"): request.get("min_hole_m2"),
        tr("outlines simplified by {value} m"): request.get("simplify_m"),
        tr("in {value}"): request.get("output_crs"),
        tr("inside the polygons of {value}"): Path(str(request["mask"])).name if request.get("mask") else None,
    }
    shaped = [pattern.format(value=value) for pattern, value in asked.items() if value]
    if request.get("right_angles"):
        shaped.append(tr("right angles"))
    if shaped:
        lines.append(", ".join(shaped))
    return lines
