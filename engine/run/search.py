"""The model's stage of a run: every tile is read, asked, blended into the mosaics and noted.

What an earlier process has done of the run is taken from its unfinished work and not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from engine.errors import BadRequest
from engine.raster import Mosaic, RasterReader, RowsFile, Tile
from engine.raster.mosaic import check_finite
from engine.run.behind import Behind
from engine.run.context import Context, LevelWork
from engine.run.events import Watch
from engine.run.faults import as_reported
from engine.run.finest import FinestTiles, own_pixels
from engine.run.folder import RunFolder
from engine.run.journal import TileRecord
from engine.run.kept_tiles import KeptTile
from engine.run.models import TileModel
from engine.run.partial import Pictures, place_of
from engine.run.planning import Layout, ModelGeometry, levels_of
from engine.run.preview import PREVIEW_FROM_TILES, look_from_afar
from engine.run.request import RunRequest
from engine.run.tile_stage import Pace, answered, failed, unasked
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
    """Ask the model on every tile that is not done yet: first of the coarse levels, then of the finest.

    Raises Cancelled within one tile (on a GPU one batch), and whatever a tile raises: a failed tile fails the run,
    after its line in the journal. What was done until then stays in ``unfinished``. Memory: two tiles (on a GPU at
    most five batches), the mosaics' open rows, and the rows of the coarse levels that a tile needs.
    """
    stride, questions = model.output_stride, request.questions
    with ExitStack() as stack:
        works = [
            LevelWork(level, folder, stride, questions, stack)
            for level in levels_of(request, reader, layout, ModelGeometry.of(model))
        ]
        before = len(unfinished.records) + sum(work.done for work in works)
        total = len(layout.tiles) + sum(len(work.level.tiles) for work in works)
        pace = Pace(watch, before, total, sum(record.status == "done" for record in unfinished.records))
        pictures = None
        if watch.on_partial is not None:
            pictures = Pictures(folder, reader, layout.window, stride, len(questions), watch)
            stack.callback(pictures.close)
            _first_picture(request, reader, layout, model, works, unfinished, pictures, pace, watch)
        context = Context(
            [(work.level.number, work.finish(model, watch, pace, pictures)) for work in works],
            grid=layout.grid,
            window=layout.window,
            stride=stride,
            questions=len(questions),
            threshold=request.threshold,
            whole_tiles=request.skip_ruled_out,
        )
        seconds = sum(work.seconds for work in works)
        mosaics = _mosaics(stack, reader, layout, stride, folder, unfinished)
        behind = stack.enter_context(Behind("blend"))
        tiles = FinestTiles(request, reader, layout, context, stride)
        rest = layout.tiles[len(unfinished.records) :]
        coming = stack.enter_context(closing(answered(rest, tiles.read, model, questions, unfinished, watch)))
        for read, answer in coming:
            try:
                kept, record = tiles.judge(read, answer)
                check_finite(read.tile, kept.logits_Qhw)
            except Exception as error:
                unfinished.note_failure(failed(read.tile, len(questions), as_reported(error)))
                raise
            unfinished.add(kept, record)  # safe before the next tile is asked: a kill costs one at most
            behind.do(partial(_blend, read.tile, kept, mosaics))
            pace.found += record.status == "done"
            pace.step()
            if pictures is not None and kept.logits_Qhw is not None:
                pictures.add(place_of(read.tile.window), kept.logits_Qhw, kept.valid_hw)
                pictures.show(0, pace.done, pace.total)
    return _searched(unfinished.records, folder, request, seconds)


def _first_picture(
    request: RunRequest,
    reader: RasterReader,
    layout: Layout,
    model: TileModel,
    works: Sequence[LevelWork],
    unfinished: Unfinished,
    pictures: Pictures,
    pace: Pace,
    watch: Watch,
) -> None:
    """Draw what an earlier process has done; where nothing is, and no coarse level comes first, look once from afar."""
    if pace.done:
        for work in works:
            work.draw(pictures)
        height = layout.window.height // model.output_stride
        for question, rows in enumerate(unfinished.rows):
            pictures.add_rows(place_of(layout.window), question, rows, height, logits=False)
        for tile, kept in unfinished.open_tiles():
            if kept.logits_Qhw is not None:
                pictures.add(place_of(tile.window), kept.logits_Qhw, kept.valid_hw)
        pictures.show(0, pace.done, pace.total)
    elif request.preview and not works and len(layout.tiles) >= PREVIEW_FROM_TILES:
        watch.check()
        if (seen := look_from_afar(reader, layout.window, model, request.questions)) is not None:
            pictures.add(seen.place, seen.logits_Qhw, seen.valid_hw)
            pictures.show(seen.level, 0, pace.total)


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
        inside_px = int(np.count_nonzero(layout.area.inside(tile.window) & own_pixels(layout.grid, tile)))
        records.append(replace(unasked(tile, "pending", len(request.questions)), inside_px=inside_px))
    return _searched(records, folder, request)


def _searched(
    records: Sequence[TileRecord], folder: RunFolder, request: RunRequest, coarse_seconds: float = 0.0
) -> Searched:
    inside_px = sum(record.inside_px for record in records)
    return Searched(
        tuple(records),
        tuple(folder.probability(number) for number in range(1, len(request.questions) + 1)),
        sum(record.valid_px for record in records) / inside_px,
        coarse_seconds + sum(record.seconds for record in records),
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


def _blend(tile: Tile, kept: KeptTile, mosaics: Sequence[Mosaic]) -> None:
    for question, mosaic in enumerate(mosaics):
        if kept.logits_Qhw is None:
            mosaic.skip(tile)
        else:
            mosaic.add(tile, kept.logits_Qhw[question], kept.valid_hw)
