"""What a plan tells before a run, without a model being loaded."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest

from engine.errors import DeviceUnavailable, ModelMissing, TooLarge
from engine.run import Plan, RunRequest, plan, run
from engine.run.cost import estimate_seconds

from ..model.tiny import tiny_config, tiny_phi_config, write_tiny
from .asking import never_loaded
from .fake_model import FakeModel
from .scenes import LEFT, TOP, write_scene


@pytest.fixture(autouse=True)
def model_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model folder that is found, with weights of no size; the model is not generative."""
    folder = tmp_path / "model"
    folder.mkdir()
    configure(folder, "bert")
    monkeypatch.setattr("engine.run.planning.find_by_name", lambda name: folder)
    return folder


def configure(folder: Path, language: Literal["bert", "phi"], image_px: int = 1024) -> None:
    toy = tiny_config() if language == "bert" else tiny_phi_config()
    config = replace(toy, image_px=image_px, size_multiple=128).to_dict()
    (folder / "config.json").write_text(json.dumps({"format_version": 1, "model": config}))


def planned(scene: Path, *questions: str, **values: Any) -> Plan:
    asked = {"raster": str(scene), "questions": questions or ("Where?",), "device": "cpu", **values}
    return plan(RunRequest.from_dict(asked))


def test_plan_tells_the_facts_of_the_raster(scene: Path) -> None:
    told = planned(scene).to_dict()
    assert told["raster"]["width"] == 300
    assert told["raster"]["bands"] == [1, 2, 3]
    assert told["crs"] == "EPSG:32633"
    assert told["gsd_m"] == pytest.approx(1 / 0.9996, rel=1e-4)
    assert told["pixels"] == 60_000
    assert told["area_m2"] == pytest.approx(60_000 / 0.9996**2, rel=1e-3)
    assert (told["tiles"], told["levels"], told["tile_px"]) == (1, 1, 1024)
    assert told["seconds_are"] == "estimate"


def test_tiles_and_disk_grow_with_the_raster(tmp_path: Path) -> None:
    scene = write_scene(tmp_path / "large.tif", [], height=1025, width=2000)
    assert planned(scene).tiles == 6  # 2 rows of 3: 1024 px with 128 px of overlap
    cells, kept = 500 * 257, 6 * 256 * 256  # the cells twice while a raster is made of them, and open tiles in float32
    assert planned(scene).disk_bytes == 2 * cells + 4 * kept
    assert planned(scene, "Where?", "What?").disk_bytes == 2 * (2 * cells + 4 * kept)


def test_tiles_are_as_large_as_the_model_says(tmp_path: Path, model_folder: Path) -> None:
    scene = write_scene(tmp_path / "large.tif", [], height=300, width=600)
    configure(model_folder, "bert", image_px=256)
    assert (planned(scene).tile_px, planned(scene).tiles) == (256, 6)


def test_plan_and_run_count_the_same_small_tiles(scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny(tmp_path / "tiny")
    monkeypatch.setattr("engine.run.planning.find_by_name", lambda name: Path(name))
    request = RunRequest(str(scene), ("where is the water",), str(tmp_path / "a.gpkg"), model=str(tmp_path / "tiny"))
    done = run(replace(request, device="cpu"))
    assert plan(replace(request, device="cpu")).tiles == done.tiles.done + done.tiles.empty == 2


def test_too_many_small_tiles_are_refused_before_the_model_is_loaded(
    scene: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.run.planning.MAX_TILES", 1)
    run(RunRequest(str(scene), ("Where?",), str(scene.with_name("a.gpkg"))), model=FakeModel())  # one of 1024
    configure(model_folder, "bert", image_px=128)
    with pytest.raises(TooLarge, match="tiles"):
        run(RunRequest(str(scene), ("Where?",), str(scene.with_name("a.gpkg"))), loader=never_loaded)


def test_extent_makes_the_plan_smaller(scene: Path) -> None:
    assert planned(scene, extent=(LEFT, TOP - 100, LEFT + 50, TOP)).pixels == 5000


def test_coarser_gsd_makes_the_plan_smaller(scene: Path) -> None:
    assert planned(scene, gsd_m=2.0).pixels == pytest.approx(15_000, rel=0.01)


def test_missing_device_is_refused_as_by_the_run(scene: Path) -> None:
    with pytest.raises(DeviceUnavailable, match="cuda:99"):
        planned(scene, device="cuda:99")


def test_more_questions_take_longer(scene: Path) -> None:
    one, two = planned(scene).seconds, planned(scene, "Where?", "What?").seconds
    assert one is not None
    assert two is not None
    assert one < two


def test_answers_in_words_take_longer_where_the_model_has_any(scene: Path, model_folder: Path) -> None:
    assert planned(scene).seconds == planned(scene, explain=False).seconds
    configure(model_folder, "phi")
    in_words, without = planned(scene).seconds, planned(scene, explain=False).seconds
    assert in_words is not None
    assert without is not None
    assert in_words > without


@pytest.mark.parametrize(("gsd_m", "said"), [(0.1, "finer"), (200.0, "coarser")])
def test_unusual_gsd_is_a_warning(gsd_m: float, said: str, scene: Path) -> None:
    (warning,) = planned(scene, gsd_m=gsd_m).warnings
    assert said in warning


def test_usual_gsd_is_no_warning(scene: Path) -> None:
    assert planned(scene).warnings == ()


def test_full_disk_is_a_warning(scene: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
    assert any("are free" in warning for warning in planned(scene).warnings)


def test_missing_model_is_told(scene: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Path:
        raise ModelMissing("There is no model called 'x'.")

    monkeypatch.setattr("engine.run.planning.find_by_name", missing)
    with pytest.raises(ModelMissing):
        planned(scene)


def test_estimate_tells_a_small_model_from_a_large_one(model_folder: Path) -> None:
    small = estimate_seconds(model_folder, "cuda:0", tiles=1000, questions=1, in_words=False)
    with (model_folder / "model.safetensors").open("wb") as file:
        file.truncate(2_000_000_000)  # sparse
    assert estimate_seconds(model_folder, "cuda:0", tiles=1000, questions=1, in_words=False) > 3 * small
