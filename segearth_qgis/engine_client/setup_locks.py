"""The exact versions that an engine's environment is made of: one lock per platform and build, shipped in the zip."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

CPU, CUDA = "cpu", "cuda"
_PLATFORMS = {"win32": "windows", "darwin": "macos"}
_TORCH = re.compile(r"torch==")


@dataclass(frozen=True)
class Lock:
    """The requirements of one build. A complete lock names every package, so that pip need not look for more."""

    name: str
    torch: str
    others: tuple[str, ...]
    complete: bool

    @property
    def fingerprint(self) -> str:
        """Changes with any version."""
        return hashlib.sha256("\n".join((self.torch, *self.others)).encode()).hexdigest()[:16]

    @property
    def ordinary_torch(self) -> str:
        """The build of torch that an ordinary index has: the same version, on Linux with CUDA's libraries."""
        return self.torch.split("+", maxsplit=1)[0]


def builds(platform: str = sys.platform) -> tuple[str, ...]:
    """The builds there are locks for, the one that runs anywhere first."""
    return (CPU, CUDA) if platform.startswith("linux") else (CPU,)


def lock_name(build: str, platform: str = sys.platform) -> str:
    """The name of a build's lock, for example ``linux-cpu``."""
    name = _PLATFORMS.get(platform, "linux")
    return f"{name}-{build}" if name == "linux" else name


def read_lock(path: Path) -> Lock:
    """Read a lock. Raises FileNotFoundError, and ValueError where it names no torch."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    wanted = [line for line in lines if line and not line.startswith("#")]
    torch = [line for line in wanted if _TORCH.match(line)]
    if len(torch) != 1:
        raise ValueError(f"{path} names no torch")
    return Lock(path.stem, torch[0], tuple(line for line in wanted if line != torch[0]), "+cpu" in torch[0])


def pip_requirement(folder: Path) -> str:
    """The pip that does the work, ``pip==X``; empty where none is named."""
    path = folder / "pip.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((line.strip() for line in lines if line.startswith("pip==")), "")
