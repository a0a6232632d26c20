"""How the tests of runs ask a scene with the fake model, and read the GeoPackage that comes out."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from engine.run import RunRequest, RunResult, run

from .fake_model import FakeModel
from .scenes import LEFT, TOP

RED, GREEN = "Where is red?", "Where is green?"


def request(scene: Path, *questions: str, **values: Any) -> RunRequest:
    output = str(scene.with_name("answer.gpkg"))
    return RunRequest.from_dict({"raster": str(scene), "questions": questions or (RED,), "output": output, **values})


def ask(scene: Path, *questions: str, model: FakeModel | None = None, **values: Any) -> RunResult:
    return run(request(scene, *questions, **values), model=model or FakeModel())


def polygons(result: RunResult, question: str | None = None) -> list[Any]:
    where = None if question is None else f"question = '{question}'"
    _, _, wkb, _ = pyogrio.raw.read(result.output, layer="answers", where=where)
    return list(shapely.from_wkb(wkb))


def coverage(result: RunResult, *columns: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(result.output) as database:
        return list(database.execute(f'SELECT {", ".join(columns)} FROM coverage ORDER BY "row", col, question'))


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def on_ground(row: int, col: int, size: int) -> Any:
    return shapely.box(LEFT + col, TOP - row - size, LEFT + col + size, TOP - row)


def never_loaded(name: str, device: str) -> FakeModel:
    raise AssertionError("the model was loaded")


def write_polygon(path: Path, polygon: Any) -> None:
    geometry = np.array([shapely.to_wkb(polygon)], dtype=object)
    pyogrio.raw.write(
        path, geometry, [np.array([1])], ["id"], geometry_type="Polygon", crs="EPSG:32633", driver="GeoJSON"
    )
