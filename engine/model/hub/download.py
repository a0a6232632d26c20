"""`segearth models download`: brings a model of the hub, or of a folder carried over, into the user's model folder.

Files land in `<models>/.downloads/NAME`, where no list of models looks, and only a complete, verified download is
installed as `<models>/NAME`, in one step. `download.json` beside the files pins the commit from the first byte on:
a resume or a repeat takes that one, wherever the branch has moved since.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ...errors import BadRequest, DiskFull, DownloadFailed, ModelMissing, OutputNotWritable
from ..alone import alone
from ..catalog import BUNDLED, Layout, Source, find_source, folders, near_name, refuse_preset, sources, user_folder
from ..directory import CONFIG, is_authors, size_text
from ..foreign.json_files import read_object
from .api import Hub, Report, hub_at, list_files, transfer
from .kind import check_kind
from .pinned import (
    RECORD,
    HubFile,
    Listing,
    Record,
    checksum,
    matches,
    read_mirror,
    read_record,
    reading,
    storing,
    write_record,
)

log = logging.getLogger(__name__)
_BLOCK = 1 << 20
_PLAIN = re.compile(r"[\w-]+")
_SLACK_BYTES = 64 << 20  # left free on the disk besides what is fetched

Transfer = Callable[[HubFile, Path], None]  # (file, part) -> the file's bytes are in part


@dataclass(frozen=True)
class Downloaded:
    """What a download did. ``path`` is the installed model, or the folder of a language model's files."""

    name: str
    repo: str
    revision: str
    path: str
    layout: Layout
    files: int
    bytes: int
    fetched_bytes: int  # 0: all was there already
    verified: bool  # False: a folder brought no checksums, its files were taken as they are

    def to_dict(self) -> dict[str, Any]:
        """The result as plain JSON values."""
        return asdict(self)


def download(
    name: str,
    *,
    revision: str | None = None,
    origin: str | None = None,
    folder: Path | None = None,
    overwrite: bool = False,
    report: Report = log.info,
) -> Downloaded:
    """Fetch, verify and install the model of a known name or hub id (``org/name``).

    ``revision`` is a branch, tag or commit; None is the recorded one, else the known one, else the branch ``main``.
    ``origin`` is a folder with the files (or with ``org/name`` in it), or the address of a mirror of the hub; None is
    ``HF_ENDPOINT``, else the hub. ``folder`` is the folder of models; None is the user's. A model that came from
    elsewhere is replaced with ``overwrite`` or by a ``revision`` only. ``report`` gets progress in sentences.
    Raises ModelMissing, BadRequest, DownloadFailed, DiskFull, OutputNotWritable and BadModel.
    """
    source = find_source(name)
    if source is None:
        raise _unknown(name)
    home = (folder or user_folder()).expanduser().absolute()
    place = _Place(source, home / ".downloads" / source.name, home / source.name)
    with storing(place.work):
        place.work.parent.mkdir(parents=True, exist_ok=True)
    with _alone(place):
        if place.installed.exists() and read_record(place.installed) is None:
            raise BadRequest(
                f"{place.installed} is there already, and no download made it.",
                hint="If it is the model you want, nothing needs doing. Else rename it, or name another folder of "
                "models with --to.",
            )
        if origin is not None and not re.match(r"https?://", origin, re.IGNORECASE):
            return _copy(place, Path(os.path.expanduser(origin)), revision, report, overwrite=overwrite)
        try:
            return _fetch(place, hub_at(origin, name), revision, report, overwrite=overwrite)
        except DownloadFailed as error:
            if (there := _elsewhere(place)) is None:
                raise
            raise DownloadFailed(
                error.message, hint=f"{source.name} is installed already, in {there}: nothing needs doing."
            ) from error


def _unknown(name: str) -> BadRequest | ModelMissing:
    """The error for a name that no download knows."""
    refuse_preset(name)
    if name and _PLAIN.fullmatch(name) and (BUNDLED / name / CONFIG).is_file():
        return BadRequest(f"{name} is bundled: nothing to download.", hint=f"Use it: --model {name}")
    known = f"Name one of {', '.join(each.name for each in sources())}, or a hub id: org/name."
    near = near_name(name, [])
    return ModelMissing(f"No model called {name!r} is known.", hint=f"{near} {known}" if near else known)


def _elsewhere(place: _Place) -> Path | None:
    """Where else a whole model of that name lies."""
    found = (folder / place.source.name for folder in folders())
    return next((path for path in found if path != place.installed and (path / CONFIG).is_file()), None)


@dataclass(frozen=True)
class _Place:
    source: Source
    work: Path  # where the files arrive
    installed: Path  # what lists of models show


