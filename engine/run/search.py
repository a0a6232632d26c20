"""The model's stage of a run: every tile is read, asked, noted in the journal and blended into the mosaics."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import NoData, SegEarthError
from engine.raster import Grid, Mosaic, Pixels, RasterReader, Tile
from engine.run.events import Watch
from engine.run.faults import as_reported
from engine.run.folder import RunFolder
from engine.run.journal import Journal, QuestionRecord, Status, TileRecord
from engine.run.models import TileModel
from engine.run.planning import Layout
from engine.run.request import RunRequest
from engine.run.tiles import (
    ReadTile,
    TileAnswer,
    TileFailed,
    ask_in_order,
    on_output_grid,
    read_ahead,
    sigmoid,
)


@dataclass(frozen=True)
class Searched:
    """What the model's stage leaves: one record per tile, one probability raster per question."""

    records: tuple[TileRecord, ...]
    probabilities: tuple[Path, ...]
    valid_share: float  # of the area's pixels, 0 < share <= 1
    model_seconds: float


def search(
    request: RunRequest, reader: RasterReader, layout: Layout, model: TileModel, folder: RunFolder, watch: Watch
) -> Searched:
    """Ask the model on every tile.

    Raises Cancelled within one tile (on a GPU one batch), NoData where the area holds no valid pixel, and whatever a
    tile raises: a failed tile fails the run, after its line in the journal. Memory: two tiles (on a GPU at most five
    batches), and the mosaics' open rows.
    """
    questions = request.questions
    paths = tuple(folder.probability(number) for number in range(1, len(questions) + 1))
    records: list[TileRecord] = []
    inside_px = valid_px = found = 0
    with ExitStack() as stack:
        journal = stack.enter_context(Journal(folder.journal))
        mosaics = [stack.enter_context(_mosaic(path, reader, layout, model.output_stride)) for path in paths]
        started = time.monotonic()
        watch.tell("model", 0, len(layout.tiles), 0, "Reading the first tile")
        coming = read_ahead(layout.tiles, lambda tile: _read(reader, layout, tile), ahead=model.batch_tiles)
        tiles = stack.enter_context(closing(coming))
        answered = _answered(_until_cancelled(tiles, watch), model, questions, journal)
        for done, (read, answer) in enumerate(answered, start=1):
            try:
                inside_HW = layout.area.inside(read.tile.window)
                own_HW = inside_HW & _own(layout.grid, read.tile)
                inside_px += int(np.count_nonzero(own_HW))
                if read.pixels is not None:
                    valid_px += int(np.count_nonzero(own_HW & read.pixels.valid_HW))
                record = _join(read, answer, inside_HW, model.output_stride, request, mosaics)
            except Exception as error:
                journal.add(_failed(read.tile, len(questions), as_reported(error)))
                raise
            journal.add(record)
            records.append(record)
            found += record.status == "done"
            left = (time.monotonic() - started) / done * (len(layout.tiles) - done)
            watch.tell("model", done, len(layout.tiles), found, f"Tile {done} of {len(layout.tiles)}", round(left, 1))
        if valid_px == 0:
            raise NoData("The area asked holds no valid pixel.")
    return Searched(tuple(records), paths, valid_px / inside_px, sum(record.seconds for record in records))


def _mosaic(path: Path, reader: RasterReader, layout: Layout, output_stride: int) -> Mosaic:
    return Mosaic(
        path,
        transform=reader.model_transform,
        crs_wkt=reader.info.crs_wkt,
        grid=layout.grid,
        window=layout.window,
        output_stride=output_stride,
    )


def _read(reader: RasterReader, layout: Layout, tile: Tile) -> Pixels | None:
    """Read a tile; None where no pixel of the area depends on it."""
    return reader.read(tile.window) if layout.area.touches(tile.window) else None


def _own(grid: Grid, tile: Tile) -> NDArray[np.bool_]:
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


def _until_cancelled(
    tiles: Iterable[tuple[Tile, Future[Pixels | None]]], watch: Watch
) -> Iterator[tuple[Tile, Future[Pixels | None]]]:
    for pair in tiles:
        watch.check()
        yield pair


def _answered(
    tiles: Iterable[tuple[Tile, Future[Pixels | None]]], model: TileModel, questions: Sequence[str], journal: Journal
) -> Iterator[tuple[ReadTile, TileAnswer | None]]:
    """All tiles in order with their answers; failed ones get their lines in the journal before they fail the run."""
    try:
        yield from ask_in_order(tiles, model, questions)
    except TileFailed as failure:
        for tile in failure.tiles:
            journal.add(_failed(tile, len(questions), as_reported(failure.error)))
        raise failure.error from None


def _join(
    read: ReadTile,
    answer: TileAnswer | None,
    inside_HW: NDArray[np.bool_],
    stride: int,
    request: RunRequest,
    mosaics: Sequence[Mosaic],
) -> TileRecord:
    """Blend a tile's answer into the mosaics and tell how the tile ended."""
    tile, pixels = read.tile, read.pixels
    if answer is None or pixels is None:
        for mosaic in mosaics:
            mosaic.skip(tile)
        return _unasked(tile, "skipped" if pixels is None else "nodata", len(request.questions))
    valid_hw = on_output_grid(pixels.valid_HW, stride)
    for mosaic, logits_hw in zip(mosaics, answer.logits_Qhw, strict=True):
        mosaic.add(tile, logits_hw, valid_hw)
    if not inside_HW.any():  # asked only for the sake of its neighbours' borders
        return _unasked(tile, "skipped", len(request.questions), answer.seconds)
    searched_hw = on_output_grid(pixels.valid_HW & inside_HW, stride)
    return _record(tile, answer, searched_hw, request.threshold)


def _record(tile: Tile, answer: TileAnswer, searched_hw: NDArray[np.bool_], threshold: float) -> TileRecord:
    """Tell for each question whether anything exceeds the threshold where the run searches."""
    if not searched_hw.any():  # its valid pixels all lie outside the area
        return _unasked(tile, "nodata", len(answer.logits_Qhw), answer.seconds)
    threshold_logit = math.log(threshold / (1.0 - threshold))
    questions = []
    for index, logits_hw in enumerate(answer.logits_Qhw):
        searched = logits_hw[searched_hw]
        highest = float(searched.max())
        cells = int((searched >= threshold_logit).sum())
        status: Status = "done" if highest >= threshold_logit else "empty"
        presence = None if answer.presence_Q is None else round(answer.presence_Q[index], 4)
        probability = round(sigmoid(highest), 4)
        questions.append(QuestionRecord(index + 1, status, presence, probability, cells, round(highest, 4)))
    anything = any(question.status == "done" for question in questions)
    return TileRecord(tile.row, tile.col, tile.level, "done" if anything else "empty", answer.seconds, tuple(questions))


def _unasked(tile: Tile, status: Status, questions: int, seconds: float = 0.0) -> TileRecord:
    records = tuple(QuestionRecord(number, status) for number in range(1, questions + 1))
    return TileRecord(tile.row, tile.col, tile.level, status, seconds, records)


def _failed(tile: Tile, questions: int, error: SegEarthError) -> TileRecord:
    records = tuple(QuestionRecord(number, "failed") for number in range(1, questions + 1))
    return TileRecord(tile.row, tile.col, tile.level, "failed", 0.0, records, error=f"{error.kind}: {error.message}")
