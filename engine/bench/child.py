"""A function of the bench in a process of its own: `python -m engine.bench.child MODULE FUNCTION ARGUMENTS RESULT`.

ARGUMENTS are JSON, RESULT is the file that gets what the function returns, as JSON. What it needs of memory and time is
then that process's alone.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path


def main(module: str, function: str, arguments: str, result: str) -> int:
    """Call the function and write what it returns."""
    value = getattr(importlib.import_module(module), function)(**json.loads(arguments))
    Path(result).write_text(json.dumps(value), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
