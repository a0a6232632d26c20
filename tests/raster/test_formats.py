"""The same result in every format: read back by others, in place, whole or not there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import pytest
import rasterio
import shapely
from affine import Affine

from engine.errors import BadRequest, OutputNotWritable
from engine.raster import AnswerRecord, CoverageRecord, Mosaic, Window, make_grid, write_cog, write_result
from engine.raster.formats import format_of
from engine.raster.placing import Placing

UTM = "EPSG:32640"
ONE_LAYER = ["fgb", "geojson", "parquet"]
RECORD = {"run_id": "r1", "request": {"threshold": 0.5}}
HOLED = shapely.Polygon(
    [(0, 0), (0, 40), (40, 40), (40, 0)], [[(10, 10), (20, 10), (20, 20), (10, 20)]]
)  # the wrong way round for RFC 7946


def at(polygon: Any, x: float = 300_000, y: float = 2_800_000) -> Any:
    return shapely.transform(polygon, lambda points: points + np.array([x, y]))


def answer(number: int = 1, polygon: Any = None, **changes: Any) -> AnswerRecord:
    values: dict[str, Any] = {
        "question": "Where is water?",
        "answer": "By the river: Łódź.",
        "score": 0.75,
        "score_min": 0.5,
        "score_max": 0.9,
        "area_m2": 1500.0,
        "perimeter_m": 200.0,
        "length_m": 40.0,
        "width_m": 40.0,
        "orientation_deg": 90.0,
        "raster": "scene.tif",
        "model": "nano",
        "run_id": "r1",
        "created": datetime(2026, 3, 1, 12, 0, 0, 500_000, tzinfo=timezone.utc),
    }
    return AnswerRecord(number, at(HOLED) if polygon is None else polygon, **{**values, **changes})


def tile(polygon: Any = None) -> CoverageRecord:
    return CoverageRecord(
        at(shapely.box(0, 0, 90, 90)) if polygon is None else polygon, 0, 1, 0, "q", "done", None, 1.5
    )


def read(path: Path, layer: str | None = None) -> tuple[dict[str, Any], list[Any], dict[str, list[Any]]]:
    facts, _, wkb, columns = pyogrio.raw.read(path, layer=layer)
    fields = dict(zip(facts["fields"].tolist(), (column.tolist() for column in columns), strict=True))
    return facts, shapely.from_wkb(wkb).tolist(), fields


def geo_of(path: Path) -> dict[str, Any]:
    pq = pytest.importorskip("pyarrow.parquet")
    return json.loads(pq.read_metadata(path).metadata[b"geo"])


# All formats


@pytest.mark.parametrize("name", ["out.shp", "out", "out.gpkg.zip"])
def test_another_ending_is_refused_with_the_list(name: str) -> None:
    with pytest.raises(BadRequest) as caught:
        format_of(name)
    assert all(suffix in caught.value.advice for suffix in (".gpkg", ".fgb", ".geojson", ".parquet"))


@pytest.mark.parametrize("ending", ONE_LAYER)
def test_the_coverage_lies_beside_and_nothing_else_does(tmp_path: Path, ending: str) -> None:
    write_result(tmp_path / f"out.{ending}", [answer()], [tile()], UTM, RECORD)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"out.coverage.{ending}", f"out.{ending}"]


@pytest.mark.parametrize("ending", ["gpkg", *ONE_LAYER])
def test_a_failure_on_the_way_leaves_the_older_result_and_nothing_else(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out.{ending}"
    write_result(path, [answer()], [tile()], UTM, RECORD)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def broken() -> Iterator[CoverageRecord]:
        yield tile()
        raise KeyError

    with pytest.raises(KeyError):
        write_result(path, [answer(), answer(2)], broken(), UTM, RECORD)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("ending", ONE_LAYER)
def test_a_failure_of_the_last_step_leaves_nothing_new(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **values: Any) -> None:
        raise OSError("no more")

    monkeypatch.setattr("pyogrio.raw.write_arrow", full)
    monkeypatch.setattr("engine.raster.formats.write_geoparquet", full)
    with pytest.raises(OutputNotWritable):
        write_result(tmp_path / f"out.{ending}", [answer()], [tile()], UTM, RECORD)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["fgb", "geojson"])
def test_nothing_found_is_an_empty_file_that_opens(tmp_path: Path, ending: str) -> None:
    write_result(tmp_path / f"out.{ending}", [], [tile()], UTM, RECORD)
    assert read(tmp_path / f"out.{ending}")[1] == []
    assert len(read(tmp_path / f"out.coverage.{ending}")[1]) == 1


# GeoPackage: the style


def test_qgis_finds_a_default_style_for_each_layer(tmp_path: Path) -> None:
    write_result(tmp_path / "out.gpkg", [answer()], [tile()], UTM, RECORD)
    with sqlite3.connect(tmp_path / "out.gpkg") as base:
        styles = base.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles ORDER BY f_table_name"
        ).fetchall()
        kinds = dict(base.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert [style[:3] for style in styles] == [("answers", "geom", 1), ("coverage", "geom", 1)]
    assert all("<qgis " in style[3] for style in styles)
    assert kinds == {"answers": "features", "coverage": "features", "layer_styles": "attributes"}


# FlatGeobuf


def test_flatgeobuf_holds_what_the_geopackage_does(tmp_path: Path) -> None:
    for name in ("out.gpkg", "out.fgb"):
        write_result(tmp_path / name, [answer(n) for n in range(3)], [tile()], UTM, RECORD)
    packed, flat = read(tmp_path / "out.gpkg", "answers"), read(tmp_path / "out.fgb")
    assert flat[2] == packed[2]
    assert all(one.equals_exact(other) for one, other in zip(flat[1], packed[1], strict=True))
    assert flat[0]["crs"] == UTM
    metadata = pyogrio.read_info(tmp_path / "out.fgb")["layer_metadata"]
    assert json.loads(metadata["request"]) == {"threshold": 0.5}


# GeoJSON: RFC 7946


def geojson(tmp_path: Path, *answers: AnswerRecord, crs: str = UTM) -> dict[str, Any]:
    write_result(tmp_path / "out.geojson", answers, [], crs, RECORD)
    loaded: dict[str, Any] = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    return loaded


def test_geojson_has_no_crs_and_its_coordinates_are_degrees_of_seven_decimals(tmp_path: Path) -> None:
    collection = geojson(tmp_path, answer())
    assert "crs" not in collection
    (feature,) = collection["features"]
    rings = feature["geometry"]["coordinates"]
    to_lonlat = pyproj.Transformer.from_crs(UTM, "EPSG:4326", always_xy=True)
    expected = {tuple(round(float(v), 7) for v in to_lonlat.transform(*xy)) for xy in at(HOLED).exterior.coords}
    assert {tuple(point) for point in rings[0]} == expected
    assert feature["properties"]["answer"] == "By the river: Łódź."
    assert feature["properties"]["created"].startswith("2026-03-01T12:00:00.5")


def test_geojson_rings_turn_to_the_right_hand(tmp_path: Path) -> None:
    (feature,) = geojson(tmp_path, answer())["features"]
    outer, hole = (shapely.LinearRing(ring) for ring in feature["geometry"]["coordinates"])
    assert (outer.is_ccw, hole.is_ccw) == (True, False)


def test_geojson_tells_the_run(tmp_path: Path) -> None:
    assert json.loads(geojson(tmp_path, answer())["description"]) == RECORD


def test_geojson_polygons_are_cut_at_the_antimeridian(tmp_path: Path) -> None:
    fiji = shapely.box(0, 0, 40_000, 40_000)
    polygon = at(fiji, *pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32760", always_xy=True).transform(179.9, -17))
    (feature,) = geojson(tmp_path, answer(polygon=polygon), crs="EPSG:32760")["features"]
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.geom_type == "MultiPolygon"
    assert sorted(round(bound, 1) for part in shape.geoms for bound in (part.bounds[0], part.bounds[2])) == [
        -180,
        -179.7,
        179.9,
        180,
    ]
    assert shape.is_valid
    area = sum(abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(part)[0]) for part in shape.geoms)
    straight, _ = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(shapely.box(179.9, -17, 180, -16.9))
    assert 10 < area / abs(straight) < 14


def test_longitudes_beyond_180_come_round(tmp_path: Path) -> None:
    (feature,) = geojson(tmp_path, answer(polygon=shapely.box(185, 10, 186, 11)), crs="EPSG:4326")["features"]
    assert shapely.geometry.shape(feature["geometry"]).bounds == (-175, 10, -174, 11)


def test_a_polygon_around_the_pole_covers_it(tmp_path: Path) -> None:
    cap = shapely.Point(0, 0).buffer(100_000).difference(shapely.Point(0, 0).buffer(20_000))
    (feature,) = geojson(tmp_path, answer(polygon=cap), crs="EPSG:3413")["features"]
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.is_valid
    assert shape.bounds[0] == -180
    assert shape.bounds[2] == 180
    assert shape.area == pytest.approx(360 * 80_000 / 111_700, rel=0.05)
    assert not shape.contains(shapely.Point(10, 89.95))
    assert shape.contains(shapely.Point(10, 89.5))


def test_rounding_leaves_polygons_of_centimetres_valid() -> None:
    place = Placing("EPSG:32640", "EPSG:4326", decimals=7)
    rng = np.random.default_rng(0)
    stars = [
        shapely.Point(300_000, 2_800_000).buffer(1).union(at(shapely.box(*rng.random(2), 1.02, 1.02)))
        for _ in range(20)
    ]
    assert shapely.is_valid(place(np.array(stars))).all()


# GeoParquet


def test_geoparquet_metadata_is_that_of_version_1_1(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    write_result(tmp_path / "out.parquet", [answer(), answer(2, at(HOLED, 300_100))], [tile()], UTM, RECORD)
    geo = geo_of(tmp_path / "out.parquet")
    column = geo["columns"]["geometry"]
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["Polygon"]
    assert pyproj.CRS.from_json_dict(column["crs"]).to_epsg() == 32640
    assert column["bbox"] == [300_000, 2_800_000, 300_140, 2_800_040]
    assert column["covering"]["bbox"] == {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}


def test_geoparquet_holds_what_the_geopackage_does(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    for name in ("out.gpkg", "out.parquet"):
        write_result(tmp_path / name, (answer(n, at(HOLED, 300_000 + n)) for n in range(20_000)), [tile()], UTM, RECORD)
    _, shapes, fields = read(tmp_path / "out.gpkg", "answers")
    table = pq.read_table(tmp_path / "out.parquet")
    assert [name for name in table.column_names if name not in ("geometry", "bbox")] == list(fields)
    assert table["id"].to_pylist() == fields["id"]
    assert table["answer"][7].as_py() == "By the river: Łódź."
    assert table["created"][0].as_py() == datetime(2026, 3, 1, 12, 0, 0, 500_000, tzinfo=timezone.utc)
    back = shapely.from_wkb(table["geometry"].to_pylist())
    assert all(one.equals_exact(other) for one, other in zip(back, shapes, strict=True))
    assert table["bbox"][5].as_py() == {"xmin": 300_005, "ymin": 2_800_000, "xmax": 300_045, "ymax": 2_800_040}
    assert pq.ParquetFile(tmp_path / "out.parquet").metadata.num_row_groups == 2
    assert json.loads(pq.read_metadata(tmp_path / "out.parquet").metadata[b"request"]) == {"threshold": 0.5}


def test_an_empty_geoparquet_has_its_columns(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    write_result(tmp_path / "out.parquet", [], [tile()], UTM, RECORD)
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0
    assert "score_min" in pq.read_schema(tmp_path / "out.parquet").names
    assert geo_of(tmp_path / "out.parquet")["columns"]["geometry"]["geometry_types"] == []
    assert geo_of(tmp_path / "out.coverage.parquet")["columns"]["geometry"]["geometry_types"] == ["MultiPolygon"]


# Another CRS


@pytest.mark.parametrize("ending", ["gpkg", "fgb"])
def test_polygons_in_another_crs_lie_in_the_same_place(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out.{ending}"
    write_result(path, [answer()], [tile()], UTM, RECORD, "EPSG:3857")
    facts, (shape,), fields = read(path, "answers")
    back = pyproj.Transformer.from_crs("EPSG:3857", UTM, always_xy=True)
    returned = shapely.transform(shape, lambda p: np.stack(back.transform(*p.T), axis=1))
    assert facts["crs"] == "EPSG:3857"
    assert returned.symmetric_difference(at(HOLED)).area < 1e-3
    assert shape.area > 1.2 * HOLED.area  # Web Mercator at 25 degrees north
    assert fields["area_m2"] == [1500.0]


def test_long_edges_follow_the_ground_in_another_crs() -> None:
    long = at(shapely.box(0, 0, 60_000, 10))
    place = Placing(UTM, "EPSG:4326")
    (shape,) = place(np.array([long]))
    to_lonlat = pyproj.Transformer.from_crs(UTM, "EPSG:4326", always_xy=True)
    middle = shapely.Point(*to_lonlat.transform(330_000, 2_800_005))
    assert shape.contains(middle)


@pytest.mark.parametrize("name", ["EPSG:99999", "nonsense", "EPSG:5703"])
def test_a_crs_that_polygons_cannot_have_is_refused(name: str) -> None:
    with pytest.raises(BadRequest):
        Placing(UTM, name)


def test_a_crs_that_is_not_defined_there_is_refused() -> None:
    with pytest.raises(BadRequest, match="not defined"):
        Placing("EPSG:4326", "+proj=ortho +lat_0=-90")(np.array([shapely.box(10, 89, 11, 90)]))


# The probability raster as a cloud optimized GeoTIFF


def test_the_cog_has_the_layout_that_readers_over_a_network_need(tmp_path: Path) -> None:
    """GDAL's validate_cloud_optimized_geotiff: directories before data, overviews' data before the full size's."""
    grid = make_grid(2000, 1500, multiple=1, size_multiple=1)
    place = {"transform": Affine(1, 0, 300_000, 0, -1, 2_800_000), "crs_wkt": UTM}
    rng = np.random.default_rng(0)
    with Mosaic(tmp_path / "p.tif", grid=grid, window=Window(0, 0, 2000, 1500), output_stride=1, **place) as mosaic:
        for number, tile_ in enumerate(grid.tiles_in(mosaic.window)):
            if number == 0:
                mosaic.skip(tile_)
            else:
                mosaic.add(tile_, rng.normal(0, 3, (tile_.window.height, tile_.window.width)).astype(np.float32))
    write_cog(tmp_path / "p.tif", tmp_path / "cog.tif")
    with rasterio.open(tmp_path / "p.tif") as before, rasterio.open(tmp_path / "cog.tif") as after:
        assert np.array_equal(before.read(1), after.read(1))
        assert (after.crs, after.transform, after.nodata) == (before.crs, before.transform, 255)
        assert after.tags()["PROBABILITY"] == before.tags()["PROBABILITY"]
        assert after.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert after.block_shapes == [(512, 512)]
        factors = after.overviews(1)
        assert factors[0] == 2
        assert max(2000, 1500) / factors[-1] <= 512
        directories = [int(after.get_tag_item("IFD_OFFSET", "TIFF", bidx=1))]
        data = [int(after.get_tag_item("BLOCK_OFFSET_1_1", "TIFF", bidx=1))]
    for level in range(len(factors)):
        with rasterio.open(tmp_path / "cog.tif", overview_level=level) as overview:
            directories.append(int(overview.get_tag_item("IFD_OFFSET", "TIFF", bidx=1)))
            data.append(int(overview.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1)))
    assert directories[0] < 1000
    assert directories == sorted(directories)
    assert data == sorted(data, reverse=True)
    assert directories[-1] < min(data)


def test_a_cog_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "p.tif").write_bytes(b"no raster")
    with pytest.raises(OutputNotWritable):
        write_cog(tmp_path / "p.tif", tmp_path / "cog.tif")
    assert [path.name for path in tmp_path.iterdir()] == ["p.tif"]
