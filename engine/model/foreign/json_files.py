"""Reads a JSON file that others wrote: an object, or one sentence about what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ...errors import BadModel


def read_object(path: Path) -> dict[str, Any]:
    """The object in a JSON file. Raises BadModel where it cannot be read or holds something else."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadModel(f"{path} cannot be read: {error}.", hint="Fetch this file again.") from error
    if not isinstance(values, dict):
        raise BadModel(f"{path} holds no JSON object.", hint="Fetch this file again.")
    return values
