"""What every conversion shares: a folder that appears whole or not at all, its ``config.json``, card and summary."""

from __future__ import annotations

import errno
import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from safetensors import SafetensorError

from ...errors import BadRequest, DiskFull, OutputNotWritable
from ..alone import alone
from ..directory import CARD, CONFIG, INDEX, ModelInfo, parameters_text, size_text
from ..shard_writer import Planned, total_bytes
from .tokenizer import FILES

UNKNOWN_LICENCE = "unknown: see the source"
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
_NAMES = (CONFIG, CARD, INDEX, "download.json", *FILES)
# What a model directory holds, with what safetensors leaves of a file when its process is killed.
_OURS = re.compile(r"model.*\.safetensors|\.tmp\w+|" + "|".join(re.escape(name) for name in _NAMES))
_LOCK = ".lock"


@dataclass(frozen=True)
class Conversion:
    """What a conversion did. ``left_out`` are tensors of the source that nothing reads, or that were not written."""

    source: str
    destination: str
    kind: str  # official, initial or ours: what the source was
    to: str  # ours or official
    name: str
    tensors: int
    parameters: int
    bytes: int
    dtypes: tuple[str, ...]
    vocabulary: int
    seg_id: int
    pad_id: int
    template: str
    licence: str
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain JSON values."""
        return asdict(self)

    def lines(self) -> list[str]:
        """The summary for people."""
        size = f"{parameters_text(self.parameters)} in {self.tensors} tensors ({', '.join(self.dtypes)})"
        words = f"vocabulary of {self.vocabulary} tokens, [SEG] {self.seg_id}, [PAD] {self.pad_id}"
        lines = [f"{size}, {size_text(self.bytes)}, {words}, template {self.template}: {self.destination}"]
        if (count := len(self.left_out)) > 0:
            told = (
                "1 tensor that inference never uses was"
                if count == 1
                else f"{count} tensors that inference never uses were"
            )
            lines.append(f"{told} left out, as expected.")
        lines += self.notes
        if self.kind == "official":
            lines.append(f"Use it: segearth ask IMAGE QUESTION --model {shlex.quote(self.destination)}")
        return lines


def count_parameters(tensors: Mapping[str, Planned]) -> int:
    """Numbers in all tensors but index buffers."""
    return sum(prod(tensor.shape) for tensor in tensors.values() if tensor.dtype.is_floating_point)


def dtype_names(tensors: Mapping[str, Planned]) -> tuple[str, ...]:
    """The floating-point types among the tensors."""
    return tuple(sorted({str(t.dtype).removeprefix("torch.") for t in tensors.values() if t.dtype.is_floating_point}))


def summarise(
    source: Path,
    target: Path,
    kind: str,
    to: str,
    info: ModelInfo,
    tensors: Mapping[str, Planned],
    *,
    left_out: tuple[str, ...],
    notes: tuple[str, ...],
) -> Conversion:
    """The summary of a conversion that wrote ``tensors``."""
    language = info.config.language
    return Conversion(
        source=str(source),
        destination=str(target),
        kind=kind,
        to=to,
        name=info.config.name,
        tensors=len(tensors),
        parameters=count_parameters(tensors),
        bytes=total_bytes(tensors),
        dtypes=dtype_names(tensors),
        vocabulary=int(language.settings["vocab_size"]),
        seg_id=language.seg_id,
        pad_id=language.pad_id,
        template=language.template,
        licence=info.licence,
        left_out=tuple(sorted(left_out)),
        notes=notes,
    )


@contextmanager
def new_folder(target: Path, source: Path, *, overwrite: bool) -> Iterator[Path]:
    """A folder ``<target>.partial`` to fill; it becomes ``target`` at the end, or goes if anything fails.

    Raises BadRequest where something else is in the way, DiskFull and OutputNotWritable.
    """
    check_target(target, source, overwrite=overwrite)
    partial = target.with_name(f"{target.name}.partial")
    if partial.exists() and (not partial.is_dir() or _others(partial)):
        raise BadRequest(f"{partial} is in the way and was not left by a conversion.", hint="Move it away.")
    with _disk_reported(target):
        partial.mkdir(parents=True, exist_ok=True)
        busy = BadRequest(
            f"{target} is being written by another conversion.", hint="Wait until it has ended, or choose another."
        )
        with alone(partial / _LOCK, busy, f"start no second conversion to {target}."):
            try:
                for left in [path for path in partial.iterdir() if path.name != _LOCK]:
                    left.unlink()
                yield partial
            except BaseException:
                shutil.rmtree(partial, ignore_errors=True)
                raise
        (partial / _LOCK).unlink(missing_ok=True)
        try:
            _put(partial, target)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def check_space(folder: Path, tensors: Mapping[str, Planned]) -> None:
    """Raises DiskFull if the tensors do not fit onto the disk."""
    needed, free = total_bytes(tensors), shutil.disk_usage(folder).free
    if needed > free:
        raise DiskFull(f"The model takes {needed / 1e9:.1f} GB; {folder.parent} has {free / 1e9:.1f} GB free.")


def check_target(target: Path, source: Path, *, overwrite: bool) -> None:
    """Raises BadRequest unless ``target`` can become a model directory."""
    here, there = target.resolve(), source.resolve()
    if here == there or here in there.parents:
        raise BadRequest(f"{target} is the source, or holds it.", hint="Choose another destination.")
    if here == Path.cwd():
        raise BadRequest(f"{target} is the folder you are in.", hint="Name a folder that is not there yet.")
    if not target.exists():
        return
    if not target.is_dir():
        raise BadRequest(f"{target} is a file.", hint="Choose a folder that is not there yet.")
    if not any(target.iterdir()):
        return
    if not overwrite:
        raise BadRequest(f"{target} is not empty.", hint="Choose another folder, or --overwrite a model.")
    if not (target / CONFIG).is_file() or not any(target.glob("model*.safetensors")):
        raise BadRequest(f"{target} is no model directory and is not overwritten.", hint="Choose another folder.")
    if others := _others(target):
        raise BadRequest(
            f"{target} holds more than a model: {', '.join(others[:5])}.", hint="Choose another folder, or move that."
        )


def _others(folder: Path) -> list[str]:
    """What is in a folder besides the files of a model."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if not path.is_file() or not (path.name == _LOCK or _OURS.fullmatch(path.name))
    )


