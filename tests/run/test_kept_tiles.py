"""The model's answers on disk: to the bit, in order, and none from a damaged one on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.run.kept_tiles import KeptTile, KeptTiles

RNG = np.random.default_rng(0)
LOGITS = RNG.normal(size=(2, 3, 5)).astype(np.float32)
VALID = RNG.random((3, 5)) > 0.5
TILES = [KeptTile(2, 0, LOGITS, VALID), KeptTile(2, 1), KeptTile(2, 4, LOGITS + 1), KeptTile(3, 0, LOGITS - 1)]


@pytest.fixture
def kept(tmp_path: Path) -> KeptTiles:
    """Three tiles of row 2 and one of row 3."""
    kept = KeptTiles(tmp_path)
    for tile in TILES:
        kept.append(tile)
    return kept


def same(one: KeptTile, other: KeptTile) -> bool:
    pairs = ((one.logits_Qhw, other.logits_Qhw), (one.valid_hw, other.valid_hw))
    alike = all((a is None) == (b is None) and (a is None or np.array_equal(a, b)) for a, b in pairs)
    return alike and (one.row, one.col) == (other.row, other.col)


def test_tiles_come_back_to_the_bit_and_in_order(kept: KeptTiles) -> None:
    assert all(same(a, b) for a, b in zip(kept.read(range(10)), TILES, strict=True))


def test_rows_of_tiles_are_dropped(kept: KeptTiles) -> None:
    kept.drop_above(3)
    assert kept.places() == {(3, 0)}


def test_tile_and_all_that_follow_are_cut(kept: KeptTiles) -> None:
    kept.cut(2, 1)
    assert kept.places() == {(2, 0)}
    kept.append(TILES[1])
    assert kept.places() == {(2, 0), (2, 1)}


def test_cut_anywhere_whole_tiles_are_left(kept: KeptTiles, tmp_path: Path) -> None:
    path = tmp_path / "tiles_2.bin"
    kept.close()
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        found = list(kept.read(range(2, 3)))
        assert len(found) < 3
        assert all(same(a, b) for a, b in zip(found, TILES, strict=False))


def test_altered_byte_ends_what_is_trusted(kept: KeptTiles, tmp_path: Path) -> None:
    path = tmp_path / "tiles_2.bin"
    kept.close()
    whole = path.read_bytes()
    for place in range(len(whole)):
        garbled = bytearray(whole)
        garbled[place] ^= 0x10
        path.write_bytes(bytes(garbled))
        found = list(kept.read(range(2, 3)))
        assert len(found) < 3
        assert all(same(a, b) for a, b in zip(found, TILES, strict=False))


def test_large_tile_comes_back_to_the_bit_and_no_altered_byte_of_it_is_trusted(tmp_path: Path) -> None:
    large = KeptTile(2, 0, RNG.normal(size=(1, 64, 70)).astype(np.float32), RNG.random((64, 70)) > 0.5)
    kept = KeptTiles(tmp_path)
    kept.append(large)
    kept.close()
    path = tmp_path / "tiles_2.bin"
    whole = path.read_bytes()
    assert [same(large, tile) for tile in kept.read(range(2, 3))] == [True]
    for place in RNG.integers(0, len(whole), 200):
        garbled = bytearray(whole)
        garbled[place] ^= 1 << int(place) % 8
        path.write_bytes(bytes(garbled))
        assert list(kept.read(range(2, 3))) == []


def test_file_of_dropped_rows_is_written_over_and_none_of_them_comes_back(kept: KeptTiles, tmp_path: Path) -> None:
    kept.drop_above(3)
    assert {path.name for path in tmp_path.iterdir()} == {"spare.bin", "tiles_3.bin"}
    kept.append(KeptTile(4, 1, LOGITS * 2))
    assert {path.name for path in tmp_path.iterdir()} == {"tiles_3.bin", "tiles_4.bin"}
    kept.close()
    assert kept.places() == {(3, 0), (4, 1)}
    kept.append(KeptTile(4, 2))
    assert kept.places() == {(3, 0), (4, 1), (4, 2)}
