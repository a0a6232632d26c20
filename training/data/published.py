"""Finds and reads the paper's three data sets in their published layouts, all as `ReasonItem`.

Below one root lie ``rs_reason_seg/RSReasonSeg`` (EarthReason), ``rs_ref_seg/RRSIS-D`` and ``rs_ref_seg/RefSegRS``;
each of these folders can also be given by itself, and of EarthReason a split's folder, too.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from engine.errors import BadRequest

from .earthreason import ReasonItem, Scan, find_folders, pairing_faults, read_folder, scan_folder
from .refsegrs import NAME as REFSEGRS
from .refsegrs import is_refsegrs, scan_refsegrs
from .released import PUBLISHED, SPLITS, Split, count_text
from .rrsisd import NAME as RRSISD
from .rrsisd import is_rrsisd, scan_rrsisd

EARTHREASON: Final = "EarthReason"
_EARTHREASON_FOLDERS: Final = ("RSReasonSeg", EARTHREASON)
DEFAULT_SPLIT: Final[Split] = "val"
"""What the released code evaluates when nothing is said."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """A published set on disk. only: the split whose own folder was given; None where all splits are in reach."""

    name: str
    folder: Path
    only: Split | None = None


@dataclass(frozen=True)
class PublishedSet:
    """One split of a published set, in the order in which the released code takes it."""

    name: str
    split: Split
    items: tuple[ReasonItem, ...]

    @property
    def title(self) -> str:
        """Name and split in one word, fit for a folder: "EarthReason-val"."""
        return f"{self.name}-{self.split}"


def find_published(path: Path) -> list[Found]:
    """List the published sets at ``path``: the folder itself, or those below a root; EarthReason first.

    EarthReason is told from other folders of its layout by its folder's name, RSReasonSeg or EarthReason.
    """
    path = path.resolve()
    if path.name in SPLITS and path.parent.name in _EARTHREASON_FOLDERS and path.is_dir():
        return [Found(EARTHREASON, path.parent, path.name)]
    found = []
    reason = [path] + [folder / name for folder in (path, path / "rs_reason_seg") for name in _EARTHREASON_FOLDERS]
    for folder in reason:
        if folder.name in _EARTHREASON_FOLDERS and any((folder / split).is_dir() for split in SPLITS):
            found.append(Found(EARTHREASON, folder))
            break
    for name, holds in ((RRSISD, is_rrsisd), (REFSEGRS, is_refsegrs)):
        candidates = (path, path / name, path / "rs_ref_seg" / name)
        found += [Found(name, folder) for folder in candidates if holds(folder)][:1]
    return found


def has_split(found: Found, split: Split) -> bool:
    """Tell whether a split is there at all; of RRSIS-D, whose splits stand in one file, always true."""
    if found.name == EARTHREASON:
        return (found.folder / split).is_dir()
    return found.name == RRSISD or (found.folder / f"output_phrase_{split}.txt").is_file()


def scan_published(found: Found, split: Split) -> Scan:
    """Read the names and texts of one split: its whole items, and all that is wrong. No pixel is decoded."""
    if found.name == RRSISD:
        return scan_rrsisd(found.folder, split)
    if found.name == REFSEGRS:
        return scan_refsegrs(found.folder, split)
    folder = found.folder / split
    if not folder.is_dir():
        return Scan((), (BadRequest(f"{folder} is missing.", hint="Fetch EarthReason's missing split."),))
    scan = scan_folder(folder)
    return Scan(tuple(replace(item, set_name=EARTHREASON, split=split) for item in scan.items), scan.problems)


def published_sets(
    path: Path, split: Split | None = None, questions: Literal["all", "first"] = "all"
) -> list[PublishedSet]:
    """Read one split of every published set at ``path``; an empty list where there is none.

    split: by default the one whose folder was given, otherwise "val", as in the released code.
    questions: all texts of an item, or only its first, as the released code takes in training and evaluation.
    A number of samples other than published, and pairs that the released code would make otherwise, are logged.
    Raises BadRequest, naming the file, at the first problem: `published_check.check` lists them all.
    """
    sets = []
    for found in find_published(path):
        chosen = split or found.only or DEFAULT_SPLIT
        if found.only not in (None, chosen):
            raise BadRequest(
                f"{path} is the {found.only} split, not {chosen}.",
                hint="Give the folder above, or ask for the split whose folder it is.",
            )
        items = scan_published(found, chosen).require()
        if questions == "first":
            items = [replace(item, questions=item.questions[:1]) for item in items]
        level = logging.INFO if len(items) == PUBLISHED[found.name].samples[chosen] else logging.WARNING
        _log.log(level, "%s %s: %s", found.name, chosen, count_text(found.name, chosen, len(items)))
        note = pairing_note(found, chosen)
        if note:
            _log.warning("%s %s: %s", found.name, chosen, note)
        sets.append(PublishedSet(found.name, chosen, tuple(items)))
    return sets


def pairing_note(found: Found, split: Split) -> str | None:
    """Say which of EarthReason's files the released code would pair otherwise, if any; its first three are named."""
    if found.name != EARTHREASON:
        return None
    faults = pairing_faults(found.folder / split)
    if not faults:
        return None
    return (
        f"the released code pairs by sorted position and would take {len(faults)} items otherwise, first "
        f"{'; '.join(faults[:3])}. Here files of one stem are paired."
    )


def read_sets(path: Path, split: Split | None = None) -> list[tuple[str, list[ReasonItem]]]:
    """Read whatever data lie at ``path``, as (name, items): published sets if any, otherwise EarthReason's layout.

    A published set is called after its split, "EarthReason-val"; other folders by their names, and all of them are
    read, whatever the split. Raises BadRequest as `published_sets` and `find_folders` do.
    """
    sets = published_sets(path, split)
    if sets:
        return [(one.title, list(one.items)) for one in sets]
    return [(folder.name, read_folder(folder)) for folder in find_folders(path)]