@contextmanager
def _alone(place: _Place) -> Iterator[None]:
    path = place.work.with_name(f"{place.source.name}.lock")
    busy = BadRequest(f"{place.source.name} is being downloaded by another process.", hint="Wait until it has ended.")
    with ExitStack() as stack:
        try:
            stack.enter_context(alone(path, busy, "start no second download of this model."))
        except OSError as error:
            raise OutputNotWritable(
                f"{path} cannot be made: {error}.", hint="Name another folder with --to."
            ) from error
        yield


def _fetch(place: _Place, hub: Hub, revision: str | None, report: Report, *, overwrite: bool) -> Downloaded:
    kept, there = (_own_record(folder, place.source) for folder in (place.work, place.installed))
    present = _present(place)
    if present is not None and not overwrite and revision is None:
        where, record = present
        if record.repo not in place.source.repos:
            raise _in_the_way(where, record)
        if not record.revision and _intact(where, record, report):  # of a folder, which did not tell it
            return _result(place, record, 0)
    if overwrite:
        there = None
    pinned = next((record for record in (kept, there) if record is not None and record.revision), None)
    asked = revision or (pinned.revision if pinned else place.source.revision) or "main"
    if there is not None and there.revision == asked and _intact(place.installed, there, report):
        return _result(place, there, 0)
    if kept is None or kept.revision != asked:
        repos = place.source.repos if pinned is None else (pinned.repo,)
        listing = list_files(hub, repos, asked)
        if there is not None and there.revision == listing.revision and _intact(place.installed, there, report):
            return _result(place, there, 0)
        kept = _begin(place, listing, verified=True)
    report(f"{kept.repo} pinned to {kept.revision}")
    listing = Listing(kept.repo, kept.revision, kept.files)
    return _bring(place, kept, lambda file, part: transfer(hub, listing, file, part, report), hub.endpoint, report)


def _own_record(folder: Path, source: Source) -> Record | None:
    record = read_record(folder)
    return record if record is not None and record.repo in source.repos else None


def _present(place: _Place) -> tuple[Path, Record] | None:
    """The whole model that is there already, and its record; a language model's files lie where they arrived."""
    if (record := read_record(place.installed)) is not None and record.complete:
        return place.installed, record
    record = read_record(place.work)
    return (place.work, record) if record is not None and record.complete and record.layout == "language" else None


def _in_the_way(where: Path, record: Record) -> BadRequest:
    came = f"{record.repo} at {record.revision}" if record.revision else f"{record.repo}, of a folder, revision unknown"
    return BadRequest(
        f"{where} is there already and came from elsewhere ({came}).",
        hint="Replace it with --overwrite, or name another folder of models with --to.",
    )


def _same(place: _Place, record: Record, listing: Listing) -> bool:
    """Whether an installed model was made of the files listed."""
    if listing.revision and record.revision:
        return record.revision == listing.revision
    arrived = read_record(place.work)  # those that it was converted from, where they were kept
    return listing.files in (record.files, arrived.files if arrived is not None and arrived.complete else None)


def _copy(place: _Place, folder: Path, revision: str | None, report: Report, *, overwrite: bool) -> Downloaded:
    with reading(folder):
        root, listing, verified = read_mirror(place.source, folder)
    check_kind(place.source, root)
    if revision is not None and listing.revision != revision:
        raise BadRequest(
            f"{root} holds revision {listing.revision or 'unknown'}, not {revision}.",
            hint="Leave --revision out to take what the folder holds; a commit is named by its full hash.",
        )
    if (present := _present(place)) is not None and not overwrite:
        where, there = present
        same = there.repo in place.source.repos and _same(place, there, listing)
        if same and _intact(where, there, report):
            return _result(place, there, 0)
        if not same and (revision is None or there.repo not in place.source.repos):
            raise _in_the_way(where, there)
    if not verified:
        report(f"{root} has no checksums to compare with; files were not verified.")
    record = _begin(place, listing, verified=verified)
    report(
        f"{record.repo} pinned to {record.revision}"
        if record.revision
        else "The folder does not say which revision it is; none was checked."
    )

    def copy(file: HubFile, part: Path) -> None:
        with reading(root), (root / file.name).open("rb") as published:
            with storing(part):
                target = part.open("wb", buffering=0)
            with target:
                while block := published.read(_BLOCK):
                    with storing(part):
                        target.write(block)

    return _bring(place, record, copy, str(root), report)


def _begin(place: _Place, listing: Listing, *, verified: bool) -> Record:
    """Pin what is to be fetched, before its first byte; files of another revision make room where they differ."""
    names = {file.name for file in listing.files}
    if CONFIG not in names or not any(name.endswith((".safetensors", ".bin")) for name in names):
        raise DownloadFailed(f"{listing.repo} holds no model: {CONFIG} or weights are missing.", hint="Check its name.")
    record = Record(listing.repo, listing.revision, None, verified, False, listing.files)
    with storing(place.work):
        place.work.mkdir(exist_ok=True)
        write_record(place.work, record)
        for path in place.work.iterdir():  # those of the same name are compared, and kept where they are the same
            if path.is_file() and path.name not in {RECORD, *names} and path.name not in _parts(record):
                path.unlink()
    return record


