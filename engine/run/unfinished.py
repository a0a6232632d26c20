"""What a run has so far, on disk in a form that a kill at any moment leaves whole; `segearth resume` goes on from it.

Three things tell how far it came: the journal (a line per tile), the kept tiles (the model's answers where rows are
still open) and the finished rows (one file per question). Each is appended: the tile, its line, and in their own time
the rows that it closes. The next run trusts the longest beginning of the tiles that all three agree on. Finished rows
and the journal are synced before the tiles they came from are dropped, so a power cut costs more tiles, but never
yields a wrong value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Protocol

from engine.raster import Grid, RowsFile, Tile, Window
from engine.raster.storage import writing
from engine.run.journal import Journal, TileRecord, read_whole_lines
from engine.run.kept_tiles import KeptTile, KeptTiles


class Tiled(Protocol):
    """A window of a grid and its tiles, row by row: a run's layout, or one of its coarse levels."""

    @property
    def grid(self) -> Grid: ...

    @property
    def window(self) -> Window: ...

    @property
    def tiles(self) -> Sequence[Tile]: ...


class Place(Protocol):
    """Where the work lies, and its journal."""

    @property
    def unfinished(self) -> Path: ...

    @property
    def journal(self) -> Path: ...


class Unfinished:
    """The work of one run, or of one of its levels; a context manager, which lets it lie.

    Memory: one record per tile, and one tile. ``records``: the tiles that are done. ``rows``: finished rows, one file
    per question, for its `Mosaic`. Raises OutputNotWritable, DiskFull.
    """

    def __init__(
        self, folder: Place, layout: Tiled, output_stride: int, questions: int, *, cell_bytes: int = 1
    ) -> None:
        self._layout = layout
        self._stride = output_stride
        self._dropped_at = 0  # rows that were finished when kept tiles were looked through the last time
        self._closing = ExitStack()
        with writing(folder.unfinished):
            folder.unfinished.mkdir(exist_ok=True)
            self.rows = tuple(
                self._closing.enter_context(
                    RowsFile(
                        folder.unfinished / f"rows_{number}.bin", layout.window.width // output_stride * cell_bytes
                    )
                )
                for number in range(1, questions + 1)
            )
            lines = read_whole_lines(folder.journal)
        self._kept = KeptTiles(folder.unfinished)
        self._first_kept = layout.tiles[0].row
        noted = _noted(lines, layout.tiles, questions)
        done, tops = self._agreed(noted)
        self.records = [record for record, _ in lines[:done]]
        with writing(folder.unfinished):
            for rows, top in zip(self.rows, tops, strict=True):
                rows.truncate(top)
        if done < len(layout.tiles):
            self._kept.cut(layout.tiles[done].row, layout.tiles[done].col)
        self._journal = self._closing.enter_context(Journal(folder.journal, keep=lines[done - 1][1] if done else 0))
        self._closing.callback(self._kept.close)

    def __enter__(self) -> Unfinished:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def open_tiles(self) -> Iterator[tuple[Tile, KeptTile]]:
        """The tiles that are done and have a part in rows that are not finished, in their order."""
        done = self._layout.tiles[: len(self.records)]
        top = min(rows.count for rows in self.rows)
        wanted = {(tile.row, tile.col): tile for tile in done if self._end(tile) > top}
        if wanted:
            first, last = min(wanted)[0], max(wanted)[0]
            for kept in self._kept.read(range(first, last + 1)):
                yield wanted[kept.row, kept.col], kept

    def add(self, kept: KeptTile, record: TileRecord) -> None:
        """Note a tile that is done. The mosaics may get it later and on another thread, in the order of the tiles."""
        self._drop_finished()
        self._kept.append(kept)
        self._journal.add(record)
        self.records.append(record)

    def note_failure(self, record: TileRecord) -> None:
        """Note a tile that failed: it will be asked again."""
        self._journal.add(record)

    def _drop_finished(self) -> None:
        """Drop the kept tiles of rows of tiles that are finished."""
        top = min(rows.count for rows in self.rows)
        if top == self._dropped_at:
            return
        self._dropped_at = top
        grid = self._layout.grid
        rows_of_tiles = dict.fromkeys(tile.row for tile in self._layout.tiles)
        open_row = next((row for row in rows_of_tiles if self._end(grid.tile(row, 0)) > top), grid.rows)
        if open_row > self._first_kept:
            self._first_kept = open_row
            self._journal.sync()
            for rows in self.rows:
                with writing(rows.path):
                    rows.sync()
            self._kept.drop_above(open_row)

    # Worked example: tiles of 8 rows every 6, so those of the second row of tiles begin at 6. The process was killed as
    # it blended the first of them: rows 0..5 are on disk, all tiles of the first row are kept and noted. All of them
    # count (their rows 6 and 7 are still open). Had one of them been lost, it and all after it would be asked again,
    # and the rows on disk, which it is a part of, would not count either.
    def _agreed(self, noted: int) -> tuple[int, list[int]]:
        """How many tiles are done for sure, and how many rows of each question."""
        tiles = self._layout.tiles
        places = self._kept.places()
        done = noted
        while True:
            first_open = self._begin(tiles[done]) if done < len(tiles) else self._height
            tops = [max(end for end in rows.ends() if end <= first_open) for rows in self.rows]
            missing = None
            for number in range(done - 1, -1, -1):
                if self._end(tiles[number]) <= min(tops):
                    break
                if (tiles[number].row, tiles[number].col) not in places:
                    missing = number
            if missing is None:
                return done, tops
            done = missing

    @property
    def _height(self) -> int:
        return self._layout.window.height // self._stride

    def _begin(self, tile: Tile) -> int:
        """The tile's first row of the probability raster."""
        return max(0, (tile.window.y - self._layout.window.y) // self._stride)

    def _end(self, tile: Tile) -> int:
        """The row of the probability raster after its last."""
        return min(self._height, (tile.window.bottom - self._layout.window.y) // self._stride)


def _noted(lines: Sequence[tuple[TileRecord, int]], tiles: Sequence[Tile], questions: int) -> int:
    """How many tiles, from the first on, have their line in the journal."""
    for number, (tile, (record, _)) in enumerate(zip(tiles, lines, strict=False)):
        same = (record.row, record.col, record.level) == (tile.row, tile.col, tile.level)
        if not same or record.status in ("failed", "pending") or len(record.questions) != questions:
            return number
    return min(len(tiles), len(lines))
