"""Lays patches of real imagery over a drawn window: by-example texture, blended from overlapping tiles.

Tiles lie on a grid of the scene's pixels, and which patch a tile shows hangs on (seed, material, family, tile): a
window of a scene is bit for bit the crop of the whole scene. Classes are read, never written.

One axis, patches of 4 pixels, so a tile begins every 2: the pixel 5 lies in the tiles that begin at 2 (weight of its
last pixel, small) and at 4 (weight of its second, large). The squares of the weights add up to 1 everywhere: the sum of
details that know nothing of each other keeps the variance of one of them, where a plain average would look washed out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.synthesis import classes as c
from training.synthesis.canvas import Canvas, Colour
from training.synthesis.noise import Floats, hash_key
from training.synthesis.spec import SceneSpec, Season

GROWING: tuple[Season, ...] = ("summer", "autumn")


@dataclass(frozen=True)
class Material:
    """Which classes of a scene a kind of ground covers, and how far its texture takes over what was drawn.

    detail: share of the patches' contrast that is added. pull: share (0..1) by which colours go to the patches' mean
    colour, a third of it out of `seasons`. limit: standard deviation in grey levels beyond which a patch's contrast is
    scaled down.
    """

    classes: tuple[int, ...]
    detail: float
    pull: float
    seasons: tuple[Season, ...] = ("summer", "autumn", "dry", "winter")
    limit: float = 16.0


MATERIALS: Mapping[str, Material] = {
    "grass": Material((c.VEGETATION,), detail=0.9, pull=0.3, seasons=("summer",)),
    "canopy": Material((c.TREE,), detail=0.6, pull=0.35, seasons=("summer",), limit=24.0),
    "crop": Material((c.CROP_FIELD,), detail=0.9, pull=0.25, seasons=GROWING),
    "soil": Material((c.LAND_UNPAVED,), detail=0.9, pull=0.3),
    "sand": Material((c.BEACH,), detail=0.9, pull=0.4),
    "water": Material((c.WATER,), detail=0.8, pull=0.35, limit=10.0),
    "asphalt": Material((c.ROAD, c.RUNWAY, c.PARKING_LOT), detail=0.8, pull=0.15, limit=5.0),
}
"""Every material by name; a class belongs to one at most."""


@dataclass(frozen=True, eq=False)
class Family:
    """Patches of one picture: what one field or one lake is covered with.

    colour: their mean, 0..255. patches: float32 (n, size, size, 3), n >= 1, differences from that mean in grey levels.
    """

    colour: Colour
    patches: Floats


@dataclass(frozen=True, eq=False)
class Textures:
    """Families by material, at one ground sample distance, and the credit lines of where they come from.

    All patches of a material have the same even size. A material without a family stays as drawn.
    """

    gsd_m: float
    families: Mapping[str, tuple[Family, ...]]
    credits: tuple[str, ...]


def lay_textures(canvas: Canvas, spec: SceneSpec, textures: Textures, plots: NDArray[np.uint32]) -> None:
    """Change the colours of a canvas, material by material; `plots` says which plot each pixel lies in.

    A plot, a field and a body of water each take one family for all of their pixels, so that neighbours differ as they
    do on the ground. Raises ValueError for textures whose ground sample distance is more than a tenth off the scene's.
    """
    if not 1 / 1.1 <= textures.gsd_m / spec.gsd_m <= 1.1:
        raise ValueError(f"The textures are made for {textures.gsd_m} m, the scene has {spec.gsd_m} m.")
    for number, (name, material) in enumerate(MATERIALS.items()):
        families = textures.families.get(name, ())
        covered = np.isin(canvas.classes, material.classes)
        if not families or not covered.any():
            continue
        pull = material.pull if spec.season in material.seasons else material.pull / 3
        for family, mask in _shared_out(canvas, name, covered, plots, hash_key(spec.seed, 950, number), len(families)):
            _lay(canvas, material, families[family], pull, mask, hash_key(spec.seed, 951, number, family))


def _shared_out(
    canvas: Canvas, name: str, covered: NDArray[np.bool_], plots: NDArray[np.uint32], seed: int, count: int
) -> list[tuple[int, NDArray[np.bool_]]]:
    """The pixels of each family that occurs."""
    if name in ("sand", "asphalt", "canopy"):  # no border to change at
        return [(seed % count, covered)]
    owner = (canvas.instances if name in ("crop", "water") else plots)[covered]
    keys, which = np.unique(owner, return_inverse=True)
    chosen = np.array([hash_key(seed, int(key)) % count for key in keys], np.int16)
    family = np.full(covered.shape, -1, np.int16)
    family[covered] = chosen[which]
    return [(int(number), family == number) for number in np.unique(chosen)]


def _lay(canvas: Canvas, material: Material, family: Family, pull: float, mask: NDArray[np.bool_], seed: int) -> None:
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    box = (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols[0]), int(cols[-1]) + 1))
    inside = mask[box]
    detail = _detail(family, inside, canvas.col0 + box[1].start, canvas.row0 + box[0].start, seed)
    view = canvas.rgb[box]
    drawn = view[inside]
    drawn += np.float32(pull) * (np.array(family.colour, np.float32) - drawn)
    drawn += np.float32(material.detail) * detail[inside]
    view[inside] = np.clip(drawn, 2, 253)


def _detail(family: Family, mask: NDArray[np.bool_], col0: int, row0: int, seed: int) -> Floats:
    """Sum the tiles that reach a masked pixel; float32 (h, w, 3), unspecified off the mask."""
    count, size = family.patches.shape[:2]
    step = size // 2
    weighted = family.patches * tile_weights(size)[..., None]
    height, width = mask.shape
    total: Floats = np.zeros((height, width, 3), np.float32)
    for j in range((row0 - size) // step + 1, (row0 + height - 1) // step + 1):
        top = j * step - row0
        down, own_down = slice(max(top, 0), min(top + size, height)), slice(max(-top, 0), min(size, height - top))
        if not mask[down].any():
            continue
        for i in range((col0 - size) // step + 1, (col0 + width - 1) // step + 1):
            left = i * step - col0
            here = (down, slice(max(left, 0), min(left + size, width)))
            if not mask[here].any():
                continue
            draw = hash_key(seed, i, j)
            patch = _turned(weighted[draw // 8 % count], draw % 8)
            total[here] += patch[own_down, max(-left, 0) : min(size, width - left)]
    return total


def tile_weights(size: int) -> Floats:
    """Weights of a tile of even size, float32 (size, size): of tiles half a size apart the squares add up to 1."""
    bell = np.sin((np.arange(size) + 0.5) * np.pi / size) ** 4
    bell = bell / np.sqrt(bell**2 + np.roll(bell, size // 2) ** 2)
    return np.outer(bell, bell).astype(np.float32)


def _turned(patch: Floats, turn: int) -> Floats:
    """One of the eight ways to lay a square."""
    if turn & 1:
        patch = patch[::-1]
    if turn & 2:
        patch = patch[:, ::-1]
    return patch.transpose(1, 0, 2) if turn & 4 else patch
