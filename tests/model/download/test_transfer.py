"""Downloads: pinned, resumed and verified."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.errors import DownloadFailed
from engine.model.catalog import find_source, sources
from engine.model.hub.download import download
from engine.model.hub.pinned import wanted

from .fetching import FIRST, HALF, LANGUAGE, OFFICIAL, SECOND, WEIGHTS, fetch
from .hub_server import FakeHub


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
