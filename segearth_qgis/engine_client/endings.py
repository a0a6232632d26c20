"""How an engine's process can end, or not begin, each as the error that says it."""

from __future__ import annotations

import platform

from .. import __version__
from ..core.errors import (
    EngineDied,
    EngineKilled,
    EngineMismatch,
    EngineNotFound,
    EngineNotSet,
    EngineStalled,
    EngineStartFailed,
    EngineTooSlow,
)
from ..core.i18n import tr
from .process import QProcess

_SIGKILL = 9
_SHELLS_SIGNAL = 128  # a shell, and ssh, give the signal that ended their child as 128 and its number


def no_command() -> EngineNotSet:
    """No command is set."""
    return EngineNotSet(tr("SegEarth has no engine to ask yet."), _example())


def unreadable_command(reason: str) -> EngineNotSet:
    """The command is no command line."""
    return EngineNotSet(tr("The engine's command cannot be read: {reason}.").format(reason=reason), _example())


def not_started(program: str) -> EngineNotFound:
    """There is no such program."""
    return EngineNotFound(
        tr("The engine cannot be started: {program} does not exist or is not a program.").format(program=program)
    )


def ended_early(code: int, last_line: str) -> EngineStartFailed:
    """It ended before the handshake."""
    reason = last_line or tr("exit code {code}").format(code=code)
    return EngineStartFailed(tr("The engine ended before it was ready: {reason}").format(reason=reason))


def refused(message: str, hint: str) -> EngineStartFailed:
    """It answered the handshake with an error."""
    return EngineStartFailed(message or tr("The engine refused to start."), hint)


def other_version(engine: object) -> EngineMismatch:
    """It speaks another version of the protocol."""
    return EngineMismatch(
        tr("The engine ({engine}) and this plugin ({plugin}) are of different versions.").format(
            engine=engine, plugin=__version__
        )
    )


def died(code: int, status: QProcess.ExitStatus) -> EngineDied:
    """It ended in the middle of its work: killed, which the system does where memory runs out, or by a fault."""
    crashed = status == QProcess.ExitStatus.CrashExit
    if code == (_SIGKILL if crashed else _SHELLS_SIGNAL + _SIGKILL):
        return EngineKilled(tr("The engine was ended from outside, most likely because memory ran out."))
    return EngineDied(tr("The engine stopped in the middle of its work."))


def silent_start(handshake_ms: int) -> EngineTooSlow:
    """It did not get ready, and was ended."""
    return EngineTooSlow(
        tr("The engine did not become ready and was silent for {seconds} s.").format(seconds=round(handshake_ms / 1000))
    )


def stalled(stall_ms: int) -> EngineStalled:
    """It gave no sign of life, and was ended."""
    return EngineStalled(
        tr("The engine gave no sign of life for {seconds} s and was ended.").format(seconds=round(stall_ms / 1000))
    )


def _example() -> str:
    example = r"C:\segearth\Scripts\segearth.exe serve" if platform.system() == "Windows" else "/path/segearth serve"
    return tr(
        "Set it up (Raster > SegEarth > Set up the engine…), or give its command in the settings, such as: {example}"
    ).format(example=example)
