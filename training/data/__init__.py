"""The training data: catalogue, knowledge about each set, labels, the EarthReason layout, and the published sets."""

from .catalogue import CatalogueImage, read_catalogue
from .classes import ALL_CLASSES, MASK_CLASSES, PRESENCE_CLASSES
from .earthreason import ReasonItem, load_item, load_mask
from .labels import LabelledImage, load_labelled
from .published import PublishedSet, published_sets, read_sets
from .sets import SETS, SetInfo

__all__ = [
    "ALL_CLASSES",
    "MASK_CLASSES",
    "PRESENCE_CLASSES",
    "SETS",
    "CatalogueImage",
    "LabelledImage",
    "PublishedSet",
    "ReasonItem",
    "SetInfo",
    "load_item",
    "load_labelled",
    "load_mask",
    "published_sets",
    "read_catalogue",
    "read_sets",
]
