"""What a run must not write over is told before the model is loaded, and stays as it was."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from engine.errors import BadRequest, OutputNotWritable
from engine.run import check_picture, run

from .asking import ask, never_loaded, request
from .scenes import CRS, LEFT, TOP, write_scene


def refused(scene: Path, output: Path, said: str, **values: Any) -> None:
    """The run is refused with that sentence, and the file keeps every byte."""
    before = output.read_bytes()
    with pytest.raises(BadRequest, match=said):
        run(request(scene, output=str(output), **values), loader=never_loaded)
    assert output.read_bytes() == before


def write_layer(path: Path, layer: str) -> Path:
    square = np.array([shapely.to_wkb(shapely.box(LEFT, TOP - 100, LEFT + 100, TOP))], dtype=object)
    names = [np.array(["precious"], dtype=object)]
    kind = {"geometry_type": "Polygon", "crs": CRS, "driver": "GPKG"}
    pyogrio.raw.write(path, square, names, ["name"], layer=layer, append=path.exists(), **kind)
    return path


def write_vrt(path: Path, source: str) -> Path:
    band = (
        f'<VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename relativeToVRT="1">{source}'
        "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
    )
    place = f"<SRS>{CRS}</SRS><GeoTransform>{LEFT}, 1, 0, {TOP}, 0, -1</GeoTransform>"
    path.write_text(f'<VRTDataset rasterXSize="300" rasterYSize="200">{place}{band}</VRTDataset>')
    return path


def write_raster_table(path: Path) -> Path:
    profile = {"driver": "GPKG", "width": 8, "height": 8, "count": 3, "dtype": "uint8", "crs": CRS}
    with rasterio.open(path, "w", transform=from_origin(LEFT, TOP, 1, 1), **profile) as file:
        file.write(np.full((3, 8, 8), 7, np.uint8))
    return path


# What the run reads


def test_raster_is_not_replaced(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "scene.tif", [])
    disguised = scene.rename(tmp_path / "scene.gpkg")  # GDAL opens it by its content
    refused(disguised, disguised, "replace the raster")


@pytest.mark.parametrize("depth", [1, 2])
def test_source_of_a_virtual_raster_is_not_replaced(depth: int, tmp_path: Path) -> None:
    source = write_scene(tmp_path / "scene.tif", []).rename(tmp_path / "scene.gpkg")
    raster = source
    for number in range(depth):
        raster = write_vrt(tmp_path / f"{number}.vrt", raster.name)
    refused(raster, source, "replace the raster")


def test_mask_is_not_replaced(scene: Path, tmp_path: Path) -> None:
    mask = write_layer(tmp_path / "mask.gpkg", "answers")
    refused(scene, mask, "replace the mask", mask=str(mask))


# What others stored


def test_other_layers_are_not_replaced(scene: Path, tmp_path: Path) -> None:
    ask(scene)
    refused(scene, write_layer(tmp_path / "answer.gpkg", "parcels"), "holds other layers.* parcels")


def test_raster_table_is_not_replaced(scene: Path, tmp_path: Path) -> None:
    refused(scene, write_raster_table(tmp_path / "ortho.gpkg"), "holds other layers.* ortho")


def test_file_that_is_no_geopackage_is_not_replaced(scene: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.gpkg"
    thesis.write_text("years of work")
    refused(scene, thesis, "no GeoPackage")


def test_result_of_an_earlier_run_and_an_empty_file_are_replaced(scene: Path, tmp_path: Path) -> None:
    (tmp_path / "answer.gpkg").touch()
    ask(scene)
    assert ask(scene).questions[0].count == 2


# Where the output lies


def test_link_stays_a_link_and_its_target_is_written(scene: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "link.gpkg"
    link.symlink_to(elsewhere / "target.gpkg")
    ask(scene, output=str(link))
    assert link.is_symlink()
    assert pyogrio.read_info(elsewhere / "target.gpkg", layer="answers")["features"] == 2


def test_link_to_another_kind_of_file_is_refused(scene: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.doc"
    thesis.write_text("years of work")
    (tmp_path / "link.gpkg").symlink_to(thesis)
    refused(scene, tmp_path / "link.gpkg", "no GeoPackage")


def test_missing_folder_is_told(scene: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable):
        run(request(scene, output=str(tmp_path / "none" / "answer.gpkg")), loader=never_loaded)


def test_output_that_is_a_folder_is_refused(scene: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.gpkg").mkdir()
    with pytest.raises(BadRequest, match="is a folder"):
        run(request(scene, output=str(tmp_path / "folder.gpkg")), loader=never_loaded)


def test_read_only_disk_is_told(scene: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **values: Any) -> Any:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(OutputNotWritable):
        run(request(scene), loader=never_loaded)


# The picture


def test_picture_with_a_new_name_is_accepted(scene: Path, tmp_path: Path) -> None:
    check_picture(tmp_path / "answer.png", request(scene))


@pytest.mark.parametrize("name", ["answer.jpg", "answer", "scene.tif", "answer.gpkg"])
def test_picture_of_another_kind_is_refused(name: str, scene: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no PNG"):
        check_picture(tmp_path / name, request(scene))


def test_picture_in_a_missing_folder_is_refused(scene: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable):
        check_picture(tmp_path / "none" / "answer.png", request(scene))


@pytest.mark.parametrize("replaced", ["raster", "mask", "output"])
def test_picture_replaces_nothing_of_the_run(replaced: str, scene: Path, tmp_path: Path) -> None:
    ask(scene)
    mask = write_layer(tmp_path / "mask.gpkg", "mask")
    asked = request(scene, mask=str(mask))
    picture = tmp_path / "picture.png"
    picture.hardlink_to({"raster": asked.raster, "mask": str(mask), "output": asked.output}[replaced])
    with pytest.raises(BadRequest, match=f"replace the {replaced}"):
        check_picture(picture, asked)
