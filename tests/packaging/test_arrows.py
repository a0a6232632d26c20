"""The house rules on who may import whom, checked by reading the imports of every file.

    training -> engine.model, engine.raster      engine.run -> engine.model, engine.raster
    engine.service -> engine.run                 engine.cli -> engine.run, engine.service, engine.doctor, engine.bench,
    engine.bench -> engine.model, engine.run         engine.batch
    engine.batch -> engine.raster, engine.run

``engine.errors`` is for all. The plugin reaches the engine only by starting its process.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

STANDARD_LIBRARY = frozenset(sys.stdlib_module_names)

# part -> parts of this repository that it may import, besides itself, engine.errors and the version in engine
ALLOWED = {
    "engine.model": set(),
    "engine.raster": set(),
    "engine.run": {"engine.model", "engine.raster"},
    "engine.service": {"engine.run"},
    "engine.batch": {"engine.raster", "engine.run"},
    "engine.doctor": {"engine.model", "engine.raster", "engine.run"},
    "engine.bench": {"engine.model", "engine.run"},
    "engine.cli": {"engine.arguments", "engine.batch", "engine.run", "engine.service", "engine.doctor", "engine.bench"},
    "training": {"engine.model", "engine.raster"},
}


def imports_of(source: str, module: str, is_package: bool) -> set[str]:
    """The absolute names of all modules that ``source`` imports, at any depth of its code."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            found.add(origin)
            found.update(f"{origin}.{alias.name}" for alias in node.names)
    return found


def modules_in(root: Path, *folders: str) -> Iterator[tuple[str, set[str]]]:
    """Every module below ``folders`` with what it imports."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            yield name, imports_of(path.read_text(encoding="utf-8"), name, is_package)


def part_of(module: str) -> str | None:
    """The part of the repository that a module belongs to, or None for other people's modules."""
    names = module.split(".")
    if names[0] == "engine":
        return ".".join(names[:2])
    return names[0] if names[0] in ("training", "segearth_qgis", "tests") else None


def forbidden(module: str, imports: set[str]) -> set[str]:
    """The imports that break the arrows."""
    own = part_of(module)
    if own is None or own not in ALLOWED:
        return set()
    known = {*ALLOWED, "training", "segearth_qgis", "tests"}
    return {name for name in imports if part_of(name) in known - ALLOWED[own] - {own}}


def test_no_module_goes_against_the_arrows(root):
    wrong = {name: bad for name, imports in modules_in(root, "engine", "training") if (bad := forbidden(name, imports))}
    assert wrong == {}


def test_errors_import_nothing_of_the_engine(root):
    imports = dict(modules_in(root, "engine"))["engine.errors"]
    assert {name for name in imports if name.startswith("engine")} == set()


def test_raster_knows_no_torch(root):
    wrong = {
        name for name, imports in modules_in(root, "engine/raster") if "torch" in {i.split(".")[0] for i in imports}
    }
    assert wrong == set()


def test_the_plugin_imports_only_the_standard_library_and_qgis(root):
    wrong: dict[str, set[str]] = {}
    for name, imports in modules_in(root, "segearth_qgis"):
        others = {i for i in imports if i.split(".")[0] not in STANDARD_LIBRARY | {"qgis", "segearth_qgis"}}
        if others:
            wrong[name] = others
    assert wrong == {}


def test_only_the_engines_clients_start_processes(root):
    starters = {
        name
        for name, imports in modules_in(root, "segearth_qgis")
        if imports & {"subprocess", "multiprocessing", "qgis.PyQt.QtCore.QProcess"}
    }
    assert starters == {"segearth_qgis.engine_client.process"}


def test_the_plugins_core_knows_no_widgets(root):
    wrong = {
        name
        for name, imports in modules_in(root, "segearth_qgis/core", "segearth_qgis/engine_client")
        if name != "segearth_qgis.core.compat"
        and any(i.startswith(("qgis.gui", "qgis.PyQt.QtWidgets", "segearth_qgis.gui")) for i in imports)
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("module", "source", "bad"),
    [
        ("engine.model.network", "from engine.raster import Grid", {"engine.raster", "engine.raster.Grid"}),
        ("engine.raster.grid", "def f():\n    from ..model import runtime", {"engine.model", "engine.model.runtime"}),
        ("training.train", "import engine.run.runner", {"engine.run.runner"}),
        ("engine.run.runner", "from engine.errors import NoData\nimport torch", set()),
        ("engine.cli", "from engine import __version__", set()),
    ],
)
def test_the_check_itself_sees_what_it_must(module, source, bad):
    assert forbidden(module, imports_of(source, module, False)) == bad


def test_no_file_of_the_plugin_is_longer_than_400_lines(root):
    long = [p.name for p in (root / "segearth_qgis").rglob("*.py") if len(p.read_text("utf-8").splitlines()) > 400]
    assert long == []
