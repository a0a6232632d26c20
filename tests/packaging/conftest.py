"""The staging script as a module: it is a script of this repository and not part of an installed package.

The rules of the plugin site (site_rules.py) lie beside the tests.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))


@pytest.fixture(scope="session")
def staging(root: Path) -> ModuleType:
    """resources/setup/stage_plugin.py."""
    spec = importlib.util.spec_from_file_location("stage_plugin", root / "resources" / "setup" / "stage_plugin.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
