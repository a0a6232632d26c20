"""The model's stage of a run: every tile is read, asked, blended into the mosaics and noted.

What an earlier process has done of the run is taken from its unfinished work and not asked again.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadRequest, SegEarthError
from engine.raster import Grid, Mosaic, Pixels, RasterReader, RowsFile, Tile
from engine.run.events import Watch
from engine.run.faults import as_reported
from engine.run.folder import RunFolder
from engine.run.journal import QuestionRecord, Status, TileRecord
from engine.run.kept_tiles import KeptTile
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
from engine.run.unfinished import Unfinished

_GO_ON = "Go on with it: `segearth resume` without --finish."


@dataclass(frozen=True)
class Searched:
    """What the model's stage leaves: one record per tile, one probability raster per question."""

    records: tuple[TileRecord, ...]
    probabilities: tuple[Path, ...]
    valid_share: float  # of the area's pixels, 0 <= share <= 1
    model_seconds: float


def search(
    request: RunRequest,
    reader: RasterReader,
    layout: Layout,
    model: TileModel,
    folder: RunFolder,
    unfinished: Unfinished,
    watch: Watch,
) -> Searched:
    """Ask the model on every tile that is not done yet.

    Raises Cancelled within one tile (on a GPU one batch), and whatever a tile raises: a failed tile fails the run,
    after its line in the journal. What was done until then stays in ``unfinished``. Memory: two tiles (on a GPU at
    most five batches), and the mosaics' open rows.
    """
    stride, total = model.output_stride, len(layout.tiles)
    before = len(unfinished.records)
    rest = layout.tiles[before:]
    found = sum(record.status == "done" for record in unfinished.records)
    with ExitStack() as stack:
        mosaics = _mosaics(stack, reader, layout, stride, folder, unfinished)
        started = time.monotonic()
        watch.tell("model", before, total, found, "Reading the first tile" if before == 0 else "Going on")
        coming = read_ahead(rest, lambda tile: _read(reader, layout, tile), ahead=model.batch_tiles)
        tiles = stack.enter_context(closing(coming))
        answered = _answered(_until_cancelled(tiles, watch), model, request.questions, unfinished)
        for now, (read, answer) in enumerate(answered, start=1):
            done = before + now
            try:
                kept, record = _judge(read, answer, layout, stride, request)
                _blend(read.tile, kept, mosaics)
            except Exception as error:
                unfinished.note_failure(_failed(read.tile, len(request.questions), as_reported(error)))
                raise
            unfinished.add(kept, record)
            found += record.status == "done"
            left = (time.monotonic() - started) / now * (len(rest) - now)
            watch.tell("model", done, total, found, f"Tile {done} of {total}", round(left, 1))
    return _searched(unfinished.records, folder, request)


def search_no_further(
    request: RunRequest,
    reader: RasterReader,
    layout: Layout,
    output_stride: int,
    folder: RunFolder,
    unfinished: Unfinished,
) -> Searched:
    """The tiles that are done as they are, and the others as "pending": without a model. The work can still go on.

    Raises BadRequest where no tile is done.
    """
    records = list(unfinished.records)
    if not records:
        raise BadRequest(f"No tile of the run in {folder.path} is done: there is nothing to keep.", hint=_GO_ON)
    with ExitStack() as stack:
        _mosaics(stack, reader, layout, output_stride, folder, unfinished)
    for tile in layout.tiles[len(records) :]:
        inside_px = int(np.count_nonzero(layout.area.inside(tile.window) & _own(layout.grid, tile)))
        records.append(replace(_unasked(tile, "pending", len(request.questions)), inside_px=inside_px))
    return _searched(records, folder, request)


def _searched(records: Sequence[TileRecord], folder: RunFolder, request: RunRequest) -> Searched:
    inside_px = sum(record.inside_px for record in records)
    return Searched(
        tuple(records),
        tuple(folder.probability(number) for number in range(1, len(request.questions) + 1)),
        sum(record.valid_px for record in records) / inside_px,
        sum(record.seconds for record in records),
    )


