"""Rasters as they come: over the network, in mosaics, on either side of the antimeridian, sparse, without a map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.enums import ColorInterp
from rasterio.rpc import RPC
from rasterio.transform import from_origin

from engine.errors import BadRequest, NoGeoreference, OutsideExtent, RasterMissing, UnreadableRaster
from engine.raster import AreaOfInterest, RasterReader, Window
from engine.raster.remote import is_remote
from engine.run import RunRequest, plan, run
from engine.run.source import check_source, describe_source

from ..range_server import serving
from ..run.fake_model import FakeModel

Writer = Callable[..., Path]
LOWER_RIGHT = [300_800, 2_800_000 - 1000, 301_000, 2_800_000 - 800]


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def cog(write_raster: Writer, folder: Path, name: str = "a.tif") -> Path:
    """1024 x 1024 pixels of noise in blocks of 256: about 3 MB."""
    noise = np.random.default_rng(0).integers(0, 256, (3, 1024, 1024), np.uint8)
    return write_raster(folder / name, noise, tiled=True, blockxsize=256, blockysize=256, compress="deflate")


@pytest.mark.parametrize("prefix", ["", "/vsicurl/"])
def test_a_window_of_a_remote_raster_takes_few_requests_and_only_its_part(
    write_raster: Writer, tmp_path: Path, prefix: str
) -> None:
    # Each under a name of its own: GDAL keeps what it has fetched.
    path = cog(write_raster, tmp_path, "vsi.tif" if prefix else "plain.tif")
    with serving(tmp_path, tmp_path / "log") as server:
        with RasterReader.open(f"{prefix}{server.address}/{path.name}") as reader:
            seen = reader.read(Window(256, 256, 256, 256)).rgb_HWC
            used = reader.network
        asked = server.requests()
    with RasterReader.open(path) as local:
        assert np.array_equal(seen, local.read(Window(256, 256, 256, 256)).rgb_HWC)
        assert local.network is None
    assert len(asked) <= 4
    assert {name for _, name, _ in asked} == {f"/{path.name}"}
    assert used is not None
    assert (used.requests, used.received_bytes) == (len(asked), sum(size for _, _, size in asked))
    assert used.received_bytes < path.stat().st_size / 4


def test_a_server_that_is_busy_for_a_moment_is_asked_again(write_raster: Writer, tmp_path: Path) -> None:
    path = cog(write_raster, tmp_path)
    with serving(tmp_path, tmp_path / "log", "--busy", "a.tif") as server:
        with RasterReader.open(f"{server.address}/a.tif") as reader:
            assert reader.info.width == 1024
        assert ("GET", f"/{path.name}", 0) in server.requests()


def test_a_remote_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with serving(tmp_path, tmp_path / "log") as server, pytest.raises(RasterMissing, match="404"):
        RasterReader.open(f"{server.address}/none.tif")


def test_a_server_that_knows_no_ranges_is_named(write_raster: Writer, tmp_path: Path) -> None:
    cog(write_raster, tmp_path)
    with serving(tmp_path, tmp_path / "log", "--whole") as server, pytest.raises(UnreadableRaster, match="whole files"):
        RasterReader.open(f"{server.address}/a.tif")


def test_a_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "0")
    with pytest.raises(UnreadableRaster, match="over the network") as caught:
        RasterReader.open("http://127.0.0.1:9/a.tif")
    assert "connection" in caught.value.advice


@pytest.mark.parametrize(
    ("name", "remote"),
    [
        ("https://a/b.tif", True),
        ("/vsicurl/https://a/b.tif", True),
        ("/vsicurl?url=https%3A%2F%2Fa", True),
        ("/vsis3/b/k.tif", True),
        ("s3://b/k.tif", True),
        ("/vsizip/a.zip/b.tif", False),
        ("GPKG:a.gpkg:b", False),
        ("C:\\a.tif", False),
        ("a.tif", False),
    ],
)
def test_which_names_are_remote(name: str, remote: bool) -> None:
    assert is_remote(name) is remote


def mosaic(write_raster: Writer, folder: Path, count: int) -> Path:
    """A VRT of so many files of 4 x 4 pixels in a row, each of its own grey."""
    sources = ""
    for number in range(count):
        place = from_origin(300_000 + 4 * number, 2_800_000, 1, 1)
        write_raster(folder / f"{number}.tif", np.full((1, 4, 4), number % 250 + 1, np.uint8), transform=place)
        sources += (
            f'<SimpleSource><SourceFilename relativeToVRT="1">{number}.tif</SourceFilename><SourceBand>1</SourceBand>'
            f'<SrcRect xOff="0" yOff="0" xSize="4" ySize="4"/><DstRect xOff="{4 * number}" yOff="0" xSize="4" '
            'ySize="4"/></SimpleSource>'
        )
    place = "<SRS>EPSG:32640</SRS><GeoTransform>300000, 1, 0, 2800000, 0, -1</GeoTransform>"
    band = f'<VRTRasterBand dataType="Byte" band="1">{sources}</VRTRasterBand>'
    path = folder / "mosaic.vrt"
    path.write_text(f'<VRTDataset rasterXSize="{4 * count}" rasterYSize="4">{place}{band}</VRTDataset>')
    return path


def test_a_mosaic_of_two_hundred_files(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(mosaic(write_raster, tmp_path, 200)) as reader:
        row = reader.read(Window(0, 0, 800, 4)).rgb_HWC[0, ::4, 0]
    assert row.tolist() == list(range(1, 201))


def test_a_missing_file_of_a_mosaic_is_named_and_not_black(write_raster: Writer, tmp_path: Path) -> None:
    path = mosaic(write_raster, tmp_path, 5)
    (tmp_path / "3.tif").unlink()
    with pytest.raises(UnreadableRaster, match=r"3\.tif"):
        RasterReader.open(path)


def test_a_file_of_a_mosaic_that_changed_is_another_raster(write_raster: Writer, tmp_path: Path) -> None:
    path = mosaic(write_raster, tmp_path, 5)
    with RasterReader.open(path) as reader:
        record = {"source": describe_source(reader), "stretch": reader.stretch.to_dict()}
        check_source(record, reader)
    write_raster(tmp_path / "2.tif", np.full((1, 4, 4), 9, np.uint8))
    with RasterReader.open(path) as reader, pytest.raises(BadRequest, match="changed"):
        check_source(record, reader)


def test_statistics_that_qgis_writes_beside_a_raster_do_not_change_it(write_raster: Writer, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", np.ones((1, 4, 4), np.uint8))
    with RasterReader.open(path) as reader:
        before = describe_source(reader)
    (tmp_path / "a.tif.aux.xml").write_text("<PAMDataset/>")
    with RasterReader.open(path) as reader:
        assert describe_source(reader) == before


def test_a_record_of_an_older_version_that_tells_less_still_fits(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", np.ones((1, 4, 4), np.uint8))) as reader:
        older = {name: value for name, value in describe_source(reader).items() if name not in ("behind", "sample")}
        check_source({"source": older, "stretch": reader.stretch.to_dict()}, reader)


def test_a_remote_raster_is_told_by_its_pixels(write_raster: Writer, tmp_path: Path) -> None:
    for name, value in (("one.tif", 1), ("two.tif", 2)):
        write_raster(tmp_path / name, np.full((1, 4, 4), value, np.uint8))
    samples = []
    with serving(tmp_path, tmp_path / "log") as server:
        for name in ("one.tif", "two.tif"):
            with RasterReader.open(f"{server.address}/{name}") as reader:
                samples.append(describe_source(reader)["sample"])
    assert samples[0] != samples[1]


def test_a_mosaic_of_files_on_a_server_counts_its_requests(write_raster: Writer, tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    path = mosaic(write_raster, tmp_path / "served", 3)
    with serving(tmp_path / "served", tmp_path / "log") as server:
        remote = path.read_text().replace('relativeToVRT="1">', f'relativeToVRT="0">/vsicurl/{server.address}/')
        (tmp_path / "here.vrt").write_text(remote)
        with RasterReader.open(tmp_path / "here.vrt") as reader:
            assert reader.read(Window(0, 0, 12, 4)).rgb_HWC[0, ::4, 0].tolist() == [1, 2, 3]
            used = reader.network
        asked = server.requests()
    assert used is not None
    assert (used.requests, used.received_bytes) == (len(asked), sum(size for _, _, size in asked))
    assert used.requests >= 3


def test_plan_and_result_tell_what_was_asked_of_a_server(write_raster: Writer, tmp_path: Path) -> None:
    path = cog(write_raster, tmp_path)
    values = {"questions": ["Where is red?"], "output": str(tmp_path / "a.gpkg"), "extent": LOWER_RIGHT}
    with serving(tmp_path, tmp_path / "log") as server:
        planned = plan(RunRequest.from_dict({**values, "raster": f"{server.address}/a.tif"}))
        before = len(server.requests())
        result = run(
            RunRequest.from_dict({**values, "raster": f"{server.address}/a.tif"}), model=FakeModel(tile_px=256)
        )
        asked = server.requests()
    assert planned.network is not None
    assert planned.network["requests"] == before > 0
    assert result.network is not None
    received = sum(size for _, _, size in asked[before:])
    assert result.network["received_bytes"] == received
    assert 0 < result.network["requests"] <= len(asked) - before  # GDAL counts parts fetched side by side as one
    assert 0 < received < path.stat().st_size / 2
    assert result.to_dict()["network"] == result.network
    local = run(RunRequest.from_dict({**values, "raster": str(path)}), model=FakeModel(tile_px=256))
    assert local.network is None
    assert local.questions[0].count == result.questions[0].count


def degrees(write_raster: Writer, folder: Path, west: float, width: int, **options: Any) -> Path:
    """One row of 20 pixels of 1 degree on the equator."""
    options = {"crs": "EPSG:4326", "transform": from_origin(west, 10, 1, 1), **options}
    return write_raster(folder / "d.tif", np.ones((1, 20, width), np.uint8), **options)


@pytest.mark.parametrize(
    ("west", "width", "extent", "columns"),
    [
        (0, 360, (-20, -5, -10, 5), [(340, 350)]),
        (0, 360, (-20, -5, 10, 5), [(0, 10), (340, 360)]),
        (0, 360, (200, -5, 210, 5), [(200, 210)]),
        (0, 360, (-180, -5, 180, 5), [(0, 360)]),
        (170, 20, (-175, -5, -172, 5), [(15, 18)]),
        (170, 20, (175, -5, 185, 5), [(5, 15)]),
        (-180, 360, (175, -5, 185, 5), [(0, 5), (355, 360)]),
        (-190, 20, (175, -5, 178, 5), [(5, 8)]),
    ],
)
@pytest.mark.parametrize("extent_crs", [None, "EPSG:4258"])
def test_longitudes_are_the_same_after_a_whole_turn(
    write_raster: Writer,
    tmp_path: Path,
    west: float,
    width: int,
    extent: tuple[float, float, float, float],
    columns: list[tuple[int, int]],
    extent_crs: str | None,
) -> None:
    with RasterReader.open(degrees(write_raster, tmp_path, west, width)) as reader:
        inside = AreaOfInterest.from_request(reader, extent, extent_crs).inside(Window(0, 0, width, 20))
    expected = np.zeros((20, width), np.bool_)
    for first, last in columns:
        expected[5:15, first:last] = True
    assert np.array_equal(inside, expected)


def test_an_extent_in_metres_on_a_raster_from_0_to_360(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(degrees(write_raster, tmp_path, 0, 360)) as reader:
        area = AreaOfInterest.from_request(reader, (-2_300_000, -600_000, -1_000_000, 600_000), "EPSG:3857")
    assert (area.window.x, area.window.right) == (340, 351)  # longitudes -20.66 to -8.98


def test_an_extent_beyond_a_raster_that_crosses_the_antimeridian(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(degrees(write_raster, tmp_path, 170, 20)) as reader, pytest.raises(OutsideExtent):
        AreaOfInterest.from_request(reader, (-165, -5, -160, 5))


@pytest.mark.parametrize("extent", [(-180, -90, 180, 90), (179, -5, 181, 5), (170, -90, 190, 90)])
def test_a_projected_raster_across_the_antimeridian(
    write_raster: Writer, tmp_path: Path, extent: tuple[float, ...]
) -> None:
    place = from_origin(833_000, 10_000, 100, 100)  # UTM 60: 180 degrees at 834 km east
    path = write_raster(tmp_path / "u.tif", np.ones((1, 40, 50), np.uint8), crs="EPSG:32660", transform=place)
    with RasterReader.open(path) as reader:
        assert AreaOfInterest.from_request(reader, extent, "EPSG:4326").inside(Window(0, 0, 50, 40)).all()


@pytest.mark.parametrize(
    ("extent", "columns"), [((175, -5, -175, 5), (5, 15)), ((179, -5, -179, 5), (9, 11)), ((160, -5, -165, 5), (0, 20))]
)
def test_an_extent_of_degrees_whose_west_is_above_its_east_crosses_the_antimeridian(
    write_raster: Writer, tmp_path: Path, extent: tuple[float, ...], columns: tuple[int, int]
) -> None:
    with RasterReader.open(degrees(write_raster, tmp_path, 170, 20)) as reader:
        window = AreaOfInterest.from_request(reader, extent).window
    assert (window.x, window.right) == columns


@pytest.mark.parametrize(
    ("extent", "crs"),
    [
        ((9.2, -5, 9.1, 5), None),
        ((20, -5, -160, 5), None),
        ((500_000, 0, 400_000, 9), "EPSG:32660"),
        ((2, 0, 1, 1), "?"),
    ],
)
def test_bounds_that_are_swapped_are_refused(
    write_raster: Writer, tmp_path: Path, extent: tuple[float, ...], crs: str | None
) -> None:
    with RasterReader.open(degrees(write_raster, tmp_path, 170, 20)) as reader, pytest.raises(BadRequest):
        AreaOfInterest.from_request(reader, extent, crs)


def around_pole(write_raster: Writer, folder: Path, crs: str, shift_px: float) -> Path:
    """100 x 100 pixels of 20 km with the pole near the middle; corners are some 1400 km away."""
    side = 1_000_000 - shift_px * 20_000
    place = from_origin(-side, side, 20_000, 20_000)
    return write_raster(folder / "p.tif", np.ones((1, 100, 100), np.uint8), crs=crs, transform=place)


@pytest.mark.parametrize(("crs", "pole"), [("EPSG:3031", -90), ("EPSG:3413", 90), ("EPSG:6931", 90)])
@pytest.mark.parametrize("shift_px", [0, 0.5, 25])
@pytest.mark.parametrize(
    ("west", "east", "degrees"), [(-180, 180, 5), (0, 360, 5), (-180, 180, 60), (0, 90, 8), (170, -170, 8)]
)
def test_an_extent_of_degrees_around_a_pole(
    write_raster: Writer, tmp_path: Path, crs: str, pole: int, shift_px: float, west: int, east: int, degrees: int
) -> None:
    path = around_pole(write_raster, tmp_path, crs, shift_px)
    away = pole - degrees if pole > 0 else pole + degrees
    extent = (west, min(pole, away), east, max(pole, away))
    with RasterReader.open(path) as reader:
        inside = AreaOfInterest.from_request(reader, extent, "EPSG:4326").inside(Window(0, 0, 100, 100))
        rows, cols = np.mgrid[0:101, 0:101]
        x, y = reader.model_transform @ (cols, rows)
    lon, lat = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(x, y)
    span = (east - west) % 360 or 360
    corner = (np.abs(lat - pole) <= degrees) & ((((lon - west + 1e-9) % 360) <= span + 2e-9) | (np.abs(lat) > 89.9999))
    expected = corner[1:, 1:] & corner[:-1, 1:] & corner[1:, :-1] & corner[:-1, :-1]
    assert np.array_equal(inside, expected)
    assert expected.any()


def test_a_gsd_in_metres_on_a_raster_in_degrees(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(degrees(write_raster, tmp_path, 0, 40), gsd_m=222_000.0) as reader:
        assert (reader.model_width, reader.model_height) == (20, 10)


@pytest.mark.parametrize("crs", ["EPSG:4978", "EPSG:5773"])
def test_a_crs_that_is_no_map(write_raster: Writer, tmp_path: Path, crs: str) -> None:
    with pytest.raises(NoGeoreference):
        RasterReader.open(write_raster(tmp_path / "a.tif", np.ones((1, 4, 4), np.uint8), crs=crs))


@pytest.mark.parametrize("crs", ["EPSG:4979", "EPSG:32640+5773"])
def test_a_map_with_heights_is_a_map(write_raster: Writer, tmp_path: Path, crs: str) -> None:
    place = from_origin(57, 25, 1e-5, 1e-5) if crs == "EPSG:4979" else from_origin(300_000, 2_800_000, 1, 1)
    path = write_raster(tmp_path / "a.tif", np.ones((1, 9, 9), np.uint8), crs=crs, transform=place)
    with RasterReader.open(path) as reader:
        assert reader.info.gsd_m == pytest.approx(1.05, abs=0.06)


def test_a_palette_placed_by_control_points_keeps_its_colours(tmp_path: Path) -> None:
    corners = [(0, 0, 50.0, 10.0), (0, 40, 50.041, 10.003), (20, 0, 50.002, 9.98), (20, 40, 50.043, 9.983)]
    points = [GroundControlPoint(row=r, col=c, x=x, y=y) for r, c, x, y in corners]
    path = tmp_path / "a.tif"
    options = {"driver": "GTiff", "width": 40, "height": 20, "count": 1, "dtype": "uint8", "photometric": "palette"}
    with rasterio.open(path, "w", gcps=points, crs="EPSG:4326", nodata=0, **options) as file:
        file.write(np.where(np.arange(40) % 2, 1, 9).astype(np.uint8)[None, None].repeat(20, 1))
        file.write_colormap(1, {1: (255, 0, 0, 255), 5: (0, 255, 0, 255), 9: (0, 0, 255, 255)})
    with RasterReader.open(path) as reader:
        pixels = reader.read(Window(0, 0, reader.model_width, reader.model_height))
    colours = np.unique(pixels.rgb_HWC[pixels.valid_HW], axis=0).tolist()
    assert colours == [[0, 0, 255], [255, 0, 0]]


CORNERS = [(0, 0, 50.0, 10.0), (0, 40, 50.04, 10.0), (20, 0, 50.0, 9.98), (20, 40, 50.04, 9.98)]


def test_a_mask_goes_with_its_pixels_where_control_points_place_them(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    points = [GroundControlPoint(row=r, col=c, x=x, y=y) for r, c, x, y in CORNERS]
    options = {"driver": "GTiff", "width": 40, "height": 20, "count": 1, "dtype": "uint8"}
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(path, "w", gcps=points, crs="EPSG:4326", **options) as file,
    ):
        file.write(np.full((1, 20, 40), 200, np.uint8))
        mask = np.zeros((20, 40), np.uint8)
        mask[:, :10] = 255
        file.write_mask(mask)
    with RasterReader.open(path) as reader:
        pixels = reader.read(Window(0, 0, reader.model_width, reader.model_height))
        quarter = reader.model_width // 4
    assert pixels.valid_HW[:, : quarter - 1].all()
    assert not pixels.valid_HW[:, quarter + 1 :].any()
    assert (pixels.rgb_HWC[pixels.valid_HW] == 200).all()


def test_control_points_place_a_raster_that_has_only_a_crs_besides(tmp_path: Path) -> None:
    points = "".join(
        f'<GCP Id="{number}" Pixel="{c}" Line="{r}" X="{x}" Y="{y}"/>' for number, (r, c, x, y) in enumerate(CORNERS)
    )
    band = '<VRTRasterBand dataType="Byte" band="1"/>'
    path = tmp_path / "a.vrt"
    path.write_text(
        '<VRTDataset rasterXSize="40" rasterYSize="20"><SRS>EPSG:4326</SRS>'
        f'<GCPList Projection="EPSG:4326">{points}</GCPList>{band}</VRTDataset>'
    )
    with RasterReader.open(path) as reader:
        assert reader.info.crs_label == "EPSG:4326"
        assert reader.info.transform.a == pytest.approx(0.001, rel=0.01)
        assert (reader.info.transform.c, reader.info.transform.f) == pytest.approx((50.0, 10.0))


def test_a_raster_placed_by_rational_polynomials_alone_is_refused_with_what_to_do(
    write_raster: Writer, tmp_path: Path
) -> None:
    one = [1.0, *[0.0] * 19]
    rpcs = RPC(
        height_off=0, height_scale=100, lat_off=10, lat_scale=1, line_den_coeff=one, line_num_coeff=one, line_off=5,
        line_scale=5, long_off=50, long_scale=1, samp_den_coeff=one, samp_num_coeff=one, samp_off=5, samp_scale=5,
    )  # fmt: skip
    path = tmp_path / "a.tif"
    with rasterio.open(path, "w", driver="GTiff", width=9, height=9, count=1, dtype="uint8", rpcs=rpcs) as file:
        file.write(np.ones((1, 9, 9), np.uint8))
    with pytest.raises(NoGeoreference, match="RPC") as caught:
        RasterReader.open(path)
    assert "gdalwarp -rpc" in caught.value.advice


def test_the_stretch_of_a_raster_with_few_valid_pixels_is_theirs(write_raster: Writer, tmp_path: Path) -> None:
    band = np.full((1, 1, 5000), -9999.0, np.float32)
    band[0, 0, 2499:2501] = (250, 750)  # the look at every fifth pixel sees neither
    with RasterReader.open(write_raster(tmp_path / "a.tif", band, nodata=-9999)) as reader:
        pixels = reader.read(Window(2498, 0, 4, 1))
        assert pixels.valid_HW.tolist() == [[False, True, True, False]]
        assert 250 <= reader.stretch.low[0] < reader.stretch.high[0] <= 751


@pytest.mark.parametrize("dtype", ["int8", "int16", "uint16", "int32", "uint32", "float32", "float64"])
def test_every_type_of_number_shows_the_same_picture(write_raster: Writer, tmp_path: Path, dtype: str) -> None:
    band = np.arange(100).reshape(1, 10, 10).astype(dtype)
    with RasterReader.open(write_raster(tmp_path / "a.tif", band)) as reader:
        grey = reader.read(Window(0, 0, 10, 10)).rgb_HWC[..., 0].ravel()
    assert (grey[0], grey[-1]) == (0, 255)
    assert (np.diff(grey.astype(int)) >= 0).all()
    assert int(grey[50]) == pytest.approx(128, abs=3)


def test_of_many_bands_those_stated_to_be_red_green_and_blue(write_raster: Writer, tmp_path: Path) -> None:
    bands = np.arange(10, 16, dtype=np.uint8)[:, None, None].repeat(4, 1).repeat(4, 2)
    path = write_raster(tmp_path / "a.tif", bands)
    with rasterio.open(path, "r+") as file:
        grey = ColorInterp.undefined
        file.colorinterp = (grey, ColorInterp.blue, ColorInterp.green, ColorInterp.red, grey, grey)
    with RasterReader.open(path) as reader:
        assert reader.read(Window(0, 0, 1, 1)).rgb_HWC[0, 0].tolist() == [13, 12, 11]
    with RasterReader.open(path, bands=(6, 5, 1)) as reader:
        assert reader.read(Window(0, 0, 1, 1)).rgb_HWC[0, 0].tolist() == [15, 14, 10]
