"""What a run would do, told before it starts: area, tiles, seconds, disk; absurd requests are refused here."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from engine.errors import BadModel, BadRequest, ModelMissing, TooLarge
from engine.raster import AreaOfInterest, Grid, RasterReader, Tile, Window, make_grid
from engine.run.cost import estimate_seconds
from engine.run.levels import Level, context_of, lay_out_levels
from engine.run.like import settled
from engine.run.models import TileModel, check_device, find_by_name, is_generative, tile_sizes
from engine.run.request import RunRequest

MAX_TILES = 250_000
FINEST_SCALE = 1 / 16  # working GSD by the raster's own: beyond it, pixels are only magnified
OVERLAP_PX = 128
FINEST_TRAINED_GSD_M = 0.5  # the paper's scenes: 0.5 to 153 m (section 3)
COARSEST_TRAINED_GSD_M = 153.0


@dataclass(frozen=True)
class ModelGeometry:
    """The sizes that decide the grid; the defaults are those of the models so far."""

    tile_px: int = 1024
    size_multiple: int = 128  # matters only for rasters smaller than a tile
    output_stride: int = 4

    @classmethod
    def of(cls, model: TileModel) -> ModelGeometry:
        """The sizes of a loaded model."""
        return cls(model.tile_px, model.size_multiple, model.output_stride)

    @classmethod
    def in_folder(cls, path: Path) -> ModelGeometry:
        """The sizes of a model that is not loaded. Raises BadModel."""
        return cls(*tile_sizes(path))

    @classmethod
    def expected(cls, name: str) -> ModelGeometry:
        """The sizes of a model that will be loaded; the defaults where there is none: its loader tells what is wrong"""
        try:
            return cls.in_folder(find_by_name(name))
        except (ModelMissing, BadModel):
            return cls()


@dataclass(frozen=True)
class Layout:
    """Where a run looks. ``window`` is the area's, grown to what its border pixels are interpolated from."""

    area: AreaOfInterest
    grid: Grid
    window: Window
    tiles: tuple[Tile, ...]  # all that touch the window, row by row

    @property
    def digest(self) -> str:
        """A hash of where the run looks, which two layouts share only if every tile and pixel is the same."""
        facts = repr((self.grid, self.window, self.area.window, self.area.whole)).encode()
        return hashlib.blake2b(facts + shapely.to_wkb(self.area.shape_px), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Plan:
    """The size of a run. Pixels are those at the working GSD inside the area's window."""

    raster: dict[str, Any]
    crs: str
    gsd_m: float
    pixels: int
    area_m2: float
    tiles: int  # of the finest level
    levels: int  # with the finest
    tiles_by_level: tuple[int, ...]  # the finest first
    context_m: float
    overlap_px: int
    tile_px: int
    seconds: float | None  # an estimate (see engine.run.cost); None in a run's own record
    disk_bytes: int  # at most, for the run folder
    warnings: tuple[str, ...]
    network: dict[str, int] | None = None  # what planning has asked of a remote raster's server

    def to_dict(self) -> dict[str, Any]:
        """The plan as JSON values."""
        lists = {"warnings": list(self.warnings), "tiles_by_level": list(self.tiles_by_level)}
        return {**dataclasses.asdict(self), **lists, "seconds_are": "estimate"}


def plan(request: RunRequest) -> Plan:
    """Plan a run without loading its model. Raises what a run would before its first tile."""
    request = settled(request)
    model = find_by_name(request.model)
    geometry = ModelGeometry.in_folder(model)
    with open_raster(request) as reader:
        layout = lay_out(request, reader, geometry)
        sized = describe(request, reader, layout, geometry)
    check_device(request.device)
    in_words = request.explain and is_generative(model)
    tiles = sum(sized.tiles_by_level)
    seconds = estimate_seconds(model, request.device, tiles, len(request.questions), in_words=in_words)
    return dataclasses.replace(sized, seconds=seconds)


def open_raster(request: RunRequest) -> RasterReader:
    """Open the request's raster with its bands at its GSD."""
    return RasterReader.open(request.raster, bands=request.bands, gsd_m=request.gsd_m, stretch=request.stretch)


def lay_out(request: RunRequest, reader: RasterReader, geometry: ModelGeometry) -> Layout:
    """Find the area and its tiles.

    Raises OutsideExtent, BadRequest for a GSD that only magnifies, TooLarge for more than ``MAX_TILES`` tiles.
    """
    if reader.scale < FINEST_SCALE:
        raise BadRequest(
            f"A GSD of {request.gsd_m:g} m is absurdly fine for pixels of {reader.info.gsd_m:.3g} m.",
            hint="Leave the GSD out to work on the raster's own pixels.",
        )
    step = geometry.tile_px - overlap_of(request, geometry)
    if request.extent is None and request.mask is None:
        _check_tiles(reader.model_width, reader.model_height, step)  # before anything of that size is looked at
    area = AreaOfInterest.from_request(reader, request.extent, request.extent_crs, request.mask)
    _check_tiles(area.window.width, area.window.height, step)
    grid = grid_of(request, reader, geometry)
    window = grid.output_window(area.window, geometry.output_stride)
    return Layout(area, grid, window, tuple(grid.tiles_in(window)))


def levels_of(request: RunRequest, reader: RasterReader, layout: Layout, geometry: ModelGeometry) -> tuple[Level, ...]:
    """The coarse levels that the request's context takes, coarsest first; none where the finest is enough."""
    return lay_out_levels(
        reader,
        layout.area,
        layout.grid,
        layout.window,
        layout.tiles,
        context_m=context_of(request),
        tile_px=geometry.tile_px,
        size_multiple=geometry.size_multiple,
        output_stride=geometry.output_stride,
        whole_tiles=request.skip_ruled_out,
    )


def grid_of(request: RunRequest, reader: RasterReader, geometry: ModelGeometry) -> Grid:
    """The grid of tiles over the whole raster, whatever area is asked."""
    return make_grid(
        reader.model_width,
        reader.model_height,
        tile_px=geometry.tile_px,
        overlap_px=overlap_of(request, geometry),
        multiple=geometry.output_stride,
        size_multiple=geometry.size_multiple,
    )


def overlap_of(request: RunRequest, geometry: ModelGeometry) -> int:
    """128 pixels of a model's usual tile of 1024, a quarter of one that is smaller than 512; or what is asked.

    Raises BadRequest for more than half a tile.
    """
    if request.overlap_px is None:
        return min(OVERLAP_PX, geometry.tile_px // 4)
    if request.overlap_px > geometry.tile_px // 2:
        raise BadRequest(
            f"The overlap of {request.overlap_px} pixels is more than half a tile of {geometry.tile_px}.",
            hint="Leave it out for the usual one.",
        )
    return request.overlap_px


def describe(request: RunRequest, reader: RasterReader, layout: Layout, geometry: ModelGeometry) -> Plan:
    """Size a layout."""
    info, window = reader.info, layout.area.window
    pixels = window.width * window.height
    probability = -(-window.width // geometry.output_stride) * -(-window.height // geometry.output_stride)
    levels = levels_of(request, reader, layout, geometry)
    stride = geometry.output_stride
    coarse = sum((level.window.width // stride) * (level.window.height // stride) for level in levels)
    kept = max([_kept_cells(layout, geometry), *(_kept_cells(level, geometry) for level in levels)])
    disk_bytes = (2 * probability + 4 * coarse + 4 * kept) * len(request.questions)
    gsd_m = info.gsd_m * reader.scale
    return Plan(
        raster={
            "path": str(info.path),
            "width": info.width,
            "height": info.height,
            "band_count": info.band_count,
            "bands": list(info.bands),
            "dtype": info.dtype,
            "gsd_m": info.gsd_m,
        },
        crs=info.crs_label,
        gsd_m=gsd_m,
        pixels=pixels,
        area_m2=layout.area.area_m2,
        tiles=len(layout.tiles),
        levels=1 + len(levels),
        tiles_by_level=(len(layout.tiles), *(len(level.tiles) for level in reversed(levels))),
        context_m=context_of(request),
        overlap_px=layout.grid.overlap_px,
        tile_px=geometry.tile_px,
        seconds=None,
        disk_bytes=disk_bytes,
        warnings=tuple(_warnings(request, gsd_m, disk_bytes)),
        network=network_of(reader),
    )


def network_of(reader: RasterReader) -> dict[str, int] | None:
    """Requests to the server of a remote raster and bytes received, so far; None where none is asked or counted."""
    used = reader.network
    return None if used is None else dataclasses.asdict(used)


def _kept_cells(layout: Layout | Level, geometry: ModelGeometry) -> int:
    """Cells of the tiles that are kept until their rows are finished: at most three rows of tiles."""
    rows: dict[int, int] = dict(Counter(tile.row for tile in layout.tiles))
    kept = max(rows.values()) * min(3, len(rows))
    return (
        kept * (layout.grid.tile_height // geometry.output_stride) * (layout.grid.tile_width // geometry.output_stride)
    )


def _check_tiles(width: int, height: int, step: int) -> None:
    """Count the tiles of a window before any is made: the list itself could fill the memory."""
    expected = max(1, width // step) * max(1, height // step)
    if expected > MAX_TILES:
        raise TooLarge(f"The request takes about {expected:,} tiles; {MAX_TILES:,} is the limit.")


def _warnings(request: RunRequest, gsd_m: float, disk_bytes: int) -> list[str]:
    warnings = []
    if gsd_m < FINEST_TRAINED_GSD_M / 2:
        warnings.append(
            f"A pixel is {gsd_m:.3g} m, finer than the scenes the models learned from; "
            f"try a GSD of {FINEST_TRAINED_GSD_M:g} m."
        )
    if gsd_m > COARSEST_TRAINED_GSD_M:
        warnings.append(f"A pixel is {gsd_m:.3g} m, coarser than the scenes the models learned from.")
    folder = Path(request.output).parent
    if folder.is_dir() and (free := shutil.disk_usage(folder).free) < disk_bytes:
        warnings.append(f"The run may need {disk_bytes / 1e6:.1f} MB; {free / 1e6:.1f} MB are free in {folder}.")
    return warnings
