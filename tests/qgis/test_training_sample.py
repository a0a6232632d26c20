"""Reviewed areas as training data: the right squares, exact masks, and a reader of ``training`` that takes them."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
from array import array
from pathlib import Path

import pytest
from osgeo import gdal, osr
from qgis.core import QgsGeometry, QgsPointXY, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QImage
from tiny_geopackage import write_result

from segearth_qgis.core.review import KEPT, REJECTED, Review
from segearth_qgis.core.sample_grid import Grid, Square, mask_image
from segearth_qgis.core.sample_pixels import SampleImpossible
from segearth_qgis.core.training_sample import write_training_sample
from tests.promised import need

ROOT = Path(__file__).resolve().parents[2]
LEFT, TOP = 500000.0, 2000100.0
QUESTION = "Where is water?"


def make_raster(path: Path, kind: int = gdal.GDT_Byte, width: int = 100, height: int = 80) -> QgsRasterLayer:
    """Pixels of 1 m whose red is the column, green the row and blue their sum; 16 bits have 100 times as much."""
    data = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 3, kind)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32640)
    data.SetProjection(crs.ExportToWkt())
    data.SetGeoTransform((LEFT, 1, 0, TOP, 0, -1))
    factor = 1 if kind == gdal.GDT_Byte else 100
    code = "B" if kind == gdal.GDT_Byte else "H"
    for band, value in ((1, lambda x, y: x), (2, lambda x, y: y), (3, lambda x, y: x + y)):
        values = array(code, [factor * value(x, y) for y in range(height) for x in range(width)])
        data.GetRasterBand(band).WriteRaster(0, 0, width, height, values.tobytes())
    data = None
    return QgsRasterLayer(str(path), "Town", "gdal")


def make_answers(path: Path, boxes: list[tuple[int, int, int, int]], question: str = QUESTION) -> QgsVectorLayer:
    """Areas as boxes of pixels: left, upper, right, lower."""
    places = [(LEFT + x0, TOP - y1, LEFT + x1, TOP - y0) for x0, y0, x1, y1 in boxes]
    write_result(path, question, places, [(LEFT, TOP - 80, LEFT + 100, TOP)], 32640)
    with sqlite3.connect(path) as base:
        for number in range(len(boxes)):
            base.execute("UPDATE answers SET score = ? WHERE id = ?", (number / 100, number + 1))
    return QgsVectorLayer(f"{path}|layername=answers", "Answers", "ogr")


def decide(layer: QgsVectorLayer, *decisions: str) -> None:
    review = Review(layer)
    for decision in decisions:
        review.decide(decision)
    review.save()


def pixels(path: Path) -> list[list[int]]:
    image = QImage(str(path))
    return [[image.pixelColor(x, y).red() for x in range(image.width())] for y in range(image.height())]


@pytest.fixture
def written(tmp_path):
    """Two squares with a kept area, one with a rejected one, one undecided; squares of 50 pixels."""
    raster = make_raster(tmp_path / "town.tif")
    answers = make_answers(tmp_path / "out.gpkg", [(10, 20, 60, 30), (60, 60, 70, 70), (5, 60, 9, 64)])
    decide(answers, KEPT, REJECTED)
    sample = write_training_sample(answers, raster, tmp_path / "sample", side=50)
    return sample, tmp_path / "sample"


def stems(folder: Path, name: str) -> list[str]:
    return sorted(path.stem for path in (folder / name).iterdir())


def test_kept_areas_are_pictures_with_the_target_and_rejected_ones_without(written):
    sample, folder = written
    assert (sample.with_target, sample.without_target, sample.left_out) == (2, 1, 1)
    assert sample.sentence().startswith("3 pictures written, 1 of them without the target. 1 were left out")
    answers = {
        path.stem.split("_where")[0]: json.loads(path.read_text(encoding="utf-8"))
        for path in (folder / "QAs").iterdir()
    }
    assert {stem: bool(qa["answer"]) for stem, qa in answers.items()} == {
        "town__0_0": True,
        "town__0_1": True,
        "town__1_1": False,
    }
    assert all(qa["questions"] == [QUESTION] for qa in answers.values())


def test_the_three_files_of_an_item_have_one_stem(written):
    _, folder = written
    assert stems(folder, "images") == stems(folder, "labels") == stems(folder, "QAs")


def test_the_mask_is_the_kept_area_to_the_pixel(written):
    _, folder = written
    (label,) = (folder / "labels").glob("town__0_0_*")
    inside = [[255 if 10 <= x < 50 and 20 <= y < 30 else 0 for x in range(50)] for y in range(50)]
    assert pixels(label) == inside


def test_the_image_is_the_rasters_own_pixels(written):
    _, folder = written
    (path,) = (folder / "images").glob("town__0_1_*")
    image = QImage(str(path))
    assert (image.width(), image.height()) == (50, 50)
    for x, y in ((0, 0), (49, 0), (0, 49), (49, 49), (17, 31)):
        colour = image.pixelColor(x, y)
        assert (colour.red(), colour.green(), colour.blue()) == (50 + x, y, 50 + x + y)


def test_the_last_squares_are_smaller(written):
    _, folder = written
    (path,) = (folder / "images").glob("town__1_1_*")
    assert (QImage(str(path)).width(), QImage(str(path)).height()) == (50, 30)


def test_sixteen_bits_are_stretched_as_the_run_stretched_them(tmp_path):
    raster = make_raster(tmp_path / "deep.tif", gdal.GDT_UInt16)
    answers = make_answers(tmp_path / "out.gpkg", [(10, 10, 20, 20)])
    decide(answers, KEPT)
    record = {"stretch": {"low": [1000, 0, 0], "high": [3550, 2550, 25500]}, "source": {"bands": [1, 2, 3]}}
    write_training_sample(answers, raster, tmp_path / "sample", record)
    (path,) = (tmp_path / "sample" / "images").iterdir()
    colour = QImage(str(path)).pixelColor(30, 40)
    assert (colour.red(), colour.green(), colour.blue()) == (200, 255, 70)


def test_without_a_record_sixteen_bits_are_refused(tmp_path):
    raster = make_raster(tmp_path / "deep.tif", gdal.GDT_UInt16)
    answers = make_answers(tmp_path / "out.gpkg", [(10, 10, 20, 20)])
    decide(answers, KEPT)
    with pytest.raises(SampleImpossible, match="stretch"):
        write_training_sample(answers, raster, tmp_path / "sample")


def test_a_layer_that_nobody_reviewed_is_refused(tmp_path):
    raster = make_raster(tmp_path / "town.tif")
    with pytest.raises(SampleImpossible, match="reviewed"):
        write_training_sample(make_answers(tmp_path / "out.gpkg", [(1, 1, 5, 5)]), raster, tmp_path / "sample")


def test_a_square_that_has_become_unsure_is_taken_out_again(tmp_path):
    raster = make_raster(tmp_path / "town.tif")
    answers = make_answers(tmp_path / "out.gpkg", [(10, 10, 20, 20)])
    decide(answers, KEPT)
    write_training_sample(answers, raster, tmp_path / "sample")
    answers.startEditing()
    answers.changeAttributeValue(1, answers.fields().indexOf("review"), None)
    answers.commitChanges()
    write_training_sample(answers, raster, tmp_path / "sample")
    assert stems(tmp_path / "sample", "images") == stems(tmp_path / "sample", "QAs") == []


def test_an_export_can_be_stopped(tmp_path):
    raster = make_raster(tmp_path / "town.tif")
    answers = make_answers(tmp_path / "out.gpkg", [(10, 10, 20, 20), (60, 60, 70, 70)])
    decide(answers, KEPT, KEPT)
    sample = write_training_sample(answers, raster, tmp_path / "sample", None, lambda done, total: done < 1, side=50)
    assert sample.with_target == 1


@pytest.mark.parametrize("seed", range(20))
def test_a_mask_is_exact_for_any_outline_along_pixels_with_holes(seed):
    """Against the definition: a pixel counts when its centre lies inside."""
    rng = random.Random(seed)
    size = 24
    cells = {(x, y) for x in range(size) for y in range(size) if rng.random() < 0.6}
    squares = [QgsGeometry.fromRect(QgsRectangle(x, -y - 1, x + 1, -y)) for x, y in cells]
    mask = draw(parts(squares), size)
    assert {(x, y) for x in range(size) for y in range(size) if mask.pixelColor(x, y).red()} == cells


@pytest.mark.parametrize("seed", range(20))
def test_a_mask_is_exact_for_slanted_outlines(seed):
    rng = random.Random(seed)
    corners = [QgsPointXY(rng.uniform(0, 40), -rng.uniform(0, 40)) for _ in range(5)]
    area = QgsGeometry.fromMultiPointXY(corners).convexHull()
    mask = draw([area], 40)
    wrong = [
        (x, y)
        for x in range(40)
        for y in range(40)
        if bool(mask.pixelColor(x, y).red()) != area.contains(QgsPointXY(x + 0.5, -y - 0.5))
    ]
    assert wrong == []


def draw(areas: list[QgsGeometry], size: int) -> QImage:
    square = Square(0, 0, 0, 0, size, size)
    return mask_image(Grid(0.0, 0.0, 1.0, 1.0, size, size).draw(areas, square), square)


def parts(squares: list[QgsGeometry]) -> list[QgsGeometry]:
    """The squares as polygons with holes, as a result has them."""
    return list(QgsGeometry.unaryUnion(squares).asGeometryCollection())


def test_training_reads_what_was_written(written, tmp_path):
    _, folder = written
    python = ROOT / ".venv" / "bin" / "python"
    need(python.exists(), "the training package's environment (make setup)")
    code = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from training.data.earthreason import load_item, pairing_faults, read_folder\n"
        "from training.finetune_data import read_pictures\n"
        "folder = Path(sys.argv[1])\n"
        "items = read_folder(folder)\n"
        "pictures = read_pictures([folder], lambda question: None)\n"
        "loaded = [(item.stem[:9], load_item(item)[0].shape, int(load_item(item)[1].sum())) for item in items]\n"
        "groups = sorted({picture.group for picture in pictures})\n"
        "print(json.dumps([loaded, groups, pairing_faults(folder)]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [str(python), "-c", code, str(folder)], env=environment, capture_output=True, text=True, check=True
    )
    loaded, groups, faults = json.loads(done.stdout.splitlines()[-1])
    assert loaded == [
        ["town__0_0", [50, 50, 3], 400],
        ["town__0_1", [50, 50, 3], 100],
        ["town__1_1", [30, 50, 3], 0],
    ]
    assert groups == ["sample/town"]
    assert faults == []
