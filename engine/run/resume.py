"""Goes on with a run that was killed, cancelled or failed, from its folder alone, or ends it as it is.

The result is the one that the run would have had: same raster, same model, same request, or a sentence that says what
has changed. The tiles that are done are not asked again.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.errors import BadRequest
from engine.run.answers import Provenance
from engine.run.events import IsCancelled, OnEvent, OnPartial, Watch, ignore_event, never_cancelled
from engine.run.faults import as_reported
from engine.run.folder import RunFolder, read_record
from engine.run.models import ModelLoader, TileModel, load_by_name
from engine.run.outputs import check_output
from engine.run.places import local_path
from engine.run.planning import Layout, ModelGeometry, describe, lay_out, open_raster
from engine.run.request import RunRequest, as_run_id, as_text, check_run_folder_fields
from engine.run.result import RunResult
from engine.run.runner import BegunRun, finish
from engine.run.source import check_source, digest_of
from engine.run.versions import versions

_ASK_AGAIN = "Ask the raster again."


@dataclass(frozen=True)
class ResumeRequest:
    """A run to go on with, or with ``finish`` to be ended with the tiles that are done. Raises BadRequest."""

    run_folder: str
    finish: bool = False
    run_id: str | None = None  # by which progress is told and the call is cancelled; None: the run's own

    def __post_init__(self) -> None:
        object.__setattr__(self, "run_folder", as_text("run_folder", self.run_folder))
        if not isinstance(self.finish, bool):
            raise BadRequest(f"finish must be true or false, not {self.finish!r}.")
        object.__setattr__(self, "run_id", as_run_id(self.run_id))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ResumeRequest:
        """Build a request from JSON values. Raises BadRequest for unknown or missing keys and for wrong values."""
        check_run_folder_fields(cls, values)
        return cls(**values)


def resume_run(
    request: ResumeRequest,
    *,
    model: TileModel | None = None,
    loader: ModelLoader = load_by_name,
    on_event: OnEvent = ignore_event,
    on_partial: OnPartial | None = None,
    cancelled: IsCancelled = never_cancelled,
) -> RunResult:
    """Do what is left of a run; its result, features and record keep its own `run_id` and date.

    With ``finish`` no model is loaded: areas are drawn from the tiles that are done, the others are "pending" in the
    coverage, the record's state is "partial", and the run can still be resumed. Raises BadRequest where the folder
    holds no run, one that ended well or that another process works on, or where raster, mask, model or request have
    changed; else what `run` raises.
    """
    started = time.monotonic()
    try:
        folder = Path(request.run_folder)
        record = read_record(folder)
        _check_unfinished(folder, record)
        watch = Watch(request.run_id or str(record["run_id"]), on_event, cancelled, on_partial)
        return _resume(request, record, model, loader, watch, started)
    except Exception as error:
        raise as_reported(error) from error


def _resume(
    request: ResumeRequest,
    record: dict[str, Any],
    model: TileModel | None,
    loader: ModelLoader,
    watch: Watch,
    started: float,
) -> RunResult:
    path = Path(request.run_folder)
    asked = RunRequest.from_dict(record["request"])
    asked = dataclasses.replace(asked, run_folder=str(path), run_id=record["run_id"])
    geometry = ModelGeometry(**record["model"]["geometry"])
    with open_raster(asked) as reader:
        check_source(record, reader)
        layout = lay_out(asked, reader, geometry)
        _check_same(record, layout)
        check_output(asked, reader)
        watch.check()
        warnings: list[str] = []
        if request.finish:
            model = None
        else:
            model = loader(asked.model, asked.device) if model is None else model
            if (model.fingerprint, ModelGeometry.of(model)) != (record["model"]["fingerprint"], geometry):
                raise BadRequest(f"The model {asked.model} has changed since the run.", hint=_ASK_AGAIN)
            warnings = _warnings(record, model)
        plan = describe(asked, reader, layout, geometry)
        folder = RunFolder.reopen(path)
        try:
            _check_unfinished(path, folder.record)  # it may have ended while the model was loaded
            folder.update(state="running", resumed=int(folder.record.get("resumed", 0)) + 1)
            provenance = Provenance(
                run_id=str(record["run_id"]),
                raster=local_path(str(reader.info.path)),
                model=str(record["model"]["name"]),
                created=datetime.fromisoformat(record["created"]),
            )
        except BaseException:
            folder.close()
            raise
        return finish(
            BegunRun(asked, reader, layout, plan, geometry, model, folder, provenance), watch, started, warnings
        )


def _check_unfinished(folder: Path, record: Mapping[str, Any]) -> None:
    if record["state"] == "done":
        raise BadRequest(
            f"The run in {folder} has ended well: there is nothing to resume.",
            hint="Its result is there; ask again for anything else.",
        )
    if {"run_id", "created", "digests", "source"} - set(record) or "geometry" not in record["model"]:
        raise BadRequest(f"The run in {folder} was made before runs could be resumed.", hint=_ASK_AGAIN)


def _check_same(record: Mapping[str, Any], layout: Layout) -> None:
    """Raise BadRequest where the request is not the one that the run began with, or means another area now."""
    if record["digests"]["request"] != digest_of(record["request"]):
        raise BadRequest("The request in run.json is not the one that the run began with.", hint=_ASK_AGAIN)
    if record["digests"]["area"] != layout.digest:
        what = "mask" if record["request"].get("mask") else "area to search"
        raise BadRequest(f"The {what} has changed since the run began.", hint=_ASK_AGAIN)


def _warnings(record: Mapping[str, Any], model: TileModel) -> list[str]:
    """What may make the rest of the result differ from the beginning in its last digits."""
    before, now = dict(record.get("versions", {})), dict(versions())
    changed = [f"{name} {before.get(name)} is now {now.get(name)}" for name in now if before.get(name) != now[name]]
    if record["model"]["device"] != model.device:
        changed.append(f"the model ran on {record['model']['device']} and now runs on {model.device}")
    if not changed:
        return []
    return [f"Since the run began, {', '.join(changed)}: tiles before and after may differ slightly."]
