"""The class ids that training data and questions share: some have masks, some are known by presence only.

An id is a stable English noun; the words that a question uses for it are chosen elsewhere. Groups of ids that
occur together on the ground keep the tables of `sets` and `scenes` short.
"""

from __future__ import annotations

from typing import Final

MASK_CLASSES: Final = (
    "building",
    "land_unpaved",
    "road",
    "vegetation",
    "water",
    "tree",
    "car",
    "boat",
    "boat_lift",
    "dock",
    "jetski",
    "crop_field",
    "wind_turbine",
    "airplane",
)
"""Classes that at least one set labels by position, in a fixed order."""

PRESENCE_CLASSES: Final = (
    "ship",
    "stadium",
    "harbor",
    "runway",
    "storage_tank",
    "swimming_pool",
    "tennis_court",
    "baseball_diamond",
    "basketball_court",
    "soccer_field",
    "golf_course",
    "beach",
    "forest",
    "chaparral",
    "freeway",
    "overpass",
    "intersection",
    "bridge",
    "parking_lot",
    "roundabout",
    "railway",
    "river",
    "lake",
    "island",
    "residential_area",
    "mobile_home_park",
    "solar_panel",
    "greenhouse",
    "industrial_area",
    "open_safe_space",
)
"""Classes that no set labels by position; some images are known to hold them, or not to."""

ALL_CLASSES: Final = MASK_CLASSES + PRESENCE_CLASSES

VESSELS: Final = frozenset({"ship", "boat", "jetski"})
MOORINGS: Final = frozenset({"harbor", "dock", "boat_lift"})
WATER_BODIES: Final = frozenset({"river", "lake", "island", "beach"})
AIRFIELD: Final = frozenset({"airplane", "runway"})
COURTS: Final = frozenset({"tennis_court", "basketball_court"})
BALL_FIELDS: Final = frozenset({"stadium", "baseball_diamond", "soccer_field"})
BIG_ROADS: Final = frozenset({"freeway", "overpass", "roundabout"})
TRAFFIC: Final = BIG_ROADS | {"railway", "bridge", "intersection", "parking_lot"}
INDUSTRY: Final = frozenset({"storage_tank", "industrial_area", "greenhouse", "solar_panel", "wind_turbine"})
HOMES: Final = frozenset({"residential_area", "mobile_home_park", "swimming_pool"})
WILD: Final = frozenset({"forest", "chaparral"})
