"""The tiles of the finest level: read (or ruled out), judged, and counted once for every pixel of the area."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.raster import Grid, Pixels, RasterReader, Tile
from engine.run.context import Context
from engine.run.journal import QuestionRecord, Status, TileRecord
from engine.run.kept_tiles import KeptTile
from engine.run.planning import Layout
from engine.run.request import RunRequest
from engine.run.tile_stage import unasked
from engine.run.tiles import ReadTile, TileAnswer, on_output_grid, sigmoid

RULED_OUT = "ruled out by the coarse levels"  # the reason of a tile that was not read


class FinestTiles:
    """Reads the tiles of a run on one thread and judges their answers on another, in the same order."""

    def __init__(
        self, request: RunRequest, reader: RasterReader, layout: Layout, context: Context, stride: int
    ) -> None:
        self._request = request
        self._reader = reader
        self._layout = layout
        self._context = context
        self._stride = stride
        self._ruled_out: dict[Tile, tuple[NDArray[np.float32], NDArray[np.bool_]]] = {}  # of tiles read ahead

    def read(self, tile: Tile) -> Pixels | None:
        """Read a tile; None where no pixel of the area depends on it, or the coarse levels see nothing in it."""
        if not self._layout.area.touches(tile.window):
            return None
        if self._request.skip_ruled_out and (logits_Qhw := self._context.ruled_out(tile)) is not None:
            self._ruled_out[tile] = (logits_Qhw, self._reader.read_valid(tile.window))
            return None
        return self._reader.read(tile.window)

    def judge(self, read: ReadTile, answer: TileAnswer | None) -> tuple[KeptTile, TileRecord]:
        """What a tile gives to the mosaics, and how it ended."""
        tile, pixels, questions = read.tile, read.pixels, len(self._request.questions)
        inside_HW = self._layout.area.inside(tile.window)
        own_HW = inside_HW & own_pixels(self._layout.grid, tile)
        inside_px = int(np.count_nonzero(own_HW))
        if pixels is None:
            record = replace(unasked(tile, "skipped", questions), inside_px=inside_px)
            if tile not in self._ruled_out:
                return KeptTile(tile.row, tile.col), record
            logits_Qhw, valid_HW = self._ruled_out.pop(tile)
            valid_px = int(np.count_nonzero(own_HW & valid_HW))
            kept = KeptTile(tile.row, tile.col, logits_Qhw, self._cells(valid_HW))
            return kept, replace(record, valid_px=valid_px, reason=RULED_OUT if inside_HW.any() else None)
        valid_px = int(np.count_nonzero(own_HW & pixels.valid_HW))
        if answer is None:
            kept, record = KeptTile(tile.row, tile.col), unasked(tile, "nodata", questions)
        else:
            logits_Qhw = self._context.joined(tile, np.asarray(answer.logits_Qhw, np.float32))
            kept = KeptTile(tile.row, tile.col, logits_Qhw, self._cells(pixels.valid_HW))
            if not inside_HW.any():  # asked only for the sake of its neighbours' borders
                record = unasked(tile, "skipped", questions, answer.seconds)
            else:
                searched_hw = on_output_grid(pixels.valid_HW & inside_HW, self._stride)
                record = _record(tile, answer, logits_Qhw, searched_hw, self._request.threshold)
        return kept, replace(record, inside_px=inside_px, valid_px=valid_px)

    def _cells(self, valid_HW: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
        """The cells that hold a valid pixel; None where every pixel is."""
        return None if valid_HW.all() else on_output_grid(valid_HW, self._stride)


def own_pixels(grid: Grid, tile: Tile) -> NDArray[np.bool_]:
    """Where a tile lies on the raster and under no tile above or left of it: every pixel is counted once."""
    own_HW = np.ones((tile.window.height, tile.window.width), dtype=bool)
    own_HW[max(0, grid.height - tile.window.y) :] = False  # padding past the raster
    own_HW[:, max(0, grid.width - tile.window.x) :] = False
    if tile.row > 0:
        above = grid.tile(tile.row - 1, tile.col).window
        own_HW[: above.y + above.height - tile.window.y] = False
    if tile.col > 0:
        left = grid.tile(tile.row, tile.col - 1).window
        own_HW[:, : left.x + left.width - tile.window.x] = False
    return own_HW


def _record(
    tile: Tile,
    answer: TileAnswer,
    logits_Qhw: NDArray[np.float32],
    searched_hw: NDArray[np.bool_],
    threshold: float,
) -> TileRecord:
    """Tell for each question whether anything exceeds the threshold where the run searches."""
    if not searched_hw.any():  # its valid pixels all lie outside the area
        return unasked(tile, "nodata", len(logits_Qhw), answer.seconds)
    threshold_logit = math.log(threshold / (1.0 - threshold))
    questions = []
    everywhere = bool(searched_hw.all())
    for index, logits_hw in enumerate(logits_Qhw):
        searched = logits_hw if everywhere else logits_hw[searched_hw]
        highest = float(searched.max())
        cells = int(np.count_nonzero(searched >= threshold_logit))
        status: Status = "done" if highest >= threshold_logit else "empty"
        presence = None if answer.presence_Q is None else round(answer.presence_Q[index], 4)
        probability = round(sigmoid(highest), 4)
        questions.append(QuestionRecord(index + 1, status, presence, probability, cells, round(highest, 4)))
    anything = any(question.status == "done" for question in questions)
    return TileRecord(tile.row, tile.col, tile.level, "done" if anything else "empty", answer.seconds, tuple(questions))
