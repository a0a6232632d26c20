"""What a download says: while it goes on, when it cannot, and as a command."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import types
from pathlib import Path

import pytest
from huggingface_hub import constants

from engine import cli
from engine.errors import DiskFull, DownloadFailed, ModelMissing, OutputNotWritable
from engine.model.catalog import find_model
from engine.model.hub.download import download

from ..tiny import write_tiny
from .fetching import FIRST, HALF, LANGUAGE, carried, fetch, ours
from .hub_server import FakeHub


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
        folder = carried(tmp_path / "usb", LANGUAGE)
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
