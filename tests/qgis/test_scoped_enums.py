"""Enums are written in full, ``Qt.AlignmentFlag.AlignTop``: the short form works in Qt 5 only.

The bindings themselves are asked: a value of an enum that is reached past its enum's name is a fault.
"""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parents[2] / "segearth_qgis"


def unscoped(source: str) -> list[str]:
    """The short forms in a source, as ``line: name``."""
    tree = ast.parse(source)
    known: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            known.update(
                {
                    each.asname or each.name: getattr(module, each.name)
                    for each in node.names
                    if hasattr(module, each.name)
                }
            )
    found = []
    for node in ast.walk(tree):
        names = chain(node)
        owner = known.get(names[0]) if names else None
        for name in names[1:]:
            value = getattr(owner, name, None)
            kind = type(value)
            is_enum = isinstance(value, int) and kind not in (int, bool) and isinstance(owner, type)
            if is_enum and owner is not kind and getattr(owner, kind.__name__, None) is kind:
                found.append(f"{node.lineno}: {'.'.join(names)}")
            owner = value
    return sorted(set(found))


def chain(node: ast.AST) -> list[str]:
    """``["Qt", "AlignmentFlag", "AlignTop"]`` for such an expression."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) and names else []


def test_all_enums_of_the_plugin_have_their_scope():
    wrong = {path.name: bad for path in PLUGIN.rglob("*.py") if (bad := unscoped(path.read_text("utf-8")))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.AlignTop", ["2: Qt.AlignTop"]),
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.AlignmentFlag.AlignTop", []),
        ("from qgis.core import QgsMapLayer\nx = QgsMapLayer.Identifiable", ["2: QgsMapLayer.Identifiable"]),
        ("from qgis.core import QgsMapLayer as L\nx = L.LayerFlag.Identifiable", []),
    ],
)
def test_the_check_itself_sees_what_it_must(source, found):
    assert unscoped(source) == found
