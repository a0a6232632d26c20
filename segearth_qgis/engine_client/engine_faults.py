"""The errors of an engine's process, in one wording for every client: what happened, and what to do about it."""

from __future__ import annotations

from .. import __version__
from ..core.errors import (
    EngineDied,
    EngineMismatch,
    EngineNotFound,
    EngineStalled,
    EngineStartFailed,
    EngineTooSlow,
)
from ..core.i18n import tr


def not_found(program: str) -> EngineNotFound:
    """The program of the engine's command is none."""
    return EngineNotFound(
        tr("The engine cannot be started: {program} does not exist or is not a program.").format(program=program),
        tr("Correct the command in the engine settings."),
    )


def refused(sentence: str, hint: str) -> EngineStartFailed:
    """The engine answered the handshake with an error of its own."""
    return EngineStartFailed(sentence or tr("The engine refused to start."), hint)


def ended_early(last_line: str, code: int) -> EngineStartFailed:
    """The process ended before the handshake was over; ``last_line`` is the last of its stderr."""
    reason = last_line or tr("exit code {code}").format(code=code)
    return EngineStartFailed(
        tr("The engine ended before it was ready: {reason}").format(reason=reason),
        tr("Check its command in the engine settings."),
    )


def too_slow(limit_ms: int) -> EngineTooSlow:
    """No message came during the handshake for that long."""
    return EngineTooSlow(
        tr("The engine did not become ready and was silent for {seconds} s.").format(seconds=round(limit_ms / 1000)),
        tr("Check its command in the engine settings, and the Message Log under the tab SegEarth."),
    )


def mismatch(engine: object) -> EngineMismatch:
    """Engine and plugin speak different protocols; ``engine`` is the engine's version."""
    return EngineMismatch(
        tr("The engine ({engine}) and this plugin ({plugin}) are of different versions.").format(
            engine=engine, plugin=__version__
        ),
        tr("Update the older of the two."),
    )


def died(crashed: bool) -> EngineDied:
    """The process ended in the middle of its work; ``crashed``: a signal or a fault ended it."""
    if crashed:
        hint = tr("Memory may have run out: close other programs, or choose a smaller area.")
    else:
        hint = tr("The Message Log has the details, under the tab SegEarth.")
    return EngineDied(tr("The engine stopped in the middle of its work."), hint)


def stalled(limit_ms: int) -> EngineStalled:
    """The process lives and has sent nothing for that long."""
    return EngineStalled(
        tr("The engine gave no sign of life for {seconds} s and was ended.").format(seconds=round(limit_ms / 1000)),
        tr("Run it again. If it happens again, choose a smaller area or a smaller model."),
    )
