"""Synthetic scenes as labelled images: exact masks for every kind that is drawn, proof of absence for the rest.

Where a drawn class lies inside the meaning of another (a bridge is road, a crown is vegetation), its pixels say
nothing about the wider one.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from training.synthesis import CLASSES, random_spec, render
from training.synthesis.textures import TextureLibrary

from .catalogue import CatalogueImage
from .labels import LabelledImage

SET_NAME = "synthetic"
PART_OF = {
    "road": ("bridge", "roundabout", "parking_lot", "runway", "car", "airplane"),
    "water": ("swimming_pool", "boat", "ship", "dock", "bridge"),
    "lake": ("boat", "dock", "bridge"),
    "river": ("boat", "dock", "bridge"),
    "boat": ("ship",),
    "forest": ("tree",),  # a dense park may pass for one
    "harbor": ("dock", "boat", "ship"),
    "vegetation": ("tree", "crop_field", "soccer_field"),
    "land_unpaved": ("beach", "crop_field"),
    "parking_lot": ("car",),
    "crop_field": ("vegetation", "tree"),
    "building": ("solar_panel", "storage_tank"),
}
# Kinds that a zone tells, of those that questions know; areas without a clear border from above are left out.
_BY_ZONE = ("lake", "river", "forest", "harbor")
# Nothing that resembles these is drawn in any scene.
NEVER = frozenset({"stadium", "freeway", "overpass", "railway", "golf_course", "mobile_home_park", "greenhouse"})


def synthetic_image(seed: int, size_px: int, textures: TextureLibrary | None = None) -> LabelledImage:
    """Draw one scene of ``size_px`` squared at 0.3 to 1 m, its ground textured where a library is given.

    Deterministic; textures change the picture only, never what is known about it.
    """
    gsd_m = _gsd_m(seed)
    scene = render(
        random_spec(seed, size_px, size_px, gsd_m=gsd_m), textures=None if textures is None else textures.near(gsd_m)
    )
    names = [*(name for number, name in CLASSES.items() if number), *_BY_ZONE]
    by_name = {name: scene.mask(name) for name in names}
    masks, weights = {}, {}
    everywhere = np.broadcast_to(np.float16(1), scene.classes_HW.shape)
    for name, mask in by_name.items():
        masks[name] = mask.astype(np.uint8) if mask.any() else np.broadcast_to(np.uint8(0), mask.shape)
        within = np.logical_or.reduce([by_name[part] for part in PART_OF.get(name, ())] or [np.zeros(1, bool)])
        within = within & ~mask
        weights[name] = np.where(within, 0, 1).astype(np.float16) if within.any() else everywhere
    present = frozenset(name for name, mask in by_name.items() if mask.any())
    absent = frozenset(name for name in by_name if name not in present and bool(weights[name].all())) | NEVER
    nowhere = Path(f"{SET_NAME}_{seed}")
    record = CatalogueImage(SET_NAME, "train", nowhere, nowhere, "dense_mask", tuple(sorted(present)))
    return LabelledImage(record, scene.rgb_HWC, masks, weights, present, absent)


def synthetic_gsd_m(image: LabelledImage) -> float:
    """Metres per pixel of an image that `synthetic_image` drew."""
    return _gsd_m(int(image.image.image_path.name.rpartition("_")[2]))


def _gsd_m(seed: int) -> float:
    return float(np.random.default_rng([seed, 77]).uniform(0.3, 1.0))
