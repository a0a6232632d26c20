"""Reading: every kind of raster becomes 8-bit RGB with a mask, or the right error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.enums import ColorInterp
from rasterio.transform import from_origin

from engine.errors import BadRequest, NoGeoreference, RasterMissing, UnreadableRaster
from engine.raster import RasterReader, Window

Writer = Callable[..., Path]
RGB = np.array([[[10, 20]], [[30, 40]], [[50, 60]]], np.uint8)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(RasterMissing):
        RasterReader.open(tmp_path / "none.tif")


@pytest.mark.parametrize("name", ["GPKG:{}/none.gpkg:a", "/vsizip/{}/none.zip/a.tif"])
def test_a_name_that_only_gdal_understands_is_not_called_a_missing_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableRaster):
        RasterReader.open(name.format(tmp_path))


def test_one_of_several_rasters_in_a_file(write_raster: Writer, tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    for number, table in enumerate(["a", "b"]):
        options = {"driver": "GPKG", "raster_table": table, "append_subdataset": number > 0}
        write_raster(path, np.full((3, 8, 8), 10 + number, np.uint8), **options)
    with RasterReader.open(f"GPKG:{path}:b") as reader:
        assert reader.read(Window(0, 0, 8, 8)).rgb_HWC[0, 0].tolist() == [11, 11, 11]


def test_a_text_file_named_tif(tmp_path: Path) -> None:
    (tmp_path / "text.tif").write_text("not a raster")
    with pytest.raises(UnreadableRaster):
        RasterReader.open(tmp_path / "text.tif")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.tif").touch()
    with pytest.raises(UnreadableRaster):
        RasterReader.open(tmp_path / "empty.tif")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRaster, match="folder"):
        RasterReader.open(tmp_path)


@pytest.mark.parametrize("compress", ["none", "deflate", "jpeg"])
def test_a_truncated_file_is_an_error_not_black_pixels(write_raster: Writer, tmp_path: Path, compress: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (3, 512, 512), np.uint8)
    path = write_raster(tmp_path / "cut.tif", noise, tiled=True, compress=compress, blockxsize=256, blockysize=256)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with pytest.raises(UnreadableRaster), RasterReader.open(path) as reader:
        reader.read(Window(0, 0, 512, 512))


def test_no_crs(write_raster: Writer, tmp_path: Path) -> None:
    with pytest.raises(NoGeoreference):
        RasterReader.open(write_raster(tmp_path / "a.tif", RGB, crs=None))


def test_a_crs_without_a_position(write_raster: Writer, tmp_path: Path) -> None:
    with pytest.raises(NoGeoreference):
        RasterReader.open(write_raster(tmp_path / "a.tif", RGB, transform=None))


def test_a_local_crs_has_no_position_on_the_earth(write_raster: Writer, tmp_path: Path) -> None:
    with pytest.raises(NoGeoreference):
        RasterReader.open(write_raster(tmp_path / "a.tif", RGB, crs='LOCAL_CS["site",UNIT["metre",1]]'))


@pytest.mark.parametrize(("x", "y"), [(48, 120), (500_000, 5_000_000)])
def test_latitudes_that_cannot_be(write_raster: Writer, tmp_path: Path, x: float, y: float) -> None:
    transform = from_origin(x, y, 1e-5, 1e-5)
    with pytest.raises(NoGeoreference, match="swapped"):
        RasterReader.open(write_raster(tmp_path / "a.tif", RGB, crs="EPSG:4326", transform=transform))


def test_complex_values(write_raster: Writer, tmp_path: Path) -> None:
    with pytest.raises(UnreadableRaster, match="complex"):
        RasterReader.open(write_raster(tmp_path / "a.tif", np.ones((1, 4, 4), np.complex64)))


def test_padding_outside_of_the_raster_is_black_and_not_valid(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", RGB)) as reader:
        pixels = reader.read(Window(1, -1, 3, 3))
    assert pixels.rgb_HWC[1, 0].tolist() == [20, 40, 60]
    assert pixels.valid_HW.tolist() == [[False] * 3, [True, False, False], [False] * 3]
    assert pixels.rgb_HWC.sum() == 120


def test_bands_in_the_order_blue_green_red(write_raster: Writer, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", RGB)
    with rasterio.open(path, "r+") as file:
        file.colorinterp = (ColorInterp.blue, ColorInterp.green, ColorInterp.red)
    with RasterReader.open(path) as reader:
        assert reader.info.bands == (3, 2, 1)
        assert reader.read(Window(0, 0, 2, 1)).rgb_HWC[0, 0].tolist() == [50, 30, 10]


def test_one_band_is_grey(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", RGB[:1])) as reader:
        assert reader.read(Window(0, 0, 2, 1)).rgb_HWC[0].tolist() == [[10, 10, 10], [20, 20, 20]]


def test_asked_bands_win(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", RGB), bands=(3, 1, 1)) as reader:
        assert reader.read(Window(0, 0, 1, 1)).rgb_HWC[0, 0].tolist() == [50, 10, 10]


@pytest.mark.parametrize("bands", [(1, 2, 4), (0, 1, 2), (1, 2), ()])
def test_bands_that_cannot_be(write_raster: Writer, tmp_path: Path, bands: tuple[int, ...]) -> None:
    with pytest.raises(BadRequest):
        RasterReader.open(write_raster(tmp_path / "a.tif", RGB), bands=bands)


@pytest.mark.parametrize("gsd_m", [0.0, -1.0, float("nan"), float("inf")])
def test_a_gsd_that_cannot_be(write_raster: Writer, tmp_path: Path, gsd_m: float) -> None:
    with pytest.raises(BadRequest):
        RasterReader.open(write_raster(tmp_path / "a.tif", RGB), gsd_m=gsd_m)


def test_a_pixel_is_nodata_only_where_all_bands_are(write_raster: Writer, tmp_path: Path) -> None:
    bands = np.array([[[0, 0, 9]], [[0, 5, 9]], [[0, 0, 9]]], np.uint8)
    with RasterReader.open(write_raster(tmp_path / "a.tif", bands, nodata=0)) as reader:
        assert reader.read(Window(0, 0, 3, 1)).valid_HW.tolist() == [[False, True, True]]
        assert reader.read_valid(Window(0, 0, 3, 1)).tolist() == [[False, True, True]]


def test_white_as_nodata(write_raster: Writer, tmp_path: Path) -> None:
    bands = np.array([[[255, 255]], [[255, 9]], [[255, 255]]], np.uint8)
    with RasterReader.open(write_raster(tmp_path / "a.tif", bands, nodata=255)) as reader:
        pixels = reader.read(Window(0, 0, 2, 1))
    assert pixels.valid_HW.tolist() == [[False, True]]
    assert pixels.rgb_HWC[0, 0].tolist() == [0, 0, 0]


def test_nan_is_no_data(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", np.array([[[np.nan, 1.0, 2.0]]]))) as reader:
        assert reader.read(Window(0, 0, 3, 1)).valid_HW.tolist() == [[False, True, True]]


def test_an_alpha_band_masks(write_raster: Writer, tmp_path: Path) -> None:
    rgba = np.concatenate([RGB, np.array([[[0, 255]]], np.uint8)])
    path = write_raster(tmp_path / "a.tif", rgba, photometric="rgb", alpha="yes")
    with RasterReader.open(path) as reader:
        assert reader.read(Window(0, 0, 2, 1)).valid_HW.tolist() == [[False, True]]
        assert reader.read_valid(Window(0, 0, 2, 1)).tolist() == [[False, True]]


def test_near_infrared_tagged_as_alpha_does_not_mask(write_raster: Writer, tmp_path: Path) -> None:
    infrared = np.arange(0, 200, dtype=np.uint8).reshape(1, 10, 20)
    rgba = np.concatenate([infrared, infrared, infrared, infrared])
    path = write_raster(tmp_path / "a.tif", rgba, photometric="rgb", alpha="yes")
    with RasterReader.open(path) as reader:
        assert reader.read(Window(0, 0, 20, 10)).valid_HW.all()
        assert not reader.info.has_mask


def test_an_internal_mask(write_raster: Writer, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", RGB)
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "r+") as file:
        file.write_mask(np.array([[True, False]]))
    with RasterReader.open(path) as reader:
        assert reader.read(Window(0, 0, 2, 1)).valid_HW.tolist() == [[True, False]]
        assert reader.read_valid(Window(0, 0, 2, 1)).tolist() == [[True, False]]


def test_a_palette_is_seen_in_its_colours(write_raster: Writer, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", np.array([[[1, 2]]], np.uint8), photometric="palette")
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {1: (200, 10, 20, 255), 2: (1, 2, 3, 255)})
    with RasterReader.open(path) as reader:
        assert reader.read(Window(0, 0, 2, 1)).rgb_HWC[0].tolist() == [[200, 10, 20], [1, 2, 3]]


def test_the_stretch_is_the_same_for_every_window(write_raster: Writer, tmp_path: Path) -> None:
    band = np.arange(0, 40_000, 4, dtype=np.uint16).reshape(1, 100, 100)
    with RasterReader.open(write_raster(tmp_path / "a.tif", band)) as reader:
        whole = reader.read(Window(0, 0, 100, 100)).rgb_HWC
        assert np.array_equal(reader.read(Window(10, 0, 20, 5)).rgb_HWC, whole[:5, 10:30])
        assert whole[0, 0, 0] == 0
        assert whole[-1, -1, 0] == 255


def test_ground_control_points_place_a_raster(tmp_path: Path) -> None:
    corners = [(0, 0, 50.0, 10.0), (0, 40, 50.04, 10.0), (20, 0, 50.0, 9.98), (20, 40, 50.04, 9.98)]
    points = [GroundControlPoint(row=r, col=c, x=x, y=y) for r, c, x, y in corners]
    path = tmp_path / "a.tif"
    options = {"driver": "GTiff", "width": 40, "height": 20, "count": 1, "dtype": "uint8"}
    with rasterio.open(path, "w", gcps=points, crs="EPSG:4326", **options) as file:
        file.write(np.full((1, 20, 40), 77, np.uint8))
    with RasterReader.open(path) as reader:
        assert reader.info.crs_label == "EPSG:4326"
        assert reader.info.transform.c == pytest.approx(50.0)
        pixels = reader.read(Window(0, 0, reader.model_width, reader.model_height))
    assert set(pixels.rgb_HWC[pixels.valid_HW].ravel()) == {77}


def test_ground_control_points_place_a_raster_with_an_alpha_band(tmp_path: Path) -> None:
    corners = [(0, 0, 0, 0), (0, 40, 40, 0), (20, 0, 0, -20), (20, 40, 40, -20)]
    points = [GroundControlPoint(row=r, col=c, x=300_000 + x, y=2_800_000 + y) for r, c, x, y in corners]
    bands = np.full((4, 20, 40), 77, np.uint8)
    bands[3] = 255
    bands[3, :, 30:] = 0
    path = tmp_path / "a.tif"
    options = {"driver": "GTiff", "width": 40, "height": 20, "count": 4, "dtype": "uint8", "photometric": "rgb"}
    with rasterio.open(path, "w", gcps=points, crs="EPSG:32640", alpha="yes", **options) as file:
        file.write(bands)
    with RasterReader.open(path) as reader:
        valid = reader.read(Window(0, 0, 40, 20)).valid_HW
    assert valid[:, :29].all()
    assert not valid[:, 31:].any()


@pytest.mark.parametrize(
    ("crs", "transform", "expected_m"),
    [
        ("EPSG:3413", from_origin(-1000, 500, 1000, 1000), 1031.08),  # the middle is the pole
        ("EPSG:32640", from_origin(300_000, 2_800_000, 1, 1), 1.0001),
        ("EPSG:3857", from_origin(0, 4_300_000, 1, 1), 0.8082),  # at 36 degrees north
        ("EPSG:4326", from_origin(10, 60, 1e-5, 1e-5), 0.7887),  # 0.558 m by 1.114 m
    ],
)
def test_the_gsd_is_in_metres_on_the_ground(
    write_raster: Writer, tmp_path: Path, crs: str, transform: rasterio.Affine, expected_m: float
) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", RGB, crs=crs, transform=transform)) as reader:
        assert reader.info.gsd_m == pytest.approx(expected_m, rel=1e-3)


def test_a_coarser_gsd_averages_and_covers_the_raster_exactly(write_raster: Writer, tmp_path: Path) -> None:
    band = np.zeros((1, 10, 10), np.uint8)
    band[0, :, 5:] = 200
    with RasterReader.open(write_raster(tmp_path / "a.tif", band), gsd_m=3.0) as reader:
        assert (reader.model_width, reader.model_height) == (3, 3)
        assert reader.read(Window(0, 0, 3, 3)).rgb_HWC[0, :, 0].tolist() == [0, 100, 200]
        assert reader.model_transform * (3, 3) == pytest.approx(reader.info.transform * (10, 10))


def test_a_finer_gsd_interpolates(write_raster: Writer, tmp_path: Path) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", np.full((1, 4, 4), 9, np.uint8)), gsd_m=0.5) as reader:
        assert (reader.model_width, reader.model_height) == (8, 8)
        assert (reader.read(Window(0, 0, 8, 8)).rgb_HWC == 9).all()


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 15, 10), (1, 1, 5000), (3, 5000, 1)])
def test_tiny_and_thin_rasters(write_raster: Writer, tmp_path: Path, shape: tuple[int, int, int]) -> None:
    with RasterReader.open(write_raster(tmp_path / "a.tif", np.full(shape, 9, np.uint8))) as reader:
        pixels = reader.read(Window(0, 0, shape[2], shape[1]))
    assert (pixels.rgb_HWC == 9).all()
    assert pixels.valid_HW.all()


REAL = {  # file: bands, valid share, gsd in m
    "derived_rotated17_oam_2048_epsg3395.tif": ((1, 2, 3), 1.0, 0.0968),
    "derived_spacenet6_rotterdam_ms_uint16_4band_300_utm31.tif": ((1, 2, 3), 1.0, 1.0),
    "dubai_tile8_6447x4438_rgb_assumed_georef_utm40_cog_jpeg.tif": ((1, 2, 3), 1.0, 1.0),
    "dubai_tile8_classes_palette.tif": ((1, 1, 1), 0.9929, 1.0),
    "landsat_bahamas_791x718_utm18_nodata0.tif": ((1, 2, 3), 0.6746, 299.87),
    "naip_5m_934x723_4band_utm14_nodata0.tif": ((1, 2, 3), 1.0, 5.0),
    "naip_long_beach_2016_0_256_rgbn_utm11_as_published.tif": ((1, 2, 3), 1.0, 0.6),
    "neon_osbs_400_utm17_nodata255.tif": ((1, 2, 3), 0.9971, 0.1),
    "netherlands_1000_rd_new_tiled_jpeg.tif": ((1, 2, 3), 1.0, 0.25),
    "oam_2048_epsg3395_a.tif": ((1, 2, 3), 1.0, 0.0968),
    "oam_2048_epsg3395_b.tif": ((1, 2, 3), 1.0, 0.0962),
    "pix4d_686x758_alpha_utm50s.tif": ((1, 2, 3), 0.8756, 0.3527),
    "rgb_internal_mask_383x232_cog_utm13.tif": ((1, 2, 3), 0.9692, 0.15),
    "rgb_internal_mask_512_epsg3857.tif": ((1, 2, 3), 0.9046, 1.1435),
    "rgba_uint16_634x411_bgr_order_utm12.tif": ((3, 2, 1), 0.4886, 1.379),
    "sar_gcps_only_1280x837_uint16_cog.tif": ((1, 1, 1), 0.7051, 201.94),
    "spacenet2_vegas_rgba_1300_epsg4326.tif": ((1, 2, 3), 1.0, 0.2697),
    "spacenet3_vegas_pan_uint16_1300_epsg4326.tif": ((1, 1, 1), 1.0, 0.2698),
    "spacenet4_atlanta_pan_uint16_900_utm16_nodata0.tif": ((1, 1, 1), 1.0, 0.5),
    "spacenet6_rotterdam_ms_float64_4band_300_utm31.tif": ((1, 2, 3), 1.0, 1.0),
    "spacenet6_rotterdam_pan_uint16_600_utm31.tif": ((1, 1, 1), 1.0, 0.5),
    "swissimage_875x400_lv95_uncompressed.tif": ((1, 2, 3), 1.0, 0.5),
    "swissimage_875x600_lv95_jpeg.tif": ((1, 2, 3), 1.0, 0.5),
    "uav_australia_751x708_1p8cm_utm53s_nodata0.tif": ((1, 2, 3), 1.0, 0.018),
    "uav_fotomap_1243x841_2cm_rgba_utm33.tif": ((1, 2, 3), 1.0, 0.02),
    "umbra_mount_yasur_sar_rotated_2000_utm59s.tif": ((1, 1, 1), 1.0, 0.594),
    "webp_512_epsg3857.tif": ((1, 2, 3), 1.0, 1.1435),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files(shared: Path, name: str) -> None:
    bands, valid_share, gsd_m = REAL[name]
    with RasterReader.open(shared / "geotiff" / name) as reader:
        valid = reader.read(Window(0, 0, reader.model_width, reader.model_height)).valid_HW
        assert np.array_equal(reader.read_valid(Window(0, 0, reader.model_width, reader.model_height)), valid)
        assert reader.info.bands == bands
        assert valid.mean() == pytest.approx(valid_share, abs=1e-4)
        assert reader.info.gsd_m == pytest.approx(gsd_m, rel=2e-3)


@pytest.mark.parametrize("name", ["derived_no_georeference_swissimage_875x400.tif", "rotated_10x15_no_crs.tif"])
def test_real_files_without_georeference(shared: Path, name: str) -> None:
    with pytest.raises(NoGeoreference):
        RasterReader.open(shared / "geotiff" / name)
