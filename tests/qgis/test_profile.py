"""The profile that ``make qgis`` makes, read by the class that QGIS reads it with."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.PyQt.QtCore import QSettings

_SCRIPT = Path(__file__).resolve().parents[2] / "resources" / "setup" / "stage_plugin.py"
_SPEC = importlib.util.spec_from_file_location("stage_plugin", _SCRIPT)
staging = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(staging)


def read(path: Path, key: str) -> str:
    return QSettings(str(path), QSettings.Format.IniFormat).value(key)


@pytest.mark.parametrize(
    "command",
    ['"/home/jürgen/segearth" serve', '"/home/Łódź-éa/b" serve', r'"C:\Büro\segearth.exe" serve', '"/地図/a🛰9" serve'],
)
def test_qgis_reads_the_command_as_it_was_given(tmp_path, command):
    profile = staging.make_profile(tmp_path / "jürgen", command)
    assert read(profile / "QGIS" / "QGIS3.ini", "segearth/engine_command") == command


@given(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1))
def test_any_text_is_read_as_it_was_written(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.ini"
        path.write_text(f"[a]\nb={staging.ini_text(text)}\n", encoding="ascii")
        assert read(path, "a/b") == text
