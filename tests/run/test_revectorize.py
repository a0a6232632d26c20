"""A finished run is vectorized again without its model: the same values give the same bytes, others what they say."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely

from engine.cli import main
from engine.errors import BadRequest, Cancelled, RasterMissing
from engine.run import VectorizeRequest, check_picture, run, vectorize_run
from engine.run.folder import RECORD

from .asking import GREEN, RED, ask, coverage, files, never_loaded, polygons, request
from .fake_model import FakeModel
from .scenes import Square, write_scene


class Sure(FakeModel):
    """As sure as the red band is bright: sigmoid((red - 128) / 32)."""

    def _logits(self, rgb_HWC: Any, question: str) -> Any:
        return ((rgb_HWC[..., 0].astype(np.float32) - 128) / 32)[:: self.output_stride, :: self.output_stride]


def write_brightness(path: Path) -> Path:
    """A dim square (probability 0.55) and a bright one (0.95), and a bright ring around a dark yard of 16 pixels."""
    write_scene(path, [Square(20, 30, 20)])
    with rasterio.open(path, "r+") as file:
        red = np.zeros((200, 300), np.uint8)
        red[20:40, 30:50], red[120:130, 200:210] = 134, 222
        red[60:80, 100:120] = 222
        red[66:70, 106:110] = 0
        file.write(red, 1)
    return path


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    ask(write_brightness(tmp_path / "scene.tif"), model=Sure(), min_area_m2=50)
    return tmp_path / "answer_run"


def again(folder: Path, **values: Any) -> list[Any]:
    done = vectorize_run(VectorizeRequest(str(folder), **values))
    _, _, wkb, _ = pyogrio.raw.read(done.output, layer="answers")
    return list(shapely.from_wkb(wkb))


def rows(path: Path | str, layer: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as base:
        return list(base.execute(f"SELECT * FROM {layer}"))


@pytest.mark.parametrize("values", [{}, {"simplify_m": 2.0}, {"right_angles": True, "min_hole_m2": 20.0}])
@pytest.mark.parametrize("stride", [1, 4])
def test_the_values_of_the_run_give_its_layers_to_the_byte(tmp_path: Path, values: dict[str, Any], stride: int) -> None:
    scene = write_brightness(tmp_path / "scene.tif")
    model = FakeModel(output_stride=stride, tile_px=64, generative=True)
    result = run(request(scene, RED, GREEN, **values), model=model)
    done = vectorize_run(VectorizeRequest(result.run_folder, output=str(tmp_path / "again.gpkg")))
    for layer in ("answers", "coverage"):
        assert rows(done.output, layer) == rows(result.output, layer)
    assert done.questions == tuple(result.questions)


def test_a_higher_threshold_finds_less(folder: Path, tmp_path: Path) -> None:
    assert sorted(shape.area for shape in polygons_of(tmp_path / "answer.gpkg")) == [100, 384, 400]
    assert sorted(shape.area for shape in again(folder, threshold=0.6)) == [100, 384]


def polygons_of(path: Path) -> list[Any]:
    _, _, wkb, _ = pyogrio.raw.read(path, layer="answers")
    return list(shapely.from_wkb(wkb))


def test_a_lower_threshold_finds_what_the_run_did_not_show(tmp_path: Path) -> None:
    ask(write_brightness(tmp_path / "scene.tif"), model=Sure(), threshold=0.9)
    assert sorted(shape.area for shape in again(tmp_path / "answer_run", threshold=0.5)) == [100, 384, 400]


def test_least_area_and_least_hole_are_changed_and_kept(folder: Path) -> None:
    assert sorted(shape.area for shape in again(folder, min_area_m2=150, min_hole_m2=20)) == [400, 400]
    assert sorted(shape.area for shape in again(folder, min_hole_m2=20)) == [100, 400, 400]


@pytest.mark.parametrize("workers", [0, 65, 2.0, "2", True])
def test_numbers_of_workers_that_cannot_be_are_refused(folder: Path, workers: Any) -> None:
    with pytest.raises(BadRequest, match="workers"):
        VectorizeRequest(str(folder), workers=workers)


def test_output_is_named_after_the_threshold_by_default(folder: Path) -> None:
    done = vectorize_run(VectorizeRequest(str(folder), threshold=0.65))
    assert Path(done.output) == folder.with_name("answer_0.65.gpkg")
    done = vectorize_run(VectorizeRequest(str(folder), threshold=0.65, format="geojson"))
    assert Path(done.output) == folder.with_name("answer_0.65.geojson")


def test_features_and_record_say_where_they_come_from(folder: Path, tmp_path: Path) -> None:
    done = vectorize_run(VectorizeRequest(str(folder), threshold=0.6, simplify_m=1.5))
    columns = "question, raster, model, run_id, created"
    with sqlite3.connect(tmp_path / "answer.gpkg") as before, sqlite3.connect(done.output) as after:
        of_run = set(before.execute(f"SELECT {columns} FROM answers"))
        assert set(after.execute(f"SELECT {columns} FROM answers")) == of_run
    metadata = pyogrio.read_info(done.output, layer="answers")["layer_metadata"]
    vectorized = json.loads(metadata["vectorized"])
    assert (vectorized["threshold"], vectorized["simplify_m"], vectorized["min_area_m2"]) == (0.6, 1.5, 50.0)
    assert json.loads(metadata["request"])["threshold"] == 0.5


def test_coverage_tells_the_tiles_for_the_new_threshold(tmp_path: Path) -> None:
    result = ask(write_brightness(tmp_path / "scene.tif"), model=Sure(tile_px=128))
    before = coverage(result, '"row"', "col", "status")
    done = vectorize_run(VectorizeRequest(result.run_folder, threshold=0.97))
    with sqlite3.connect(done.output) as base:
        after = list(base.execute('SELECT "row", col, status FROM coverage ORDER BY "row", col'))
    assert "done" in {status for *_, status in before}
    assert after == [(row, col, "empty") for row, col, _ in before]


def test_run_folder_stays_as_it_was(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    again(folder, threshold=0.6)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_run_can_be_vectorized_from_another_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_brightness(tmp_path / "scene.tif")
    monkeypatch.chdir(tmp_path)
    run(request(Path("scene.tif"), output="answer.gpkg"), model=Sure())
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert len(again(Path("../answer_run"), threshold=0.6)) == 2


def test_cancelled_vectorization_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    before = files(tmp_path)
    with pytest.raises(Cancelled):
        vectorize_run(VectorizeRequest(str(folder), threshold=0.6), cancelled=lambda: True)
    assert files(tmp_path) == before


# What is refused


@pytest.mark.parametrize(
    "values", [{"threshold": 1.5}, {"min_area_m2": -1}, {"simplify_m": "much"}, {"right_angles": 1}, {"format": "shp"}]
)
def test_values_that_a_run_refuses_are_refused(folder: Path, values: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        vectorize_run(VectorizeRequest(str(folder), **values))


@pytest.mark.parametrize("values", [{}, {"run_folder": "r", "question": "q"}, {"run_folder": ""}])
def test_requests_that_are_not_understood_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        VectorizeRequest.from_dict(values)


def test_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no run folder"):
        vectorize_run(VectorizeRequest(str(tmp_path)))


def test_run_that_did_not_end_well_is_refused(folder: Path) -> None:
    record = json.loads((folder / RECORD).read_text())
    (folder / RECORD).write_text(json.dumps({**record, "state": "cancelled"}))
    with pytest.raises(BadRequest, match="did not end well"):
        vectorize_run(VectorizeRequest(str(folder)))


def test_changed_raster_is_told(folder: Path, tmp_path: Path) -> None:
    os.utime(tmp_path / "scene.tif", (1, 1))
    with pytest.raises(BadRequest, match="has changed"):
        vectorize_run(VectorizeRequest(str(folder)))


def test_missing_raster_and_missing_probability_are_told(folder: Path, tmp_path: Path) -> None:
    (folder / "probability_1.tif").unlink()
    with pytest.raises(BadRequest, match="probability"):
        vectorize_run(VectorizeRequest(str(folder)))
    (tmp_path / "scene.tif").unlink()
    with pytest.raises(RasterMissing):
        vectorize_run(VectorizeRequest(str(folder)))


# Formats and copies, asked for with the run itself


@pytest.mark.parametrize("ending", ["fgb", "geojson", "parquet"])
def test_run_writes_the_format_of_its_outputs_ending_and_may_do_it_again(scene: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    for _ in range(2):
        result = ask(scene, output=str(scene.with_name(f"answer.{ending}")))
    assert result.questions[0].count == 2
    assert {f"answer.{ending}", f"answer.coverage.{ending}"} <= files(scene.parent)


@pytest.mark.parametrize("ending", ["fgb", "geojson", "parquet"])
@pytest.mark.parametrize("part", ["", ".coverage"])
def test_files_of_others_in_the_way_are_refused_and_kept(scene: Path, ending: str, part: str) -> None:
    mine = scene.with_name(f"answer{part}.{ending}")
    mine.write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(BadRequest):
        run(request(scene, output=str(scene.with_name(f"answer.{ending}"))), loader=never_loaded)
    assert mine.read_text().startswith('{"type"')


def test_output_crs_is_told_wrong_before_the_model_is_loaded(scene: Path) -> None:
    with pytest.raises(BadRequest, match="not known"):
        run(request(scene, output_crs="EPSG:99999"), loader=never_loaded)


def test_sizes_in_another_crs_are_those_of_the_ground(scene: Path, tmp_path: Path) -> None:
    plain = ask(scene)
    moved = ask(scene, output=str(tmp_path / "moved.gpkg"), output_crs="EPSG:3857")
    assert moved.questions[0].area_m2 == plain.questions[0].area_m2
    assert shapely.area(polygons(moved)).sum() > 1.9 * shapely.area(polygons(plain)).sum()


def test_copy_of_the_probability_raster_is_written_for_each_question(scene: Path, tmp_path: Path) -> None:
    ask(scene, RED, GREEN, probability_cog=str(tmp_path / "p.tif"))
    for number in (1, 2):
        with (
            rasterio.open(tmp_path / f"p_{number}.tif") as copy,
            rasterio.open(tmp_path / "answer_run" / f"probability_{number}.tif") as own,
        ):
            assert copy.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
            assert np.array_equal(copy.read(1), own.read(1))


def test_copy_never_replaces_another_raster(scene: Path, tmp_path: Path) -> None:
    write_scene(tmp_path / "ortho.tif", [])
    for name in ("scene.tif", "ortho.tif"):
        with pytest.raises(BadRequest):
            run(request(scene, probability_cog=str(tmp_path / name)), loader=never_loaded)


@pytest.mark.parametrize(
    "values",
    [
        {"output": "a.shp"},
        {"output": "a"},
        {"output": "a.gpkg", "format": "fgb"},
        {"format": "kml"},
        {"output": "a.geojson", "output_crs": "EPSG:3857"},
        {"probability_cog": "p.png"},
        {"min_hole_m2": -1.0},
        {"right_angles": "yes"},
    ],
)
def test_outputs_that_cannot_be_written_are_refused(scene: Path, values: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        request(scene, **values)


def test_picture_needs_a_geopackage_in_the_rasters_crs(scene: Path, tmp_path: Path) -> None:
    for values in ({"output": str(tmp_path / "a.fgb")}, {"output_crs": "EPSG:3857"}):
        with pytest.raises(BadRequest, match="GeoPackage"):
            check_picture(tmp_path / "a.png", request(scene, **values))


def test_format_gives_an_output_without_an_ending_its_own(scene: Path) -> None:
    assert request(scene, output="a", format="parquet").output == "a.parquet"


# On the command line and through the server


def test_vectorize_command_says_what_it_found_and_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(
        [
            "vectorize",
            str(folder),
            "--threshold",
            "0.6",
            "--min-area",
            "150",
            "--format",
            "fgb",
            "--workers",
            "2",
            "--json",
        ]
    )
    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said["questions"][0]["count"] == 1
    assert said["output"].endswith("answer_0.6.fgb")


def test_vectorize_command_refuses_an_unknown_ending_with_the_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vectorize", str(folder), "-o", "answer.shp"]) == 2
    said = capsys.readouterr().err
    assert all(ending in said for ending in (".gpkg", ".fgb", ".geojson", ".parquet"))


def test_vectorize_command_does_not_import_torch(folder: Path, root: Path) -> None:
    script = (
        "import sys, engine.cli; code = engine.cli.main(sys.argv[1:]); sys.exit(code or 9 * ('torch' in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "vectorize", str(folder)], cwd=root, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
