"""What a model marks when it is asked for a class: shares of the marked pixels by their true class, as Markdown.

Dubai's validation images alone have several dense classes. ``PYTHONPATH=. python docs/benchmarks/nano_confusion.py
MODEL DATA``: every class is asked by its first three explicit and its first three implicit questions of the bank.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from engine.model.catalog import find_model
from engine.model.runtime import load_model
from training.data import load_labelled, read_catalogue
from training.evaluate import model_predictor
from training.questions import load_bank

PX = 768
KINDS = ("explicit", "implicit")


def main(model: str, data: Path) -> None:
    """Print one table for each kind of question."""
    predict = model_predictor(load_model(find_model(model), "cpu"))
    bank = load_bank()
    images = [load_labelled(r) for r in read_catalogue(data, split="val") if r.set_name == "dubai"]
    classes = sorted(images[0].masks)
    marked = {kind: {name: Counter[str]() for name in classes} for kind in KINDS}
    found = {kind: {name: Counter[str]() for name in classes} for kind in KINDS}
    for image in images:
        height, width = image.rgb.shape[:2]
        for y in range(0, height - PX // 2, PX):
            for x in range(0, width - PX // 2, PX):
                part = (slice(y, y + PX), slice(x, x + PX))
                labels = {name: image.masks[name][part] > 0 for name in classes}
                for kind in KINDS:
                    for name in classes:
                        questions = (bank[name].explicit if kind == "explicit" else bank[name].implicit)[:3]
                        for answer in predict(image.rgb[part], questions):
                            mask = answer >= 0
                            found[kind][name]["right"] += int((mask & labels[name]).sum())
                            found[kind][name]["label"] += int(labels[name].sum())
                            for true, label in labels.items():
                                marked[kind][name][true] += int((mask & label).sum())
    for kind in KINDS:
        lines = [
            f"\n{kind} questions\n",
            f"| asked | of it found | {' | '.join(classes)} |",
            "|---" + "|--:" * (len(classes) + 1) + "|",
        ]
        for name in classes:
            total = max(1, sum(marked[kind][name].values()))
            shares = [f"{marked[kind][name][true] / total:.2f}" for true in classes]
            recall = found[kind][name]["right"] / max(1, found[kind][name]["label"])
            lines.append(f"| {name} | {recall:.2f} | {' | '.join(shares)} |")
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
