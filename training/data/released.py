"""What is published about EarthReason, RRSIS-D and RefSegRS: how many samples, and how the released code evaluates.

Facts only; `published` reads the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, get_args

from engine.errors import BadRequest

Split = Literal["train", "val", "test"]
SPLITS: Final[tuple[Split, ...]] = get_args(Split)


@dataclass(frozen=True)
class Counts:
    """The published number of samples per split, and where that is written."""

    samples: Mapping[Split, int]
    source: str


def _counts(train: int, val: int, test: int, source: str) -> Counts:
    return Counts(MappingProxyType({"train": train, "val": val, "test": test}), source)


PUBLISHED: Final[Mapping[str, Counts]] = MappingProxyType(
    {
        "EarthReason": _counts(2371, 1135, 1928, "SegEarth-R1's paper, section 3.2"),
        "RRSIS-D": _counts(
            12181, 1740, 3481, "the data set's paper, quoted from memory; their sum 17,402 is in SegEarth-R1's Table 1"
        ),
        "RefSegRS": _counts(
            2172, 431, 1817, "the data set's paper, quoted from memory; their sum 4,420 is in SegEarth-R1's Table 1"
        ),
    }
)
"""By the set's name in the paper."""

_ORDER: Final = MappingProxyType(
    {
        "EarthReason": "by the image's file name",
        "RRSIS-D": "in the order of refs(unc).p",
        "RefSegRS": "in the order of the lines of output_phrase_{split}.txt",
    }
)
_TEXT: Final = MappingProxyType(
    {
        "EarthReason": "only the first of an item's questions",
        "RRSIS-D": "only the raw text of a ref's first sentence",
        "RefSegRS": "the phrase of the line",
    }
)


@dataclass(frozen=True)
class Protocol:
    """How the released code evaluates a split (reference, sections 12 and 13).

    questions: which of an item's texts are asked. order: of the samples; nothing is shuffled. square_px: image and
    mask are scaled into this square and centred in black, and every pixel of it is scored. batch: images at a time,
    which changes no figure but rounding.
    """

    set_name: str
    split: Split
    questions: Literal["first"]
    order: str
    text: str
    square_px: int = 1024
    batch: int = 5

    def sentence(self) -> str:
        """The protocol in words, for a report."""
        return (
            f"{self.set_name}, {self.split} split, as released: every sample once, {self.order}; {self.text}; image "
            f"and mask scaled into {self.square_px} x {self.square_px} pixels with black around them, all of which are "
            f"scored; {self.batch} images at a time."
        )


def released_protocol(set_name: str, split: Split) -> Protocol:
    """Say how the released code evaluates this set; its models are trained on "train" and evaluated on the others.

    Raises BadRequest for an unknown set, and for "train": asked for that, the released code falls back to "val".
    """
    if set_name not in PUBLISHED:
        raise BadRequest(f"{set_name!r} is no published set.", hint=f"Choose one of {', '.join(PUBLISHED)}.")
    if split == "train":
        raise BadRequest("The released code evaluates no training split.", hint="Choose val or test.")
    return Protocol(set_name, split, "first", _ORDER[set_name].format(split=split), _TEXT[set_name])


def count_text(set_name: str, split: Split, samples: int) -> str:
    """Set a number of samples beside the published one: "1135 samples, as published"."""
    published = PUBLISHED[set_name].samples[split]
    if samples == published:
        return f"{samples} samples, as published"
    if samples < published:
        return f"{samples} of the published {published}"
    return f"{samples} samples, {samples - published} more than the published {published}"
