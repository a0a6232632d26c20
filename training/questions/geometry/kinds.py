"""The table of all rules by group and kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from . import absence, objects, relation
from .rule import Find, Group

KINDS: Final[Mapping[Group, Mapping[str, Find]]] = MappingProxyType(
    {
        "size": {
            "largest": objects.largest,
            "smallest": objects.smallest,
            "larger_than": objects.larger_than,
            "smaller_than": objects.smaller_than,
        },
        "position": {"outermost": objects.outermost, "in_cell": objects.in_cell, "half": objects.half},
        "relation": {
            "near": relation.near,
            "far": relation.far,
            "band": relation.band,
            "touching": relation.touching,
            "nearest": relation.nearest,
            "surrounded": relation.surrounded,
            "between": relation.between,
        },
        "absence": {
            "no_class": absence.no_class,
            "none_larger": absence.none_larger,
            "none_near": absence.none_near,
            "none_in_cell": absence.none_in_cell,
        },
    }
)
GROUP_OF: Final[Mapping[str, Group]] = {kind: group for group, kinds in KINDS.items() for kind in kinds}