def _mosaics(
    stack: ExitStack,
    reader: RasterReader,
    layout: Layout,
    output_stride: int,
    folder: RunFolder,
    unfinished: Unfinished,
) -> list[Mosaic]:
    """One for each question, as the tiles that are done have left it."""
    mosaics = [
        stack.enter_context(_mosaic(folder.probability(number), reader, layout, output_stride, rows))
        for number, rows in enumerate(unfinished.rows, start=1)
    ]
    for tile, kept in unfinished.open_tiles():
        _blend(tile, kept, mosaics)
    return mosaics


def _mosaic(path: Path, reader: RasterReader, layout: Layout, output_stride: int, rows: RowsFile) -> Mosaic:
    return Mosaic(
        path,
        transform=reader.model_transform,
        crs_wkt=reader.info.crs_wkt,
        grid=layout.grid,
        window=layout.window,
        output_stride=output_stride,
        rows=rows,
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
    tiles: Iterable[tuple[Tile, Future[Pixels | None]]],
    model: TileModel,
    questions: Sequence[str],
    unfinished: Unfinished,
) -> Iterator[tuple[ReadTile, TileAnswer | None]]:
    """All tiles in order with their answers; failed ones get their lines in the journal before they fail the run."""
    try:
        yield from ask_in_order(tiles, model, questions)
    except TileFailed as failure:
        for tile in failure.tiles:
            unfinished.note_failure(_failed(tile, len(questions), as_reported(failure.error)))
        raise failure.error from None


def _judge(
    read: ReadTile, answer: TileAnswer | None, layout: Layout, stride: int, request: RunRequest
) -> tuple[KeptTile, TileRecord]:
    """What a tile gives to the mosaics, and how it ended."""
    tile, pixels, questions = read.tile, read.pixels, len(request.questions)
    inside_HW = layout.area.inside(tile.window)
    own_HW = inside_HW & _own(layout.grid, tile)
    inside_px = int(np.count_nonzero(own_HW))
    if pixels is None:
        record = _unasked(tile, "skipped", questions)
        return KeptTile(tile.row, tile.col), replace(record, inside_px=inside_px)
    valid_px = int(np.count_nonzero(own_HW & pixels.valid_HW))
    if answer is None:
        kept, record = KeptTile(tile.row, tile.col), _unasked(tile, "nodata", questions)
    else:
        valid_hw = None if pixels.valid_HW.all() else on_output_grid(pixels.valid_HW, stride)
        kept = KeptTile(tile.row, tile.col, np.asarray(answer.logits_Qhw, np.float32), valid_hw)
        if not inside_HW.any():  # asked only for the sake of its neighbours' borders
            record = _unasked(tile, "skipped", questions, answer.seconds)
        else:
            searched_hw = on_output_grid(pixels.valid_HW & inside_HW, stride)
            record = _record(tile, answer, searched_hw, request.threshold)
    return kept, replace(record, inside_px=inside_px, valid_px=valid_px)


def _blend(tile: Tile, kept: KeptTile, mosaics: Sequence[Mosaic]) -> None:
    for question, mosaic in enumerate(mosaics):
        if kept.logits_Qhw is None:
            mosaic.skip(tile)
        else:
            mosaic.add(tile, kept.logits_Qhw[question], kept.valid_hw)


def _record(tile: Tile, answer: TileAnswer, searched_hw: NDArray[np.bool_], threshold: float) -> TileRecord:
    """Tell for each question whether anything exceeds the threshold where the run searches."""
    if not searched_hw.any():  # its valid pixels all lie outside the area
        return _unasked(tile, "nodata", len(answer.logits_Qhw), answer.seconds)
    threshold_logit = math.log(threshold / (1.0 - threshold))
    questions = []
    everywhere = bool(searched_hw.all())
    for index, logits_hw in enumerate(answer.logits_Qhw):
        searched = logits_hw if everywhere else logits_hw[searched_hw]
        highest = float(searched.max())
        cells = int(np.count_nonzero(searched >= threshold_logit))
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
