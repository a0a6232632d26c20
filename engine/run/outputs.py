"""What a run may write, found out before a model is loaded: an hour of work never ends at a read-only folder.

Nothing that a run reads and nothing that someone else stored is ever replaced.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import rasterio
from rasterio.errors import RasterioError

from engine.errors import BadRequest, OutputNotWritable
from engine.raster import check_folder
from engine.run.folder import JOURNAL
from engine.run.lock import take_lock
from engine.run.request import RunRequest

LAYERS = ("answers", "coverage")


def check_output(request: RunRequest) -> None:
    """Find out whether the output can be written, leaving nothing behind.

    Raises OutputNotWritable where its folder is missing or read-only or an existing output may not be replaced,
    DiskFull, and BadRequest where the output is a folder, the mask, a file of the raster, holds other layers than
    a run's own, or where another run writes it now.
    """
    output = target(request.output)
    if output.is_dir():
        raise BadRequest(f"The output {output} is a folder.", hint="Name a file that ends in .gpkg.")
    if output.suffix.lower() != ".gpkg":
        raise BadRequest(f"The output is a link to {output}, no GeoPackage.", hint="Name another output.")
    _check_writable(output, request, "output")
    if output.exists() and output.stat().st_size > 0:
        _check_layers(output)
    if (journal := request.folder / JOURNAL).is_file():
        take_lock(journal).close()


def check_picture(picture: Path, request: RunRequest) -> None:
    """The same for a picture of the answers. Raises OutputNotWritable, DiskFull, BadRequest."""
    if picture.suffix.lower() != ".png":
        raise BadRequest(f"The picture {picture.name!r} is no PNG.", hint="Let its name end in .png.")
    if picture.is_dir():
        raise BadRequest(f"The picture {picture} is a folder.", hint="Name a file that ends in .png.")
    if _is_same(picture, request.output):
        raise BadRequest("The picture would replace the output.", hint="Name another picture.")
    _check_writable(picture, request, "picture")


def target(output: str) -> Path:
    """Where an output really lies: a link stays a link, and what it points to is written."""
    path = Path(output)
    return path.resolve() if path.is_symlink() else path


def _check_writable(path: Path, request: RunRequest, name: str) -> None:
    if request.mask is not None and _is_same(path, request.mask):
        raise BadRequest(f"The {name} would replace the mask.", hint=f"Name another {name}.")
    if path.exists() and any(_is_same(path, file) for file in _raster_files(request.raster)):
        raise BadRequest(f"The {name} would replace the raster.", hint=f"Name another {name}.")
    check_folder(path.parent)
    if path.exists() and not os.access(path, os.W_OK):
        raise OutputNotWritable(f"The {name} {path} exists and may not be replaced.")


def _raster_files(raster: str) -> Iterator[str]:
    """The raster's own file and those it is read from: sources of a VRT and of the VRTs in it, overviews, masks."""
    seen: set[str] = set()
    unopened = [raster]
    while unopened:
        name = unopened.pop()
        yield name
        try:
            with rasterio.open(name) as dataset:
                files = set(dataset.files) - seen
        except RasterioError:
            continue  # what is no raster has no other files; the run tells what is wrong with it
        yield from files
        seen |= files
        unopened += [file for file in files if file.endswith(".vrt") and file != name]


def _is_same(path: Path, other: str) -> bool:
    return path.exists() and os.path.exists(other) and path.samefile(other)


def _check_layers(geopackage: Path) -> None:
    """Raise BadRequest where a file holds layers (of features or of pixels) that a run does not write."""
    try:
        with closing(sqlite3.connect(f"{geopackage.absolute().as_uri()}?mode=ro", uri=True)) as database:
            names = {str(name) for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}
    except sqlite3.Error as error:
        raise BadRequest(
            f"The output {geopackage} exists and is no GeoPackage ({error}).", hint="Name another output."
        ) from error
    if others := sorted(names.difference(LAYERS)):
        raise BadRequest(
            f"The output {geopackage} holds other layers, which would be lost: {', '.join(others)}.",
            hint="Name another output.",
        )
