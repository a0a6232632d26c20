"""Wheels of a few lines, made on the spot: an index for pip without a network, with an engine that answers its doctor.

The engine serves the protocol as far as a handshake needs it. ``BREAK_ENGINE`` in its folder makes its self-check fail.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

TORCH, LIBRARY = "torch==2.13.0+cpu", "tinylib==1.0"
_CLI = """
import json, sys
from pathlib import Path

def main():
    if "doctor" in sys.argv:
        ok = not (Path(__file__).parent / "BREAK_ENGINE").exists()
        check = {{"name": "Self-test", "ok": ok, "essential": True, "detail": "one tile" if ok else "no tile"}}
        print(json.dumps({{"engine": "{version}", "ok": ok, "checks": [check]}}, indent=2))
        return 0 if ok else 1
    for line in sys.stdin:
        request = json.loads(line)
        method = request["method"]
        result = {{"models": [{{"name": "nano"}}]}} if method == "models" else {{}}
        if method == "initialize":
            result = {{"engine": "{version}", "protocol": 1, "devices": ["cpu"]}}
        print(json.dumps({{"jsonrpc": "2.0", "id": request["id"], "result": result}}), flush=True)
        if method == "shutdown":
            break
    return 0
"""
_ENGINE = 'from pathlib import Path\nRESOURCES = Path(__file__).parent / "resources"\n'


def write_wheel(folder: Path, name: str, version: str, files: dict[str, str], script: str = "") -> Path:
    """A pure Python wheel of the given files."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    content = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tiny\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if script:
        content[f"{info}/entry_points.txt"] = f"[console_scripts]\n{script}\n"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        rows = []
        for each, text in content.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            rows.append(f"{each},sha256={digest},{len(text.encode())}")
            archive.writestr(each, text)
        archive.writestr(f"{info}/RECORD", "\n".join([*rows, f"{info}/RECORD,,", ""]))
    return path


def write_engine(folder: Path, version: str) -> Path:
    """The wheel of a tiny engine."""
    files = {"engine/__init__.py": _ENGINE, "engine/cli.py": _CLI.format(version=version)}
    return write_wheel(folder, "segearth", version, files, "segearth = engine.cli:main")


def write_index(folder: Path, version: str) -> Path:
    """Wheels of all that a tiny lock names, and of the engine."""
    write_wheel(folder, "torch", "2.13.0+cpu", {"torch/__init__.py": ""})
    write_wheel(folder, "tinylib", "1.0", {"tinylib.py": ""})
    write_engine(folder, version)
    return folder


def write_locks(folder: Path) -> Path:
    """The folder of locks: every platform and build has the same two packages."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("linux-cpu", "linux-cuda", "macos", "windows"):
        (folder / f"{name}.txt").write_text(f"# tiny\n{LIBRARY}\n{TORCH}\n", encoding="utf-8")
    return folder
