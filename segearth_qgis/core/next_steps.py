"""What to do about every error: one step a kind, of the plugin's own kinds and of the engine's.

A step is a sentence and, where one click helps, the name of what a button does. Kinds that are not listed get the
engine's own hint and the doctor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from .i18n import tr

SETTINGS, DOCTOR, LOG = "settings", "doctor", "log"
CHOOSE_AREA, CHOOSE_MODEL, COARSER = "choose_area", "choose_model", "coarser"
RESUME, RETRY, SAVE_PROJECT = "resume", "retry", "save_project"


@dataclass(frozen=True)
class NextStep:
    """``hint`` is for the analyst; ``step`` is one of the names above, or empty where a click cannot help."""

    hint: str
    step: str = ""


def step_label(step: str) -> str:
    """What stands on the button of a step; empty for none."""
    return {
        SETTINGS: tr("Engine settings…"),
        DOCTOR: tr("Diagnose…"),
        LOG: tr("Show the log"),
        CHOOSE_AREA: tr("Choose the area"),
        CHOOSE_MODEL: tr("Choose a model"),
        COARSER: tr("Choose coarser pixels"),
        RESUME: tr("Resume"),
        RETRY: tr("Run again"),
        SAVE_PROJECT: tr("Save the project…"),
    }.get(step, "")


def next_step(kind: str) -> Optional[NextStep]:
    """The step for a kind of error; None for a kind that nobody has thought of."""
    return _engine_steps().get(kind) or _plugin_steps().get(kind) or _setup_steps().get(kind)


def _engine_steps() -> dict[str, NextStep]:
    """Every kind in engine/errors.py."""
    return {
        "bad_request": NextStep(tr("Correct what the sentence names and run it again."), DOCTOR),
        "empty_question": NextStep(tr("Type a question, for example: Where is open water?")),
        "question_too_long": NextStep(tr("Ask in one or two sentences.")),
        "unsupported_language": NextStep(
            tr("Ask in English, or choose a model that knows your language."), CHOOSE_MODEL
        ),
        "raster_missing": NextStep(
            tr("Check the layer's source: the file has moved, or the engine's machine cannot see it."), RETRY
        ),
        "unreadable_raster": NextStep(tr("Export the layer as a new GeoTIFF and ask that.")),
        "no_crs": NextStep(
            tr("Assign the file its CRS and position first (Raster menu: Georeferencer or Assign Projection).")
        ),
        "outside_extent": NextStep(
            tr("Choose an area on the raster: zoom to the layer, or search the whole layer."), CHOOSE_AREA
        ),
        "no_data": NextStep(tr("Choose an area where the raster has valid pixels."), CHOOSE_AREA),
        "too_large": NextStep(tr("Choose a smaller area, or coarser pixels."), COARSER),
        "output_not_writable": NextStep(tr("Save the project in a folder that you can write to."), SAVE_PROJECT),
        "model_missing": NextStep(tr("Choose another model."), CHOOSE_MODEL),
        "bad_model": NextStep(tr("Choose another model, or fetch this one again."), CHOOSE_MODEL),
        "device_unavailable": NextStep(
            tr("Leave the device at automatic; the diagnosis tells which devices the engine finds."), DOCTOR
        ),
        "download_failed": NextStep(
            tr("Check the connection and start the download again: it goes on where it stopped."), RETRY
        ),
        "endpoint_failed": NextStep(tr("Check that the endpoint is up and run it again."), RETRY),
        "disk_full": NextStep(tr("Free some space and resume: the tiles that are done are kept."), RESUME),
        "out_of_memory": NextStep(
            tr("Close other programs and resume, or choose a smaller model or coarser pixels."), RESUME
        ),
        "cancelled": NextStep(tr("Resume it when you like: the tiles that are done are kept."), RESUME),
        "internal": NextStep(tr("The diagnosis makes a report for the developers; the log has the details."), DOCTOR),
        "protocol": NextStep(tr("Update the plugin and the engine to the same version."), SETTINGS),
    }


def _plugin_steps() -> dict[str, NextStep]:
    """Every kind in errors.py beside this file; those without a hint of their own say more where they are raised."""
    return {
        "plugin": NextStep(tr("The log has the details."), LOG),
        "incomplete_request": NextStep(tr("Fill in what is missing and run it again.")),
        "export_too_large": NextStep(tr("Choose a smaller area, or coarser pixels."), COARSER),
        "export_area_too_large": NextStep(tr("Choose a smaller area."), CHOOSE_AREA),
        "export_failed": NextStep(tr("Check the connection and the free space on the disk, and run it again."), RETRY),
        "result_unreadable": NextStep(tr("Engine and plugin may be of different versions."), DOCTOR),
        "doctor_failed": NextStep(tr("Check the engine's command in its settings."), SETTINGS),
        "engine_not_set": NextStep(tr("Set it up (Raster > SegEarth > Set up the engine…)."), SETTINGS),
        "engine_not_found": NextStep(tr("Correct the command in the engine settings."), SETTINGS),
        "engine_start_failed": NextStep(tr("Check its command in the engine settings."), SETTINGS),
        "engine_too_slow": NextStep(
            tr("Check its command in the engine settings, and the Message Log under the tab SegEarth."), SETTINGS
        ),
        "engine_mismatch": NextStep(tr("Update the older of the two."), SETTINGS),
        "engine_died": NextStep(tr("Resume it: the tiles that are done are kept. The log has the details."), RESUME),
        "engine_killed": NextStep(
            tr("Close other programs, or choose a smaller model, and resume: the tiles that are done are kept."), RESUME
        ),
        "engine_stalled": NextStep(
            tr("Resume it. If it happens again, choose a smaller area or a smaller model."), RESUME
        ),
        "engine_stopped": NextStep(tr("Run it again: the engine starts by itself."), RETRY),
    }


def _setup_steps() -> dict[str, NextStep]:
    """Every kind of the set-up; its page has the buttons, and mostly a hint that knows more."""
    return {
        "setup_no_python": NextStep(tr("Install Python 3.10 or newer, then set up again.")),
        "setup_no_space": NextStep(tr("Free some space, or choose a folder on another disk.")),
        "setup_no_network": NextStep(tr("Check the connection and the proxy in QGIS's options, then set up again.")),
        "setup_not_available": NextStep(tr("Use an offline bundle, or an engine on another computer.")),
        "setup_checksum": NextStep(tr("Set up again: the file is fetched anew.")),
        "setup_bundle": NextStep(tr("Choose the folder that was made for this kind of computer.")),
        "setup_busy": NextStep(tr("Wait until the other QGIS has ended its set-up.")),
        "setup_failed": NextStep(tr("Set up again; if it fails again, the log of the set-up says why.")),
        "setup_not_usable": NextStep(tr("Choose another program or environment, or let the plugin make one.")),
    }
