"""The coarse levels of a run: the same raster at twice, four times, eight times the working GSD, for its context.

How many there are follows from the raster, the GSD and the metres of context that are wanted, and their tiles lie on
grids over the whole raster: a result does not depend on the extent that is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.raster import AreaOfInterest, Grid, Pixels, RasterReader, Tile, Window, make_grid
from engine.raster.logits import Axis
from engine.run.request import RunRequest

DEFAULT_CONTEXT_M = 0.0  # measured: docs/benchmarks/levels.md


@dataclass(frozen=True)
class Level:
    """One coarse level. ``window``, ``grid`` and ``tiles`` are in its own pixels, read by its own ``reader``.

    ``number`` k: pixels are 2**k times the working GSD. ``down`` and ``across`` tell where the cells of the finest
    level lie on it.
    """

    number: int
    gsd_m: float
    reader: RasterReader
    grid: Grid
    window: Window
    tiles: tuple[Tile, ...]
    down: Axis
    across: Axis
    area: AreaOfInterest | None  # in pixels of the finest level; None: every tile is wanted

    def read(self, tile: Tile) -> Pixels | None:
        """Read a tile of this level; None where no pixel of the area depends on it."""
        return self.reader.read(tile.window) if self.touches(tile) else None

    def touches(self, tile: Tile) -> bool:
        """Whether a tile of this level has a part in the values of the area's pixels."""
        if self.area is None or self.area.whole:
            return True
        x, y = self.across.fine_px / self.across.coarse_px, self.down.fine_px / self.down.coarse_px
        reach = self.down.output_stride + 1  # the cell of a neighbour is interpolated with it, and a pixel for rounding
        left, top = int((tile.window.x - reach) * x), int((tile.window.y - reach) * y)
        right, bottom = int((tile.window.right + reach) * x), int((tile.window.bottom + reach) * y)
        return self.area.touches(Window(left, top, right - left, bottom - top))


def context_of(request: RunRequest) -> float:
    """The metres that a tile of the coarsest level spans at least."""
    return DEFAULT_CONTEXT_M if request.context_m is None else request.context_m


def count_of(width: int, height: int, gsd_m: float, tile_px: int, context_m: float) -> int:
    """The smallest number K of coarse levels with ``tile_px * gsd_m * 2**K >= context_m``.

    At most as many as it takes until the whole raster (``width`` x ``height`` pixels of ``gsd_m``) fits in one tile.
    """
    count = 0
    while tile_px * gsd_m * 2**count < context_m and max(width, height) > tile_px * 2**count:
        count += 1
    return count


def lay_out_levels(
    reader: RasterReader,
    area: AreaOfInterest,
    grid: Grid,
    window: Window,
    tiles: Sequence[Tile],
    *,
    context_m: float,
    tile_px: int,
    size_multiple: int,
    output_stride: int,
    whole_tiles: bool,
) -> tuple[Level, ...]:
    """The coarse levels of a run, coarsest first, each with the tiles that its finest cells are interpolated from.

    ``grid``, ``window`` and ``tiles`` are those of the finest level; with ``whole_tiles`` also the cells of these
    tiles outside of the window are provided for.
    """
    gsd_m = reader.info.gsd_m * reader.scale
    levels = []
    reached = _hull(tiles, grid, output_stride) if whole_tiles else window
    for number in range(count_of(grid.width, grid.height, gsd_m, tile_px, context_m), 0, -1):
        coarse = reader.coarser(2**number)
        own_grid = make_grid(
            coarse.model_width,
            coarse.model_height,
            tile_px=tile_px,
            overlap_px=grid.overlap_px,
            multiple=output_stride,
            size_multiple=size_multiple,
            level=number,
        )
        down = Axis(grid.height, own_grid.height, output_stride)
        across = Axis(grid.width, own_grid.width, output_stride)
        top, bottom = down.support(reached.y // output_stride, reached.bottom // output_stride)
        left, right = across.support(reached.x // output_stride, reached.right // output_stride)
        own = Window(
            left * output_stride,
            top * output_stride,
            (right - left) * output_stride,
            (bottom - top) * output_stride,
        )
        levels.append(
            Level(
                number=number,
                gsd_m=gsd_m * 2**number,
                reader=coarse,
                grid=own_grid,
                window=own,
                tiles=tuple(own_grid.tiles_in(own)),
                down=down,
                across=across,
                area=None if whole_tiles else area,
            )
        )
    return tuple(levels)


def _hull(tiles: Sequence[Tile], grid: Grid, output_stride: int) -> Window:
    """The window of all tiles, on whole cells within the raster."""
    x, y = min(tile.window.x for tile in tiles), min(tile.window.y for tile in tiles)
    right, bottom = max(tile.window.right for tile in tiles), max(tile.window.bottom for tile in tiles)
    right = min(right, -(-grid.width // output_stride) * output_stride)
    bottom = min(bottom, -(-grid.height // output_stride) * output_stride)
    return Window(x, y, right - x, bottom - y)
