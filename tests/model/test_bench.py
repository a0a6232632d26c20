"""The bench on a toy: pairs and ratios of one run as JSON, the same logits on both sides, errors that arrive."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
import torch

from engine.bench import measure
from engine.bench.measure import BenchSettings, bench
from engine.bench.random_model import write_random_model
from engine.bench.report import BenchReport, Pair
from engine.bench.worker import _Ours, _Plain, serve
from engine.errors import BadModel, BadRequest, DeviceUnavailable, InternalError, ModelMissing, OutOfMemory
from engine.model.directory import shards
from engine.model.plain import answer_plainly
from engine.model.precision import Precision
from engine.model.presets import PRESETS
from engine.model.runtime import load_model

from .tiny import tiny_config, write_tiny
from .toys import noise, toy_config, write_toy

PARTS = {"encoder", "connector", "pixel_decoder", "language", "projector", "mask_decoder"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "toy"
    write_toy(path, toy_config())
    return path


@pytest.fixture(scope="module")
def printed(folder: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """`segearth bench --json` as a user runs it, with both sides in processes of their own."""
    command = [sys.executable, "-m", "engine", "bench", "--model", str(folder), "--rounds", "3", "--json"]
    command += ["--device", "cpu", "--precision", "fp32"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def values(printed: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert printed.returncode == 0, printed.stderr
    found: dict[str, Any] = json.loads(printed.stdout)  # nothing else is on stdout
    return found


class TestPrinted:
    def test_the_two_ratios_stand_at_the_top(self, values: dict[str, Any]) -> None:
        assert list(values)[:2] == ["speedup_vs_plain", "second_question_speedup"]

    def test_they_are_the_medians_of_the_pairs(self, values: dict[str, Any]) -> None:
        pairs = values["pairs"]
        assert len(pairs) == 3
        assert all(seconds > 0 for pair in pairs for seconds in pair.values())
        ratios = median(pair["plain_s"] / pair["first_s"] for pair in pairs)
        assert values["speedup_vs_plain"] == pytest.approx(ratios, rel=1e-3)
        ratios = median(pair["first_s"] / pair["further_s"] for pair in pairs)
        assert values["second_question_speedup"] == pytest.approx(ratios, rel=1e-3)

    def test_both_sides_give_the_same_logits(self, values: dict[str, Any]) -> None:
        assert 0 <= values["logit_difference"] < 1e-5

    def test_sampling_gives_the_same_numbers(self, values: dict[str, Any]) -> None:
        assert values["deformable"].keys() == {"plain_s", "ours_s", "speedup", "largest_difference"}
        assert 0 < values["deformable"]["largest_difference"] < 1e-5

    def test_it_says_what_was_measured_and_where(self, values: dict[str, Any], folder: Path) -> None:
        found = {name: values[name] for name in ("model", "precision", "batch_tiles", "compiled", "torch")}
        assert found == {
            "model": str(folder), "precision": "fp32", "batch_tiles": 1, "compiled": False, "torch": torch.__version__,
        }  # fmt: skip
        assert values["device"].startswith("cpu")

    def test_each_part_takes_some_of_the_time(self, values: dict[str, Any]) -> None:
        assert values["parts_s"].keys() == PARTS
        assert all(seconds > 0 for seconds in values["parts_s"].values())

    def test_words_are_timed_with_the_cache_and_without(self, values: dict[str, Any]) -> None:
        assert values["words"].keys() == {"with_cache_s", "without_cache_s"}

    @pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
    def test_start_and_memory_are_those_of_each_process(self, values: dict[str, Any]) -> None:
        assert 0 < values["start"]["loaded_s"] < values["start"]["first_answer_s"]
        for side in ("memory", "plain_memory"):
            assert values[side]["peak_mb"] >= values[side]["own_mb"] > 0
            assert values[side]["gpu_peak_mb"] is None
        assert 0 < values["memory"]["scene_mb"] < 10


def call(folder: Path, *calls: tuple[Any, ...], kind: str = "ours", **changed: Any) -> list[tuple[str, Any]]:
    """What a worker answers to these calls, in this process."""
    ours, its = multiprocessing.Pipe()
    settings = {"folder": str(folder), "device": "cpu", "tiles": 1}
    settings |= {"precision": "fp32", "compiled": False} if kind == "ours" else {}
    for name, *arguments in calls:
        ours.send((name, arguments))
    ours.send(None)
    serve(kind, its, time.time(), settings | changed)
    return [ours.recv() for _ in calls]


class TestWorkers:
    def test_an_error_is_answered_and_the_next_call_is_tried(self, folder: Path) -> None:
        (first, error), second = call(folder, ("no_such_thing",), ("precision",))
        assert first == "failed"
        assert isinstance(error, AttributeError)
        assert second == ("done", "fp32")

    @pytest.mark.parametrize(
        ("raised", "arrives"),
        [
            (BadModel("This is no model."), BadModel),
            (ValueError("as it is"), ValueError),
            (RuntimeError("can't allocate memory: 9 bytes"), OutOfMemory),
            (torch.cuda.OutOfMemoryError("CUDA"), OutOfMemory),
            (json.JSONDecodeError("no JSON", "{", 0), InternalError),
        ],
    )
    def test_errors_arrive_as_what_they_are(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, arrives: type[Exception]
    ) -> None:
        def fail(*_: object) -> None:
            raise raised

        monkeypatch.setattr(_Ours, "words", fail)
        (found,) = call(folder, ("words",))
        assert found[0] == "failed"
        assert type(found[1]) is arrives

    @pytest.mark.parametrize("kind", ["plain", "ours"])
    def test_a_damaged_model_is_answered_as_such(self, tmp_path: Path, kind: str) -> None:
        write_toy(tmp_path, toy_config())
        (shard,) = shards(tmp_path)
        shard.write_bytes(shard.read_bytes()[:1000])
        ((state, error),) = call(tmp_path, ("tile", 0), kind=kind)
        assert state == "failed"
        assert isinstance(error, BadModel)
        assert "damaged" in error.message

    def test_our_side_answers_as_the_runtime_does(self, folder: Path) -> None:
        ((_, logits),) = call(folder, ("logits", 1))
        runtime = load_model(folder, "cpu", "fp32")
        expected = runtime.ask(
            runtime.encode(noise(1, seed=1)), ["Where could people gather safely after an earthquake?"]
        )
        assert np.array_equal(logits, expected.logits_BQhw[0, 0])

    def test_the_plain_side_reads_the_reply_and_an_answer_too(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = []
        monkeypatch.setattr(
            "engine.bench.worker.answer_plainly", lambda *given: (read.append(given[2]), answer_plainly(*given))[1]
        )
        call(folder, ("logits", 1), kind="plain")
        ((prompt,),) = read
        assert [piece.kind for piece in prompt.pieces] == ["text", "image", "text", "description", "text", "text"]
        assert len(prompt.pieces[-1].ids) == 30

    def test_the_plain_side_is_fp32_whatever_the_files_hold(self, tmp_path: Path) -> None:
        write_toy(tmp_path, toy_config(), dtype=torch.bfloat16)
        worker = _Plain(began=time.time(), folder=str(tmp_path), device="cpu", tiles=2)
        assert {parameter.dtype for parameter in worker._model.parameters()} == {torch.float32}
        assert worker.tile(1).keys() == {"first_s"}

    def test_a_model_without_words_has_none_to_time(self, tmp_path: Path) -> None:
        write_tiny(tmp_path)
        (words, parts) = call(tmp_path, ("words",), ("parts", 1), tiles=2)
        assert words == ("done", None)
        assert parts[1].keys() == PARTS

    def test_a_compiled_batch_is_measured_with_all_its_parts(self, folder: Path) -> None:
        worker = _Ours(began=time.time(), folder=str(folder), device="cpu", tiles=2, precision="fp32", compiled=False)
        expected = worker.logits(1)
        torch.compiler.reset()
        worker._runtime.compile("eager")
        assert worker.tile(1).keys() == {"first_s", "further_s"}
        assert np.abs(worker.logits(1) - expected).max() < 1e-4 * expected.std()
        assert all(seconds > 0 for seconds in worker.parts(1).values())
        assert "features" in vars(worker._runtime.model)  # compiled still
        assert worker.words() is not None
        one_tile = load_model(folder, "cpu", "fp32").encode(noise(1))
        assert worker.memory()["scene_mb"] == one_tile.nbytes / 1e6

    def test_the_profile_is_a_table(self, folder: Path) -> None:
        ((_, table),) = call(folder, ("profile", 1))
        assert "Self CPU" in table


class Fake:
    """A worker with given answers."""

    DIFFER = 0.0

    def __init__(self, kind: str, settings: dict[str, Any]) -> None:
        self.kind, self.settings, self.calls = kind, settings, []
        made.append(self)

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def call(self, name: str, *arguments: Any) -> Any:
        self.calls.append((name, *arguments))
        seconds = {1: 8.0, 2: 4.0, 3: 6.0}
        answers: dict[str, Callable[..., Any]] = {
            "tile": lambda seed: (
                {"first_s": seconds.get(seed, 99.0)}
                if self.kind == "plain"
                else {"first_s": 2.0, "further_s": seconds.get(seed, 99.0) / 8}
            ),
            "logits": lambda seed: np.array([[1.0, 3.0]]) + (0.5 if self.kind == "ours" else 0.0),
            "precision": lambda: "fp32",
            "parts": lambda seed: dict.fromkeys(PARTS, 0.1),
            "deformable": lambda: {"plain_s": 2.0, "ours_s": 1.0, "speedup": 2.0, "largest_difference": 0.0},
            "words": lambda: None,
            "start": lambda: {"loaded_s": 1.0, "first_answer_s": 3.0},
            "memory": lambda: {
                "peak_mb": 100.0,
                "own_mb": 50.0,
                "mapped_mb": 9.0,
                "gpu_peak_mb": None,
                "scene_mb": 1.0,
            },
            "profile": lambda seed: "a table",
        }
        return answers[name](*arguments)


made: list[Fake] = []


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> list[Fake]:
    made.clear()
    monkeypatch.setattr(measure, "_Worker", Fake)
    return made


class TestMeasuring:
    def test_ratios_are_medians_over_the_rounds(self, folder: Path, fakes: list[Fake]) -> None:
        report = bench(BenchSettings(model=str(folder), device="cpu", rounds=3))
        assert report.pairs == (Pair(8.0, 2.0, 1.0), Pair(4.0, 2.0, 0.5), Pair(6.0, 2.0, 0.75))
        assert report.speedup_vs_plain == 3.0
        assert report.second_question_speedup == pytest.approx(2 / 0.75)
        assert report.tiles_per_second == {"first": 0.5, "further": 1 / 0.75}

    def test_each_side_is_warmed_up_and_then_takes_turns(self, folder: Path, fakes: list[Fake]) -> None:
        bench(BenchSettings(model=str(folder), device="cpu", rounds=2))
        for fake in fakes:
            assert [given for given in fake.calls if given[0] == "tile"] == [("tile", 0), ("tile", 1), ("tile", 2)]
        assert [fake.kind for fake in fakes] == ["ours", "plain"]

    def test_without_the_plain_path_nothing_is_compared_to_it(self, folder: Path, fakes: list[Fake]) -> None:
        report = bench(BenchSettings(model=str(folder), device="cpu", plain=False))
        values = report.to_dict()
        assert [fake.kind for fake in fakes] == ["ours"]
        missing = {name for name, value in values.items() if value is None}
        assert missing == {"speedup_vs_plain", "plain_memory", "logit_difference", "words", "profile"}
        assert all(pair["plain_s"] is None for pair in values["pairs"])
        assert "plain" not in "\n".join(report.lines())

    def test_the_distance_of_the_logits_is_in_standard_deviations(self, folder: Path, fakes: list[Fake]) -> None:
        assert bench(BenchSettings(model=str(folder), device="cpu", rounds=1)).logit_difference == 0.5

    def test_what_is_asked_for_reaches_the_worker(self, folder: Path, fakes: list[Fake]) -> None:
        bench(BenchSettings(model=str(folder), device="cpu", precision="bf16", tiles=3, compiled=True, profile=True))
        common = {"folder": str(folder.resolve()), "device": "cpu", "tiles": 3}
        assert fakes[0].settings == {**common, "precision": "bf16", "compiled": True}
        assert fakes[1].settings == common
        assert ("profile", 1) in fakes[0].calls

    def test_the_report_for_people_holds_the_ratios(self, folder: Path, fakes: list[Fake]) -> None:
        text = "\n".join(bench(BenchSettings(model=str(folder), device="cpu")).lines())
        assert "a further question on the same tile 0.75 s (2.7 times faster)" in text
        assert "the plain path takes 3.0 times as long as ours\n" in text
        assert "encoder 100 ms" in text
        assert text.endswith("\nTimes on shared machines are noise: read the ratios.")
        assert "peak 100 MB" in text

    def test_a_preset_gets_random_weights_that_are_removed_again(
        self, fakes: list[Fake], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(PRESETS, "segearth-r1", toy_config)
        bench(BenchSettings(model="segearth-r1", device="cpu"))
        assert not Path(fakes[0].settings["folder"]).exists()

    def test_random_weights_can_be_kept_for_the_next_run(
        self, fakes: list[Fake], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setitem(PRESETS, "segearth-r1", toy_config)
        settings = BenchSettings(model="segearth-r1", device="cpu", folder=str(tmp_path))
        bench(settings)
        (shard,) = tmp_path.glob("random-segearth-r1/*.safetensors")
        written = shard.stat().st_mtime_ns
        bench(settings)
        assert shard.stat().st_mtime_ns == written

    @pytest.mark.parametrize("changed", [{"rounds": 0}, {"tiles": 0}, {"rounds": -1}])
    def test_nothing_to_measure_is_refused(self, changed: dict[str, int]) -> None:
        with pytest.raises(BadRequest, match="needs at least 1"):
            BenchSettings(**changed)  # type: ignore[arg-type]

    def test_a_slower_one_is_called_slower(self, folder: Path, fakes: list[Fake]) -> None:
        report = bench(BenchSettings(model=str(folder), device="cpu"))
        slower = replace(report, pairs=(Pair(1.0, 2.0, 4.0),), words={"with_cache_s": 0.02, "without_cache_s": 0.01})
        text = "\n".join(slower.lines())
        assert "4 s (2.0 times slower)" in text
        assert "takes 0.50 times as long as ours: ours is slower here" in text
        assert "a token takes 20 ms with the cache (2.0 times slower than without)" in text

    def test_a_folder_for_random_weights_is_refused_with_a_model_that_has_its_own(self, folder: Path) -> None:
        with pytest.raises(BadRequest, match="has its own"):
            BenchSettings(model=str(folder), folder="kept")

    def test_a_device_that_is_not_there_is_refused(self, folder: Path, fakes: list[Fake]) -> None:
        with pytest.raises(DeviceUnavailable, match="cuda:99"):
            bench(BenchSettings(model=str(folder), device="cuda:99"))
        assert fakes == []

    def test_a_model_that_is_not_there_is_refused(self, fakes: list[Fake]) -> None:
        with pytest.raises(ModelMissing, match="nonsense"):
            bench(BenchSettings(model="nonsense", device="cpu"))


class TestProcesses:
    SETTINGS = {"device": "cpu", "tiles": 1, "precision": "fp32", "compiled": False}

    def test_what_a_worker_answers_is_raised_or_returned(self) -> None:
        worker: measure._Worker = object.__new__(measure._Worker)
        worker._pipe, its = multiprocessing.Pipe()
        its.send(("failed", BadModel("This is no model.", hint="Take another.")))
        its.send(("done", 7))
        with pytest.raises(BadModel, match="This is no model") as caught:
            worker.call("tile", 1)
        assert caught.value.advice == "Take another."
        assert worker.call("tile", 2) == 7
        assert [its.recv(), its.recv()] == [("tile", (1,)), ("tile", (2,))]

    @pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
    @pytest.mark.parametrize(
        ("by", "kind", "sentence"),
        [(signal.SIGTERM, InternalError, "exit code -15"), (9, OutOfMemory, "want of memory")],
    )
    def test_a_process_that_dies_is_reported(self, folder: Path, by: int, kind: type[Exception], sentence: str) -> None:
        with measure._Worker("ours", {"folder": str(folder), **self.SETTINGS}) as worker:
            os.kill(worker._process.pid or 0, by)
            with pytest.raises(kind, match=sentence):
                worker.call("precision")
            with pytest.raises(kind, match=sentence):  # also when nobody is left to write to
                worker.call("precision")
        assert not worker._process.is_alive()


def test_figures_are_rounded_to_five_digits() -> None:
    report = BenchReport(
        model="toy", device="cpu", precision="fp32", torch="2", threads=1, batch_tiles=1, compiled=False,
        pairs=(Pair(1.23456789, 0.1, 0.05),), parts_s={"encoder": 0.000123456789}, deformable={}, words=None, start={},
        memory={}, plain_memory=None, logit_difference=None, profile=None,
    )  # fmt: skip
    values = report.to_dict()
    assert values["speedup_vs_plain"] == 12.346
    assert values["pairs"] == [{"plain_s": 1.2346, "first_s": 0.1, "further_s": 0.05}]
    assert values["parts_s"] == {"encoder": 0.00012346}


@pytest.mark.parametrize("config", [toy_config(), toy_config("qwen2"), tiny_config()], ids=lambda config: config.name)
def test_random_weights_make_a_model_that_answers(tmp_path: Path, config: Any) -> None:
    write_random_model(tmp_path, config)
    runtime = load_model(tmp_path, "cpu", "bf16")
    assert runtime.precision == Precision(torch.bfloat16, torch.bfloat16, torch.bfloat16)
    logits = runtime.ask(runtime.encode(noise(1, config.image_px)), ["Where is water?"]).logits_BQhw
    assert np.isfinite(logits).all()
    assert logits.std() > 0


def test_random_weights_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_random_model(tmp_path / name, toy_config())
    first, second = (next((tmp_path / name).glob("*.safetensors")).read_bytes() for name in ("a", "b"))
    assert first == second
