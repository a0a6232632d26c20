"""``make bundle``: one folder with all that an engine is installed from without internet, for this platform and Python.

    segearth-0.1.0-linux-x86_64-py3.11-linux-cpu/
        manifest.json        what it is for, and size and SHA-256 of every file
        requirements/        the lock, and the pip that installs it
        wheels/              every package; the engine's own carries the model nano
        models/NAME/         further model directories (MODELS="DIR ..."), if any

The plugin's set-up checks the sums and installs from it with ``--no-index``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from stage_plugin import ROOT, version

FORMAT = 1
_CHUNK = 8 << 20

log = logging.getLogger("make_bundle")


def fetch(wheels: Path, lock: Path, root: Path = ROOT) -> None:
    """Put the wheels of a lock, of pip and of the engine into ``wheels``. Raises CalledProcessError."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    download = [*pip, "download", "--quiet", "--only-binary", ":all:", "--dest", str(wheels)]
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    torch = [line for line in lines if line.startswith("torch==")]
    others = [line for line in lines if line not in torch]
    complete = ["--no-deps"] if any("+cpu" in line for line in torch) else []
    for words in (torch, others):
        if words:
            subprocess.run([*download, *complete, *words], check=True)
    subprocess.run([*download, "--no-deps", "-r", str(lock.with_name("pip.txt"))], check=True)
    for leftover in (root / "build").glob("lib*"):  # setuptools packs what lies there, however old
        shutil.rmtree(leftover)
    engine = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(root)]
    subprocess.run([*pip, "wheel", "--quiet", *engine], check=True)


def seal(folder: Path, lock: str, models: list[str], segearth: str) -> Path:
    """Write the manifest of all files in ``folder``: the last thing that is done to a bundle."""
    manifest = folder / "manifest.json"
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path != manifest]
    content = {
        "format": FORMAT,
        "segearth": segearth,
        "lock": lock,
        "platform": this_platform(),
        "python": "{}.{}".format(*sys.version_info[:2]),
        "models": models,
        "files": [
            {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": _sha256(path)}
            for path in files
        ],
    }
    manifest.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return manifest


def this_platform() -> str:
    """The platform, in the words of the plugin's ``setup_bundle``."""
    return f"{sys.platform}-{platform.machine().lower()}"


def make(folder: Path, lock: Path, models: list[Path]) -> Path:
    """Make a bundle in ``folder`` anew and return its own folder; one that is not complete has no manifest."""
    segearth = version()
    name = "segearth-{}-{}-py{}.{}-{}".format(segearth, this_platform(), *sys.version_info[:2], lock.stem)
    bundle = folder / name
    if bundle.exists():
        shutil.rmtree(bundle)
    (bundle / "requirements").mkdir(parents=True)
    for path in (lock, lock.with_name("pip.txt")):
        shutil.copyfile(path, bundle / "requirements" / path.name)
    fetch(bundle / "wheels", lock)
    for model in models:
        if not (model / "config.json").is_file():
            raise FileNotFoundError(f"{model} is no model directory: it has no config.json")
        shutil.copytree(model, bundle / "models" / model.name)
    seal(bundle, lock.stem, [model.name for model in models], segearth)
    return bundle


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()


def main(arguments: list[str]) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist")
    parser.add_argument("--lock", type=Path, default=ROOT / "resources" / "requirements" / "linux-cpu.txt")
    parser.add_argument("--model", type=Path, action="append", default=[], help="a further model directory")
    chosen = parser.parse_args(arguments)
    try:
        bundle = make(chosen.folder, chosen.lock, chosen.model)
    except (subprocess.CalledProcessError, OSError) as error:
        log.error("%s", error)  # noqa: TRY400 - pip has said why; a traceback tells nothing more
        return 1
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    log.info("%s (%.2f GB)", bundle, size / 1e9)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.exit(main(sys.argv[1:]))
