"""What coarse levels and skipping do on large synthetic scenes with exact labels: IoU and tiles, without any raster.

    for seed in 9101 9102 9103; do
        python -m training synthesize SCENES --side 6144 --seed $seed --layers; done
    python docs/benchmarks/levels.py ask SCENES LOGITS          # the model, once: the logits of every level
    python docs/benchmarks/levels.py choose LOGITS 9101 9102    # the weight of coarse levels, the limit of skipping
    python docs/benchmarks/levels.py report LOGITS 9103         # what these do on scenes that chose nothing

The same with `--side 4096 --gsd 0.125`, seed 9201, and `--side 2560 --gsd 0.125`, seeds 9301 and 9302.

Scored on the output grid (4 x 4 pixels): a cell is the kind's where more than half of its pixels are. Pixels of a
class that lies within the meaning of another (boats for a lake) do not count, as in training.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray

from engine.raster import AreaOfInterest, RasterReader, RowsFile
from engine.raster.logits import CELL_BYTES, CoarseLogits, LogitMosaic
from engine.run.levels import lay_out_levels
from engine.run.models import TileModel, load_by_name
from engine.run.planning import ModelGeometry, lay_out
from engine.run.request import RunRequest
from engine.run.tiles import ask_in_order, on_output_grid, read_ahead
from training.data.synthetic import PART_OF
from training.questions.bank import load_bank
from training.synthesis import CLASSES
from training.synthesis.zones import KINDS

LOCAL = ("building", "road", "tree", "car", "water", "swimming_pool")  # told by what they look like
WIDE = ("lake", "river", "forest", "harbor", "crop_field", "runway", "parking_lot", "soccer_field")  # by surroundings
WEIGHTS = (0.1, 0.25, 0.5, 1.0)
LIMITS = (0.005, 0.02, 0.05)
_NUMBERS = {name: number for number, name in CLASSES.items()}


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def question_of(kind: str) -> str:
    """The first question of the bank that names a kind."""
    return load_bank()[kind].explicit[0]


def ask(scenes: Path, out: Path) -> None:
    """Write the logits [kind, h, w] of every level, those of coarse ones interpolated at the finest cells."""
    out.mkdir(parents=True, exist_ok=True)
    model = load_by_name("nano", "cpu")
    kinds = LOCAL + WIDE
    for path in sorted(scenes.glob("scene_*[0-9].tif")):
        target = out / f"{path.stem.rpartition('_')[2]}.npz"
        if target.exists():
            continue
        request = RunRequest(str(path), tuple(question_of(kind) for kind in kinds), "unused.gpkg")
        geometry = ModelGeometry.of(model)
        found: dict[str, Any] = {"truth": _truth(path, kinds, geometry.output_stride)}
        with RasterReader.open(path) as reader:
            layout = lay_out(request, reader, geometry)
            found["logits_0"] = _blended(reader, layout, model, request.questions)
            found["windows"] = [(t.window.y, t.window.x, t.window.height, t.window.width) for t in layout.tiles]
            for level in lay_out_levels(
                reader,
                AreaOfInterest.from_request(reader),
                layout.grid,
                layout.window,
                layout.tiles,
                context_m=1e9,
                tile_px=geometry.tile_px,
                size_multiple=geometry.size_multiple,
                output_stride=geometry.output_stride,
                whole_tiles=True,
            ):
                logits = _blended(level.reader, level, model, request.questions, finest=layout.window)
                found[f"logits_{level.number}"] = logits
                found[f"tiles_{level.number}"] = len(level.tiles)
        np.savez_compressed(target, **found)
        _print(str(target))


def _blended(
    reader: RasterReader, tiled: Any, model: TileModel, questions: tuple[str, ...], finest: Any = None
) -> NDArray[np.float16]:
    stride = model.output_stride
    with tempfile.TemporaryDirectory() as folder:
        cols = tiled.window.width // stride
        files = [RowsFile(Path(folder) / f"{number}.bin", cols * CELL_BYTES) for number in range(len(questions))]
        mosaics = [LogitMosaic(rows, grid=tiled.grid, window=tiled.window, output_stride=stride) for rows in files]
        for read, answer in ask_in_order(
            read_ahead(tiled.tiles, lambda tile: reader.read(tile.window)), model, questions
        ):
            assert answer is not None
            assert read.pixels is not None
            for mosaic, logits in zip(mosaics, answer.logits_Qhw, strict=True):
                mosaic.add(read.tile, logits, on_output_grid(read.pixels.valid_HW, stride))
        for mosaic in mosaics:
            mosaic.close()
        if finest is None:
            logits_Qhw = np.stack([rows.read(0, rows.count).view("<f4") for rows in files])
        else:
            logits_Qhw = CoarseLogits(
                files, window=tiled.window, output_stride=stride, down=tiled.down, across=tiled.across
            ).at(finest)
        for rows in files:
            rows.close()
    return logits_Qhw.astype(np.float16)


def _truth(path: Path, kinds: tuple[str, ...], stride: int) -> NDArray[np.uint8]:
    """0, 1, or 2 where it does not count, of every kind on the output grid."""
    with rasterio.open(path.with_name(f"{path.stem}_classes.tif")) as file:
        classes = file.read(1)
    with rasterio.open(path.with_name(f"{path.stem}_zones.tif")) as file:
        zones = file.read(1)

    def mask(kind: str) -> NDArray[np.bool_]:
        of = KINDS[kind]
        there = np.isin(classes, of.classes) if of.classes else np.ones(classes.shape, bool)
        return there & np.isin(zones, of.zones) if of.zones else there

    def share(mask_HW: NDArray[np.bool_]) -> NDArray[np.float64]:
        height, width = mask_HW.shape
        return mask_HW.reshape(height // stride, stride, width // stride, stride).mean(axis=(1, 3))

    truths = []
    for kind in kinds:
        there = mask(kind)
        part = np.isin(classes, [_NUMBERS[name] for name in PART_OF.get(kind, ()) if name in _NUMBERS]) & ~there
        truths.append(np.where(share(part) > 0.5, 2, share(there) > 0.5).astype(np.uint8))
    return np.stack(truths)


def scenes_of(folder: Path, seeds: list[str]) -> Iterator[dict[str, Any]]:
    """The logits and truths of the scenes with these seeds."""
    for seed in seeds:
        with np.load(folder / f"{seed}.npz") as file:
            yield dict(file)


def _there(scene: dict[str, Any], levels: int) -> list[int]:
    """The levels 1..levels that the scene is large enough for."""
    return [number for number in range(1, levels + 1) if f"logits_{number}" in scene]


def joined(scene: dict[str, Any], kind: int, levels: int, weight: float) -> NDArray[np.float32]:
    """The mean of a kind's logits, a level weighing ``weight`` of the next finer; with weight 0 that level alone."""
    if levels and not weight:
        return np.asarray(scene[f"logits_{max(_there(scene, levels))}"][kind], np.float32)
    total = scene["logits_0"][kind].astype(np.float32)
    weights = 1.0
    for number in _there(scene, levels):
        total = total + scene[f"logits_{number}"][kind].astype(np.float32) * weight**number
        weights += weight**number
    return total / weights


