"""Checks data before anything is trained or evaluated on them: every file is looked at, every problem is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tqdm import tqdm

from engine.errors import BadRequest, SegEarthError

from .earthreason import ReasonItem, Scan, find_folders, load_item, scan_folder
from .published import Found, find_published, has_split, pairing_note, scan_published
from .released import PUBLISHED, SPLITS, Split, count_text

_NAMED: Final = 3


@dataclass(frozen=True)
class SetReport:
    """What was found of one split of a set, or of one folder in EarthReason's layout (split and published None).

    samples: whole items. questions: texts of them all. empty_targets: items that say that their target is not there.
    blank_masks: items with a target whose mask marks nothing; None when pixels were not read. categories: items per
    category, where the layout has one. problems: a sentence each, with what to do. notes: what to know, though nothing
    is wrong.
    """

    name: str
    split: Split | None
    folder: str
    samples: int
    published: int | None
    questions: int
    empty_targets: int
    blank_masks: int | None
    categories: Mapping[str, int]
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    def lines(self, most: int = 20) -> list[str]:
        """The report in words; of the problems the first ``most``."""
        count = f"{self.samples} samples"
        if self.split is not None and self.published is not None:
            count = count_text(self.name, self.split, self.samples)
        facts = [count, f"{self.questions} questions", f"{self.empty_targets} empty targets"]
        if self.categories:
            facts.append(f"{len(self.categories)} categories")
        title = self.name if self.split is None else f"{self.name} {self.split}"
        lines = [f"{title}: {', '.join(facts)}"]
        lines += [f"  note: {note}" for note in self.notes]
        lines += [f"  problem: {problem}" for problem in self.problems[:most]]
        left = len(self.problems) - most
        return [*lines, f"  and {left} more problems"] if left > 0 else lines


def check(
    path: Path,
    splits: Sequence[Split] = SPLITS,
    *,
    pixels: bool = True,
    partial: bool = False,
    progress: bool = False,
) -> list[SetReport]:
    """Look at all data at ``path``, published sets or folders in EarthReason's layout, and report on each.

    pixels: decode every image and mask, too, and compare their sizes; without it names and texts alone are read.
    partial: neither a number of samples other than published nor a split that is not there is a problem.
    Where a split's own folder is given, only that split is looked at. Raises BadRequest only where there are no data
    at all. Memory: one image at a time.
    """
    reports = []
    published = find_published(path)
    for found in published:
        for split in SPLITS if found.only is None else (found.only,):
            if split in splits or found.only is not None:
                reports.append(_report_published(found, split, pixels, partial, progress))
    if published:
        return reports
    for folder in _plain_folders(path):
        reports.append(_report(folder.name, None, folder, scan_folder(folder), [], [], pixels, progress))
    return reports


def require_fit(reports: Sequence[SetReport]) -> None:
    """Raise BadRequest with the first problems and their number, if any: to be called before training starts."""
    problems = [problem for report in reports for problem in report.problems]
    if problems:
        raise BadRequest(
            f"The data have {len(problems)} problems, first: {' '.join(problems[:_NAMED])}",
            hint="Run `python -m training data check` for the whole list.",
        )


def _plain_folders(path: Path) -> list[Path]:
    try:
        return find_folders(path)
    except BadRequest as error:
        raise BadRequest(
            f"{path} holds none of the published data sets, and no folder in EarthReason's layout.",
            hint="Give the folder that holds rs_reason_seg/RSReasonSeg, rs_ref_seg/RRSIS-D or rs_ref_seg/RefSegRS, one "
            "of these, or a folder with images/, labels/ and QAs/.",
        ) from error


def _report_published(found: Found, split: Split, pixels: bool, partial: bool, progress: bool) -> SetReport:
    problems: list[str] = []
    notes: list[str] = []
    if partial and not has_split(found, split):
        notes.append("the split is not there.")
        return _report(found.name, split, found.folder, Scan((), ()), problems, notes, pixels, progress)
    scan = scan_published(found, split)
    samples = len(scan.items)
    counts = PUBLISHED[found.name]
    if samples != counts.samples[split] and not partial:
        problems.append(
            f"{found.folder}: the {split} split has {count_text(found.name, split, samples)} ({counts.source}). "
            "Fetch the set again, or allow a part of it (--partial)."
        )
    if scan.items:
        note = pairing_note(found, split)
        notes += [note] if note else []
    return _report(found.name, split, found.folder, scan, problems, notes, pixels, progress)


def _report(
    name: str,
    split: Split | None,
    folder: Path,
    scan: Scan,
    problems: list[str],
    notes: list[str],
    pixels: bool,
    progress: bool,
) -> SetReport:
    items = scan.items
    problems = [_sentence(problem) for problem in scan.problems] + problems
    blank = None
    if pixels:
        faults, without = _look_at(items, f"{name} {split or ''}".strip(), progress)
        problems += faults
        blank = len(without)
        if without:
            notes.append(f"{blank} masks mark nothing although there is a target, first {', '.join(without[:_NAMED])}.")
    categories = Counter(item.class_id for item in items if item.class_id is not None)
    return SetReport(
        name=name,
        split=split,
        folder=str(folder),
        samples=len(items),
        published=None if split is None else PUBLISHED[name].samples[split],
        questions=sum(len(item.questions) for item in items),
        empty_targets=sum(item.empty_target for item in items),
        blank_masks=blank,
        categories=dict(sorted(categories.items())),
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _look_at(items: Sequence[ReasonItem], title: str, progress: bool) -> tuple[list[str], list[str]]:
    """Decode everything: what is wrong, and the stems of the masks that mark nothing although there is a target."""
    faults, blank = [], []
    for item in tqdm(items, desc=title, unit="image", disable=not progress):
        try:
            _, target = load_item(item)
        except BadRequest as problem:
            faults.append(_sentence(problem))
            continue
        if not item.empty_target and not target.any():
            blank.append(item.stem)
    return faults, blank


def _sentence(problem: SegEarthError) -> str:
    return f"{problem.message.rstrip('.')}. {problem.advice}"
