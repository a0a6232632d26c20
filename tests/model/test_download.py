"""Downloads: pinned, resumed, verified, from a hub, a mirror or a folder; and what they say when they cannot."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from huggingface_hub import constants

from engine import cli
from engine.errors import BadModel, BadRequest, DiskFull, DownloadFailed, ModelMissing, OutputNotWritable
from engine.model.catalog import find_model, find_source, folders, list_models, sources, user_folder
from engine.model.directory import read_info
from engine.model.hub import api as hub_module
from engine.model.hub.download import download
from engine.model.hub.pinned import read_record, wanted
from engine.model.runtime import load_model

from .hub_server import FakeHub, Files, git_sha1, serving
from .official_files import write_toy
from .tiny import write_tiny

FIRST, SECOND = "a" * 40, "b" * 40
WEIGHTS = bytes(range(256)) * 4000  # 1,024,000 bytes
HALF = len(WEIGHTS) // 2
LANGUAGE: Files = {"config.json": b'{"model_type": "phi"}', "tokenizer.json": b"{}", "model.safetensors": WEIGHTS}
OFFICIAL: Files = {"config.json": b'{"model_type": "llava_phi", "swin_type": "base"}', "model.safetensors": WEIGHTS}


@pytest.fixture(autouse=True)
def _by_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No pauses, no settings of the person who runs the tests, and a user's folder of its own."""
    monkeypatch.setattr(hub_module, "PAUSES_S", (0.0,) * 4)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_ENDPOINT", "SEGEARTH_MODELS", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no token"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with serving() as running:
        running.add("org/lm", FIRST, LANGUAGE)
        yield running


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def fetch(hub: FakeHub, models: Path, name: str = "org/lm", **options: Any) -> Any:
    return download(name, origin=hub.endpoint, folder=models, **options)


def ours(folder: Path) -> Files:
    """The files of a tiny model in our own layout."""
    write_tiny(folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Path, Path]]:
    """The conversion of a checkpoint, replaced: a tiny model stands where the converted one would."""
    calls: list[tuple[Path, Path]] = []

    def convert(source: Path, destination: Path) -> None:
        calls.append((source, destination))
        destination.mkdir()
        write_tiny(destination)

    monkeypatch.setitem(sys.modules, "engine.model.foreign.convert", types.SimpleNamespace(convert=convert))
    return calls


