"""Finished rows of a raster on disk, in a form that survives a kill: appended in records, each with its checksum.

A record that a killed process or a power cut left incomplete at the end is dropped when the file is opened again.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np
from numpy.typing import NDArray

from engine.raster.storage import write_all

_MAGIC = b"segrows1"
_HEADER = struct.Struct("<8sQ")  # magic, columns
_RECORD = struct.Struct("<QII")  # first row, rows, CRC-32 of these two and of the bytes that follow


@dataclass(frozen=True)
class _Record:
    first: int
    count: int
    start: int  # of its bytes in the file


class RowsFile:
    """Rows 0..`count` of ``cols`` bytes each; a context manager.

    Opening an existing file goes on after its last whole record; one of another width or kind begins anew. What is
    appended has left the process when `append` returns: only a power cut can lose it, unless `sync` came after it.
    Raises OSError. Memory: a record at a time.
    """

    def __init__(self, path: Path, cols: int) -> None:
        self.path = path
        self.cols = cols
        self._records: list[_Record] = []
        self._file: IO[bytes] = path.open("r+b" if path.exists() else "x+b", buffering=0)
        header = _HEADER.pack(_MAGIC, cols)
        if self._file.read(_HEADER.size) == header:
            self._find_records()
        else:
            self._file.seek(0)
            self._file.truncate()
            write_all(self._file, header)
        self._cut()

    def __enter__(self) -> RowsFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def count(self) -> int:
        """Rows that are there."""
        return self._records[-1].first + self._records[-1].count if self._records else 0

    def ends(self) -> list[int]:
        """Where records end, rising from 0 to `count`: the numbers of rows that `truncate` takes."""
        return [0, *(record.first + record.count for record in self._records)]

    def append(self, rows_HW: NDArray[np.uint8]) -> None:
        """Add rows below those that are there, as one record."""
        first, count = self.count, len(rows_HW)
        data = np.ascontiguousarray(rows_HW).data.cast("B")
        start = self._end() + _RECORD.size
        write_all(self._file, _RECORD.pack(first, count, _checksum(first, count, data)))
        write_all(self._file, data)
        self._records.append(_Record(first, count, start))

    def read(self, first: int, count: int) -> NDArray[np.uint8]:
        """Rows first..first + count (H, W), which are there."""
        rows_HW = np.empty((count, self.cols), np.uint8)
        for record in self._records:
            top, bottom = max(first, record.first), min(first + count, record.first + record.count)
            if top < bottom:
                self._file.seek(record.start + (top - record.first) * self.cols)
                _read_all(self._file, rows_HW[top - first : bottom - first].data.cast("B"))
        self._file.seek(self._end())
        return rows_HW

    def truncate(self, count: int) -> None:
        """Forget the rows from ``count`` on, which is where a record ends. ValueError where it is not."""
        if count not in self.ends():
            raise ValueError(f"no record of {self.path} ends at row {count}")
        self._records = [record for record in self._records if record.first < count]
        self._cut()

    def sync(self) -> None:
        """Return when all rows are safe from a power cut."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; it stays."""
        self._file.close()

    def _find_records(self) -> None:
        while len(header := self._file.read(_RECORD.size)) == _RECORD.size:
            first, count, checksum = _RECORD.unpack(header)
            if first != self.count or count == 0:
                return
            start = self._file.tell()
            data = self._file.read(count * self.cols) if start + count * self.cols <= self._size() else b""
            if len(data) != count * self.cols or _checksum(first, count, memoryview(data)) != checksum:
                return
            self._records.append(_Record(first, count, start))

    def _cut(self) -> None:
        """Drop what follows the last record, and write there next."""
        self._file.seek(self._end())
        self._file.truncate()

    def _end(self) -> int:
        if not self._records:
            return _HEADER.size
        last = self._records[-1]
        return last.start + last.count * self.cols

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size


def _checksum(first: int, count: int, data: memoryview) -> int:
    return zlib.crc32(data, zlib.crc32(struct.pack("<QI", first, count)))


def _read_all(file: IO[bytes], into: memoryview) -> None:
    while into:
        size = file.readinto(into)  # type: ignore[attr-defined]  # a raw file has it
        if not size:
            raise OSError(f"{file.name} is shorter than it was")
        into = into[size:]
