"""A disk that is really full: file systems of their own, too small for the run by more and by less."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.errors import DiskFull
from engine.run import run
from engine.run.folder import read_record

from .asking import GREEN, RED, request
from .test_resume import Toned, everything, noisy, resume, whole  # noqa: F401 - fixtures


def mount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True, capture_output=True)


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[list[Path]]:
    """Folders to mount file systems on, which are taken off again."""
    places = [tmp_path / f"disk{number}" for number in range(60)]
    for place in places:
        place.mkdir()
    try:
        mount(places[0], "size=4k")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a file system of its own needs root on Linux")
    yield places
    for place in places:
        if place.is_mount():
            subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_run_that_fills_the_disk_goes_on_when_there_is_room_again(
    noisy: Path,  # noqa: F811
    whole: tuple[Any, ...],  # noqa: F811
    disks: list[Path],
) -> None:
    asked_again = []
    for number, place in enumerate(disks[1:]):
        mount(place, f"size={8 + 12 * number}k")
        asked = request(noisy, RED, GREEN, run_id="r1", output=str(place / "answer.gpkg"))
        try:
            result = run(asked, model=Toned())
        except DiskFull:
            mount(place, "remount,size=100m")
        else:
            assert everything(result) == whole
            break
        if not (asked.folder / "run.json").is_file():  # nothing was begun
            continue
        record = read_record(asked.folder)
        if record["state"] == "failed":  # else there was no room for the record of its end either
            assert record["error"]["kind"] == "disk_full"
        model = Toned()
        assert everything(resume(asked.folder, model)) == whole
        asked_again.append(model.encoded)
    else:
        raise AssertionError("the largest disk was too small, too")
    assert min(asked_again) == 0  # full while the result was written
    assert any(0 < tiles < 20 for tiles in asked_again)  # full in the middle of the search