class TestTransfer:
    def test_an_empty_file_is_fetched(self, hub: FakeHub, models: Path) -> None:
        hub.add("org/lm", FIRST, LANGUAGE | {"LICENSE": b""})
        assert (Path(download("org/lm", folder=models, origin=hub.endpoint).path) / "LICENSE").read_bytes() == b""

    def test_a_language_model_is_kept_as_published(self, hub: FakeHub, models: Path) -> None:
        done = fetch(hub, models)
        assert done.path == str(models / ".downloads" / "org--lm")
        assert {path.name: path.read_bytes() for path in Path(done.path).iterdir() if path.name in LANGUAGE} == LANGUAGE
        assert (done.layout, done.files, done.fetched_bytes, done.verified) == ("language", 3, done.bytes, True)

    def test_a_transfer_that_breaks_off_goes_on_where_it_stopped(self, hub: FakeHub, models: Path) -> None:
        hub.breaks["model.safetensors"] = [HALF, 1000]
        done = fetch(hub, models)
        asked = [seen.range for seen in hub.asked("model.safetensors")]
        assert asked == [None, f"bytes={HALF}-", f"bytes={HALF + 1000}-"]
        assert (Path(done.path) / "model.safetensors").read_bytes() == WEIGHTS

    def test_it_gives_up_after_four_pauses_without_a_new_byte(self, hub: FakeHub, models: Path) -> None:
        hub.breaks["model.safetensors"] = [HALF, *[0] * 20]
        with pytest.raises(DownloadFailed, match=r"model\.safetensors broke off at 512,000 of 1,024,000 bytes"):
            fetch(hub, models)
        assert len(hub.asked("model.safetensors")) == 5

    def test_a_connection_that_brings_a_little_each_time_gets_there(self, hub: FakeHub, models: Path) -> None:
        hub.breaks["model.safetensors"] = [1000] * 9
        done = fetch(hub, models)
        assert len(hub.asked("model.safetensors")) == 10
        assert (Path(done.path) / "model.safetensors").read_bytes() == WEIGHTS

    def test_a_server_without_ranges_that_keeps_breaking_off_is_given_up(self, hub: FakeHub, models: Path) -> None:
        hub.knows_ranges = False
        hub.breaks["model.safetensors"] = [HALF, 1000, HALF] * 20
        with pytest.raises(DownloadFailed, match=r"model\.safetensors broke off"):
            fetch(hub, models)
        assert len(hub.asked("model.safetensors")) == 5

    def test_the_next_call_goes_on_with_what_an_earlier_one_brought(self, hub: FakeHub, models: Path) -> None:
        hub.breaks["model.safetensors"] = [HALF, *[0] * 5]
        with pytest.raises(DownloadFailed):
            fetch(hub, models)
        hub.breaks.clear()
        hub.seen.clear()
        fetch(hub, models)
        assert [seen.range for seen in hub.asked("model.safetensors")] == [f"bytes={HALF}-"]
        assert hub.asked("config.json") == []

    def test_a_killed_process_is_taken_up_by_the_next(self, hub: FakeHub, models: Path) -> None:
        hub.hold = threading.Event()
        hub.breaks["model.safetensors"] = [HALF]
        command = [sys.executable, "-m", "engine", "models", "download", "org/lm"]
        command += ["--from", hub.endpoint, "--to", str(models), "--json"]
        first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert hub.reached.wait(60)
            work = models / ".downloads" / "org--lm"
            parts = lambda: [path.stat().st_size for path in work.glob("model.safetensors.*.part")]  # noqa: E731
            while parts() != [HALF]:
                assert first.poll() is None
        finally:
            first.send_signal(signal.SIGKILL)
            first.wait()
        hub.hold.set()
        hub.seen.clear()
        second = subprocess.run(command, capture_output=True, check=True, text=True)
        assert [seen.range for seen in hub.asked("model.safetensors")] == [f"bytes={HALF}-"]
        assert json.loads(second.stdout)["revision"] == FIRST
        assert (work / "model.safetensors").read_bytes() == WEIGHTS

    def test_a_server_without_ranges_is_read_from_the_start(self, hub: FakeHub, models: Path) -> None:
        hub.knows_ranges = False
        hub.breaks["model.safetensors"] = [HALF]
        done = fetch(hub, models)
        assert (Path(done.path) / "model.safetensors").read_bytes() == WEIGHTS

    def test_a_busy_server_is_asked_again(self, hub: FakeHub, models: Path) -> None:
        hub.statuses["api"] = [503, 500]
        hub.statuses["config.json"] = [500, 429]
        assert fetch(hub, models).files == 3

    def test_a_server_that_stays_broken_is_named(self, hub: FakeHub, models: Path) -> None:
        hub.statuses["config.json"] = [500] * 9
        with pytest.raises(DownloadFailed, match="HTTP 500"):
            fetch(hub, models)


class TestVerification:
    def test_a_damaged_file_is_fetched_once_more(self, hub: FakeHub, models: Path) -> None:
        hub.damages["model.safetensors"] = 1
        done = fetch(hub, models)
        assert [seen.range for seen in hub.asked("model.safetensors")] == [None, None]
        assert (Path(done.path) / "model.safetensors").read_bytes() == WEIGHTS

    @pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])  # sha256, and git's sha1
    def test_a_file_that_stays_damaged_is_refused_by_name(self, name: str, hub: FakeHub, models: Path) -> None:
        hub.damages[name] = 9
        with pytest.raises(DownloadFailed, match=f"{name} does not match its checksum"):
            fetch(hub, models)
        assert len(hub.asked(name)) == 2
        assert list((models / ".downloads" / "org--lm").glob(f"{name}*")) == []

    def test_a_file_that_does_not_end_is_refused(self, hub: FakeHub, models: Path) -> None:
        hub.too_long = {"model.safetensors"}
        with pytest.raises(DownloadFailed, match=r"model\.safetensors does not match its checksum"):
            fetch(hub, models)
        assert len(hub.asked("model.safetensors")) == 2

    def test_a_file_that_was_changed_on_disk_is_fetched_again(self, hub: FakeHub, models: Path) -> None:
        path = Path(fetch(hub, models).path) / "tokenizer.json"
        path.write_bytes(b"[]")
        assert fetch(hub, models).fetched_bytes == 2
        assert path.read_bytes() == b"{}"

    def test_a_second_download_asks_nobody(self, hub: FakeHub, models: Path) -> None:
        fetch(hub, models)
        hub.seen.clear()
        assert fetch(hub, models).fetched_bytes == 0
        assert hub.seen == []

    def test_only_the_files_of_a_model_are_wanted(self) -> None:
        names = [
            "../config.json", "/etc/x.json", "a/config.json", ".hidden.json", "C:x.json", "download.json", "run.py",
            "training_args.bin", "config.json", "merges.txt", "tokenizer.model", "README.md", "LICENSE",
        ]  # fmt: skip
        kept = ["LICENSE", "README.md", "config.json", "merges.txt", "tokenizer.model"]
        assert wanted([*names, "pytorch_model.bin"]) == [*kept[:-2], "merges.txt", "pytorch_model.bin", kept[-1]]
        assert wanted([*names, "pytorch_model.bin", "model.safetensors"]) == sorted([*kept, "model.safetensors"])

    def test_a_repository_without_weights_is_no_model(self, hub: FakeHub, models: Path) -> None:
        hub.add("org/words", FIRST, {"config.json": b"{}"})
        with pytest.raises(DownloadFailed, match="org/words holds no model"):
            fetch(hub, models, "org/words")


