"""Finished rows on disk: what was appended is there, what is damaged is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.raster import RowsFile


def rows(first: int, count: int, cols: int = 5) -> np.ndarray:
    return np.arange(first * cols, (first + count) * cols, dtype=np.uint8).reshape(count, cols)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of 3 + 1 + 2 rows of 5."""
    path = tmp_path / "rows"
    with RowsFile(path, 5) as file:
        for first, count in ((0, 3), (3, 1), (4, 2)):
            file.append(rows(first, count))
    return path


def test_rows_are_read_across_records(path: Path) -> None:
    with RowsFile(path, 5) as file:
        assert file.count == 6
        assert file.ends() == [0, 3, 4, 6]
        np.testing.assert_array_equal(file.read(2, 3), rows(2, 3))


def test_rows_follow_what_an_earlier_process_left(path: Path) -> None:
    with RowsFile(path, 5) as file:
        file.append(rows(6, 1))
    with RowsFile(path, 5) as file:
        np.testing.assert_array_equal(file.read(0, 7), rows(0, 7))


def test_cut_anywhere_whole_records_are_left(path: Path) -> None:
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with RowsFile(path, 5) as file:
            assert file.count in (0, 3, 4)
            np.testing.assert_array_equal(file.read(0, file.count), rows(0, file.count))
            file.append(rows(file.count, 2))
            np.testing.assert_array_equal(file.read(0, file.count), rows(0, file.count))


def test_altered_byte_ends_what_is_trusted(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(len(whole)):
        garbled = bytearray(whole)
        garbled[place] ^= 0x10
        path.write_bytes(bytes(garbled))
        with RowsFile(path, 5) as file:
            assert file.count < 6
            np.testing.assert_array_equal(file.read(0, file.count), rows(0, file.count))


def test_rows_are_forgotten_from_the_end_of_a_record_on(path: Path) -> None:
    with RowsFile(path, 5) as file:
        file.truncate(3)
        file.append(rows(3, 3))
        np.testing.assert_array_equal(file.read(0, 6), rows(0, 6))
        with pytest.raises(ValueError, match="no record"):
            file.truncate(5)


def test_file_of_another_width_begins_anew(path: Path) -> None:
    with RowsFile(path, 4) as file:
        assert file.count == 0
