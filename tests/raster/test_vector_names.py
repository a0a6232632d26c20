"""Files and folders whose names pyogrio would take apart are read and written like any other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from engine.raster import RasterReader
from engine.raster.area import AreaOfInterest
from engine.raster.vector_names import vector_name

from ..run.asking import ask
from ..run.scenes import LEFT, TOP, Square, write_scene

ODD = ["now!", "a;b", "line\nfeed", "zip!/x.zip!y"]


def write(path: str, driver: str, polygon: Any) -> None:
    geometry = np.array([shapely.to_wkb(polygon)], dtype=object)
    pyogrio.raw.write(path, geometry, [np.array([1])], ["id"], geometry_type="Polygon", crs="EPSG:32633", driver=driver)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("ending", ["gpkg", "geojson", "fgb"])
def test_result_is_written_into_any_folder_and_replaced(name: str, ending: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir(parents=True)
    scene = write_scene(folder / "scene.tif", [Square(10, 10, 20)], height=40, width=40)
    for _ in range(2):
        result = ask(scene, output=str(folder / f"answer!;.{ending}"))
        assert (result.questions[0].count, Path(result.output).is_file()) == (1, True)


@pytest.mark.parametrize(("driver", "ending"), [("GeoJSON", "geojson"), ("ESRI Shapefile", "shp")])
def test_mask_is_read_from_any_folder_and_under_any_name(driver: str, ending: str, tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [], height=40, width=40)
    folder = tmp_path / "mine!"
    folder.mkdir()
    write(str(tmp_path / f"mask.{ending}"), driver, shapely.box(LEFT, TOP - 10, LEFT + 10, TOP))
    for part in tmp_path.glob("mask.*"):
        part.rename(folder / f"m;1!{part.suffix}")
    with RasterReader.open(scene) as reader:
        area = AreaOfInterest.from_request(reader, None, None, str(folder / f"m;1!.{ending}"))
    assert (area.window.width, area.window.height) == (10, 10)


@pytest.mark.parametrize("name", ["plain.gpkg", "with space, 100 % #1?.gpkg", "archive.zip", "no folder!/a.gpkg"])
def test_other_names_stay(name: str, tmp_path: Path) -> None:
    with vector_name(tmp_path / name) as found:
        assert found == str(tmp_path / name)


def test_file_in_an_archive_stays_one(tmp_path: Path) -> None:
    with vector_name(f"{tmp_path}/areas.zip!areas.shp") as found:
        assert found == f"{tmp_path}/areas.zip!areas.shp"
