"""Large GeoTIFFs: layers beside each other, placed on the ground, whole or not there at all."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

from engine.errors import BadRequest
from training.synthesis import SceneSpec, render
from training.synthesis.command import add_arguments, main
from training.synthesis.geotiff import Outputs, write_layers


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return main(parser.parse_args(list(words)))


def test_side_writes_one_geotiff_with_all_layers_on_one_grid(tmp_path: Path) -> None:
    assert run(str(tmp_path), "--side", "300", "--gsd", "0.8", "--seed", "3", "--landscape", "town", "--layers") == 0
    names = {"scene_3.tif", "scene_3_classes.tif", "scene_3_zones.tif", "scene_3_instances.tif"}
    assert {path.name for path in tmp_path.iterdir()} == names
    with rasterio.open(tmp_path / "scene_3.tif") as image:
        scene = image.tags()["SCENE"]
        grid = (image.crs, image.transform, image.shape)
        assert image.crs.to_epsg() == 32632
        assert image.res == (0.8, 0.8)
        assert image.overviews(1) == [2]
    assert "landscape='town'" in scene
    for name in ("classes", "zones", "instances"):
        with rasterio.open(tmp_path / f"scene_3_{name}.tif") as layer:
            assert (layer.crs, layer.transform, layer.shape) == grid
            assert layer.overviews(1) == [2]
            assert layer.read(1).any()


def test_layers_hold_what_render_draws(tmp_path: Path) -> None:
    spec = SceneSpec(260, 90, gsd_m=1.0, seed=9, landscape="village")
    write_layers(spec, Outputs(tmp_path / "a.tif", tmp_path / "c.tif", tmp_path / "z.tif", tmp_path / "i.tif"))
    scene = render(spec)
    for name, drawn in (("c", scene.classes_HW), ("z", scene.zones_HW), ("i", scene.instances_HW)):
        with rasterio.open(tmp_path / f"{name}.tif") as layer:
            assert np.array_equal(layer.read(1), drawn)


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    spec = SceneSpec(620, 100, gsd_m=1.0, seed=4, landscape="town")
    for workers in (1, 2):
        write_layers(spec, Outputs(tmp_path / f"{workers}.tif", tmp_path / f"{workers}_classes.tif"), workers=workers)
    for name in ("{}.tif", "{}_classes.tif"):
        with rasterio.open(tmp_path / name.format(1)) as one, rasterio.open(tmp_path / name.format(2)) as two:
            assert np.array_equal(one.read(), two.read())


def test_work_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stop

    old = tmp_path / "a.tif"
    old.write_bytes(b"an older scene")
    with pytest.raises(Stop):
        write_layers(SceneSpec(600, 40, gsd_m=1.0), Outputs(old, tmp_path / "c.tif"), progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["a.tif"]
    assert old.read_bytes() == b"an older scene"


def test_a_killed_process_leaves_no_file_under_the_final_name(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from training.synthesis.spec import SceneSpec\n"
        "from training.synthesis.geotiff import Outputs, write_layers\n"
        "folder = Path(sys.argv[1])\n"
        "kill = lambda done, total: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_layers(SceneSpec(600, 40, gsd_m=1.0), Outputs(folder / 'a.tif', folder / 'c.tif'), progress=kill)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "a.tif").exists()
    assert not (tmp_path / "c.tif").exists()


@pytest.mark.parametrize(
    "words", [("--side", "50001"), ("--side", "0"), ("--side", "64", "--gsd", "9"), ("--side", "64", "--workers", "0")]
)
def test_an_impossible_large_scene_is_refused_before_anything_is_written(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(BadRequest):
        run(str(tmp_path), *words)
    assert not list(tmp_path.iterdir())


def test_a_set_of_scenes_can_carry_zones_and_objects(tmp_path: Path) -> None:
    assert run(str(tmp_path), "--count", "1", "--size", "64", "--gsd", "1", "--landscape", "town", "--layers") == 0
    with rasterio.open(tmp_path / "instances" / "000000.tif") as layer:
        assert layer.dtypes == ("uint32",)
    assert (tmp_path / "zones" / "000000.png").exists()
    assert (tmp_path / "zones.json").exists()
