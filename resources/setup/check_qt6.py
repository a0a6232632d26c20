"""``make qt6``: every name that the plugin takes from ``qgis.PyQt`` must be there in PyQt6, enums in their full scope.

Needs PyQt6, and neither QGIS nor a screen. Imports and attribute chains are read from the code (``Qt.AlignmentFlag.X``
after ``from qgis.PyQt.QtCore import Qt``) and looked up. What stands behind ``try`` or a question for the version
(core/compat.py) is an attempt, with what to do instead beside it, so it is left out.
"""

from __future__ import annotations

import ast
import importlib
import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger("check_qt6")


def missing_names(source: str) -> list[str]:
    """What ``source`` uses of Qt that PyQt6 does not have, as ``line: name``."""
    tree = ast.parse(source)
    tried = {id(inner) for node in ast.walk(tree) if _is_attempt(node) for inner in ast.walk(node)}
    known: dict[str, object] = {}
    missing: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt.") and id(node) not in tried:
            module = importlib.import_module("PyQt6." + (node.module or "").split(".", 2)[2])
            for alias in node.names:
                if hasattr(module, alias.name):
                    known[alias.asname or alias.name] = getattr(module, alias.name)
                else:
                    missing.append(f"{node.lineno}: {node.module}.{alias.name}")
    for node in ast.walk(tree):
        chain = _chain(node)
        if chain and chain[0] in known and id(node) not in tried:
            found = known[chain[0]]
            for name in chain[1:]:
                if not hasattr(found, name):
                    missing.append(f"{node.lineno}: {'.'.join(chain)}")  # type: ignore[attr-defined]
                    break
                found = getattr(found, name)
    return sorted(set(missing))


def _is_attempt(node: ast.AST) -> bool:
    return isinstance(node, ast.Try) or (isinstance(node, ast.If) and "Qgis" in ast.dump(node.test))


def _chain(node: ast.AST) -> list[str]:
    """``["Qt", "AlignmentFlag", "AlignTop"]`` for such an expression; empty for any other."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) and names else []


def main() -> int:
    """Check the whole plugin; returns the exit code."""
    files = sorted((ROOT / "segearth_qgis").rglob("*.py"))
    wrong = [f"{path.relative_to(ROOT)}:{line}" for path in files for line in missing_names(path.read_text("utf-8"))]
    for line in wrong:
        log.error("%s", line)
    log.info("%d files, %d names that PyQt6 does not have", len(files), len(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.exit(main())