class TestRevision:
    def test_a_repeat_stays_at_the_first_commit_when_the_branch_has_moved(self, hub: FakeHub, models: Path) -> None:
        assert fetch(hub, models).revision == FIRST
        hub.add("org/lm", SECOND, {**LANGUAGE, "tokenizer.json": b"[1]"})
        again = fetch(hub, models)
        assert again.revision == FIRST
        assert (Path(again.path) / "tokenizer.json").read_bytes() == b"{}"

    def test_a_resume_stays_at_the_first_commit_when_the_branch_has_moved(self, hub: FakeHub, models: Path) -> None:
        hub.breaks["model.safetensors"] = [HALF, *[0] * 5]
        with pytest.raises(DownloadFailed):
            fetch(hub, models)
        hub.add("org/lm", SECOND, {**LANGUAGE, "model.safetensors": WEIGHTS[::-1]})
        hub.breaks.clear()
        done = fetch(hub, models)
        assert done.revision == FIRST
        assert (Path(done.path) / "model.safetensors").read_bytes() == WEIGHTS

    @pytest.mark.parametrize("revision", [SECOND, "next"])
    def test_another_revision_is_fetched_on_demand_only(self, revision: str, hub: FakeHub, models: Path) -> None:
        fetch(hub, models)
        hub.add("org/lm", SECOND, {**LANGUAGE, "tokenizer.json": b"[1]"}, branch="next")
        hub.seen.clear()
        done = fetch(hub, models, revision=revision)
        assert (done.revision, done.fetched_bytes) == (SECOND, 3)
        assert (Path(done.path) / "tokenizer.json").read_bytes() == b"[1]"
        assert hub.asked("model.safetensors") == []  # the same in both

    def test_what_is_known_of_a_model_names_its_commit(self, hub: FakeHub, models: Path) -> None:
        source = next(source for source in sources() if source.name == "phi-2")
        hub.add("microsoft/phi-2", source.revision, LANGUAGE)
        hub.add("microsoft/phi-2", SECOND, {**LANGUAGE, "tokenizer.json": b"[1]"})
        assert fetch(hub, models, "phi-2").revision == source.revision

    def test_the_first_repository_that_exists_is_taken(
        self, hub: FakeHub, models: Path, converter: list[tuple[Path, Path]]
    ) -> None:
        second = find_source("segearth-r1").repos[1]  # type: ignore[union-attr]
        hub.add(second, FIRST, OFFICIAL)
        assert fetch(hub, models, "segearth-r1").repo == second

    def test_known_revisions_are_whole_commits_or_left_open(self) -> None:
        assert {len(source.revision) for source in sources()} <= {0, 40}


