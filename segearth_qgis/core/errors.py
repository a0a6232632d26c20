"""Every error that the plugin shows, one class per kind of its own and one for those that the engine reports.

``sentence`` says what is wrong, ``hint`` what to do about it; both are translated and meant for the analyst.
Code acts on the class or on ``kind``, never on the text.
"""

from __future__ import annotations

from typing import ClassVar

from .i18n import tr
from .next_steps import DOCTOR, next_step


class PluginError(Exception):
    """Base of all: a sentence, and a hint, which is that of its kind unless the place where it is raised knows more."""

    kind: ClassVar[str] = "plugin"

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        known = next_step(self.kind)
        self.hint = hint or (known.hint if known is not None else "")

    @property
    def step(self) -> str:
        """What one click can do about it: a name in ``next_steps``; empty for nothing."""
        known = next_step(self.kind)
        return known.step if known is not None else DOCTOR


class IncompleteRequest(PluginError):
    """Something in the form is missing or cannot be used; ``field`` names the widget to look at."""

    kind = "incomplete_request"

    def __init__(self, field: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.field = field


class ExportTooLarge(IncompleteRequest):
    """The pixels that QGIS would have to fetch for the engine are too many."""

    kind = "export_too_large"


class ExportAreaTooLarge(ExportTooLarge):
    """They would be too many at any GSD that makes sense: the area is."""

    kind = "export_area_too_large"


class ExportFailed(PluginError):
    """QGIS could not fetch the pixels of a raster, or not write them."""

    kind = "export_failed"


class ResultUnreadable(PluginError):
    """The run ended, but its result cannot be read."""

    kind = "result_unreadable"


class EngineNotSet(PluginError):
    """No command of an engine is in the settings, or it is no command line."""

    kind = "engine_not_set"


class EngineNotFound(PluginError):
    """The program of the engine's command does not exist or must not be run."""

    kind = "engine_not_found"


class EngineStartFailed(PluginError):
    """The engine's process ended, or said something else, before it was ready."""

    kind = "engine_start_failed"


class EngineTooSlow(PluginError):
    """The engine did not become ready in time."""

    kind = "engine_too_slow"


class EngineMismatch(PluginError):
    """Engine and plugin speak different versions of the protocol."""

    kind = "engine_mismatch"


class EngineDied(PluginError):
    """The engine's process ended in the middle of its work."""

    kind = "engine_died"


class EngineKilled(EngineDied):
    """The engine's process was ended by the system or by someone else, as happens where memory runs out."""

    kind = "engine_killed"


class EngineStalled(PluginError):
    """The engine's process lives but gave no sign of life for too long."""

    kind = "engine_stalled"


class DoctorFailed(PluginError):
    """The engine gave no report about itself."""

    kind = "doctor_failed"


class EngineStopped(PluginError):
    """The engine was stopped on purpose while something was still asked of it."""

    kind = "engine_stopped"


class RunCancelled(PluginError):
    """The user ended a run that somebody waits for."""

    kind = "cancelled"

    def __init__(self) -> None:
        super().__init__(tr("The run was cancelled. No result was saved."))


class SetupNoPython(PluginError):
    """No Python on this computer fits an engine's environment."""

    kind = "setup_no_python"


class SetupNoSpace(PluginError):
    """The disk has not enough room for an engine's environment."""

    kind = "setup_no_space"


class SetupNoNetwork(PluginError):
    """Packages could not be fetched: no connection, a proxy, or a certificate stood in the way."""

    kind = "setup_no_network"


class SetupNotAvailable(PluginError):
    """The places that pip looks in do not have a package in the version that is needed."""

    kind = "setup_not_available"


class SetupChecksum(PluginError):
    """A file is not what it should be: damaged on its way, or changed."""

    kind = "setup_checksum"


class SetupBundleWrong(PluginError):
    """A folder is no offline bundle, or one for another computer."""

    kind = "setup_bundle"


class SetupBusy(PluginError):
    """Another QGIS is setting up the same engine."""

    kind = "setup_busy"


class SetupFailed(PluginError):
    """A step of the set-up failed in a way that has no kind of its own; the last lines are in the hint."""

    kind = "setup_failed"


class SetupNotUsable(PluginError):
    """What the user pointed to is no engine that this plugin can use."""

    kind = "setup_not_usable"


class EngineReported(PluginError):
    """An error of the engine's own; ``kind`` is the engine's stable kind."""

    def __init__(self, kind: str, message: str, hint: str = "") -> None:
        known = next_step(kind)
        super().__init__(message, known.hint if known is not None else hint)
        self.kind = kind  # type: ignore[misc]
