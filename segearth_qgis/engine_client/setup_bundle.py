"""An offline bundle (``make bundle``): one folder with all wheels for one platform and Python, models and checksums."""

from __future__ import annotations

import json
import platform
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..core.errors import SetupBundleWrong
from ..core.i18n import tr
from .setup_checksums import MANIFEST

FORMAT = 1


@dataclass(frozen=True)
class Bundle:
    """What a bundle's manifest says. ``models`` are folders beside the one that the engine carries anyway."""

    folder: Path
    version: str
    lock: str
    platform: str
    python: tuple[int, int]
    models: tuple[str, ...]
    bytes: int

    @property
    def requirements(self) -> Path:
        """The folder of its lock."""
        return self.folder / "requirements"

    @property
    def wheels(self) -> Path:
        """The folder of its wheels."""
        return self.folder / "wheels"


def this_platform() -> str:
    """The platform as a manifest names it, for example ``linux-x86_64``."""
    return f"{sys.platform}-{platform.machine().lower()}"


def read_bundle(folder: Path, version: str) -> Bundle:
    """Read a bundle's manifest and see whether it is for this plugin and computer. Its files are checked later.

    Raises SetupBundleWrong.
    """
    again = tr("Choose the folder that make bundle wrote, with its file {name}.").format(name=MANIFEST)
    try:
        bundle = _parse(folder, json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except OSError as error:
        raise SetupBundleWrong(
            tr("{folder} is no offline bundle: {reason}.").format(folder=folder, reason=error.strerror), again
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SetupBundleWrong(
            tr("{name} of the bundle is damaged, or of another version of the plugin.").format(name=MANIFEST), again
        ) from error
    if bundle.version != version:
        raise SetupBundleWrong(
            tr("This bundle holds the engine {bundle}, but the plugin needs {plugin}.").format(
                bundle=bundle.version, plugin=version
            ),
            tr("Make the bundle again with the same version, or install the plugin of version {version}.").format(
                version=bundle.version
            ),
        )
    if bundle.platform != this_platform():
        raise SetupBundleWrong(
            tr("This bundle is for {bundle}; this computer is {here}.").format(
                bundle=bundle.platform, here=this_platform()
            ),
            tr("Make the bundle on a computer of the same kind."),
        )
    return bundle


def _parse(folder: Path, values: dict[str, Any]) -> Bundle:
    """The manifest as a Bundle. Raises ValueError, KeyError or TypeError."""
    paths = [PurePosixPath(str(each["path"])) for each in values["files"]]
    names = [PurePosixPath(str(name)) for name in values["models"]]
    if values["format"] != FORMAT or any(path.is_absolute() or ".." in path.parts for path in (*paths, *names)):
        raise ValueError("another format, or a file outside of the bundle")
    major, minor = (int(part) for part in values["python"].split("."))
    return Bundle(
        folder,
        str(values["segearth"]),
        str(values["lock"]),
        str(values["platform"]),
        (major, minor),
        tuple(str(name) for name in names),
        sum(int(each["bytes"]) for each in values["files"]),
    )
