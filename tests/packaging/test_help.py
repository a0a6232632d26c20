"""The help page and the icons that lie with the plugin: nothing is missing, nothing is left over, nothing is large."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

MOST_BYTES_A_PICTURE = 150_000
MOST_BYTES = 1_000_000


class Page(HTMLParser):
    """What a page points to, and what can be pointed to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.pictures: list[str] = []
        self.nameless: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.links += [given[key] for key in ("href", "src") if given.get(key)]
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "img":
            self.pictures.append(given["src"])
            self.nameless += [given["src"]] if not given.get("alt") else []


@pytest.fixture(scope="module")
def folder(root) -> Path:
    return root / "resources" / "help"


@pytest.fixture(scope="module")
def page(folder) -> Page:
    return Page((folder / "index.html").read_text(encoding="utf-8"))


def strings_given_to(names: set[str], root: Path) -> set[str]:
    """The literal first arguments of calls of these names, and literal values of ``NAME = ...``, in the plugin."""
    found = set()
    for path in (root / "segearth_qgis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name, value = getattr(node.func, "id", getattr(node.func, "attr", "")), node.args[0]
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name, value = node.targets[0].id, node.value
            else:
                continue
            if name in names and isinstance(value, ast.Constant) and isinstance(value.value, str):
                found.add(value.value)
    return found


def test_every_link_of_the_page_leads_somewhere_without_internet(folder, page):
    outside = [link for link in page.links if ":" in link]
    missing = [link for link in page.links if link[0] != "#" and not (folder / link).is_file()]
    nowhere = [link for link in page.links if link[0] == "#" and link[1:] not in page.ids]
    assert (outside, missing, nowhere) == ([], [], [])


def test_the_style_fetches_nothing(folder):
    assert "url(" not in (folder / "style.css").read_text(encoding="utf-8")


def test_every_picture_is_described_and_used(folder, page):
    assert page.nameless == []
    assert sorted(f"pictures/{path.name}" for path in (folder / "pictures").iterdir()) == sorted(page.pictures)


def test_the_pictures_are_small(folder):
    sizes = {path.name: path.stat().st_size for path in (folder / "pictures").iterdir()}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES_A_PICTURE} == {}
    assert sum(sizes.values()) < MOST_BYTES


def test_the_plugin_asks_for_sections_that_are_there(root, page):
    asked = strings_given_to({"open_help", "help_address", "help_section"}, root)
    assert asked
    assert asked <= set(page.ids)


def test_every_icon_that_the_plugin_names_is_there_and_none_is_left_over(root):
    named = strings_given_to({"icon", "icon_path", "icon_name"}, root) | {"segearth"}
    assert named == {path.stem for path in (root / "resources" / "icons").iterdir()}


def test_every_icon_is_a_drawing_on_the_same_grid(root):
    for path in (root / "resources" / "icons").iterdir():
        drawing = ET.parse(path).getroot()
        assert drawing.tag == "{http://www.w3.org/2000/svg}svg", path
        assert drawing.get("viewBox") == "0 0 24 24", path
        assert {child.tag.rpartition("}")[2] for child in drawing} <= {"path", "rect", "circle"}, path
