"""Gathers ground textures from a data folder at run time: which sets may be used, which pixels show which ground.

Which licences: imagery in the public domain or under CC0 only. Drawn scenes are handed on as PNG and as training data,
where a credit line cannot travel with every pixel, so imagery whose licence asks for attribution (CC BY, MIT) or for
the same licence again is left out; the sets that are left out show houses and cars, hardly any plain ground, so little
is lost. A set's own word decides (`SetInfo.licence`, the part on imagery): "public domain by the publisher's word
alone" is not "public domain". That UC Merced's readme calls its public-domain imagery "meant for research purposes"
is an advice and no licence term; Dubai's CC0 is as others quote it. The credits are written into each GeoTIFF (and
beside a folder of pictures) although nobody asks for them. Only the training split is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from engine.errors import BadRequest
from training.data.catalogue import CatalogueImage, read_catalogue
from training.data.labels import load_labelled, scene_class
from training.data.sets import SETS, SetInfo
from training.synthesis.noise import Floats
from training.synthesis.texturing import MATERIALS, Family, Textures

FREE_LICENCES: Final = ("public domain", "CC0 1.0")
PICTURES = 16
"""How many pictures of one source are looked at."""
FAMILIES = 8
"""How many pictures of one material are kept."""
SIZES_PX = (96, 64, 48, 32, 24, 16)
_PATCHES, _TRIES = 6, 24  # of one picture
_BLURRED = 3.5  # times the ground sample distance: coarser pictures look like brush strokes
_LONGEST_PX = 640  # of a picture that is kept or resampled
_HINT = "Give the data folder that holds index.csv and the pictures it lists."


@dataclass(frozen=True)
class Source:
    """Where a material is found: the pixels of a class id in a set, or somewhere in its scenes of one class.

    about_gsd_m: metres per pixel as the README of the data puts it, for sets that do not state it exactly.
    """

    set_name: str
    class_id: str | None = None
    scene: str | None = None
    about_gsd_m: float | None = None


_DUBAI_M, _FIELDS_M = 1.0, 1.5
SOURCES: Final[Mapping[str, tuple[Source, ...]]] = {
    "grass": (
        Source("ucmerced_landuse", scene="golfcourse"),
        Source("ucmerced_landuse", scene="baseballdiamond"),
        Source("dubai", "vegetation", about_gsd_m=_DUBAI_M),
    ),
    "canopy": (Source("ucmerced_landuse", scene="forest"), Source("dubai", "vegetation", about_gsd_m=_DUBAI_M)),
    "crop": (
        Source("ucmerced_landuse", scene="agricultural"),
        Source("naip_field_boundaries", "crop_field", about_gsd_m=_FIELDS_M),
    ),
    "soil": (Source("dubai", "land_unpaved", about_gsd_m=_DUBAI_M), Source("ucmerced_landuse", scene="agricultural")),
    "sand": (Source("ucmerced_landuse", scene="beach"), Source("dubai", "land_unpaved", about_gsd_m=_DUBAI_M)),
    "water": (
        Source("ucmerced_landuse", scene="river"),
        Source("ucmerced_landuse", scene="beach"),
        Source("dubai", "water", about_gsd_m=_DUBAI_M),
    ),
    "asphalt": (
        Source("ucmerced_landuse", scene="runway"),
        Source("ucmerced_landuse", scene="freeway"),
        Source("ucmerced_landuse", scene="parkinglot"),
        Source("dubai", "road", about_gsd_m=_DUBAI_M),
    ),
}
"""Which pictures show a material; a scene class says little about a single pixel, so `LOOKS` decides there too."""


@dataclass(frozen=True)
class Look:
    """What a patch of a material looks like, in grey levels 0..255.

    is_it: whether a mean colour (red, green, blue) can be the material. uneven: most standard deviation of the means
    of its sixteen parts (a border between two grounds has more). odd: how far a spot of 5 pixels may be from the mean
    (a car, a bunker or a road marking is further), so that a texture shows nothing that the masks do not know.
    """

    is_it: Callable[[float, float, float], bool]
    uneven: float
    odd: float


LOOKS: Final[Mapping[str, Look]] = {
    "grass": Look(lambda r, g, b: g > b + 8 and g > r - 4 and 75 < g < 190, 7.0, 22.0),
    "canopy": Look(lambda r, g, b: g > r + 2 and g > b - 2 and 40 < g < 140, 12.0, 90.0),
    "crop": Look(lambda r, g, b: max(r, g) > b + 4, 8.0, 28.0),
    "soil": Look(lambda r, g, b: r >= g > b and r > b + 8 and 95 < r < 238, 10.0, 38.0),
    "sand": Look(lambda r, g, b: r > b + 4 and r >= g - 2 and 130 < r < 238, 8.0, 26.0),
    "water": Look(lambda r, g, b: r < max(g, b) and 40 < max(r, g, b) < 160, 3.0, 14.0),
    "asphalt": Look(lambda r, g, b: max(r, g, b) - min(r, g, b) < 14 and g < max(r, b) + 2 and 70 < g < 190, 5.0, 11.0),
}
_STRIPED = 0.3
"""Most directedness (0 in all directions alike, 1 a single one): tiles are laid in any direction, so stripes cannot be
used; rows of crops, mowing and lanes are drawn."""


@dataclass(frozen=True, eq=False)
class _Picture:
    """Imagery of one ground: rgb uint8 (h, w, 3), where the label says so (None: anywhere), metres per pixel."""

    rgb: NDArray[np.uint8]
    mask: NDArray[np.bool_] | None
    gsd_m: float
    set_name: str


class TextureLibrary:
    """Pictures of each material, read once; `at` makes the textures of one ground sample distance.

    Memory: up to 1.6 MB a picture, of which each source gives at most `PICTURES`.
    """

    def __init__(self, pictures: Mapping[str, Sequence[_Picture]], seed: int) -> None:
        self._pictures, self._seed = pictures, seed
        self._made: dict[float, Textures] = {}

    def credits(self) -> dict[str, dict[str, str]]:
        """Licence and attribution of each set that pictures come from, by name."""
        names = sorted({picture.set_name for found in self._pictures.values() for picture in found})
        return {name: {"licence": SETS[name].licence, "attribution": SETS[name].attribution} for name in names}

    def at(self, gsd_m: float) -> Textures:
        """Textures whose pixels are `gsd_m` metres wide: deterministic, remembered for the last few distances asked."""
        if gsd_m not in self._made:
            if len(self._made) >= 8:
                self._made.pop(next(iter(self._made)))
            families: dict[str, tuple[Family, ...]] = {}
            used: set[str] = set()
            for number, (material, pictures) in enumerate(self._pictures.items()):
                rng = np.random.default_rng([self._seed, 960, number])
                families[material], sets = _families(material, pictures, gsd_m, rng)
                used |= sets
            credits = tuple(SETS[name].attribution for name in sorted(used))
            self._made[gsd_m] = Textures(gsd_m, families, credits)
        return self._made[gsd_m]

    def near(self, gsd_m: float) -> Textures:
        """As `at`, for the nearest of steps of a fifth (at most a tenth off): for many scenes of many scales."""
        return self.at(round(1.2 ** round(math.log(gsd_m, 1.2)), 4))


def imagery_licence(info: SetInfo) -> str:
    """The licence of a set's imagery: what its text says on imagery where it tells it apart, else the whole text.

    Worked example: "CC BY 4.0; imagery public domain (USDA NAIP)" gives "public domain".
    """
    parts = re.split(r"[;,] ", re.sub(r" \([^)]*\)", "", info.licence))
    on_imagery = [part.removeprefix("imagery ") for part in parts if part.startswith("imagery ")]
    return on_imagery[0] if on_imagery else "; ".join(parts)


def may_be_used(set_name: str) -> bool:
    """Whether a set's imagery may become texture: known, and free of conditions."""
    return set_name in SETS and imagery_licence(SETS[set_name]) in FREE_LICENCES


