"""What a run may write, found out before a model is loaded: an hour of work never ends at a read-only folder.

Nothing that a run reads and nothing that someone else stored is ever replaced.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyogrio
import rasterio
from pyogrio.errors import DataLayerError, DataSourceError
from rasterio.errors import RasterioError

from engine.errors import BadRequest, OutputNotWritable
from engine.raster import RasterReader, check_folder, format_of, layer_files, placing_of
from engine.raster.geoparquet import check_library
from engine.raster.storage import gdal_limits
from engine.raster.styles import STYLE_TABLE
from engine.raster.vector_names import vector_name
from engine.run.folder import JOURNAL
from engine.run.lock import take_lock
from engine.run.request import RunRequest

LAYERS = ("answers", "coverage")
_OWN_FIELDS = {"answers": {"question", "score", "run_id"}, "coverage": {"row", "col", "status"}}


def check_output(request: RunRequest, reader: RasterReader) -> None:
    """Find out whether the output can be written, leaving nothing behind.

    Raises OutputNotWritable where its folder is missing or read-only or an existing output may not be replaced,
    DiskFull, and BadRequest where the output is a folder, the mask, a file of the raster, holds other layers than
    a run's own, where another run writes it now, where its format's library is not installed, or where its CRS has no
    relation to that of the raster (``reader``).
    """
    output = target(request.output)
    form = format_of(request.output)
    if output.suffix.lower() != form.suffix:
        raise BadRequest(f"The output is a link to {output}, no {form.title}.", hint="Name another output.")
    if form.name == "parquet":
        check_library()
    placing_of(output, reader.info.crs_wkt, request.output_crs)
    for layer, file in layer_files(output).items():
        if file.is_dir():
            raise BadRequest(f"The output {file} is a folder.", hint=f"Name a file that ends in {form.suffix}.")
        _check_writable(file, request, "output")
        if file.exists() and file.stat().st_size > 0:
            if form.name == "gpkg":
                check_layers(file)
            else:
                _check_own(file, layer, form.title)
    for cog in request.cog_paths():
        _check_cog(target(str(cog)), request)
    if (journal := request.folder / JOURNAL).is_file():
        take_lock(journal).close()


def check_picture(picture: Path, request: RunRequest) -> None:
    """The same for a picture of the answers. Raises OutputNotWritable, DiskFull, BadRequest."""
    if picture.suffix.lower() != ".png":
        raise BadRequest(f"The picture {picture.name!r} is no PNG.", hint="Let its name end in .png.")
    if format_of(request.output).name != "gpkg" or request.output_crs is not None:
        raise BadRequest("A picture is drawn from a GeoPackage in the raster's CRS.", hint="Leave the picture out.")
    if picture.is_dir():
        raise BadRequest(f"The picture {picture} is a folder.", hint="Name a file that ends in .png.")
    if _is_same(picture, request.output):
        raise BadRequest("The picture would replace the output.", hint="Name another picture.")
    _check_writable(picture, request, "picture")


def target(output: str) -> Path:
    """Where an output really lies: a link stays a link, and what it points to is written."""
    path = Path(output)
    return path.resolve() if path.is_symlink() else path


def _check_cog(cog: Path, request: RunRequest) -> None:
    if cog.is_dir():
        raise BadRequest(f"The probability raster {cog} is a folder.", hint="Name a file that ends in .tif.")
    _check_writable(cog, request, "probability raster")
    if any(_is_same(cog, str(file)) for file in request.folder.glob("*.tif")):
        raise BadRequest("The copy would replace the probability raster itself.", hint="Name another file.")
    if cog.exists() and not _is_probability(cog):
        raise BadRequest(f"The file {cog} is no probability raster and would be lost.", hint="Name another file.")


def _is_probability(path: Path) -> bool:
    try:
        with gdal_limits(), rasterio.open(path) as dataset:
            return "PROBABILITY" in dataset.tags()
    except RasterioError:
        return False


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


def check_layers(geopackage: Path) -> None:
    """Raise BadRequest where a GeoPackage holds layers (of features or of pixels) that a run does not write."""
    try:
        with closing(sqlite3.connect(f"{geopackage.absolute().as_uri()}?mode=ro", uri=True)) as database:
            names = {str(name) for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}
    except sqlite3.Error as error:
        raise BadRequest(
            f"The output {geopackage} exists and is no GeoPackage ({error}).", hint="Name another output."
        ) from error
    if others := sorted(names.difference({*LAYERS, STYLE_TABLE})):
        raise BadRequest(
            f"The output {geopackage} holds other layers, which would be lost: {', '.join(others)}.",
            hint="Name another output.",
        )


def _check_own(path: Path, layer: str, title: str) -> None:
    """Raise BadRequest where a file of one layer holds anything but a run's."""
    try:
        fields = _parquet_fields(path) if path.suffix.lower() == ".parquet" else _fields(path)
    except (DataSourceError, DataLayerError, OSError, ValueError) as error:
        raise BadRequest(
            f"The output {path} exists and is no {title} ({error}).", hint="Name another output."
        ) from error
    if not _OWN_FIELDS[layer] <= fields:
        raise BadRequest(f"The output {path} holds other features, which would be lost.", hint="Name another output.")


def _fields(path: Path) -> set[str]:
    with vector_name(path) as name:
        fields = set(pyogrio.read_info(name)["fields"].tolist())
    if not fields and path.suffix.lower() == ".geojson":  # an empty one names no fields: a run's says what it is
        head = json.loads(path.read_text(encoding="utf-8"))
        if head.get("features") == [] and head.get("name") in _OWN_FIELDS:
            return _OWN_FIELDS[head["name"]]
    return fields


def _parquet_fields(path: Path) -> set[str]:
    import pyarrow.parquet as pq

    return set(pq.read_schema(path).names)
