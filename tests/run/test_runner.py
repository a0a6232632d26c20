"""What a run finds and where it looks, with a model that can be reasoned about: red above 128."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
import shapely

from engine.errors import (
    BadRequest,
    OutsideExtent,
    TooLarge,
)
from engine.run import run

from .asking import GREEN, RED, ask, coverage, never_loaded, on_ground, polygons, request, write_polygon
from .fake_model import FakeModel
from .scenes import CRS, LEFT, TOP, Square, write_scene

# What a run finds


def test_every_red_square_becomes_one_polygon_on_its_pixel_edges(scene: Path) -> None:
    result = ask(scene)
    assert {shape.normalize().wkt for shape in polygons(result)} == {
        on_ground(20, 30, 20).normalize().wkt,
        on_ground(120, 200, 10).normalize().wkt,
    }


def test_result_tells_count_area_and_paths(scene: Path) -> None:
    result = ask(scene, run_id="r1")
    (answer,) = result.questions
    assert (answer.found, answer.count) == (True, 2)
    assert answer.area_m2 == pytest.approx(500 / 0.9996**2, rel=1e-3)
    assert result.searched_m2 == pytest.approx(60_000 / 0.9996**2, rel=1e-3)
    assert result.run_id == "r1"
    assert result.crs == "EPSG:32633"
    assert result.model == "fake"
    assert Path(answer.probability).is_file()


def test_result_tells_how_many_tiles_were_encoded(scene: Path) -> None:
    model = FakeModel(tile_px=128)
    result = ask(scene, model=model)
    assert result.encoded_tiles == model.encoded > 1
    assert ask(scene, model=model).encoded_tiles == result.encoded_tiles


def test_result_is_json(scene: Path) -> None:
    result = ask(scene)
    assert json.loads(json.dumps(result.to_dict())) == result.to_dict()


def test_features_say_where_they_come_from(scene: Path) -> None:
    result = ask(scene, run_id="r1")
    with sqlite3.connect(result.output) as database:
        rows = list(database.execute("SELECT id, question, answer, raster, model, run_id FROM answers ORDER BY id"))
    assert rows == [
        (1, RED, None, str(scene), "fake", "r1"),
        (2, RED, None, str(scene), "fake", "r1"),
    ]


def test_several_questions_share_one_encoding_of_a_tile(scene: Path) -> None:
    model = FakeModel()
    result = ask(scene, RED, GREEN, model=model)
    assert [answer.count for answer in result.questions] == [2, 1]
    assert polygons(result, GREEN)[0].equals(on_ground(60, 100, 30))
    assert model.encoded == 1
    assert model.asked == [(RED, GREEN)]


def test_nothing_found_is_a_result_with_the_area_searched(scene: Path) -> None:
    result = ask(scene, "Where is blue?")
    assert [(answer.found, answer.count, answer.area_m2) for answer in result.questions] == [(False, 0, 0)]
    assert polygons(result) == []
    assert coverage(result, "status") == [("empty",)]
    assert result.tiles.empty == 1
    assert result.searched_m2 > 0


def test_many_tiles_give_the_same_polygons_as_one(scene: Path) -> None:
    one = {shape.normalize().wkt for shape in polygons(ask(scene))}
    result = ask(scene, model=FakeModel(tile_px=160))
    assert {shape.normalize().wkt for shape in polygons(result)} == one
    tiles = result.tiles
    assert tiles.done + tiles.empty == len(coverage(result, "status")) > 4
    assert result.searched_m2 == pytest.approx(60_000 / 0.9996**2, rel=1e-3)


def test_model_with_a_coarser_output_grid_finds_the_same_squares(scene: Path) -> None:
    result = ask(scene, model=FakeModel(output_stride=4, size_multiple=128))
    areas = sorted(shape.area for shape in polygons(result))
    assert areas == pytest.approx([100, 400], rel=0.35)


def test_small_areas_are_left_out(scene: Path) -> None:
    assert ask(scene, min_area_m2=200.0).questions[0].count == 1


def test_threshold_of_the_request_decides(scene: Path) -> None:
    sure = 0.999  # the fake model says 0.9975
    result = ask(scene, threshold=sure)
    assert result.questions[0].count == 0
    assert result.tiles.empty == 1


# Presence


def test_tile_without_the_target_has_no_pixels_of_it(scene: Path) -> None:
    result = ask(scene, RED, GREEN, model=FakeModel(presence={RED: -2.0, GREEN: 5.0}))
    assert [answer.found for answer in result.questions] == [False, True]
    assert dict(coverage(result, "question", "status")) == {RED: "empty", GREEN: "done"}
    presence = dict(coverage(result, "question", "presence"))
    assert presence[RED] == pytest.approx(0.1192, abs=1e-4)


def test_score_is_not_above_the_presence_of_its_tile(scene: Path) -> None:
    result = ask(scene, model=FakeModel(presence={RED: 1.0}))
    with sqlite3.connect(result.output) as database:
        scores = [score for (score,) in database.execute("SELECT score FROM answers")]
    assert scores == pytest.approx([0.731, 0.731], abs=0.004)


def test_model_without_presence_leaves_it_empty(scene: Path) -> None:
    assert coverage(ask(scene), "presence") == [(None,)]


# Where a run looks


def test_extent_limits_search_and_result(scene: Path) -> None:
    extent = (LEFT + 20, TOP - 35, LEFT + 60, TOP - 10)  # cuts the large square at row 35
    result = ask(scene, extent=extent)
    assert [shape.area for shape in polygons(result)] == [300.0]
    assert result.searched_m2 == pytest.approx(1000 / 0.9996**2, rel=1e-3)


def test_extent_in_another_crs(scene: Path) -> None:
    result = ask(scene, extent=(-180, -90, 180, 90), extent_crs="EPSG:4326")
    assert result.questions[0].count == 2


def test_result_does_not_depend_on_the_extent(scene: Path) -> None:
    model = FakeModel(tile_px=160, output_stride=4, size_multiple=32)
    whole = polygons(ask(scene, model=model))
    part = polygons(ask(scene, model=model, extent=(LEFT + 150, TOP - 190, LEFT + 290, TOP - 90)))
    assert len(part) == 1
    assert any(part[0].equals(shape) for shape in whole)


def test_extent_beside_the_raster_is_refused_before_the_model_is_loaded(scene: Path) -> None:
    with pytest.raises(OutsideExtent):
        run(request(scene, extent=(0, 0, 1, 1)), loader=never_loaded)


def test_mask_limits_the_search_and_skips_tiles_beside_it(scene: Path, tmp_path: Path) -> None:
    mask = tmp_path / "mask.geojson"
    write_polygon(mask, shapely.box(LEFT + 25, TOP - 45, LEFT + 55, TOP - 15))
    model = FakeModel(tile_px=160)
    result = ask(scene, model=model, mask=str(mask))
    assert [shape.area for shape in polygons(result)] == [400.0]
    assert model.encoded < 18  # of the whole raster
    assert {status for (status,) in coverage(result, "status")} <= {"done", "empty"}


def test_l_shaped_mask_skips_the_tile_in_its_corner(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [], height=600, width=600)
    corner = shapely.box(LEFT, TOP - 600, LEFT + 600, TOP).difference(
        shapely.box(LEFT + 60, TOP - 540, LEFT + 600, TOP)
    )
    mask = tmp_path / "mask.geojson"
    write_polygon(mask, corner)
    model = FakeModel(tile_px=256)
    result = ask(scene, model=model, mask=str(mask))
    assert result.tiles.skipped > 0
    assert model.encoded == result.tiles.empty
    assert result.searched_m2 == pytest.approx(corner.area / 0.9996**2, rel=1e-3)


def test_tile_without_valid_pixels_is_not_asked(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [Square(20, 500, 20)], width=600, nodata_cols=slice(0, 300))
    model = FakeModel(tile_px=200)
    result = ask(scene, model=model)
    assert result.tiles.nodata > 0
    assert model.encoded == result.tiles.done + result.tiles.empty
    assert result.searched_m2 == pytest.approx(300 * 200 / 0.9996**2, rel=1e-3)


def test_an_area_without_valid_pixels_is_a_result_that_says_so(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [], nodata_cols=slice(0, 100))
    model = FakeModel()
    result = ask(scene, model=model, extent=(LEFT + 10, TOP - 60, LEFT + 60, TOP - 10))
    assert not result.questions[0].found
    assert (result.searched_m2, result.tiles.nodata, model.encoded) == (0.0, 1, 1)
    assert any("nothing was searched" in warning for warning in result.warnings)


def test_a_raster_without_any_valid_pixel_is_not_asked(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [], nodata_cols=slice(0, 300))
    model = FakeModel()
    result = ask(scene, model=model)
    assert (result.searched_m2, result.tiles.nodata, model.encoded) == (0.0, 1, 0)
    assert any("nothing was searched" in warning for warning in result.warnings)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (100_000, 1), (1, 100_000)])
def test_a_raster_of_a_pixel_or_a_line_is_searched_whole(tmp_path: Path, width: int, height: int) -> None:
    scene = write_scene(tmp_path / "scene.tif", [Square(height - 1, width - 1, 1)], width=width, height=height)
    result = ask(scene)
    assert result.searched_m2 == pytest.approx(width * height / 0.9996**2, rel=1e-2)
    assert [area.area for area in polygons(result)] == pytest.approx([1.0])


def test_absurdly_fine_gsd_is_refused(scene: Path) -> None:
    with pytest.raises(BadRequest, match="absurdly fine"):
        run(request(scene, gsd_m=1e-5), loader=never_loaded)


def test_absurd_number_of_tiles_is_refused(tmp_path: Path) -> None:
    band = '<VRTRasterBand dataType="Byte" band="1"/>'
    place = f"<SRS>{CRS}</SRS><GeoTransform>{LEFT}, 1, 0, {TOP}, 0, -1</GeoTransform>"
    huge = tmp_path / "huge.vrt"
    huge.write_text(f'<VRTDataset rasterXSize="600000" rasterYSize="600000">{place}{band}</VRTDataset>')
    with pytest.raises(TooLarge, match="tiles"):
        run(request(huge), loader=never_loaded)
