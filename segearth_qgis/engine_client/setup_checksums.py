"""Compares the files of an offline bundle with their checksums: ``setup_checksums.py BUNDLE``.

Run as a script by any Python, beside QGIS, because a bundle is large. Lines on stdout: ``Progress DONE of TOTAL`` in
bytes. Exit code 0: all files are as they were made; 4: ``damaged: NAME`` or ``missing: NAME`` for each that is not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

MANIFEST = "manifest.json"
DAMAGED = 4
_CHUNK = 8 << 20


def check(folder: Path) -> list[str]:
    """The files that are not what the manifest says, as ``damaged: NAME`` or ``missing: NAME``."""
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    total = sum(each["bytes"] for each in files)
    done, wrong = 0, []
    for each in files:
        path = folder / each["path"]
        if not path.is_file():
            wrong.append(f"missing: {each['path']}")
            continue
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while block := stream.read(_CHUNK):
                digest.update(block)
                done += len(block)
                sys.stdout.write(f"Progress {done} of {total}\n")
                sys.stdout.flush()
        if digest.hexdigest() != each["sha256"]:
            wrong.append(f"damaged: {each['path']}")
    return wrong


def main() -> int:
    """The command; returns the exit code."""
    wrong = check(Path(sys.argv[1]))
    for line in wrong:
        sys.stdout.write(line + "\n")
    return DAMAGED if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