def gather_textures(data_dir: Path, seed: int = 0) -> TextureLibrary:
    """Read pictures of every material from the training split of a data folder (as `read_catalogue` reads it).

    At most `PICTURES` per source, drawn by the seed. Raises BadRequest where the folder has no index or a damaged
    file, or no picture that may be used.
    """
    catalogue = [image for image in read_catalogue(data_dir, split="train") if may_be_used(image.set_name)]
    pictures: dict[str, list[_Picture]] = {}
    for number, (material, sources) in enumerate(SOURCES.items()):
        rng = np.random.default_rng([seed, 961, number])
        pictures[material] = [picture for source in sources for picture in _pictures(catalogue, source, rng)]
    if not any(pictures.values()):
        free = ", ".join(sorted({source.set_name for sources in SOURCES.values() for source in sources}))
        raise BadRequest(
            f"{data_dir} holds no training picture that may serve as a texture: none of the sets {free}.", hint=_HINT
        )
    return TextureLibrary(pictures, seed)


def _pictures(catalogue: list[CatalogueImage], source: Source, rng: np.random.Generator) -> list[_Picture]:
    info = SETS[source.set_name]
    stated = info.gsd_m
    gsd_m = source.about_gsd_m if stated is None else (stated[0] * stated[1]) ** 0.5
    if gsd_m is None:
        raise ValueError(f"The source {source} needs a ground sample distance.")
    candidates = [image for image in catalogue if image.set_name == source.set_name and _shows(image, source, info)]
    found = []
    for index in rng.permutation(len(candidates))[:PICTURES]:
        labelled = load_labelled(candidates[index])
        mask = None if source.class_id is None else labelled.masks[source.class_id] > 0
        rgb, mask = _crop(labelled.rgb, mask, rng)
        if mask is None or mask.mean() > 0.05:
            found.append(_Picture(rgb, mask, gsd_m, source.set_name))
    return found


