"""The training data: catalogue, knowledge about each set, labels, and the EarthReason layout."""

from .catalogue import CatalogueImage, read_catalogue
from .classes import ALL_CLASSES, MASK_CLASSES, PRESENCE_CLASSES
from .labels import LabelledImage, load_labelled
from .sets import SETS, SetInfo

__all__ = [
    "ALL_CLASSES",
    "MASK_CLASSES",
    "PRESENCE_CLASSES",
    "SETS",
    "CatalogueImage",
    "LabelledImage",
    "SetInfo",
    "load_labelled",
    "read_catalogue",
]
