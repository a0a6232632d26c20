"""Settles what a request leaves open; with ``like`` as an earlier run had it, so that the pixels of both compare."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from engine.errors import BadRequest
from engine.raster import Stretch
from engine.run.folder import read_record
from engine.run.levels import DEFAULT_CONTEXT_M
from engine.run.request import RunRequest


def settled(request: RunRequest) -> RunRequest:
    """The request with its context, and with GSD, overlap, bands and stretch of the run folder ``like``, if any.

    What the request gives itself stays. Raises BadRequest where the folder holds no run.
    """
    if request.like is not None:
        request = _like(request, request.like)
    if request.context_m is None:
        request = dataclasses.replace(request, context_m=DEFAULT_CONTEXT_M)
    return request


def _like(request: RunRequest, folder: str) -> RunRequest:
    record = read_record(Path(folder))
    try:
        plan = record["plan"]
        asked = record["request"]
        bands = asked.get("bands") or (plan["raster"]["bands"] if len(set(plan["raster"]["bands"])) == 3 else None)
        values = {
            "gsd_m": plan["gsd_m"],
            "overlap_px": plan["overlap_px"],
            "context_m": plan["context_m"],
            "bands": None if bands is None else tuple(bands),
            "stretch": Stretch.from_dict(record["stretch"]),
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRequest(
            f"The run in {folder} does not tell how it worked: it was made by an older version.",
            hint="Ask its raster again, or give --gsd, --overlap, --context and --bands.",
        ) from error
    taken = {name: value for name, value in values.items() if getattr(request, name) is None}
    return dataclasses.replace(request, like=None, **taken)
