"""What an environment promises: a test that needs it skips where it is missing, and fails where it must be there."""

from __future__ import annotations

import os

import pytest


def need(found: object, what: str) -> None:
    """Skip where something is missing; fail in CI, and where SEGEARTH_REQUIRE_QGIS promises QGIS and its engine."""
    if not found:
        if os.environ.get("CI") or os.environ.get("SEGEARTH_REQUIRE_QGIS"):
            pytest.fail(f"{what} is missing, and this environment promises it")
        pytest.skip(f"needs {what}")
