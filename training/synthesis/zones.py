"""Zones: what the ground is used for, and the kinds of targets that a zone and the classes on it define together.

The class raster says what is seen (a crown, a roof, water); the zone raster says what it is part of (a forest, a
housing area, a river). `KINDS` joins both: a lake is water in the zone `lake`.
"""

from __future__ import annotations

from dataclasses import dataclass

from training.synthesis import classes as c

NONE = 0
FOREST = 1
LAKE = 2
RIVER = 3
SEA = 4
RESIDENTIAL = 5
INDUSTRIAL = 6
COMMERCIAL = 7
PARK = 8
SPORTS = 9
SOLAR_FARM = 10
ORCHARD = 11
FARMLAND = 12
AIRPORT = 13
HARBOR = 14

ZONES: dict[int, str] = {
    NONE: "none",
    FOREST: "forest",
    LAKE: "lake",
    RIVER: "river",
    SEA: "sea",
    RESIDENTIAL: "residential",
    INDUSTRIAL: "industrial",
    COMMERCIAL: "commercial",
    PARK: "park",
    SPORTS: "sports",
    SOLAR_FARM: "solar_farm",
    ORCHARD: "orchard",
    FARMLAND: "farmland",
    AIRPORT: "airport",
    HARBOR: "harbor",
}

ZONE_OF_USE: dict[str, int] = {
    "residential": RESIDENTIAL,
    "apartments": RESIDENTIAL,
    "courtyard": RESIDENTIAL,
    "retail": COMMERCIAL,
    "parking": COMMERCIAL,
    "industrial": INDUSTRIAL,
    "tanks": INDUSTRIAL,
    "park": PARK,
    "sports": SPORTS,
    "tennis": SPORTS,
    "solar": SOLAR_FARM,
    "orchard": ORCHARD,
    "forest": FOREST,
    "field": FARMLAND,
    "farm": FARMLAND,
    "pivot": FARMLAND,
}


@dataclass(frozen=True)
class Kind:
    """Pixels of one of these classes (none named: all) in one of these zones (none named: anywhere)."""

    classes: tuple[int, ...] = ()
    zones: tuple[int, ...] = ()


KINDS: dict[str, Kind] = {
    **{name: Kind(classes=(number,)) for number, name in c.CLASSES.items() if number},
    "lake": Kind((c.WATER,), (LAKE,)),
    "river": Kind((c.WATER,), (RIVER,)),
    "sea": Kind((c.WATER,), (SEA, HARBOR)),
    "forest": Kind((c.TREE, c.VEGETATION), (FOREST,)),
    "sports_field": Kind((c.SOCCER_FIELD, c.TENNIS_COURT)),
    "solar_farm": Kind((c.SOLAR_PANEL,), (SOLAR_FARM,)),
    "residential_area": Kind(zones=(RESIDENTIAL,)),
    "industrial_area": Kind(zones=(INDUSTRIAL,)),
    "airport": Kind(zones=(AIRPORT,)),
    "harbor": Kind(zones=(HARBOR,)),
}
"""Every kind of target that has an exact mask: the classes by name, and what only classes and zones together say."""
