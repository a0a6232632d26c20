"""What is known about each set of the training data: its labels, what its images never hold, terms, scale.

The table is written by hand from the README of the data and a look at the training images. In a set a class
is labelled (a pixel without the label is not that class), or absent (no image of the set holds it: a
question with an empty answer), or neither: unknown, never asked in training.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from .classes import AIRFIELD, BALL_FIELDS, BIG_ROADS, COURTS, HOMES, MOORINGS, VESSELS, WATER_BODIES, WILD

_PUBLIC_NAIP = "imagery public domain (USDA NAIP), labels MIT"
_OAM_TERMS = "imagery CC BY 4.0 (OpenAerialMap), labels ODbL 1.0 (OpenStreetMap)"
_KAMPALA_CREDIT = "Imagery (c) OpenAerialMap contributors, CC BY 4.0; labels (c) OpenStreetMap contributors, ODbL 1.0"
_OAM_CREDIT = f"{_KAMPALA_CREDIT}; prepared by the Humanitarian OpenStreetMap Team"


@dataclass(frozen=True)
class SetInfo:
    """One set of images.

    labels: name of a label in the files -> class id (several labels may join into one class).
    present, absent: class ids that every image, or no image, of the set holds.
    background_weight: class id -> loss weight in (0, 1] of pixels without that label, where the README says
        that some of its objects have none; an image without any label of the class then proves nothing. Else
        1.
    confused: pairs (a, b): what is labelled a is sometimes really b, so pixels labelled a say nothing on b.
    boxes: labels are axis-aligned boxes, filled, and not outlines.
    gsd_m: (finest, coarsest) ground sample distance in metres; None where the source does not state it.
    """

    name: str
    licence: str
    attribution: str
    labels: Mapping[str, str] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    background_weight: Mapping[str, float] = field(default_factory=dict)
    confused: tuple[tuple[str, str], ...] = ()
    boxes: bool = False
    gsd_m: tuple[float, float] | None = None

    @property
    def labelled(self) -> frozenset[str]:
        """The class ids that are labelled by position in every image of the set."""
        return frozenset(self.labels.values())


_SHIPPING = VESSELS | MOORINGS
_SPORTS_GROUNDS = BALL_FIELDS | COURTS | {"golf_course"}

# fmt: off
_ALL = (
    SetInfo(
        name="dubai",
        licence="CC0 1.0 (as quoted; the copy carries no licence file)",
        attribution=(
            "MBRSC (Mohammed Bin Rashid Space Centre) satellite imagery, annotated by Humans in the Loop"
        ),
        labels={c: c for c in ("building", "land_unpaved", "road", "vegetation", "water")},
        # Coast, lagoons, mangrove, golf suburbs: most else may be somewhere; an airfield is not.
        absent=AIRFIELD | {"wind_turbine", "baseball_diamond", "mobile_home_park", "chaparral"},
        background_weight={"vegetation": 0.8},  # small scattered plants are labelled or not, without a rule
    ),
    SetInfo(
        name="naip_trees",
        licence="CC BY 4.0; imagery public domain (USDA NAIP)",
        attribution=(
            "J. Ventura et al. (2024), Individual Tree Detection in Large-Scale Urban Environments using "
            "High-Resolution Multispectral Imagery, CC BY 4.0; imagery USDA NAIP"
        ),
        labels={"tree": "tree"},
        # Streets and homes of six cities; boats and jet skis may stand on trailers.
        absent=MOORINGS | {"airplane", "ship", "wind_turbine", "island"},
        gsd_m=(0.6, 0.6),
    ),
    SetInfo(
        name="fair_buildings",
        licence=_OAM_TERMS,
        attribution=_KAMPALA_CREDIT,
        labels={"building": "building"},
        absent=_SHIPPING | AIRFIELD | WATER_BODIES | BIG_ROADS | WILD
        | {"stadium", "baseball_diamond", "golf_course", "mobile_home_park", "wind_turbine", "railway"},
        gsd_m=(0.075, 0.30),
    ),
    SetInfo(
        name="kit_cars",
        licence="CC BY 3.0",
        attribution="KIT AIS Data Set, CC BY 3.0",
        labels={"car": "car", "minibus": "car", "bus": "car"},
        present=frozenset({"road"}),
        absent=_SHIPPING | AIRFIELD | WATER_BODIES | WILD
        | {"stadium", "baseball_diamond", "golf_course", "crop_field", "mobile_home_park"}
        | {"wind_turbine", "storage_tank"},
        background_weight={"car": 0.8},  # cars under trees and at the border are labelled in part
        boxes=True,
    ),
    SetInfo(
        name="maritime",
        licence="MIT",
        attribution="Aerial Maritime Drone Dataset, Jacob Solawetz / Roboflow, MIT",
        labels={c: c for c in ("dock", "boat_lift", "boat", "jetski", "car")},
        # A lake shore with gardens, from close by; pools, greenhouses and bridges are not excluded.
        absent=AIRFIELD | BIG_ROADS | _SPORTS_GROUNDS
        | {"ship", "wind_turbine", "storage_tank", "crop_field", "chaparral", "railway", "mobile_home_park"}
        | {"industrial_area"},
        background_weight={"boat": 0.5, "jetski": 0.5},  # rowing boats and kayaks are jetski or unlabelled
        confused=(("jetski", "boat"),),
        boxes=True,
    ),
    SetInfo(
        name="ucmerced_landuse",
        licence="public domain",
        attribution=(
            "UC Merced Land Use Dataset, Y. Yang and S. Newsam (2010); "
            "imagery USGS National Map Urban Area Imagery"
        ),
        gsd_m=(0.3, 0.3),
    ),
    SetInfo(
        name="naip_field_boundaries",
        licence=_PUBLIC_NAIP,
        attribution="Agoro field boundary detector, (c) 2021 Radix, MIT; imagery USDA NAIP",
        labels={"crop_field": "crop_field"},
        present=frozenset({"vegetation"}),
        # Kilometres of farmland with towns: turbines, airstrips, sports grounds and rivers are not excluded.
        absent=MOORINGS - {"dock"} | {"ship", "jetski", "chaparral"},
    ),
    SetInfo(
        name="naip_wind_turbines_iowa",
        licence=_PUBLIC_NAIP,
        attribution="wind-turbine-detector, (c) 2020 Luke Borkowski, MIT; imagery USDA NAIP",
        labels={"wind_turbine": "wind_turbine"},
        present=frozenset({"crop_field", "vegetation"}),
        # 300 m of open Iowa farmland around a turbine. Grain bins look like storage tanks: not excluded.
        absent=_SHIPPING | AIRFIELD | BIG_ROADS | _SPORTS_GROUNDS | HOMES | WILD
        | {"beach", "island", "industrial_area", "parking_lot", "greenhouse"},
        boxes=True,
        gsd_m=(1.0, 1.0),
    ),
    SetInfo(
        name="banepa_oam_buildings",
        licence=_OAM_TERMS,
        attribution=_OAM_CREDIT,
        labels={"building": "building"},
        absent=_SHIPPING | AIRFIELD | WILD
        | {"lake", "island", "beach", "baseball_diamond", "golf_course", "mobile_home_park", "overpass"}
        | {"wind_turbine", "railway"},
        gsd_m=(0.13, 0.13),
    ),
    SetInfo(
        name="fair_oam_areas",
        licence=_OAM_TERMS,
        attribution=_OAM_CREDIT,
        labels={"building": "building"},
        # Inland blocks of Nairobi and villages of Zanzibar: the shore is not excluded, boats neither.
        absent=AIRFIELD | MOORINGS - {"dock"}
        | {"ship", "jetski", "island", "stadium", "baseball_diamond", "golf_course", "chaparral", "overpass"}
        | {"mobile_home_park", "wind_turbine"},
        background_weight={"building": 0.8},  # in Nairobi some houses are missing
        gsd_m=(0.075, 0.30),
    ),
    SetInfo(
        name="gdit_aerial_airport",
        licence="public domain by the publisher's word alone; origin of the imagery not stated",
        attribution="GDIT Aerial Airport dataset, declared public domain",
        labels={"airplane": "airplane"},
        # Whatever surrounds an airport within a kilometre may be in the picture.
        absent=frozenset({"wind_turbine", "boat_lift", "jetski"}),
        background_weight={"airplane": 0.8},  # small, cut and some parked ones are not labelled
        boxes=True,
    ),
    SetInfo(
        name="neon_tree_boxes",
        licence="MIT",
        attribution=(
            "National Ecological Observatory Network airborne imagery; tree boxes B. Weinstein et al., MIT"
        ),
        labels={"tree": "tree"},
        present=frozenset({"vegetation"}),
        # Plots of 40 m in nature reserves.
        absent=_SHIPPING | AIRFIELD | BIG_ROADS | _SPORTS_GROUNDS | HOMES
        | {"building", "car", "crop_field", "beach", "island", "lake", "parking_lot", "intersection"}
        | {"railway", "wind_turbine", "storage_tank", "industrial_area", "greenhouse", "solar_panel"},
        background_weight={"tree": 0.5},  # small trees are missing in some plots
        boxes=True,
        gsd_m=(0.1, 0.1),
    ),
)
# fmt: on

SETS: Final[Mapping[str, SetInfo]] = MappingProxyType({info.name: info for info in _ALL})
"""Every set by its folder's name."""
