"""What a run leaves beside its result: its folder, and the polygons that it searched in."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

from .errors import IncompleteRequest
from .i18n import tr
from .log import log
from .run_request import RunRequest


def keep_search_area(request: RunRequest) -> RunRequest:
    """Move the request's file of polygons beside its output, as ``<output stem>_area.gpkg``.

    Going on with the run, drawing its areas anew and running it again need it as long as the result is there. Raises
    IncompleteRequest.
    """
    if request.area.mask is None:
        return request
    kept = search_area_of(request)
    try:
        shutil.move(request.area.mask, kept)
    except OSError as error:
        raise IncompleteRequest(
            "outputLink",
            tr("Nothing can be written to {folder}: {reason}.").format(folder=kept.parent, reason=error.strerror),
            tr("Save the project in a folder that you can write to."),
        ) from error
    return replace(request, area=replace(request.area, mask=str(kept)))


def search_area_of(request: RunRequest) -> Path:
    """Where the polygons of a run are kept."""
    output = Path(request.output)
    return output.with_name(f"{output.stem}_area.gpkg")


def discard(request: RunRequest, run_folder: str) -> None:
    """Delete what an interrupted run has left; nothing of a run that has a result, and nothing that is no run's.

    What cannot be deleted is logged.
    """
    folder = Path(run_folder)
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        if record.get("state") in ("cancelled", "failed", "running"):
            shutil.rmtree(folder)
            discard_search_area(request)
    except (OSError, ValueError) as error:
        log(tr("{folder} cannot be removed: {reason}").format(folder=folder, reason=error), "warning")


def discard_search_area(request: RunRequest) -> None:
    """Delete the polygons of a run that has nothing else; what cannot be deleted is logged."""
    kept = search_area_of(request)
    if request.area.mask != str(kept):
        return
    try:
        kept.unlink()
    except OSError as error:
        log(tr("{folder} cannot be removed: {reason}").format(folder=kept, reason=error), "warning")