class TestInstalling:
    def test_a_model_of_ours_is_installed_and_found(
        self, hub: FakeHub, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hub.add("org/tiny", FIRST, ours(tmp_path / "made"))
        done = fetch(hub, models, "org/tiny")
        monkeypatch.setenv("SEGEARTH_MODELS", str(models))
        assert find_model("org/tiny") == find_model("org--tiny") == Path(done.path).resolve()
        assert fetch(hub, models, "org/tiny").fetched_bytes == 0

    def test_a_partial_download_is_in_no_list(
        self, hub: FakeHub, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = ours(tmp_path / "made")
        hub.add("org/tiny", FIRST, files)
        hub.breaks[next(name for name in files if name.endswith(".safetensors"))] = [1000, *[0] * 5]
        with pytest.raises(DownloadFailed):
            fetch(hub, models, "org/tiny")
        monkeypatch.setenv("SEGEARTH_MODELS", str(models))
        assert (models / ".downloads" / "org--tiny" / "config.json").is_file()
        assert [card.name for card in list_models() if Path(card.path).is_relative_to(models)] == []
        with pytest.raises(ModelMissing):
            find_model("org/tiny")

    def test_the_released_checkpoint_is_converted(
        self, hub: FakeHub, models: Path, converter: list[tuple[Path, Path]]
    ) -> None:
        hub.add("earth-insights/SegEarth-R1", FIRST, OFFICIAL)
        done = fetch(hub, models, "segearth-r1")
        assert [(source, made.name) for source, made in converter] == [
            (models / ".downloads" / "segearth-r1", "segearth-r1")
        ]
        assert done.path == str(models / "segearth-r1")
        assert read_info(models / "segearth-r1").config.name == "tiny"
        assert sorted(path.name for path in models.iterdir()) == [".downloads", "segearth-r1"]

    @pytest.mark.parametrize("name", ["segearth-r1", "someone/their-segearth"])  # known, and told by its files
    def test_a_checkpoint_in_the_authors_layout_answers_in_the_end(
        self, name: str, hub: FakeHub, models: Path, tmp_path: Path
    ) -> None:
        write_toy(tmp_path / "toy")
        files = {path.name: path.read_bytes() for path in (tmp_path / "toy").iterdir()}
        hub.add("earth-insights/SegEarth-R1" if name == "segearth-r1" else name, FIRST, files)
        done = fetch(hub, models, name)
        assert read_info(Path(done.path)).config.name == done.name
        runtime = load_model(Path(done.path), "cpu")
        scene = runtime.encode(np.zeros((1, 128, 128, 3), np.uint8))
        assert runtime.ask(scene, ["Where is water?"]).logits_BQhw.shape[:2] == (1, 1)

    def test_a_converted_model_stays_when_its_download_is_deleted(
        self, hub: FakeHub, models: Path, converter: list[tuple[Path, Path]]
    ) -> None:
        hub.add("earth-insights/SegEarth-R1", FIRST, OFFICIAL)
        fetch(hub, models, "segearth-r1")
        shutil.rmtree(models / ".downloads" / "segearth-r1")
        hub.seen.clear()
        assert fetch(hub, models, "segearth-r1").fetched_bytes == 0
        assert (hub.seen, len(converter)) == ([], 1)

    def test_a_converted_model_that_was_damaged_is_made_again(
        self, hub: FakeHub, models: Path, converter: list[tuple[Path, Path]]
    ) -> None:
        hub.add("earth-insights/SegEarth-R1", FIRST, OFFICIAL)
        fetch(hub, models, "segearth-r1")
        weights = next((models / "segearth-r1").glob("*.safetensors"))
        size = weights.stat().st_size
        weights.write_bytes(b"")
        fetch(hub, models, "segearth-r1")
        assert (weights.stat().st_size, len(converter)) == (size, 2)

    def test_a_conversion_that_fails_leaves_no_model_and_keeps_the_download(
        self, hub: FakeHub, models: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def convert(source: Path, destination: Path) -> None:
            destination.mkdir()
            raise BadModel("Tensors are missing.")

        monkeypatch.setitem(sys.modules, "engine.model.foreign.convert", types.SimpleNamespace(convert=convert))
        hub.add("earth-insights/SegEarth-R1", FIRST, OFFICIAL)
        with pytest.raises(BadModel, match="Tensors are missing"):
            fetch(hub, models, "segearth-r1")
        assert [path.name for path in models.iterdir()] == [".downloads"]
        assert (models / ".downloads" / "segearth-r1" / "model.safetensors").read_bytes() == WEIGHTS

    def test_a_folder_that_no_download_made_is_left_alone(self, hub: FakeHub, models: Path) -> None:
        write_tiny(models / "org--lm")
        with pytest.raises(BadRequest, match="no download made it"):
            fetch(hub, models)

    def test_two_downloads_of_one_model_do_not_meet(self, hub: FakeHub, models: Path) -> None:
        hub.hold = threading.Event()
        hub.breaks["model.safetensors"] = [HALF]
        first = threading.Thread(target=fetch, args=(hub, models))
        first.start()
        assert hub.reached.wait(60)
        with pytest.raises(BadRequest, match="org--lm is being downloaded by another process"):
            fetch(hub, models)
        hub.hold.set()
        first.join()
        assert fetch(hub, models).fetched_bytes == 0

    def test_downloads_go_to_the_users_own_folder(self, hub: FakeHub, tmp_path: Path) -> None:
        done = download("org/lm", origin=hub.endpoint)
        assert Path(done.path).is_relative_to(user_folder())

    def test_the_users_folder_comes_after_the_named_and_before_the_bundled(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SEGEARTH_MODELS", "/named")
        assert folders()[:2] == [Path("/named"), user_folder()]
        assert len(folders()) == 3

    @pytest.mark.parametrize(
        ("platform", "folder"),
        [
            ("linux", "data/segearth/models"),
            ("darwin", "home/Library/Application Support/segearth/models"),
            ("win32", "home/AppData/Local/segearth/models"),
        ],
    )
    def test_the_users_folder_is_where_the_platform_keeps_data(
        self, platform: str, folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        assert user_folder() == tmp_path / folder


class TestFolders:
    def test_a_folder_with_our_record_is_copied_and_verified(self, hub: FakeHub, models: Path, tmp_path: Path) -> None:
        carried = Path(fetch(hub, tmp_path / "elsewhere").path)
        hub.seen.clear()
        done = download("org/lm", origin=str(carried), folder=models)
        assert (done.revision, done.verified, hub.seen) == (FIRST, True, [])
        assert (Path(done.path) / "model.safetensors").read_bytes() == WEIGHTS

    def test_a_whole_folder_of_models_may_be_named(self, hub: FakeHub, models: Path, tmp_path: Path) -> None:
        fetch(hub, tmp_path / "elsewhere")
        assert download("org/lm", origin=str(tmp_path / "elsewhere"), folder=models).revision == FIRST

    def test_damage_on_the_way_is_found(self, hub: FakeHub, models: Path, tmp_path: Path) -> None:
        carried = Path(fetch(hub, tmp_path / "elsewhere").path)
        (carried / "model.safetensors").write_bytes(WEIGHTS[:-1] + b"!")
        with pytest.raises(DownloadFailed, match=r"model\.safetensors does not match its checksum"):
            download("org/lm", origin=str(carried), folder=models)

    def test_a_mirror_of_the_hub_in_folders_is_read(self, models: Path, tmp_path: Path) -> None:
        (tmp_path / "mirror" / "org" / "lm").mkdir(parents=True)
        for name, content in LANGUAGE.items():
            (tmp_path / "mirror" / "org" / "lm" / name).write_bytes(content)
        done = download("org/lm", origin=str(tmp_path / "mirror"), folder=models)
        assert (done.revision, done.verified, done.fetched_bytes) == ("", False, done.bytes)

    def carried_by_hf(self, folder: Path, weights: bytes = WEIGHTS) -> Path:
        """A folder as `hf download --local-dir` leaves it."""
        notes = folder / ".cache" / "huggingface" / "download"
        notes.mkdir(parents=True)
        for name, content in LANGUAGE.items():
            etag = hashlib.sha256(content).hexdigest() if name.endswith(".safetensors") else git_sha1(content)
            (folder / name).write_bytes(content)
            (notes / f"{name}.metadata").write_text(f"{FIRST}\n{etag}\n1700000000.5\n")
        (folder / "model.safetensors").write_bytes(weights)
        return folder

    def test_the_notes_of_hf_download_give_commit_and_checksums(self, models: Path, tmp_path: Path) -> None:
        done = download("org/lm", origin=str(self.carried_by_hf(tmp_path / "usb")), folder=models)
        assert (done.revision, done.verified) == (FIRST, True)

    def test_the_notes_of_hf_download_find_damage(self, models: Path, tmp_path: Path) -> None:
        folder = self.carried_by_hf(tmp_path / "usb", WEIGHTS[:-1])
        with pytest.raises(DownloadFailed, match=r"model\.safetensors does not match"):
            download("org/lm", origin=str(folder), folder=models)

    def test_the_revision_asked_must_be_the_one_carried(self, models: Path, tmp_path: Path) -> None:
        folder = self.carried_by_hf(tmp_path / "usb")
        with pytest.raises(BadRequest, match=f"holds revision {FIRST}, not {SECOND}"):
            download("org/lm", origin=str(folder), folder=models, revision=SECOND)

    def test_the_folder_of_another_model_is_refused(self, hub: FakeHub, models: Path, tmp_path: Path) -> None:
        carried = fetch(hub, tmp_path / "elsewhere").path
        with pytest.raises(BadRequest, match="holds org/lm, not microsoft/phi-2"):
            download("phi-2", origin=carried, folder=models)

    def test_an_unfinished_download_is_not_carried_on(self, hub: FakeHub, models: Path, tmp_path: Path) -> None:
        hub.breaks["model.safetensors"] = [HALF, *[0] * 5]
        with pytest.raises(DownloadFailed):
            fetch(hub, tmp_path / "elsewhere")
        with pytest.raises(BadRequest, match="unfinished download"):
            download("org/lm", origin=str(tmp_path / "elsewhere"), folder=models)

    def test_a_folder_without_a_model_is_refused(self, models: Path, tmp_path: Path) -> None:
        with pytest.raises(BadRequest, match="holds no model"):
            download("org/lm", origin=str(tmp_path / "nothing"), folder=models)

    def test_a_record_that_leads_out_of_its_folder_is_not_followed(self, tmp_path: Path) -> None:
        values = {"repo": "org/lm", "revision": FIRST, "layout": None, "verified": True, "complete": True}
        files = {"../outside.json": {"size": 1, "checksum": f"sha256:{0:064}"}}
        (tmp_path / "download.json").write_text(json.dumps({**values, "files": files}))
        assert read_record(tmp_path) is None

    @pytest.mark.parametrize("checksum", [7, "x", "md5:00", "sha256:00"])
    def test_a_record_with_no_checksum_is_not_read(self, tmp_path: Path, checksum: object) -> None:
        files = {"config.json": {"size": 1, "checksum": checksum}}
        record = {"repo": "org/lm", "revision": "", "layout": None, "verified": True, "complete": True, "files": files}
        (tmp_path / "download.json").write_text(json.dumps(record))
        assert read_record(tmp_path) is None

    def test_a_record_of_nothing_but_brackets_is_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "download.json").write_text("[" * 100_000)
        assert read_record(tmp_path) is None


class TestNames:
    """A name here stands for one model: another is not put in its place without being told to."""

    def carried(self, folder: Path, files: Files) -> str:
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return str(folder)

    @pytest.mark.parametrize(
        ("name", "config"),
        [
            ("phi-1.5", {"model_type": "llava_phi", "swin_type": "base", "hidden_size": 2048}),
            ("phi-1.5", {"model_type": "qwen2"}),
            ("phi-1.5", {"model_type": "phi", "hidden_size": 2560}),
            ("phi-1.5", {}),
            ("segearth-r1", {"model_type": "phi"}),
            (
                "segearth-r1",
                {"format_version": 1, "model": {"encoder": {"kind": "timm"}, "language": {"kind": "bert"}}},
            ),
            ("phi-2", {"format_version": 1}),
        ],
    )
    def test_the_folder_of_another_model_gets_no_known_name(
        self, name: str, config: dict[str, Any], models: Path, tmp_path: Path
    ) -> None:
        folder = self.carried(tmp_path / "usb", LANGUAGE | {"config.json": json.dumps(config).encode()})
        with pytest.raises(BadRequest, match=f"does not hold {name}"):
            download(name, origin=folder, folder=models)

    def test_an_installed_model_is_not_replaced_by_another_folders_unless_told(
        self, hub: FakeHub, models: Path, tmp_path: Path
    ) -> None:
        done = fetch(hub, models)
        other = self.carried(tmp_path / "usb", LANGUAGE | {"tokenizer.json": b"[1]"})
        with pytest.raises(BadRequest, match=f"came from elsewhere .org/lm at {FIRST}") as caught:
            download("org/lm", origin=other, folder=models)
        assert "--overwrite" in caught.value.advice
        assert (Path(done.path) / "tokenizer.json").read_bytes() == b"{}"
        download("org/lm", origin=other, folder=models, overwrite=True)
        assert (Path(done.path) / "tokenizer.json").read_bytes() == b"[1]"

    def test_the_same_folder_again_is_there_already(self, models: Path, tmp_path: Path) -> None:
        folder = self.carried(tmp_path / "usb", ours(tmp_path / "made"))
        first = download("org/tiny", origin=folder, folder=models)
        again = download("org/tiny", origin=folder, folder=models)
        assert (again.path, again.layout, again.files, again.fetched_bytes) == (first.path, "ours", first.files, 0)

    def test_what_a_folder_brought_needs_no_network_afterwards(
        self, hub: FakeHub, models: Path, tmp_path: Path
    ) -> None:
        folder = self.carried(tmp_path / "usb", LANGUAGE)
        download("org/lm", origin=folder, folder=models)
        assert fetch(hub, models).fetched_bytes == 0
        assert hub.seen == []
        assert fetch(hub, models, revision="main").revision == FIRST

    def test_a_repeat_tells_the_same_of_a_converted_model(
        self, hub: FakeHub, models: Path, converter: list[tuple[Path, Path]]
    ) -> None:
        hub.add("earth-insights/SegEarth-R1", FIRST, OFFICIAL)
        first, again = fetch(hub, models, "segearth-r1").to_dict(), fetch(hub, models, "segearth-r1").to_dict()
        assert first.pop("fetched_bytes") > again.pop("fetched_bytes") == 0
        assert first == again

    def test_a_bundled_model_needs_no_download(self, models: Path) -> None:
        with pytest.raises(BadRequest, match="nano is bundled: nothing to download"):
            download("nano", folder=models)


class TestWhatItSays:
    def test_without_internet_it_names_the_way_around(self, models: Path) -> None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{closed.getsockname()[1]}"
            with pytest.raises(DownloadFailed, match=f"{address} cannot be reached") as caught:
                download("phi-2", origin=address, folder=models)
        assert "hf download microsoft/phi-2 --revision ef38" in caught.value.advice
        assert "segearth models download phi-2 --from FOLDER" in caught.value.advice

    def test_a_second_repository_and_the_typed_name_are_in_the_way_around(
        self, models: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
        with pytest.raises(DownloadFailed) as caught:
            download("segearth-r1", folder=models)
        assert caught.value.message == "https://huggingface.co cannot be reached: HF_HUB_OFFLINE is set."
        assert "does not exist, try earth-insights/SegEarth-R1-EarthReason" in caught.value.advice
        assert "segearth models download segearth-r1 --from FOLDER" in caught.value.advice

    def test_a_model_that_is_installed_elsewhere_needs_no_internet(
        self, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_tiny(tmp_path / "named" / "segearth-r1")
        monkeypatch.setenv("SEGEARTH_MODELS", str(tmp_path / "named"))
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
        with pytest.raises(DownloadFailed) as caught:
            download("segearth-r1", folder=models)
        assert f"installed already, in {tmp_path / 'named' / 'segearth-r1'}: nothing needs doing" in caught.value.advice

    def test_a_password_in_an_address_is_sent_and_never_said(
        self, hub: FakeHub, models: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG")
        said: list[str] = []
        address = hub.endpoint.replace("://", "://me:secret@")
        hub.breaks["model.safetensors"] = [HALF]
        download("org/lm", origin=address, folder=models, report=said.append)
        assert {seen.token for seen in hub.seen} == {"Basic bWU6c2VjcmV0"}
        with pytest.raises(DownloadFailed) as caught:
            download("org/none", origin=address, folder=models)
        assert "secret" not in f"{caught.value} {caught.value.advice} {said} {caplog.text}"

    def test_offline_mode_is_no_internet(self, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
        with pytest.raises(DownloadFailed, match="cannot be reached") as caught:
            download("phi-2", folder=models)
        assert "--from FOLDER" in caught.value.advice

    def test_a_model_that_is_not_there(self, hub: FakeHub, models: Path) -> None:
        with pytest.raises(DownloadFailed, match="There is no model org/none at http") as caught:
            fetch(hub, models, "org/none")
        assert "HF_TOKEN" in caught.value.advice

    @pytest.mark.parametrize(
        ("refusal", "sentence"),
        [
            ((401, "RepoNotFound"), "or it is private"),
            ((403, "GatedRepo"), "is gated"),
            ((403, ""), r"refuses to give org/lm \(HTTP 403\)"),
            ((418, ""), "answered HTTP 418"),
        ],
    )
    def test_each_refusal_has_its_sentence(
        self, refusal: tuple[int, str], sentence: str, hub: FakeHub, models: Path
    ) -> None:
        hub.refusals["org/lm"] = refusal
        with pytest.raises(DownloadFailed, match=sentence):
            fetch(hub, models)

    def test_a_file_that_is_refused_is_not_asked_for_again(self, hub: FakeHub, models: Path) -> None:
        hub.statuses["config.json"] = [403]
        with pytest.raises(DownloadFailed, match="HTTP 403"):
            fetch(hub, models)
        assert len(hub.asked("config.json")) == 1

    def test_a_revision_that_is_not_there(self, hub: FakeHub, models: Path) -> None:
        with pytest.raises(DownloadFailed, match="org/lm has no revision 'v9'"):
            fetch(hub, models, revision="v9")

    def test_a_token_goes_to_the_users_own_hub(
        self, hub: FakeHub, models: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HF_TOKEN", "hf_secret")
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        download("org/lm", folder=models)
        assert {seen.token for seen in hub.seen} == {"Bearer hf_secret"}

    def test_a_token_does_not_go_to_a_mirror(self, hub: FakeHub, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HF_TOKEN", "hf_secret")
        fetch(hub, models)
        assert {seen.token for seen in hub.seen} == {None}

    def test_a_disk_that_is_too_small_is_told_before_the_first_byte(
        self, hub: FakeHub, models: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: types.SimpleNamespace(free=2_000_000))
        with pytest.raises(DiskFull, match=r"org--lm needs 0\.1 GB"):
            fetch(hub, models)
        assert hub.asked("config.json") == []

    def test_a_disk_that_runs_full_on_the_way_is_told(self, tmp_path: Path) -> None:
        from engine.model.hub.pinned import storing

        with pytest.raises(DiskFull, match="ran full"), storing(tmp_path / "x"):
            raise OSError(errno.ENOSPC, "No space left on device")

    def test_a_folder_that_cannot_be_written_is_told(self, hub: FakeHub, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(OutputNotWritable):
            fetch(hub, tmp_path / "file")

    @pytest.mark.parametrize("name", ["phi-2", "microsoft/phi-2", "segearth-r1", "someone/something"])
    def test_a_model_that_is_not_installed_is_said_to_be_downloadable(self, name: str) -> None:
        with pytest.raises(ModelMissing) as caught:
            find_model(name)
        assert f"segearth models download {name}" in caught.value.advice

    @pytest.mark.parametrize("name", ["nonsense", "../up", "a/b/c", "/etc", "a/..", ""])
    def test_what_is_no_name_on_the_hub_is_refused(self, name: str, models: Path) -> None:
        with pytest.raises(ModelMissing, match="is known") as caught:
            download(name, folder=models)
        assert "phi-2" in caught.value.advice
        assert not models.exists()


class TestCommand:
    def test_json_alone_is_on_stdout(self, hub: FakeHub, models: Path, capsys: pytest.CaptureFixture[str]) -> None:
        command = ["models", "download", "org/lm", "--from", hub.endpoint, "--to", str(models), "--json"]
        assert cli.main(command) == 0
        captured = capsys.readouterr()
        done = json.loads(captured.out)
        assert (done["name"], done["repo"], done["revision"]) == ("org--lm", "org/lm", FIRST)
        assert f"pinned to {FIRST}" in captured.err

    def test_people_are_told_the_commit_and_the_use(
        self, hub: FakeHub, models: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(["models", "download", "org/lm", "--from", hub.endpoint, "--to", str(models)]) == 0
        out = capsys.readouterr().out
        assert f"org/lm pinned to {FIRST}" in out
        folder = models / ".downloads" / "org--lm"
        assert f"segearth convert MASK2FORMER.pkl DST --preset PRESET --language {folder}" in out

    def test_a_model_in_a_folder_that_is_not_searched_is_used_by_its_path(
        self,
        hub: FakeHub,
        models: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        hub.add("org/tiny", FIRST, ours(tmp_path / "made"))
        command = ["models", "download", "org/tiny", "--from", hub.endpoint, "--to", str(models)]
        assert cli.main(command) == 0
        assert f"--model {models / 'org--tiny'}" in capsys.readouterr().out
        monkeypatch.setenv("SEGEARTH_MODELS", str(models))
        assert cli.main(command) == 0
        assert "--model org--tiny\n" in capsys.readouterr().out

    def test_a_folder_of_unknown_revision_is_told_as_one(
        self, models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = TestNames().carried(tmp_path / "usb", LANGUAGE)
        assert cli.main(["models", "download", "org/lm", "--from", folder, "--to", str(models)]) == 0
        captured = capsys.readouterr()
        assert "The folder does not say which revision it is; none was checked." in captured.out
        assert "no checksums to compare with; files were not verified" in captured.err

    def test_a_failure_is_one_line_and_exit_code_1(
        self, hub: FakeHub, models: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(["models", "download", "org/none", "--from", hub.endpoint, "--to", str(models), "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["error"]["kind"] == "download_failed"

    @pytest.mark.parametrize("command", [["models"], ["models", "list"]])
    def test_the_list_is_as_before(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main([*command, "--json"]) == 0
        assert "nano" in [card["name"] for card in json.loads(capsys.readouterr().out)["models"]]
        assert cli.main(["models", "--json", *command[1:]]) == 0
        assert json.loads(capsys.readouterr().out)["models"]

    def test_torch_is_not_needed_to_download(self, hub: FakeHub, models: Path, root: Path) -> None:
        code = (
            "import sys; from engine.cli import main; code = main(sys.argv[1:]); "
            "sys.exit(99 if 'torch' in sys.modules else code)"
        )
        command = [sys.executable, "-c", code, "models", "download", "org/lm", "--from", hub.endpoint]
        ended = subprocess.run([*command, "--to", str(models)], cwd=root, env={**os.environ}, check=False)
        assert ended.returncode == 0
