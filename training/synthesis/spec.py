"""What a synthetic scene is asked to be: its size, scale, season, sun and landscape.

A spec says everything: two equal specs give the same scene, pixel for pixel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.synthesis.noise import hash_key

Season = Literal["summer", "autumn", "dry", "winter"]
Light = Literal["clear", "hazy", "overcast"]
Landscape = Literal["town", "village", "shore", "industrial", "airport", "desert", "lakeside", "region"]

SEASONS: tuple[Season, ...] = ("summer", "autumn", "dry", "winter")
LIGHTS: tuple[Light, ...] = ("clear", "hazy", "overcast")
LANDSCAPES: tuple[Landscape, ...] = (
    "town",
    "village",
    "shore",
    "industrial",
    "airport",
    "desert",
    "lakeside",
    "region",
)
REGION_FROM_M = 3500.0  # a longer scene that names no landscape is a region of many


@dataclass(frozen=True)
class SceneSpec:
    """A scene to draw.

    width, height: pixels, >= 1. gsd_m: metres per pixel, 0.1 to 5. sun_azimuth_deg: where the sun stands, clockwise
    from north (shadows fall the other way). sun_elevation_deg: 35 to 80. landscape: None draws one from the seed, or
    takes "region" (towns, fields, lakes, rivers, a coast, airfields) where a side is longer than 3.5 km. light:
    what the air does to sun and shadow.
    Raises ValueError for values outside these ranges.
    """

    width: int
    height: int
    gsd_m: float = 0.5
    seed: int = 0
    season: Season = "summer"
    sun_azimuth_deg: float = 155.0
    sun_elevation_deg: float = 48.0
    landscape: Landscape | None = None
    light: Light = "clear"

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1:
            raise ValueError(f"A scene needs at least one pixel, not {self.width} x {self.height}.")
        if not 0.1 <= self.gsd_m <= 5.0:
            raise ValueError(f"gsd_m must be between 0.1 and 5 metres, not {self.gsd_m}.")
        if not 35.0 <= self.sun_elevation_deg <= 80.0:
            raise ValueError(f"sun_elevation_deg must be between 35 and 80, not {self.sun_elevation_deg}.")
        if self.season not in SEASONS:
            raise ValueError(f"season must be one of {', '.join(SEASONS)}, not {self.season!r}.")
        if self.light not in LIGHTS:
            raise ValueError(f"light must be one of {', '.join(LIGHTS)}, not {self.light!r}.")
        if self.landscape is not None and self.landscape not in LANDSCAPES:
            raise ValueError(f"landscape must be one of {', '.join(LANDSCAPES)}, not {self.landscape!r}.")

    @property
    def kind(self) -> Landscape:
        """The landscape, drawn from the seed where the spec leaves it open."""
        if self.landscape is None and max(self.width, self.height) * self.gsd_m > REGION_FROM_M:
            return "region"
        return self.landscape or LANDSCAPES[hash_key(self.seed, 11) % (len(LANDSCAPES) - 1)]

    @property
    def sun(self) -> tuple[float, float, float]:
        """Unit vector to the sun: x to the right, y down the image, z up."""
        azimuth, elevation = math.radians(self.sun_azimuth_deg), math.radians(self.sun_elevation_deg)
        flat = math.cos(elevation)
        return flat * math.sin(azimuth), -flat * math.cos(azimuth), math.sin(elevation)


def random_spec(seed: int, width: int, height: int, gsd_m: float = 0.5) -> SceneSpec:
    """Draw season, light, sun and landscape from the seed too: the scenes of a training set."""
    rng = np.random.default_rng([seed, 4242])
    season = SEASONS[int(rng.choice(4, p=[0.5, 0.18, 0.17, 0.15]))]
    light = LIGHTS[int(rng.choice(3, p=[0.7, 0.15, 0.15]))]
    return SceneSpec(
        width=width,
        height=height,
        gsd_m=gsd_m,
        seed=seed,
        season=season,
        sun_azimuth_deg=float(rng.uniform(95.0, 265.0)),
        sun_elevation_deg=float(rng.uniform(38.0, 65.0)),
        light=light,
    )
