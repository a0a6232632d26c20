"""The model's answers on tiles whose rows are still open, kept on disk so that they need not be asked again.

One file for each row of tiles. When its rows of the probability raster are finished it is written over with a later row
of tiles, which costs a fifth of a new file. A record carries its row and its checksum: one that a kill or a power cut
left incomplete is dropped, and its tile is asked again.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from engine.raster.storage import write_all, writing

_RECORD = struct.Struct("<4sIIIIIIQI")  # magic, row, col, questions, height, width, what, bytes, CRC-32 of all else
_MAGIC = b"tile"
_UNASKED, _ALL_VALID, _SOME_VALID = 0, 1, 2
_NAME = re.compile(r"tiles_(\d+)\.bin")
_SPARE = "spare.bin"  # a file of finished rows, to be written over
_FOLD = 512  # 8-byte words: what is longer is summed to so many before its checksum, which takes a tenth of the time


@dataclass(frozen=True)
class KeptTile:
    """What a tile gives to the mosaics: logits per question on the output grid, and the cells that count.

    ``logits_Qhw`` is None where the tile was not asked; ``valid_hw`` is None where every cell counts.
    """

    row: int
    col: int
    logits_Qhw: NDArray[np.float32] | None = None
    valid_hw: NDArray[np.bool_] | None = None


class KeptTiles:
    """The tiles kept in a folder, which is there. Memory: one tile. Raises OutputNotWritable, DiskFull."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._row: int | None = None
        self._file: FileIO | None = None  # without a buffer: what a full disk refused must not come back at the end

    def append(self, tile: KeptTile) -> None:
        """Keep a tile that follows those kept; it has left the process when this returns."""
        if self._row != tile.row:
            self.close()
        path = self._path(tile.row)
        with writing(path):
            if self._file is None:
                self._file, self._row = self._opened(tile.row), tile.row
            for part in _encode(tile):
                write_all(self._file, part)

    def read(self, rows: range) -> Iterator[KeptTile]:
        """Tiles of these rows of tiles in their order; from a damaged one on, none of its row."""
        self.close()
        for row in rows:
            if self._path(row).is_file():
                with self._path(row).open("rb") as file:
                    yield from _decode(file, row)

    def places(self) -> set[tuple[int, int]]:
        """Row and column of every whole tile."""
        return {(tile.row, tile.col) for row in self._rows() for tile in self.read(range(row, row + 1))}

    def drop_above(self, row: int) -> None:
        """Forget all rows of tiles above this one."""
        for each in self._rows():
            if each < row:
                with writing(self._path(each)):
                    self._path(each).replace(self._folder / _SPARE)

    def cut(self, row: int, col: int) -> None:
        """Forget this tile and all that follow it."""
        self.close()
        for each in self._rows():
            path = self._path(each)
            with writing(path):
                if each > row:
                    path.unlink()
                elif each == row:
                    with path.open("rb+") as file:
                        end = 0
                        for tile in _decode(file, row):
                            if tile.col >= col:
                                break
                            end = file.tell()
                        file.truncate(end)

    def close(self) -> None:
        """Close the file that is open, without what it held before it was written over."""
        file, self._file = self._file, None
        if file is not None:
            with writing(Path(file.name)), file:
                file.truncate()
        self._row = None

    def _opened(self, row: int) -> FileIO:
        """The file of a row of tiles after its last whole tile; a new row takes the spare file, where there is one."""
        path, spare = self._path(row), self._folder / _SPARE
        end = 0
        if path.exists():
            with path.open("rb") as kept:
                for _ in _decode(kept, row):
                    end = kept.tell()
        elif spare.exists():
            spare.replace(path)  # what it holds is of another row: nobody takes it for this one's
        file = FileIO(path, "r+" if path.exists() else "x+")
        file.seek(end)
        return file

    def _rows(self) -> list[int]:
        names = (_NAME.fullmatch(path.name) for path in self._folder.iterdir())
        return sorted(int(name[1]) for name in names if name)

    def _path(self, row: int) -> Path:
        return self._folder / f"tiles_{row}.bin"


def _encode(tile: KeptTile) -> list[bytes | memoryview]:
    parts: list[bytes | memoryview] = []
    questions = height = width = 0
    what = _UNASKED
    if tile.logits_Qhw is not None:
        questions, height, width = tile.logits_Qhw.shape
        what = _ALL_VALID if tile.valid_hw is None else _SOME_VALID
        parts.append(np.ascontiguousarray(tile.logits_Qhw, "<f4").data.cast("B"))
        if tile.valid_hw is not None:
            parts.append(np.packbits(tile.valid_hw).tobytes())
    facts = (_MAGIC, tile.row, tile.col, questions, height, width, what, sum(map(len, parts)))
    return [_RECORD.pack(*facts, _checksum(facts, parts)), *parts]


def _decode(file: IO[bytes], row: int) -> Iterator[KeptTile]:
    """The whole records at the beginning of a file; after each the file stands behind it."""
    last = -1
    while len(header := file.read(_RECORD.size)) == _RECORD.size:
        *facts, checksum = _RECORD.unpack(header)
        magic, of_row, col, questions, height, width, what, size = facts
        cells = height * width
        expected = 0 if what == _UNASKED else questions * cells * 4 + (-(-cells // 8) if what == _SOME_VALID else 0)
        if magic != _MAGIC or of_row != row or col <= last or size != expected or not _holds(file, size):
            return
        data = memoryview(file.read(size))
        values = questions * cells * 4
        if len(data) != size or _checksum(facts, [data[:values], data[values:]]) != checksum:
            return
        last = col
        if what == _UNASKED:
            yield KeptTile(row, col)
            continue
        logits_Qhw = np.frombuffer(data, "<f4", questions * cells).reshape(questions, height, width)
        valid_hw = None
        if what == _SOME_VALID:
            bits = np.frombuffer(data, np.uint8, offset=questions * cells * 4)
            valid_hw = np.unpackbits(bits, count=cells).astype(np.bool_).reshape(height, width)
        yield KeptTile(row, col, logits_Qhw, valid_hw)


def _holds(file: IO[bytes], size: int) -> bool:
    """Whether so many bytes follow: a damaged number must not fill the memory."""
    here = file.tell()
    there = file.seek(0, 2) - here
    file.seek(here)
    return there >= size


def _checksum(facts: tuple[object, ...] | list[object], parts: Sequence[bytes | memoryview]) -> int:
    checksum = zlib.crc32(repr(tuple(facts)).encode())
    for data in parts:
        words = np.frombuffer(data, "<u8", len(data) // (8 * _FOLD) * _FOLD)
        if len(words):
            checksum = zlib.crc32(words.reshape(-1, _FOLD).sum(axis=0, dtype="<u8").tobytes(), checksum)
        checksum = zlib.crc32(memoryview(data)[words.nbytes :], checksum)
    return checksum
