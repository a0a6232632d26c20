"""The classes a synthetic scene knows: ids, names and the colours of the ground-truth raster.

Id 0 is everything else that is drawn: pavements, paved yards, taxiways, aprons.
"""

from __future__ import annotations

BACKGROUND = 0
BUILDING = 1
LAND_UNPAVED = 2
ROAD = 3
VEGETATION = 4
WATER = 5
TREE = 6
CAR = 7
BOAT = 8
DOCK = 9
CROP_FIELD = 10
WIND_TURBINE = 11
AIRPLANE = 12
RUNWAY = 13
STORAGE_TANK = 14
SWIMMING_POOL = 15
TENNIS_COURT = 16
SOCCER_FIELD = 17
PARKING_LOT = 18
SOLAR_PANEL = 19
BRIDGE = 20
ROUNDABOUT = 21
BEACH = 22
SHIP = 23

CLASSES: dict[int, str] = {
    BACKGROUND: "background",
    BUILDING: "building",
    LAND_UNPAVED: "land_unpaved",
    ROAD: "road",
    VEGETATION: "vegetation",
    WATER: "water",
    TREE: "tree",
    CAR: "car",
    BOAT: "boat",
    DOCK: "dock",
    CROP_FIELD: "crop_field",
    WIND_TURBINE: "wind_turbine",
    AIRPLANE: "airplane",
    RUNWAY: "runway",
    STORAGE_TANK: "storage_tank",
    SWIMMING_POOL: "swimming_pool",
    TENNIS_COURT: "tennis_court",
    SOCCER_FIELD: "soccer_field",
    PARKING_LOT: "parking_lot",
    SOLAR_PANEL: "solar_panel",
    BRIDGE: "bridge",
    ROUNDABOUT: "roundabout",
    BEACH: "beach",
    SHIP: "ship",
}

CLASS_COLOURS: dict[int, tuple[int, int, int]] = {
    BACKGROUND: (190, 190, 190),
    BUILDING: (205, 60, 50),
    LAND_UNPAVED: (190, 150, 100),
    ROAD: (90, 90, 95),
    VEGETATION: (150, 200, 110),
    WATER: (60, 120, 190),
    TREE: (35, 110, 50),
    CAR: (255, 0, 200),
    BOAT: (255, 255, 255),
    DOCK: (120, 80, 50),
    CROP_FIELD: (230, 210, 90),
    WIND_TURBINE: (120, 0, 160),
    AIRPLANE: (0, 255, 255),
    RUNWAY: (50, 50, 70),
    STORAGE_TANK: (255, 140, 0),
    SWIMMING_POOL: (0, 200, 230),
    TENNIS_COURT: (0, 90, 110),
    SOCCER_FIELD: (90, 230, 60),
    PARKING_LOT: (140, 130, 160),
    SOLAR_PANEL: (20, 30, 120),
    BRIDGE: (160, 60, 110),
    ROUNDABOUT: (230, 100, 160),
    BEACH: (250, 235, 180),
    SHIP: (255, 90, 90),
}