def _put(partial: Path, target: Path) -> None:
    """Give a finished folder its name; what had it goes only then."""
    if not target.exists():
        partial.rename(target)
        return
    with TemporaryDirectory(dir=target.parent, prefix=f"{target.name}.old-", ignore_cleanup_errors=True) as aside:
        old = Path(aside, target.name)
        target.rename(old)
        try:
            partial.rename(target)
        except BaseException:
            old.rename(target)
            raise


@contextmanager
def _disk_reported(target: Path) -> Iterator[None]:
    """Turns what Python and safetensors raise about the disk into DiskFull or OutputNotWritable."""
    try:
        yield
    except (OSError, SafetensorError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error):
            raise DiskFull(f"The disk ran full while {target} was written; nothing is left of it.") from error
        raise OutputNotWritable(f"{target} could not be written: {error}.") from error


def write_json(path: Path, values: Mapping[str, Any]) -> None:
    """Write one JSON object."""
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def source_name(folder: Path) -> str:
    """What to call a source in what is written: its name alone, of a hub's snapshot the repository and revision."""
    folder = folder.absolute()
    repository = folder.parent.parent.name
    if folder.parent.name == "snapshots" and repository.startswith("models--"):
        return f"{repository.removeprefix('models--').replace('--', '/')} at {folder.name}"
    return folder.resolve().name


def licence_of(folder: Path) -> str:
    """The licence that a folder's README names in its header, else that it is unknown."""
    try:
        text = (folder / CARD).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return UNKNOWN_LICENCE
    header = re.match(r"---\s*\n(.*?)\n---", text, re.DOTALL)
    named = re.search(r"^license:[ \t]*(\S.*?)\s*$", header[1], re.MULTILINE) if header else None
    return named[1].strip("'\"") if named else UNKNOWN_LICENCE


def write_card(folder: Path, title: str, paragraphs: list[str]) -> None:
    """Write the model card."""
    (folder / CARD).write_text("\n\n".join([f"# {title}", *paragraphs]) + "\n", encoding="utf-8")
