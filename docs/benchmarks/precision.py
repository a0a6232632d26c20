"""bfloat16 against float32: masks of the bundled model on real images, logits of a reduced full network.

    python docs/benchmarks/precision.py nano --data FOLDER      FOLDER holds EarthReason folders
    python docs/benchmarks/precision.py parts --data FOLDER     the same, with one part at a time in bfloat16
    python docs/benchmarks/precision.py network --data FOLDER   random weights, SegEarth-R1's widths, fewer layers

Prints one JSON object. Both precisions see the same images and questions in the same process.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.model.catalog import find_model
from engine.model.checkpoint import open_network, save_model
from engine.model.directory import ModelInfo
from engine.model.precision import Precision
from engine.model.presets import segearth_r1
from engine.model.runtime import ModelRuntime, load_model
from engine.model.segearth import SegEarth
from engine.raster.letterbox import fit
from training.data.earthreason import ReasonItem, find_folders, load_item, read_folder
from training.evaluate import model_predictor
from training.metrics import SegmentationMetrics, count_pixels

PRECISIONS = ("fp32", "bf16")
SCORES = ("gIoU_non_empty", "empty_answered_with_nothing")


def chosen_items(data: Path, count: int) -> list[ReasonItem]:
    """``count`` items, spread evenly over all sets in the order of their names."""
    items = [item for folder in find_folders(data) for item in read_folder(folder)]
    return [items[i * len(items) // count] for i in range(min(count, len(items)))]


def compare_parts(model: str, data: Path, count: int) -> dict[str, Any]:
    """`compare_masks` with the encoder, the language model, and all the rest in bfloat16, each by itself."""
    folder = find_model(model)
    full = load_model(folder, "cpu", precision="fp32")
    found = {}
    for part in ("encoder", "language", "decoder"):
        dtypes = Precision(**{part: torch.bfloat16})
        network = open_network(folder, full.config, dtypes)
        half = ModelRuntime(
            network, full.tokenizer, name=part, model_hash="", device=torch.device("cpu"), precision=dtypes
        )
        found[part] = compare_masks(full, half, data, count)
    return found


def compare_masks(full: ModelRuntime, half: ModelRuntime, data: Path, count: int) -> dict[str, Any]:
    """Masks and logits of one model in two precisions, and what each scores against the labels."""
    predictors = dict(zip(PRECISIONS, map(model_predictor, (full, half)), strict=True))
    scores = {p: SegmentationMetrics() for p in PRECISIONS}
    ious: list[float] = []
    empties = same_empties = lost = common = either = 0
    differences: list[NDArray[np.float32]] = []
    spread: list[float] = []
    flipped: list[float] = []
    items = chosen_items(data, count)
    for item in items:
        rgb, target = load_item(item)
        in_fp32, in_bf16 = (predictors[p](rgb, item.questions) for p in PRECISIONS)
        for ours, theirs in zip(in_bf16, in_fp32, strict=True):
            counts = count_pixels(ours >= 0, theirs >= 0)
            scores["fp32"].update(theirs >= 0, target)
            scores["bf16"].update(ours >= 0, target)
            if counts.target == 0:
                empties += 1
                same_empties += counts.predicted == 0
            else:
                ious.append(counts.iou)
                lost += counts.predicted == 0
                common, either = common + counts.intersection, either + counts.union
            flipped.append((counts.union - counts.intersection) / target.size)
            differences.append(np.abs(ours - theirs)[::4, ::4].ravel())
            spread.append(float(theirs.std()))
    return {
        "images": len(items),
        "answers": len(flipped),
        "mask_iou": {
            "answers": len(ious),
            "mean": float(np.mean(ious)),
            "median": float(np.median(ious)),
            "percentile_5": float(np.percentile(ious, 5)),
            "least": float(np.min(ious)),
            "of_all_pixels": common / either,
        },
        "areas_in_fp32_none_in_bf16": lost,
        "empty_in_fp32": empties,
        "of_which_empty_in_bf16": same_empties,
        "pixels_flipped_mean": float(np.mean(flipped)),
        "logits": distances(np.concatenate(differences), float(np.mean(spread))),
        "scores": {p: dict(zip(SCORES, _scores(scores[p]), strict=True)) for p in PRECISIONS},
    }


def _scores(metrics: SegmentationMetrics) -> tuple[float | None, float | None]:
    result = metrics.result()
    return result.g_iou_non_empty, result.empty_answered_with_nothing


def distances(absolute: NDArray[np.float32], spread: float) -> dict[str, float]:
    """How far apart logits are, in logits and in their standard deviation within a tile."""
    return {
        "spread": spread,
        "mean": float(absolute.mean()),
        "percentile_99": float(np.percentile(absolute, 99)),
        "largest": float(absolute.max()),
        "mean_over_spread": float(absolute.mean()) / spread,
        "percentile_99_over_spread": float(np.percentile(absolute, 99)) / spread,
    }


def compare_network(data: Path, count: int, seed: int) -> dict[str, Any]:
    """Logits of SegEarth-R1 at its full widths with random weights; 2 of 24 language and 8 of 24 encoder layers."""
    config = segearth_r1()
    language = replace(
        config.language,
        settings=config.language.settings | {"num_hidden_layers": 2, "vocab_size": 259},
        seg_id=258,
        pad_id=257,
    )
    config = replace(config, encoder=replace(config.encoder, depths=(2, 2, 2, 2)), language=language)
    items = chosen_items(data, count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        torch.manual_seed(seed)
        model = SegEarth(config)
        parameters = sum(p.numel() for p in model.parameters())
        save_model(model, folder, ModelInfo(config=config), dtype=torch.float32, shard_bytes=1 << 30)
        del model
        write_byte_tokenizer(folder / "tokenizer.json")
        full, half = (_logits(load_model(folder, "cpu", precision=p), items) for p in PRECISIONS)
    difference = np.concatenate([np.abs(a - b).ravel() for a, b in zip(half, full, strict=True)])
    same = [((a >= 0) == (b >= 0)).mean() for a, b in zip(half, full, strict=True)]
    return {
        "images": len(items),
        "parameters": parameters,
        "peak_resident_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "logits": distances(difference, float(np.mean([logits.std() for logits in full]))),
        "pixels_same_sign": float(np.mean(same)),
    }


def _logits(runtime: ModelRuntime, items: Sequence[ReasonItem]) -> list[NDArray[np.float32]]:
    found = []
    for item in items:
        rgb, target = load_item(item)
        square = fit(target.shape[0], target.shape[1], runtime.tile_px).apply(rgb)
        found.append(runtime.ask(runtime.encode(square[None]), item.questions[:1]).logits_BQhw[0, 0])
    return found


def write_byte_tokenizer(path: Path) -> None:
    """A tokenizer of single bytes: 0 to 255, the end, [PAD] and [SEG]."""
    from tokenizers import Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel

    tokenizer = Tokenizer(BPE({letter: i for i, letter in enumerate(sorted(ByteLevel.alphabet()))}, []))
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False)
    tokenizer.add_special_tokens(["<|endoftext|>", "[PAD]"])
    tokenizer.add_tokens(["[SEG]"])
    tokenizer.save(str(path))


def main(argv: list[str] | None = None) -> int:
    """Run one comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("what", choices=("nano", "parts", "network"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--images", type=int, help="how many; 48 for nano and its parts, 4 for the network")
    parser.add_argument("--model", default="nano")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args(argv)
    compare: dict[str, Callable[[], dict[str, Any]]] = {
        "nano": lambda: compare_masks(
            *(load_model(find_model(args.model), "cpu", precision=p) for p in PRECISIONS),
            data=args.data,
            count=args.images or 48,
        ),
        "parts": lambda: compare_parts(args.model, args.data, args.images or 48),
        "network": lambda: compare_network(args.data, args.images or 4, args.seed),
    }
    sys.stdout.write(json.dumps({"what": args.what, "torch": torch.__version__} | compare[args.what]()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
