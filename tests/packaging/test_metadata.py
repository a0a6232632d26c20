"""metadata.txt as the plugin site's validator and QGIS read it."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

import pytest

REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")


@pytest.fixture(scope="module")
def metadata(root: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(root / "metadata.txt", encoding="utf-8")
    return parser["general"]


@pytest.mark.parametrize("key", [*REQUIRED, "homepage", "icon", "tags", "category", "changelog", "experimental"])
def test_every_field_is_filled(metadata, key):
    assert metadata.get(key, "").strip()


def test_it_is_listed_for_qgis_3_22_up_to_4(metadata):
    assert metadata["qgisMinimumVersion"] == "3.22"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert "supportsQt6" not in metadata


def test_the_version_is_one_everywhere(metadata, root):
    version = metadata["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    for package in ("segearth_qgis", "engine"):
        tree = ast.parse((root / package / "__init__.py").read_text(encoding="utf-8"))
        values = [
            node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "__version__"
            and isinstance(node.value, ast.Constant)
        ]
        assert values == [version], package
    assert metadata["changelog"].startswith(version)


def test_the_author_has_no_slash_and_links_are_links(metadata):
    assert "/" not in metadata["author"]
    for key in ("homepage", "tracker", "repository"):
        assert metadata[key].startswith("https://")


def test_the_icon_is_there(metadata, root):
    assert (root / metadata["icon"]).is_file()


def test_a_processing_provider_is_announced_exactly_when_there_is_one(metadata, root):
    announced = metadata.get("hasProcessingProvider", "no") == "yes"
    assert announced == (root / "segearth_qgis" / "processing").is_dir()
