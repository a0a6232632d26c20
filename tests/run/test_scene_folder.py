"""Where encoded tiles are kept: as the command says, else the environment, else the platform's habit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import cli
from engine.errors import BadRequest
from engine.run.scene_folder import FOLDER, GIGABYTES, scene_folder


def test_command_comes_before_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "environment"))
    monkeypatch.setenv(GIGABYTES, "7")
    assert scene_folder().path == tmp_path / "environment"
    assert scene_folder().max_bytes == 7e9
    chosen = scene_folder(str(tmp_path / "command"), 0.5)
    assert (chosen.path, chosen.max_bytes) == (tmp_path / "command", 5e8)


def test_without_a_word_it_is_4_gb_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(FOLDER)
    monkeypatch.delenv(GIGABYTES, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert scene_folder().path == tmp_path / "segearth" / "scenes"
    assert scene_folder().max_bytes == 4e9


def test_off_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, "OFF")
    assert scene_folder().max_bytes == 0
    assert scene_folder("off").max_bytes == 0


@pytest.mark.parametrize("size", ["much", "-1", "nan", "inf"])
def test_size_that_is_none_is_refused(size: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(GIGABYTES, size)
    with pytest.raises(BadRequest, match="gigabytes"):
        scene_folder(str(tmp_path))


def test_command_tells_what_is_kept_and_clears_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.safetensors").write_bytes(bytes(2_000_000))
    (tmp_path / "thesis.txt").touch()
    assert cli.main(["cache", "--scene-cache", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"1 encoded tiles, 2.0 MB, of at most 4,000.0 MB in {tmp_path}\n"
    assert cli.main(["cache", "--clear", "--scene-cache", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