def _shows(image: CatalogueImage, source: Source, info: SetInfo) -> bool:
    if source.scene is not None:
        return scene_class(image) == source.scene
    return any(info.labels.get(name) == source.class_id for name in image.classes_present)


def _crop(
    rgb: NDArray[np.uint8], mask: NDArray[np.bool_] | None, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.bool_] | None]:
    """The part of a large picture that shows most of its material, of sixteen drawn."""
    height, width = min(rgb.shape[0], _LONGEST_PX), min(rgb.shape[1], _LONGEST_PX)
    best, most = (slice(0, height), slice(0, width)), -1.0
    for _ in range(16 if mask is not None else 1):
        top = int(rng.integers(0, rgb.shape[0] - height + 1))
        left = int(rng.integers(0, rgb.shape[1] - width + 1))
        part = (slice(top, top + height), slice(left, left + width))
        share = 0.0 if mask is None else float(mask[part].mean())
        if share > most:
            best, most = part, share
    return rgb[best].copy(), None if mask is None else mask[best].copy()


def _families(
    material: str, pictures: Sequence[_Picture], gsd_m: float, rng: np.random.Generator
) -> tuple[tuple[Family, ...], set[str]]:
    """The families of a material in the largest patch size that enough pictures can give, and their sets."""
    finest = min((picture.gsd_m for picture in pictures), default=0.0)
    sharp = [picture for picture in pictures if picture.gsd_m <= max(1.5 * gsd_m, finest)]
    usable = [picture for picture in pictures if picture.gsd_m <= max(_BLURRED * gsd_m, finest)]
    for chosen, least in ((sharp, 3), (usable, 3), (usable, 1)):
        resampled = [(picture.set_name, *_resample(picture, gsd_m)) for picture in chosen]
        for size in SIZES_PX:
            scored: list[tuple[float, int, Family, str]] = []
            for set_name, rgb, mask in resampled:
                unevenness, family = _cut(material, rgb, mask, size, rng)
                if family is not None and len(family.patches) >= least:  # of few patches one sees the repetition
                    scored.append((unevenness, len(scored), family, set_name))
            if len(scored) >= least:
                kept = sorted(scored, key=lambda one: one[:2])[:FAMILIES]
                return tuple(family for _, _, family, _ in kept), {name for *_, name in kept}
    return (), set()


