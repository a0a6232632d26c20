"""The zip as the plugin site sees it: its file rules, its metadata validator, its two scanners, and Qt 6."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from site_rules import faults, metadata_faults

QT_6 = "QGS101,QGS102,QGS103,QGS104,QGS106,QGS107,QGS4"


@pytest.fixture(scope="module")
def package(staging, tmp_path_factory) -> Path:
    """The staged package, as it lies in the zip."""
    return staging.stage(tmp_path_factory.mktemp("site") / "build")


@pytest.fixture(scope="module")
def path(staging, package) -> Path:
    """The zip."""
    return staging.make_zip(package, package.parents[1] / "dist")


@pytest.fixture
def changed(package, tmp_path):
    """A zip of the same files with one more entry, or with another content of one."""

    def make(name: str, content: bytes = b"", mode: int = 0o100644) -> Path:
        target = tmp_path / "changed.zip"
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("segearth_qgis/", b"")
            for each in ("__init__.py", "metadata.txt", "LICENSE", "resources/icons/segearth.svg"):
                if f"segearth_qgis/{each}" != name:
                    archive.writestr(f"segearth_qgis/{each}", (package / each).read_bytes())
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            archive.writestr(entry, content)
        return target

    return make


def scan(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    if importlib.util.find_spec(words[0]) is None:
        pytest.fail(f"{words[0]} is in resources/requirements/development.txt and must be installed")
    return subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False, cwd=folder)


def test_the_site_would_take_the_zip(path):
    assert faults(path) == []


@pytest.mark.parametrize(
    ("name", "content", "mode", "said"),
    [
        ("segearth_qgis/core/x.pyc", b"x", 0o100644, "binary"),
        ("segearth_qgis/tool", b"\x7fELF\0", 0o100755, "binary"),
        ("segearth_qgis/link", b"/etc", 0o120777, "link"),
        ("segearth_qgis/.git/config", b"", 0o100644, "leftover"),
        ("segearth_qgis/../x.py", b"", 0o100644, "leads out"),
        ("other/x.py", b"", 0o100644, "one top folder"),
        ("segearth_qgis/__init__.py", b"", 0o100644, "classFactory"),
        ("segearth_qgis/metadata.txt", b"[general]\nname=x", 0o100644, "tracker is missing"),
    ],
)
def test_it_would_refuse_one_with(changed, name, content, mode, said):
    assert any(said in sentence for sentence in faults(changed(name, content, mode)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("author=A / B", "slash"),
        ("supportsQt6=True", "deprecated"),
        ("homepage=example", "homepage is no address"),
        ("qgisMinimumVersion=three", "no version"),
        ("icon=missing.svg", "icon"),
        ("email=nobody", "email"),
        ("experimental=perhaps", "experimental"),
    ],
)
def test_the_metadata_would_be_refused_with(package, line, said):
    key = line.partition("=")[0]
    lines = (package / "metadata.txt").read_text("utf-8").splitlines()
    text = "\n".join([*(each for each in lines if not each.startswith(f"{key}=")), line])
    assert any(said in sentence for sentence in metadata_faults(text, {"resources/icons/segearth.svg"}))


def test_bandit_finds_nothing_in_the_zip(package):
    outcome = scan("bandit", "--quiet", "--format", "json", "--recursive", ".", folder=package)
    report = json.loads(outcome.stdout)
    assert [f"{each['filename']}:{each['line_number']} {each['test_id']}" for each in report["results"]] == []
    assert report["errors"] == []


def test_the_plugin_asks_bandit_to_overlook_nothing(package):
    marks = [path.name for path in package.rglob("*.py") if "nosec" in path.read_text("utf-8")]
    assert marks == []


def test_detect_secrets_finds_nothing_in_the_zip(package):
    outcome = scan("detect_secrets", "scan", "--all-files", ".", folder=package)
    assert outcome.returncode == 0, outcome.stderr
    assert json.loads(outcome.stdout)["results"] == {}


def test_detect_secrets_would_find_a_checksum(tmp_path):
    (tmp_path / "sums.py").write_text('SECRET = "3fa85f64c1b2d97e0a4c6b8d2e1f907a5c3b4d6e"\n', encoding="utf-8")
    outcome = scan("detect_secrets", "scan", "--all-files", ".", folder=tmp_path)
    assert json.loads(outcome.stdout)["results"] != {}


def test_nothing_stands_in_the_way_of_qt_6(package):
    """flake8-qgis: imports of PyQt, renamed enums, what went. Scopes of enums: tests/qgis/test_scoped_enums.py."""
    rules = ("--isolated", "--select", QT_6, ".")
    outcome = scan("flake8", *rules, folder=package)
    assert outcome.stdout == ""
    assert outcome.returncode == 0, outcome.stderr


def test_that_check_would_see_what_qt_6_does_not_have(tmp_path):
    source = "from PyQt5.QtCore import Qt\nfrom qgis.PyQt.QtCore import QRegExp\nQRegExp().exec_()\n"
    (tmp_path / "x.py").write_text(source, encoding="utf-8")
    said = scan("flake8", "--isolated", "--select", QT_6, ".", folder=tmp_path).stdout
    assert [rule for rule in ("QGS103", "QGS107", "QGS406") if rule in said] == ["QGS103", "QGS107", "QGS406"]
