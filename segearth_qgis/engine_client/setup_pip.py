"""pip as the set-up uses it: its command lines, its progress read from its lines, its failures told by kind.

pip has no other interface than its text; this is the one place that reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

from ..core.errors import PluginError, SetupChecksum, SetupFailed, SetupNoNetwork, SetupNoSpace, SetupNotAvailable
from ..core.i18n import tr

_TOLD_LINES = 6
_FETCHED_SHARE = 0.6  # of a step; unpacking is the rest, of which pip tells nothing
_COLLECTING = re.compile(r"\s*(?:Collecting|Processing) (?:.*[/\\])?([\w.+\-]+)")
_RAW = re.compile(r"Progress (\d+) of (\d+)")
_DOWNLOADING = re.compile(r"\s*Downloading (\S+)(?: \(([\d.]+) ?([kMG]?B)\))?")
_UNITS = {"B": 1, "kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_NO_SPACE = ("[Errno 28]", "No space left on device", "[WinError 112]")
_BAD_HASH = (
    "DO NOT MATCH THE HASHES",
    "is not a valid wheel filename",
    "has an invalid wheel",
    "BadZipFile",
    "Bad CRC",
)
_PROXY = ("ProxyError", "407 Proxy", "Tunnel connection failed", "Missing dependencies for SOCKS")
_CERTIFICATE = ("SSLError", "CERTIFICATE_VERIFY_FAILED", "SSLCertVerificationError")
_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "Failed to establish a new connection",
    "Connection refused",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "Max retries exceeded",
    "ConnectTimeout",
    "ReadTimeout",
    "Read timed out",
    "Connection aborted",
    "ConnectionResetError",
    "IncompleteRead",
    "incomplete-download",
)
_ABSENT = re.compile(r"No matching distribution found for (\S+)")


@dataclass(frozen=True)
class PipProgress:
    """What pip has done in one step: packages met of those wanted, and bytes fetched (also from a local folder)."""

    packages: int = 0
    wanted: int = 0
    bytes_done: int = 0
    name: str = ""
    installing: bool = False
    fraction: float = 0.0


def install_command(python: str, words: Sequence[str], *, modern: bool, offline: str = "") -> list[str]:
    """``pip install`` without questions, of wheels only. ``modern``: the pip of our own choice, which can tell of
    progress and go on with a broken download. ``offline``: the one folder that it may look in.
    """
    modes = ["--progress-bar", "raw", "--resume-retries", "20"] if modern else ["--progress-bar", "off"]
    places = ["--no-index", "--find-links", offline] if offline else []
    return [python, "-I", "-m", "pip", "install", "--retries", "3", "--only-binary", ":all:", *modes, *places, *words]


class PipReader:
    """Reads the lines of one pip run."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._names: set[str] = set()
        self._fetched = 0
        self._current, self._size = 0, 0
        self.progress = PipProgress(wanted=wanted)

    def feed(self, line: str) -> bool:
        """Take a line; whether a person would want to read it."""
        raw = _RAW.match(line)
        if raw:
            self._current, self._size = int(raw.group(1)), int(raw.group(2))
            self._tell(self.progress.name, installing=False)
            return False
        line = line.partition(" (from ")[0]
        collecting, downloading = _COLLECTING.match(line), _DOWNLOADING.match(line)
        if collecting:
            self._names.add(collecting.group(1))
            self._tell(collecting.group(1), installing=False)
        elif downloading:
            self._fetched += self._current
            size = round(float(downloading.group(2)) * _UNITS[downloading.group(3)]) if downloading.group(2) else 0
            self._current, self._size = size, 0  # as it says; lines of progress, where they come, know better
            self._tell(downloading.group(1).rpartition("/")[2].partition("-")[0], installing=False)
        elif line.startswith("Installing collected packages"):
            self._tell("", installing=True)
        return bool(line.strip())

    def _tell(self, name: str, *, installing: bool) -> None:
        packages = min(len(self._names), self._wanted) if self._names else min(self._wanted, int(self._size > 0))
        part = self._current / self._size if self._size else 0.0
        fetching = max(packages - 1 + part, 0.0) / max(self._wanted, 1)
        self.progress = PipProgress(
            packages,
            self._wanted,
            self._fetched + self._current,
            name,
            installing,
            _FETCHED_SHARE if installing else _FETCHED_SHARE * min(fetching, 1.0),
        )


def absent_package(lines: Sequence[str]) -> str:
    """The requirement that pip did not find anywhere, while it could reach all places; else empty."""
    found = next((match.group(1) for line in lines if (match := _ABSENT.search(line))), "")
    return "" if _any(lines, (*_NETWORK, *_PROXY, *_CERTIFICATE)) else found


def pip_failure(lines: Sequence[str], *, offline: bool = False) -> PluginError:
    """What went wrong, by the lines of a pip that failed."""
    if _any(lines, _NO_SPACE):
        return SetupNoSpace(
            tr("The disk became full while packages were installed."),
            tr("Free some space and press Continue: what is there already is kept."),
        )
    if _any(lines, _BAD_HASH):
        return SetupChecksum(
            tr("A package arrived damaged."), tr("Press Continue to fetch it again. If it happens again: a bundle.")
        )
    if not offline and _any(lines, _PROXY):
        return SetupNoNetwork(
            tr("The proxy refused the connection."),
            tr("Correct it in Settings > Options > Network, with user and password, then press Continue."),
        )
    if not offline and _any(lines, _CERTIFICATE):
        return SetupNoNetwork(
            tr("The secure connection was refused: a certificate is not trusted."),
            tr(
                "Company networks often need a certificate of their own: set it for pip (PIP_CERT), "
                "or use an offline bundle."
            ),
        )
    if not offline and _any(lines, _NETWORK):
        return SetupNoNetwork(
            tr("The package server cannot be reached."),
            tr(
                "Check the connection, and the proxy in Settings > Options > Network; then press Continue. "
                "Without internet, use an offline bundle."
            ),
        )
    absent = absent_package(lines)
    if absent:
        hint = (
            tr("The bundle was made for another computer or is not complete. Make it again with make bundle.")
            if offline
            else tr("Give a folder or an index that has it under Advanced, or use an offline bundle.")
        )
        return SetupNotAvailable(tr("{package} was found in no place for this Python.").format(package=absent), hint)
    return failed_step(tr("The packages could not be installed."), lines)


def failed_step(sentence: str, lines: Sequence[str]) -> SetupFailed:
    """A failure without a kind of its own, with the last lines that were said."""
    said = [line.strip() for line in lines if line.strip() and not _RAW.match(line)][-_TOLD_LINES:]
    return SetupFailed(sentence, "\n".join([tr("Press Continue to try again. The log says:"), *said]))


def _any(lines: Sequence[str], marks: Sequence[str]) -> Optional[str]:
    return next((mark for mark in marks if any(mark in line for line in lines)), None)