def _bring(place: _Place, record: Record, transfer: Transfer, origin: str, report: Report) -> Downloaded:
    """Get each file that is not there yet, verify it, and install the whole."""
    missing = [file for file in record.files if not matches(place.work / file.name, file)]
    _check_space(place, record, missing)
    for file in missing:
        report(f"{file.name}, {size_text(file.size)}")
        _obtain(place.work, file, transfer, origin, report)
    layout = _layout(place)
    record = replace(record, layout=layout, complete=True)
    with storing(place.work):
        write_record(place.work, record)
    if layout == "official":
        record = _convert(place, record, report)
    elif layout == "ours":
        _publish(place, place.work)
    return _result(place, record, sum(file.size for file in missing))


def _obtain(work: Path, file: HubFile, transfer: Transfer, origin: str, report: Report) -> None:
    part = work / _part(file)
    for attempt in (1, 2):
        transfer(file, part)
        if matches(part, file):
            with storing(work / file.name):
                os.replace(part, work / file.name)
            return
        part.unlink(missing_ok=True)
        if attempt == 1:
            report(f"{file.name} does not match its checksum: removed, and fetched once more.")
    raise DownloadFailed(
        f"{file.name} does not match its checksum: what {origin} gives is damaged.",
        hint="Take it from elsewhere with --from URL or --from FOLDER; all other files are kept.",
    )


def _check_space(place: _Place, record: Record, missing: list[HubFile]) -> None:
    if not missing and place.source.layout != "official":
        return
    arrived = sum(path.stat().st_size for name in _parts(record) if (path := place.work / name).is_file())
    needed = sum(file.size for file in missing) - arrived + _SLACK_BYTES
    if place.source.layout == "official":
        needed += sum(file.size for file in record.files)  # the converted model is about as large
    free = shutil.disk_usage(place.work).free
    if free < needed:
        raise DiskFull(
            f"{place.source.name} needs {needed / 1e9:.1f} GB, and {place.work.parent.parent} has {free / 1e9:.1f} GB.",
            hint="Free some space and run it again, or name a folder on another disk with --to.",
        )


def _layout(place: _Place) -> Layout:
    """What the files are: ours are known by their format version, the authors' by what only their configuration has."""
    config = read_object(place.work / CONFIG)
    if "format_version" in config:
        return "ours"
    return place.source.layout or ("official" if is_authors(config) else "language")


def _convert(place: _Place, record: Record, report: Report) -> Record:
    """Install the authors' checkpoint in our layout and give its record; the files as downloaded stay."""
    from ..foreign.convert import convert

    report(f"Converting. The files as downloaded stay in {place.work}; they may be deleted afterwards.")
    beside = place.work.with_name(f"{place.source.name}.converted")
    made = beside / place.source.name  # a model bears the name of its folder
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with storing(beside):
            beside.mkdir()
        convert(place.work, made)
        names = sorted(path.name for path in made.iterdir() if path.is_file())
        files = tuple(HubFile(name, (made / name).stat().st_size, checksum(made / name)) for name in names)
        converted = replace(record, layout="ours", files=files)
        with storing(made):
            write_record(made, converted)
        _publish(place, made)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return converted


def _publish(place: _Place, made: Path) -> None:
    """Give a finished model folder its final name, in the place of an older download of it."""
    old = place.work.with_name(f"{place.source.name}.old")
    with storing(place.installed):
        shutil.rmtree(old, ignore_errors=True)
        if place.installed.exists():
            os.replace(place.installed, old)
        os.replace(made, place.installed)
    shutil.rmtree(old, ignore_errors=True)


def _intact(folder: Path, record: Record, report: Report) -> bool:
    wrong = [file.name for file in record.files if not matches(folder / file.name, file)]
    if wrong:
        report(f"{folder} is damaged ({', '.join(wrong)}): fetched again.")
    return record.complete and not wrong


def _result(place: _Place, record: Record, fetched_bytes: int) -> Downloaded:
    return Downloaded(
        name=place.source.name,
        repo=record.repo,
        revision=record.revision,
        path=str(place.work if record.layout == "language" else place.installed),
        layout=record.layout or "language",
        files=len(record.files),
        bytes=sum(file.size for file in record.files),
        fetched_bytes=fetched_bytes,
        verified=record.verified,
    )


def _part(file: HubFile) -> str:
    """The name under which a file arrives: of its content, so that another revision's is never gone on with."""
    return f"{file.name}.{file.checksum.partition(':')[2][:12]}.part"


def _parts(record: Record) -> set[str]:
    return {_part(file) for file in record.files}
