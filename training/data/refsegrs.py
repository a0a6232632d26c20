"""Reads RefSegRS: a line of text per phrase, images and masks as TIFF files of one number.

Layout: ``images/<digits>.tif``, ``masks/<digits>.tif`` (255 is the target) and ``output_phrase_<split>.txt``, whose
lines are ``<digits> <phrase>``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from engine.errors import BadRequest

from .earthreason import ReasonItem, Scan

NAME: Final = "RefSegRS"
_HINT: Final = "Mend the file or fetch RefSegRS again."


def is_refsegrs(folder: Path) -> bool:
    """Tell whether a folder holds RefSegRS's lists of phrases, or is where they should be."""
    return folder.is_dir() and (folder.name == NAME or any(folder.glob("output_phrase_*.txt")))


def scan_refsegrs(folder: Path, split: str) -> Scan:
    """List the items of a split, in the order of its lines, as the released code takes them.

    The layout names no category. An item of a number that stands twice gets a stem of its own ("12_2").
    Problems: the list is missing or no text, a line of another form (the released code skips those in silence; blank
    ones are skipped here, too), a missing image or mask.
    """
    path = folder / f"output_phrase_{split}.txt"
    if not path.is_file():
        return Scan((), (BadRequest(f"{path} is missing.", hint=_HINT),))
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError) as error:
        return Scan((), (BadRequest(f"{path} cannot be read as text: {error}.", hint=_HINT),))
    items = []
    problems = []
    times: Counter[str] = Counter()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        digits, *phrase = line.strip().split(maxsplit=1)
        if not (digits.isascii() and digits.isdigit() and phrase):
            text = f"{path}, line {number}: {line.strip()[:40]!r} is not a number, a space and a phrase."
            problems.append(BadRequest(text, hint=_HINT))
            continue
        image, mask = folder / "images" / f"{digits}.tif", folder / "masks" / f"{digits}.tif"
        missing = [file for file in (image, mask) if not file.is_file()]
        for file in missing:
            text = f"{file} is missing ({path.name}, line {number})."
            problems.append(BadRequest(text, hint="Put the file back, or fetch RefSegRS again."))
        if missing:
            continue
        times[digits] += 1
        stem = digits if times[digits] == 1 else f"{digits}_{times[digits]}"
        items.append(ReasonItem(NAME, stem, image, mask, tuple(phrase), (), split=split, task="refer"))
    return Scan(tuple(items), tuple(problems))
