"""The bundled model on real GeoTIFFs of many kinds, and on wrong input: a right result or a clear error, never else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine
from pyproj import CRS
from rasterio.vrt import WarpedVRT

from engine.cli import main
from engine.run import RunRequest, RunResult, run
from engine.run.models import TileModel, load_by_name

FOLDER = Path(os.environ.get("SEGEARTH_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "geotiff"
FILES = sorted(path.name for path in FOLDER.glob("*.tif"))
WITHOUT_POSITION = {"derived_no_georeference_swissimage_875x400.tif", "rotated_10x15_no_crs.tif"}
QUESTION = "Which structures could shelter people from rain?"


@pytest.fixture(scope="module")
def nano() -> TileModel:
    return load_by_name("nano", "cpu")


def ask(nano: TileModel, raster: Path, folder: Path, **values: Any) -> RunResult:
    fields = {"raster": str(raster), "questions": [QUESTION], "output": str(folder / "answer.gpkg"), **values}
    return run(RunRequest.from_dict(fields), model=nano)


def middle_half(dataset: Any) -> shapely.Polygon:
    """The middle half of the raster in its CRS, as an upright box."""
    corners = [dataset.transform * (dataset.width * x, dataset.height * y) for x in (0.25, 0.75) for y in (0.25, 0.75)]
    xs, ys = zip(*corners, strict=True)
    return shapely.box(min(xs), min(ys), max(xs), max(ys))


def opened(path: Path) -> Any:
    dataset = rasterio.open(path)
    if dataset.crs is None and dataset.gcps[0]:
        dataset = WarpedVRT(dataset, src_crs=dataset.gcps[1])
    return dataset


@pytest.mark.parametrize("name", FILES or ["none"])
def test_every_kind_of_raster_gives_a_result_or_says_why_not(name: str, nano: TileModel, tmp_path: Path) -> None:
    if name == "none":
        pytest.skip("needs the folder of real GeoTIFFs beside the repository (SEGEARTH_SHARED)")
    path = FOLDER / name
    if name in WITHOUT_POSITION:
        code = main(["ask", str(path), QUESTION, "-o", str(tmp_path / "answer.gpkg"), "--json"])
        assert code == 2
        assert not (tmp_path / "answer.gpkg").exists()
        return
    dataset = opened(path)
    extent = middle_half(dataset)
    # At a low threshold there is something to check in nearly every file.
    result = ask(nano, path, tmp_path, extent=list(extent.bounds), threshold=0.05)
    info = pyogrio.read_info(result.output, layer="answers")
    assert CRS.from_user_input(info["crs"]) == CRS.from_wkt(dataset.crs.to_wkt())
    _, _, wkb, _ = pyogrio.raw.read(result.output, layer="answers")
    areas = shapely.from_wkb(wkb)
    assert shapely.is_valid(areas).all()
    to_pixels = ~Affine(*dataset.transform[:6])
    slack = 1e-6 * max(abs(value) for value in extent.bounds)
    for area in areas:
        assert extent.buffer(slack).covers(area)
        x, y = shapely.get_coordinates(area).T
        columns, rows = to_pixels.a * x + to_pixels.b * y + to_pixels.c, to_pixels.d * x + to_pixels.e * y + to_pixels.f
        np.testing.assert_allclose(columns, np.round(columns), atol=1e-3)
        np.testing.assert_allclose(rows, np.round(rows), atol=1e-3)


def test_the_sample_is_answered(nano: TileModel, root: Path, tmp_path: Path) -> None:
    sample = root / "resources/sample/lakeside.tif"
    result = ask(nano, sample, tmp_path, questions=["Where is open water?"])
    with rasterio.open(root / "resources/sample/lakeside_classes.tif") as truth:
        lake = truth.read(1) == 5
    _, _, wkb, _ = pyogrio.raw.read(result.output, layer="answers")
    with rasterio.open(sample) as dataset:
        found = rasterio.features.rasterize(shapely.from_wkb(wkb), lake.shape, transform=dataset.transform) == 1
    assert (lake & found).sum() / (lake | found).sum() > 0.7


def test_what_is_not_there_is_not_found(nano: TileModel, root: Path, tmp_path: Path) -> None:
    sample = root / "resources/sample/lakeside.tif"
    result = ask(nano, sample, tmp_path, questions=["Where are the jet skis?"])
    assert not result.questions[0].found
    assert result.searched_m2 == pytest.approx(2048 * 1536 * 0.25, rel=0.01)
    assert "answers" in [name for name, _ in pyogrio.list_layers(result.output)]


def test_an_answer_does_not_depend_on_the_extent(nano: TileModel, root: Path, tmp_path: Path) -> None:
    """Two overlapping extents give the same probabilities on the ground they share."""
    sample = root / "resources/sample/lakeside.tif"
    with rasterio.open(sample) as dataset:
        left, bottom, right, top = dataset.bounds
    maps = []
    for number, west in enumerate((left, left + 200)):
        folder = tmp_path / str(number)
        folder.mkdir()
        result = ask(nano, sample, folder, extent=[west, bottom + 100, right - 100, top], questions=["open water"])
        maps.append(rasterio.open(result.questions[0].probability))
    common = rasterio.windows.from_bounds(left + 240, bottom + 140, right - 140, top - 40, maps[0].transform)
    window = common.round_offsets().round_lengths()
    bounds = rasterio.windows.bounds(window, maps[0].transform)
    other = rasterio.windows.from_bounds(*bounds, maps[1].transform).round_offsets().round_lengths()
    np.testing.assert_array_equal(maps[0].read(1, window=window), maps[1].read(1, window=other))


def truncated(folder: Path, sample: Path) -> Path:
    path = folder / "truncated.tif"
    path.write_bytes(sample.read_bytes()[:300_000])
    return path


def text(folder: Path, sample: Path) -> Path:
    path = folder / "text.tif"
    path.write_text("This is no raster.")
    return path


@pytest.mark.parametrize(
    ("make", "arguments", "kind"),
    [
        (lambda folder, sample: folder / "missing.tif", [], "raster_missing"),
        (text, [], "unreadable_raster"),
        (truncated, [], "unreadable_raster"),
        (None, ["--extent", "0", "0", "1", "1"], "outside_extent"),
        (None, ["--extent", "10", "50", "10.001", "50.001", "--extent-crs", "EPSG:4326"], "outside_extent"),
        (None, ["--extent", "1", "2", "3", "4", "--extent-crs", "EPSG:999999"], "bad_request"),
        (None, ["--threshold", "1.5"], "bad_request"),
        (None, ["--gsd", "-1"], "bad_request"),
        (None, ["--bands", "1,2,9"], "bad_request"),
        (None, ["--model", "gigantic"], "model_missing"),
        (None, ["--device", "cuda:77"], "device_unavailable"),
        (None, ["--mask", "missing.geojson"], "bad_request"),
    ],
)
def test_wrong_input_is_refused_with_its_kind(
    make: Any, arguments: list[str], kind: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = root / "resources/sample/lakeside.tif"
    raster = sample if make is None else make(tmp_path, sample)
    out = tmp_path / "out"
    out.mkdir()
    code = main(["ask", str(raster), "Where is water?", "-o", str(out / "answer.gpkg"), "--json", *arguments])
    printed = capsys.readouterr()
    assert code == 2
    assert json.loads(printed.out)["error"]["kind"] == kind
    assert "Traceback" not in printed.err
    assert not list(out.glob("*.gpkg*"))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("", "empty_question"),
        ("  ", "empty_question"),
        ("water " * 1700, "question_too_long"),
        ("Где находится открытая вода?", "unsupported_language"),
        ("开阔的水域在哪里?", "unsupported_language"),
    ],
)
def test_a_question_it_cannot_answer_is_refused(
    question: str, kind: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = str(root / "resources/sample/lakeside.tif")
    assert main(["ask", sample, question, "-o", str(tmp_path / "answer.gpkg"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == kind
    assert not list(tmp_path.glob("*.gpkg*"))


def test_the_command_answers_as_a_process(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "answer.gpkg"
    sample = str(root / "resources/sample/lakeside.tif")
    command = [sys.executable, "-m", "engine", "ask", sample, "Where is open water?"]
    done = subprocess.run(
        [*command, "-o", str(output), "--png", str(tmp_path / "answer.png"), "--json"],
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["questions"][0]["found"]
    assert output.is_file()
    assert (tmp_path / "answer.png").stat().st_size > 50_000
