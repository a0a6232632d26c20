"""What the scene class of a UC Merced image proves: which classes are certainly in it, and which are not.

Only the class of the whole scene is known there (77 m x 77 m of the USA at 0.3 m), so every pair was thought
through by hand: a pair in neither column is unknown and is never asked in training. A boat or a jet ski may
stand on a trailer in any street, so streets do not exclude them; a house may stand at a forest's edge, a pool
behind any house, a pond on any green.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .classes import (
    AIRFIELD,
    BALL_FIELDS,
    BIG_ROADS,
    COURTS,
    HOMES,
    INDUSTRY,
    MOORINGS,
    TRAFFIC,
    VESSELS,
    WATER_BODIES,
    WILD,
)


@dataclass(frozen=True)
class SceneKnowledge:
    """One scene class: its own class id, the ids certainly present (its own too) and those certainly absent."""

    class_id: str
    present: frozenset[str]
    absent: frozenset[str]


def _scene(class_id: str, present: set[str], absent: frozenset[str]) -> SceneKnowledge:
    # None of the 21 scene classes is a wind farm.
    return SceneKnowledge(class_id, frozenset(present | {class_id}), absent | {"wind_turbine"})


# fmt: off
_STREET = (
    MOORINGS | AIRFIELD | WILD
    | {"ship", "crop_field", "beach", "island", "storage_tank", "greenhouse"}
)
_HOUSES = AIRFIELD | {"ship", "harbor", "beach", "stadium", "industrial_area", "overpass"}
_TOWN_HOUSES = (
    _HOUSES | WILD
    | {"crop_field", "storage_tank", "baseball_diamond", "soccer_field", "golf_course"}
)
_TRUNK_ROAD = (
    _STREET - {"forest", "crop_field"} | BALL_FIELDS | COURTS
    | {"roundabout", "lake", "swimming_pool", "mobile_home_park"}
)

SCENES: Final[Mapping[str, SceneKnowledge]] = MappingProxyType(
    {
        "agricultural": _scene(
            "crop_field",
            set(),
            VESSELS | MOORINGS | AIRFIELD | COURTS | BALL_FIELDS | BIG_ROADS | HOMES | WILD
            | {"storage_tank", "industrial_area", "solar_panel", "golf_course", "railway", "parking_lot"}
            | {"beach", "lake", "island"},
        ),
        "airplane": _scene(
            "airplane",
            set(),
            VESSELS | MOORINGS | WATER_BODIES | COURTS | BALL_FIELDS | BIG_ROADS | HOMES | WILD
            | {"golf_course", "crop_field", "greenhouse", "railway", "bridge"},
        ),
        "baseballdiamond": _scene(
            "baseball_diamond",
            {"open_safe_space"},
            VESSELS | MOORINGS | WATER_BODIES | AIRFIELD
            | {"storage_tank", "industrial_area", "greenhouse", "crop_field", "golf_course"}
            | {"freeway", "overpass", "mobile_home_park", "chaparral"},
        ),
        "beach": _scene(
            "beach",
            {"water"},
            AIRFIELD | COURTS | BALL_FIELDS | BIG_ROADS | HOMES | INDUSTRY
            | {"ship", "harbor", "boat_lift", "golf_course", "crop_field", "forest", "railway"}
            | {"intersection"},
        ),
        "buildings": _scene(
            "building",
            set(),
            VESSELS | MOORINGS | WATER_BODIES | AIRFIELD | WILD
            | {"crop_field", "golf_course", "baseball_diamond", "soccer_field", "mobile_home_park"},
        ),
        "chaparral": _scene(
            "chaparral",
            {"vegetation", "land_unpaved"},
            VESSELS | MOORINGS | AIRFIELD | COURTS | BALL_FIELDS | TRAFFIC | HOMES | INDUSTRY
            | {"golf_course", "crop_field", "forest", "river", "lake", "island", "building"},
        ),
        "denseresidential": _scene("residential_area", {"building"}, _TOWN_HOUSES),
        "forest": _scene(
            "forest",
            {"tree", "vegetation"},
            VESSELS | MOORINGS | AIRFIELD | COURTS | BALL_FIELDS | BIG_ROADS | INDUSTRY
            | {"golf_course", "crop_field", "beach", "island", "mobile_home_park", "railway", "parking_lot"}
            | {"intersection"},
        ),
        "freeway": _scene("freeway", {"road"}, _TRUNK_ROAD),
        "golfcourse": _scene(
            "golf_course",
            {"vegetation", "open_safe_space"},
            MOORINGS | AIRFIELD | BALL_FIELDS | BIG_ROADS
            | {"ship", "jetski", "beach", "chaparral", "crop_field"}
            | {"storage_tank", "industrial_area", "greenhouse", "railway", "mobile_home_park"},
        ),
        "harbor": _scene(
            "harbor",
            {"boat", "dock", "water"},
            AIRFIELD | COURTS | BALL_FIELDS | BIG_ROADS | WILD
            | {"golf_course", "crop_field", "storage_tank", "greenhouse", "railway", "intersection"}
            | {"mobile_home_park", "swimming_pool"},
        ),
        "intersection": _scene(
            "intersection",
            {"road"},
            _STREET | BALL_FIELDS | {"golf_course", "river", "lake", "overpass"},
        ),
        "mediumresidential": _scene(
            "residential_area",
            {"building", "tree", "vegetation"},
            _TOWN_HOUSES - {"forest"},  # some streets lie under closed tree cover
        ),
        "mobilehomepark": _scene("mobile_home_park", {"building", "residential_area"}, _TOWN_HOUSES),
        "overpass": _scene("overpass", {"road"}, _TRUNK_ROAD),
        "parkinglot": _scene(
            "parking_lot",
            {"car"},
            _STREET
            | {"baseball_diamond", "soccer_field", "golf_course", "river", "lake", "freeway", "overpass"}
            | {"railway", "mobile_home_park", "swimming_pool"},
        ),
        "river": _scene(
            "river",
            {"water", "vegetation"},
            AIRFIELD | COURTS | BALL_FIELDS | BIG_ROADS
            | {"harbor", "storage_tank", "industrial_area", "greenhouse", "solar_panel", "chaparral"}
            | {"parking_lot", "intersection", "mobile_home_park", "swimming_pool"},
        ),
        "runway": _scene(
            "runway",
            set(),
            VESSELS | MOORINGS | WATER_BODIES | COURTS | BALL_FIELDS | BIG_ROADS | HOMES | WILD
            | {"golf_course", "crop_field", "storage_tank", "greenhouse", "railway", "bridge", "parking_lot"},
        ),
        "sparseresidential": _scene(
            "residential_area",
            {"building", "vegetation"},
            _HOUSES | {"freeway", "roundabout", "mobile_home_park"},
        ),
        "storagetanks": _scene(
            "storage_tank",
            set(),
            AIRFIELD | COURTS | BALL_FIELDS | BIG_ROADS | {"chaparral", "golf_course", "crop_field", "beach"}
            | {"jetski", "boat_lift", "mobile_home_park", "swimming_pool"},
        ),
        "tenniscourt": _scene(
            "tennis_court",
            set(),
            _STREET - {"forest"}
            | {"river", "lake", "freeway", "overpass", "railway", "industrial_area"},
        ),
    }
)
# fmt: on
"""The 21 scene classes of `ucmerced_landuse` by their name there."""
