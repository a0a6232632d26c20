"""``make bundle``: what it asks pip for, and the manifest it ends with."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def bundling(root, monkeypatch):
    """resources/setup/make_bundle.py, whose commands are only written down: ``bundling.called``."""
    monkeypatch.syspath_prepend(str(root / "resources" / "setup"))
    import make_bundle

    called: list[list[str]] = []

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        called.append(command)
        place = command[command.index("--dest" if "--dest" in command else "--wheel-dir") + 1]
        Path(place).mkdir(parents=True, exist_ok=True)
        (Path(place) / f"wheel{len(called)}.whl").write_text("wheel", encoding="utf-8")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(make_bundle.subprocess, "run", run)
    make_bundle.called = called
    return make_bundle


def test_every_file_is_in_the_manifest_with_its_checksum(bundling, root, tmp_path):
    lock = root / "resources" / "requirements" / "linux-cpu.txt"
    bundle = bundling.make(tmp_path, lock, [root / "resources" / "models" / "nano"])
    manifest = json.loads((bundle / "manifest.json").read_text("utf-8"))
    sums = {each["path"]: each["sha256"] for each in manifest["files"]}
    files = [path for path in bundle.rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert set(sums) == {path.relative_to(bundle).as_posix() for path in files}
    assert sums["requirements/linux-cpu.txt"] == hashlib.sha256(lock.read_bytes()).hexdigest()
    assert manifest["models"] == ["nano"]
    assert (manifest["segearth"], manifest["lock"]) == (bundling.version(), "linux-cpu")


def test_a_complete_lock_is_fetched_to_the_letter_and_others_with_what_they_need(bundling, root, tmp_path):
    for name, complete in (("linux-cpu", True), ("linux-cuda", False)):
        bundling.called.clear()
        bundling.make(tmp_path, root / "resources" / "requirements" / f"{name}.txt", [])
        torch = next(command for command in bundling.called if any(word.startswith("torch==") for word in command))
        assert ("--no-deps" in torch) == complete
        assert any("pip.txt" in word for command in bundling.called for word in command)
        assert "wheel" in bundling.called[-1]


def test_a_folder_that_is_no_model_leaves_a_bundle_without_a_manifest(bundling, root, tmp_path):
    (tmp_path / "empty").mkdir()
    lock = root / "resources" / "requirements" / "linux-cpu.txt"
    assert bundling.main([str(tmp_path), "--lock", str(lock), "--model", str(tmp_path / "empty")]) == 1
    assert list(tmp_path.rglob("manifest.json")) == []
