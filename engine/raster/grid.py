"""The global grid of tiles over a raster.

Positions are "model pixels": pixels of the raster at the working ground sample distance, counted from the
raster's own pixel (0, 0), so that the same ground falls in the same tile whatever extent is asked.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """A rectangle of model pixels: columns x to x + width, rows y to y + height (ends excluded)."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def intersection(self, other: Window) -> Window | None:
        """The common part of both windows, or None where they share no pixel."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Window(x, y, right - x, bottom - y) if right > x and bottom > y else None


@dataclass(frozen=True)
class Tile:
    """One tile of the grid. Its window may reach past the raster's right and lower edge: that part is padding."""

    row: int
    col: int
    level: int
    window: Window


@dataclass(frozen=True)
class Grid:
    """Overlapping tiles over a raster of width x height model pixels; made by `make_grid`.

    Every tile is tile_width x tile_height. Origins are multiples of ``multiple``, so that a tile's coarser output
    grid (1/4 of the pixels for the networks) is a part of one global output grid.
    """

    width: int
    height: int
    tile_width: int
    tile_height: int
    overlap_px: int
    multiple: int
    level: int

    @property
    def cols(self) -> int:
        return _count(self.width, self.tile_width, self._stride(self.tile_width))

    @property
    def rows(self) -> int:
        return _count(self.height, self.tile_height, self._stride(self.tile_height))

    def tile(self, row: int, col: int) -> Tile:
        """The tile at that row and column of the grid; IndexError outside of it."""
        if not (0 <= row < self.rows and 0 <= col < self.cols):
            raise IndexError(f"tile ({row}, {col}) of a grid of {self.rows} x {self.cols}")
        x = _origin(col, self.width, self.tile_width, self._stride(self.tile_width), self.multiple)
        y = _origin(row, self.height, self.tile_height, self._stride(self.tile_height), self.multiple)
        return Tile(row, col, self.level, Window(x, y, self.tile_width, self.tile_height))

    def tiles_in(self, window: Window) -> list[Tile]:
        """All tiles that touch the window, row by row.

        Every pixel of the window then has all the tiles that it has in a run over the whole raster.
        """
        rows = [row for row in range(self.rows) if self._touches(self.tile(row, 0).window, window, rows=True)]
        cols = [col for col in range(self.cols) if self._touches(self.tile(0, col).window, window, rows=False)]
        return [self.tile(row, col) for row in rows for col in cols]

    def output_window(self, window: Window, output_stride: int) -> Window:
        """The window grown to whole cells of the output grid plus one cell on each side, within the raster.

        The pixels of ``window`` are interpolated between cells, so the values at its border need the next cell;
        with it they are the same whatever the extent. This is the window to give to `tiles_in` and `Mosaic`.
        Its right and lower edge may pass the raster's by less than one cell.
        """
        cells_x, cells_y = -(-self.width // output_stride), -(-self.height // output_stride)
        left, top = max(0, window.x // output_stride - 1), max(0, window.y // output_stride - 1)
        right = min(cells_x, -(-window.right // output_stride) + 1)
        bottom = min(cells_y, -(-window.bottom // output_stride) + 1)
        return Window(
            left * output_stride,
            top * output_stride,
            (right - left) * output_stride,
            (bottom - top) * output_stride,
        )

    def _stride(self, tile_length: int) -> int:
        return (tile_length - self.overlap_px) // self.multiple * self.multiple

    @staticmethod
    def _touches(tile: Window, window: Window, *, rows: bool) -> bool:
        if rows:
            return tile.y < window.bottom and tile.bottom > window.y
        return tile.x < window.right and tile.right > window.x


def make_grid(
    width: int,
    height: int,
    *,
    tile_px: int = 1024,
    overlap_px: int = 128,
    multiple: int = 4,
    size_multiple: int = 128,
    level: int = 0,
) -> Grid:
    """Lay tiles of tile_px with overlap_px between neighbours over a raster of width x height model pixels.

    ``multiple`` is the model's output stride: all tile origins are multiples of it. A raster that is smaller than a
    tile gets one tile, as large as the raster rounded up to ``size_multiple`` (never above tile_px): a model of fixed
    size gives size_multiple = tile_px. ValueError for sizes that cannot make a grid.
    """
    if min(width, height, tile_px, multiple, size_multiple) < 1 or overlap_px < 0:
        raise ValueError("sizes of a grid are positive")
    if tile_px - overlap_px < multiple or tile_px % multiple or size_multiple % multiple:
        raise ValueError("the overlap is smaller than a tile, and tile sizes are multiples of the output stride")
    return Grid(
        width=width,
        height=height,
        tile_width=min(tile_px, -(-width // size_multiple) * size_multiple),
        tile_height=min(tile_px, -(-height // size_multiple) * size_multiple),
        overlap_px=overlap_px,
        multiple=multiple,
        level=level,
    )


# Worked example, one dimension: 30 pixels, tiles of 12, overlap 4, origins on multiples of 4. The stride is 8, so
# three tiles fit at 0, 8, 16 and the fourth would be at 24 and reach 36. It is pulled back to 30 - 12 = 18 and then
# up to the next multiple of 4, 20: [0, 12) [8, 20) [16, 28) [20, 32). Rounding down (to 16) would lose pixels 28, 29;
# rounding up costs at most multiple - 1 columns of padding.
def _count(length: int, tile: int, stride: int) -> int:
    return 1 if length <= tile else -(-(length - tile) // stride) + 1


def _origin(index: int, length: int, tile: int, stride: int, multiple: int) -> int:
    if length <= tile:
        return 0
    last = -(-(length - tile) // multiple) * multiple
    return min(index * stride, last)