def _resample(picture: _Picture, gsd_m: float) -> tuple[Floats, NDArray[np.bool_] | None]:
    """A picture and its mask at another ground sample distance, at most `_LONGEST_PX` long; averages, not samples."""
    factor = picture.gsd_m / gsd_m
    most = int(_LONGEST_PX / factor) + 1
    rgb = picture.rgb[:most, :most]
    size = (max(round(rgb.shape[1] * factor), 1), max(round(rgb.shape[0] * factor), 1))
    smaller = np.asarray(Image.fromarray(rgb).resize(size, Image.Resampling.BICUBIC), np.float32)
    if picture.mask is None:
        return smaller, None
    shares = Image.fromarray(picture.mask[:most, :most].astype(np.float32)).resize(size, Image.Resampling.BOX)
    return smaller, np.asarray(shares) > 0.5


def _cut(
    material: str, rgb: Floats, mask: NDArray[np.bool_] | None, size: int, rng: np.random.Generator
) -> tuple[float, Family | None]:
    """The evenest patches of a resampled picture that look like the material; how uneven the first is."""
    height, width = rgb.shape[:2]
    if min(height, width) < size:
        return 0.0, None
    found: list[tuple[float, int, Floats]] = []
    for top, left in zip(rng.integers(0, height - size + 1, _TRIES), rng.integers(0, width - size + 1, _TRIES)):
        part = (slice(int(top), int(top) + size), slice(int(left), int(left) + size))
        if mask is not None and mask[part].mean() < 0.97:
            continue
        patch = rgb[part]
        unevenness = _unevenness(patch, LOOKS[material])
        if unevenness is not None:
            found.append((unevenness, len(found), patch))
    if not found:
        return 0.0, None
    found.sort(key=lambda one: one[:2])
    patches = np.stack([patch for *_, patch in found[:_PATCHES]])
    colour = patches.mean(axis=(0, 1, 2))
    details = [_detail(patch, colour, MATERIALS[material].limit) for patch in patches]
    return found[0][0], Family((float(colour[0]), float(colour[1]), float(colour[2])), np.stack(details))


def _unevenness(patch: Floats, look: Look) -> float | None:
    """How much the sixteen parts of a patch differ; None where the patch cannot be the material alone."""
    part = patch.shape[0] // 4
    parts = patch.reshape(4, part, 4, part, 3).mean(axis=(1, 3))
    colour = parts.mean(axis=(0, 1))
    unevenness = float(parts.mean(axis=2).std())
    if unevenness > look.uneven or not look.is_it(*(float(band) for band in colour)):
        return None
    spots = ndimage.uniform_filter(patch, (5, 5, 0))
    if float(np.abs(spots - colour).max()) > look.odd:
        return None
    down, across = np.gradient(patch.mean(axis=2))
    energy = float((down**2).mean() + (across**2).mean())
    directed = float(np.hypot((across**2 - down**2).mean(), 2 * (across * down).mean()))
    return unevenness if directed <= _STRIPED * energy else None


def _detail(patch: Floats, colour: Floats, limit: float) -> Floats:
    """A patch less most of its slow changes (light, slopes, which would show as a grid of blotches), centred."""
    sigma = patch.shape[0] / 5
    slow = ndimage.gaussian_filter(patch, (sigma, sigma, 0), mode="reflect")
    detail = patch - slow + np.float32(0.2) * (slow - colour)
    detail -= detail.mean(axis=(0, 1))
    spread = float(detail.mean(axis=2).std())
    result: Floats = (detail * np.float32(min(1.0, limit / spread) if spread > 0 else 1.0)).astype(np.float32)
    return result
