"""Makes the data of finetune.md: a layer that nano has no class for, on real images, and what nano must not forget.

``python docs/benchmarks/finetune.py DATA OUT`` with the folder of the training data (index.csv) writes, all from their
training split:

- OUT/fallow: ground that is not cultivated, asked in a user's words on 18 images of the Corn Belt, one of each tile.
- OUT/fallow_elsewhere: the same on 24 images of six tiles at least 97 km away from those, to be held out.
- OUT/kept: other sets' images with questions of the bank about the classes that nano knows.

nano has seen the images of all three in its training, never the questions of the first two, nor their target: its own
class there is the fields. The first two hold questions about ships as well, which are not there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.data import LabelledImage, load_labelled, read_catalogue
from training.questions import load_bank

SIDE = 512
ELSEWHERE = ("n43.", "n45.", "n38.8381", "n39.6679")  # Michigan, Minnesota, the west of Missouri
FALLOW = (
    "Which land is not cultivated?",
    "Mark everything that is no crop field.",
    "Where are woods, yards, ditches and banks beside the fields?",
    "Which ground would a farmer leave out of the list of his arable plots?",
    "Where could birds nest without being disturbed by machines on the field?",
)
SHIPS = ("Where are ships?", "Which ships are moored here?")
KEPT_SETS = ("dubai", "maritime", "kit_cars", "gdit_aerial_airport", "naip_wind_turbines_iowa", "naip_trees")
PER_SET = 5


def main(data: Path, out: Path) -> None:
    """Write the three folders."""
    images = {name: [] for name in (*KEPT_SETS, "naip_field_boundaries")}
    for record in read_catalogue(data, split="train"):
        if record.set_name in images:
            images[record.set_name].append(record)
    for record in images["naip_field_boundaries"]:
        labelled = load_labelled(record)
        field = labelled.masks["crop_field"]
        name = record.image_path.stem
        held_out = name.startswith(ELSEWHERE)
        height, width = field.shape
        corners = [(x, y) for y in (0, height - SIDE) for x in (0, width - SIDE)]
        folder = out / ("fallow_elsewhere" if held_out else "fallow")
        for number, (x, y) in enumerate(corners if held_out else [((width - SIDE) // 2, (height - SIDE) // 2)]):
            window = np.s_[y : y + SIDE, x : x + SIDE]
            write(folder, f"{name}__fallow{number}", labelled.rgb[window], 1 - field[window], FALLOW)
            write(folder, f"{name}__ships{number}", labelled.rgb[window], 0 * field[window], SHIPS)
    bank = load_bank()
    for set_name in KEPT_SETS:
        records = images[set_name]
        for record in records[:: max(1, len(records) // PER_SET)][:PER_SET]:
            labelled = load_labelled(record)
            for class_id in [*labelled.masks, *sorted(labelled.absent & {"airplane", "ship"})]:
                questions = bank[class_id].explicit[:1] + bank[class_id].implicit[:1]
                rgb, mask = cut(labelled, class_id)
                if mask.any() or class_id in labelled.absent:
                    write(out / "kept" / set_name, f"{record.image_path.stem}__{class_id}", rgb, mask, questions)


def cut(labelled: LabelledImage, class_id: str) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The middle of an image and of a mask, at most SIDE pixels wide and high."""
    height, width = labelled.rgb.shape[:2]
    y, x = max(0, (height - SIDE) // 2), max(0, (width - SIDE) // 2)
    window = np.s_[y : y + SIDE, x : x + SIDE]
    return labelled.rgb[window], labelled.target(class_id)[0][window]


def write(folder: Path, stem: str, rgb: NDArray[np.uint8], mask: NDArray[np.uint8], questions: Sequence[str]) -> None:
    """Write one item in EarthReason's layout."""
    for name in ("images", "labels", "QAs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    Image.fromarray(rgb).save(folder / "images" / f"{stem}.png")
    Image.fromarray(mask * 255).save(folder / "labels" / f"{stem}.png")
    answer = ["Here."] if mask.any() else []
    content = json.dumps({"questions": list(questions), "answer": answer}, indent=1)
    (folder / "QAs" / f"{stem}.json").write_text(content + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
