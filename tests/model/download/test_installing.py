"""Downloads become models: of a hub, a mirror or a folder, under names that can be asked for."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import threading
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import BadModel, BadRequest, DownloadFailed, ModelMissing
from engine.model.catalog import find_model, folders, list_models, user_folder
from engine.model.directory import read_info
from engine.model.hub.download import download
from engine.model.hub.pinned import read_record
from engine.model.runtime import load_model

from ..official_files import write_toy
from ..tiny import write_tiny
from .fetching import FIRST, HALF, LANGUAGE, OFFICIAL, SECOND, WEIGHTS, carried, fetch, ours
from .hub_server import FakeHub, git_sha1


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
        folder = carried(tmp_path / "usb", LANGUAGE | {"config.json": json.dumps(config).encode()})
        with pytest.raises(BadRequest, match=f"does not hold {name}"):
            download(name, origin=folder, folder=models)

    def test_an_installed_model_is_not_replaced_by_another_folders_unless_told(
        self, hub: FakeHub, models: Path, tmp_path: Path
    ) -> None:
        done = fetch(hub, models)
        other = carried(tmp_path / "usb", LANGUAGE | {"tokenizer.json": b"[1]"})
        with pytest.raises(BadRequest, match=f"came from elsewhere .org/lm at {FIRST}") as caught:
            download("org/lm", origin=other, folder=models)
        assert "--overwrite" in caught.value.advice
        assert (Path(done.path) / "tokenizer.json").read_bytes() == b"{}"
        download("org/lm", origin=other, folder=models, overwrite=True)
        assert (Path(done.path) / "tokenizer.json").read_bytes() == b"[1]"

    def test_the_same_folder_again_is_there_already(self, models: Path, tmp_path: Path) -> None:
        folder = carried(tmp_path / "usb", ours(tmp_path / "made"))
        first = download("org/tiny", origin=folder, folder=models)
        again = download("org/tiny", origin=folder, folder=models)
        assert (again.path, again.layout, again.files, again.fetched_bytes) == (first.path, "ours", first.files, 0)

    def test_what_a_folder_brought_needs_no_network_afterwards(
        self, hub: FakeHub, models: Path, tmp_path: Path
    ) -> None:
        folder = carried(tmp_path / "usb", LANGUAGE)
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
