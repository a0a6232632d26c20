"""The staged plugin, its zip and the throw-away profile: what QGIS and the plugin site will see."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

MOST_BYTES = 25 * 1024 * 1024
BINARIES = {".pyc", ".so", ".dll", ".pyd", ".exe", ".dylib"}


@pytest.fixture(scope="module")
def archive(staging, tmp_path_factory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("package")
    return zipfile.ZipFile(staging.make_zip(staging.stage(folder / "build"), folder / "dist"))


def test_the_first_entry_is_the_one_top_folder(archive):
    names = archive.namelist()
    assert names[0] == "segearth_qgis/"
    assert {name.split("/")[0] for name in names} == {"segearth_qgis"}


@pytest.mark.parametrize(
    "name",
    [
        "__init__.py",
        "metadata.txt",
        "LICENSE",
        "plugin.py",
        "resources/icons/segearth.svg",
        "resources/help/index.html",
    ],
)
def test_what_qgis_needs_is_in_it(archive, name):
    assert f"segearth_qgis/{name}" in archive.namelist()


def test_the_styles_are_in_it(archive):
    styles = {Path(name).name for name in archive.namelist() if name.endswith(".qml")}
    assert styles == {"answers.qml", "coverage.qml"}


def test_the_locks_are_in_it(archive):
    locks = {Path(name).name for name in archive.namelist() if "/requirements/" in name and name.endswith(".txt")}
    assert {"linux-cpu.txt", "linux-cuda.txt", "macos.txt", "windows.txt", "pip.txt"} <= locks


def test_nothing_compiled_and_no_leftovers_are_in_it(archive):
    names = archive.namelist()
    assert [n for n in names if Path(n).suffix in BINARIES or "__pycache__" in n or "/." in n] == []


def test_it_is_small_enough_for_the_plugin_site(archive):
    assert Path(archive.filename).stat().st_size <= MOST_BYTES


def test_it_carries_the_version_in_its_name(archive, staging):
    assert Path(archive.filename).name == f"segearth_qgis-{staging.version()}.zip"


def test_the_same_files_give_the_same_zip(archive, staging, tmp_path):
    again = staging.make_zip(staging.stage(tmp_path / "build"), tmp_path / "dist")
    assert again.read_bytes() == Path(archive.filename).read_bytes()


def test_staging_again_removes_what_is_gone(staging, tmp_path):
    package = staging.stage(tmp_path)
    (package / "old.py").touch()
    staging.stage(tmp_path)
    assert not (package / "old.py").exists()


def test_nothing_is_packed_without_its_licence(staging, root, tmp_path):
    for name in ("segearth_qgis", "resources"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("models", "sample"))
    shutil.copyfile(root / "metadata.txt", tmp_path / "metadata.txt")
    with pytest.raises(FileNotFoundError, match="LICENSE"):
        staging.stage(tmp_path / "build", tmp_path)


def test_the_profile_enables_the_plugin_and_knows_the_engine(staging, tmp_path):
    profile = staging.make_profile(tmp_path / "qgis", '"/opt/my engine/segearth" serve')
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(profile / "QGIS" / "QGIS3.ini", encoding="utf-8")
    assert settings["PythonPlugins"]["segearth_qgis"] == "true"
    assert settings["segearth"]["engine_command"] == r'"\"/opt/my engine/segearth\" serve"'
    assert (profile / "python" / "plugins" / "segearth_qgis" / "metadata.txt").is_file()


def test_the_profile_is_plain_ascii_with_escapes_that_end_where_they_must(staging, tmp_path):
    profile = staging.make_profile(tmp_path, "/home/jürgen/üben/serve")
    lines = (profile / "QGIS" / "QGIS3.ini").read_text(encoding="ascii").splitlines()
    assert r'engine_command="/home/j\xfcrgen/\xfc\x62\x65n/serve"' in lines


def test_making_the_profile_again_leaves_all_that_is_not_the_plugins(staging, tmp_path):
    profile = staging.make_profile(tmp_path, "old serve")
    keepsakes = [tmp_path / "answer.gpkg", profile / "symbology.db", profile / "python" / "plugins" / "other" / "x.py"]
    for path in keepsakes:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    settings = profile / "QGIS" / "QGIS3.ini"
    settings.write_text(settings.read_text("utf-8") + "[UI]\nState\\x=@ByteArray(\\0a:b;c)\n", encoding="utf-8")
    (profile / "python" / "plugins" / "segearth_qgis" / "gone.py").touch()
    staging.make_profile(tmp_path, "new serve")
    assert [path.read_text("utf-8") for path in keepsakes] == ["mine"] * 3
    assert not (profile / "python" / "plugins" / "segearth_qgis" / "gone.py").exists()
    lines = settings.read_text("utf-8").splitlines()
    assert "State\\x=@ByteArray(\\0a:b;c)" in lines
    assert [line for line in lines if line.startswith("engine_command=")] == ['engine_command="new serve"']


def test_bandit_finds_nothing_in_the_plugin(root):
    pytest.importorskip("bandit", reason="bandit is in the engine's environment")
    command = [sys.executable, "-m", "bandit", "-q", "-r", str(root / "segearth_qgis")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_there_are_no_links_among_the_plugins_files(root):
    places = (root / "segearth_qgis", root / "resources")
    assert [path for place in places for path in place.rglob("*") if path.is_symlink()] == []
