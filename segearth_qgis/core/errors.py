"""Every error that the plugin shows, one class per kind of its own and one for those that the engine reports.

``sentence`` says what is wrong, ``hint`` what to do about it; both are translated and meant for the analyst.
Code acts on the class or on ``kind``, never on the text.
"""

from __future__ import annotations

from typing import ClassVar

from .i18n import tr


class PluginError(Exception):
    """Base of all: a sentence, a hint, and whether the engine's settings are the way out."""

    kind: ClassVar[str] = "plugin"
    settings_help: ClassVar[bool] = False

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class IncompleteRequest(PluginError):
    """Something in the form is missing or cannot be used; ``field`` names the widget to look at."""

    kind = "incomplete_request"

    def __init__(self, field: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.field = field


class ResultUnreadable(PluginError):
    """The run ended, but its result cannot be read."""

    kind = "result_unreadable"


class EngineNotSet(PluginError):
    """No command of an engine is in the settings, or it is no command line."""

    kind = "engine_not_set"
    settings_help = True


class EngineNotFound(PluginError):
    """The program of the engine's command does not exist or must not be run."""

    kind = "engine_not_found"
    settings_help = True


class EngineStartFailed(PluginError):
    """The engine's process ended, or said something else, before it was ready."""

    kind = "engine_start_failed"
    settings_help = True


class EngineTooSlow(PluginError):
    """The engine did not become ready in time."""

    kind = "engine_too_slow"
    settings_help = True


class EngineMismatch(PluginError):
    """Engine and plugin speak different versions of the protocol."""

    kind = "engine_mismatch"
    settings_help = True


class EngineDied(PluginError):
    """The engine's process ended in the middle of its work."""

    kind = "engine_died"


class EngineStalled(PluginError):
    """The engine's process lives but gave no sign of life for too long."""

    kind = "engine_stalled"


class EngineStopped(PluginError):
    """The engine was stopped on purpose while something was still asked of it."""

    kind = "engine_stopped"


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


class RunCancelled(PluginError):
    """The user ended a run that somebody waits for."""

    kind = "cancelled"

    def __init__(self) -> None:
        super().__init__(tr("The run was cancelled. No result was saved."))


class EngineReported(PluginError):
    """An error of the engine's own; ``kind`` is the engine's stable kind."""

    def __init__(self, kind: str, message: str, hint: str = "") -> None:
        super().__init__(message, advice(kind) or hint)
        self.kind = kind  # type: ignore[misc]


def advice(kind: str) -> str:
    """What to do in QGIS about an error of the engine; empty for a kind that the plugin does not know."""
    return {
        "empty_question": tr("Type a question, for example: Where is open water?"),
        "question_too_long": tr("Ask in one or two sentences."),
        "unsupported_language": tr("Ask in English, or choose a model that knows your language."),
        "raster_missing": tr("Check the layer's source: the file has moved, or the engine's machine cannot see it."),
        "unreadable_raster": tr("Export the layer as a new GeoTIFF and ask that."),
        "no_crs": tr("Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection)."),
        "outside_extent": tr("Choose an area on the raster: zoom to the layer, or search the whole layer."),
        "no_data": tr("Choose an area where the raster has valid pixels."),
        "too_large": tr("Choose a smaller area."),
        "output_not_writable": tr("Save the project in a folder that you can write to."),
        "model_missing": tr("Choose another model."),
        "bad_model": tr("Choose another model, or fetch this one again."),
        "download_failed": tr("Check the connection and start the download again: it goes on where it stopped."),
        "disk_full": tr("Free some space and run it again."),
        "out_of_memory": tr("Close other programs, or choose a smaller model."),
        "internal": tr("The Message Log has the details, under the tab SegEarth."),
    }.get(kind, "")