def skipped(scene: dict[str, Any], kind: int, levels: int, weight: float, limit: float) -> tuple[Any, int, int]:
    """The joined logits where tiles that the coarse levels rule out keep these; tiles ruled out, and all."""
    total = np.zeros(scene["truth"].shape[1:], np.float32)
    weights = 0.0
    for number in _there(scene, levels):
        total += scene[f"logits_{number}"][kind].astype(np.float32) * weight**number
        weights += weight**number
    coarse, result = total / weights, joined(scene, kind, levels, weight)
    out = 0
    asked = np.zeros(result.shape, bool)
    for y, x, height, width in scene["windows"] // 4:
        place = slice(y, y + height), slice(x, x + width)
        if coarse[place].max() < np.log(limit / (1 - limit)):
            out += 1
        else:
            asked[place] = True
    return np.where(asked, result, coarse), out, len(scene["windows"])


def iou(logits: list[NDArray[Any]], truths: list[NDArray[Any]]) -> float | None:
    """Over all scenes together at a threshold of 0.5; None where the kind is in none."""
    both = either = there = 0
    for values, truth in zip(logits, truths, strict=True):
        found, real, counts = values > 0, truth == 1, truth != 2
        both += int((found & real).sum())
        either += int(((found | real) & counts).sum())
        there += int(real.sum())
    return both / either if there else None


def _title(levels: int, weight: float) -> str:
    if not levels:
        return "finest only"
    return f"{levels} × {weight:g}" if weight else f"level {levels} alone"


def table(
    folder: Path, seeds: list[str], variants: list[tuple[int, float]], limits: list[tuple[int, float, float]]
) -> None:
    """Print IoU by kind for each (levels, weight), then for each (levels, weight, limit) of skipping."""
    scenes = list(scenes_of(folder, seeds))
    kinds = LOCAL + WIDE
    titles = [_title(levels, weight) for levels, weight in variants]
    _print(f"| kind | {' | '.join(titles)} |\n|---|{'--:|' * len(titles)}")
    rows: dict[str, list[float]] = {}
    for number, kind in enumerate(kinds):
        truths = [scene["truth"][number] for scene in scenes]
        values = [iou([joined(s, number, levels, weight) for s in scenes], truths) for levels, weight in variants]
        if values[0] is None:
            _print(f"| {kind} | {' | '.join('–' for _ in values)} |")
            continue
        rows[kind] = [value or 0.0 for value in values]
        _print(f"| {kind} | {' | '.join(f'{value:.3f}' for value in rows[kind])} |")
    for name, group in (("local", LOCAL), ("wide", WIDE), ("all", kinds)):
        there = [rows[kind] for kind in group if kind in rows]
        _print(f"| **{name}** | {' | '.join(f'{value:.3f}' for value in np.mean(there, axis=0))} |")
    if not limits:
        return
    _print("\n| levels, weight, limit | kind | tiles skipped | IoU without | IoU with |\n|---|---|--:|--:|--:|")
    for levels, weight, limit in limits:
        sums = np.zeros(4)
        for number, kind in enumerate(kinds):
            if kind not in rows:
                continue
            truths = [scene["truth"][number] for scene in scenes]
            done = [skipped(scene, number, levels, weight, limit) for scene in scenes]
            share = sum(out for _, out, _ in done) / sum(tiles for _, _, tiles in done)
            without = iou([joined(s, number, levels, weight) for s in scenes], truths) or 0.0
            value = iou([logits for logits, _, _ in done], truths) or 0.0
            sums += (share, without, value, 1)
            if share:
                _print(f"| {levels}, {weight:g}, {limit:g} | {kind} | {share:.0%} | {without:.3f} | {value:.3f} |")
        share, without, value, _ = sums / sums[3]
        _print(f"| {levels}, {weight:g}, {limit:g} | **mean of kinds** | {share:.0%} | {without:.3f} | {value:.3f} |")


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("command", choices=("ask", "choose", "report"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("rest", nargs="+")
    options = parser.parse_args()
    if options.command == "ask":
        ask(options.folder, Path(options.rest[0]))
        return
    variants = [(0, 0.0), *((levels, weight) for levels in (1, 2, 3) for weight in WEIGHTS)]
    limits = [(levels, 0.5, limit) for levels in (1, 2, 3) for limit in LIMITS]
    if options.command == "report":
        variants, limits = (
            [*variants[:1], (1, 0.25), (2, 0.25), (1, 0.5), (2, 0.5), (1, 1.0), (2, 1.0), (1, 0.0), (2, 0.0)],
            [(1, 0.5, 0.02), (2, 0.5, 0.02)],
        )
    table(options.folder, options.rest, variants, limits)


if __name__ == "__main__":
    main()
