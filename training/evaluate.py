"""Scores anything that answers questions with masks: on folders in EarthReason's layout and on the published sets.

Command line: ``python -m training evaluate --model DIR --data FOLDER [--split val|test|train] [--questions all|first]
[--frame native|released] [--paper ROW] [--report DIR] [--save-masks DIR] [--json]``. The same code scores the
baselines.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tqdm import tqdm

from engine.errors import BadRequest, OutputNotWritable
from engine.model.catalog import find_model
from engine.model.runtime import ModelRuntime, load_model
from engine.raster.letterbox import fit, scale_linear

from .data.earthreason import ReasonItem, load_item
from .data.published import find_published, read_sets
from .data.released import SPLITS, Split
from .metrics import PixelCounts, SegmentationMetrics, count_pixels
from .paper_figures import compare, guess_row, paper_rows
from .picture_sheet import ImageAnswers, PictureSheet
from .report import Report, Scores, SetScores, write_report

Questions = Literal["all", "first", "class"]
Predict = Callable[[NDArray[np.uint8], Sequence[str]], Sequence[NDArray[Any]]]
"""(image uint8 [H, W, 3], Q questions) -> Q masks [H, W]: bool, or logits of which >= 0 is marked."""

EXPLICIT_QUESTIONS = 2
"""The first two questions of an item name the thing, the others (three) only imply it (README of the data). That holds
for our own data only: the paper's data sets have no such order."""


class _Group:
    """The accumulators of one set or class."""

    def __init__(self, explicit_questions: int | None) -> None:
        self._explicit_questions = explicit_questions
        self._all = SegmentationMetrics()
        self._explicit = SegmentationMetrics()
        self._implicit = SegmentationMetrics()

    def add(self, counts: PixelCounts, question: int | None) -> None:
        self._all.add(counts)
        if question is not None and self._explicit_questions is not None:
            (self._explicit if question < self._explicit_questions else self._implicit).add(counts)

    def scores(self) -> Scores:
        return Scores(
            self._all.result(),
            self._explicit.result().g_iou_non_empty,
            self._implicit.result().g_iou_non_empty,
        )


def evaluate(
    predict: Predict,
    folders: Path | Sequence[Path],
    questions: Questions = "all",
    *,
    split: Split | None = None,
    letterbox_px: int | None = None,
    explicit_questions: int | None = EXPLICIT_QUESTIONS,
    save_masks: Path | None = None,
    watch: Callable[[ImageAnswers], None] | None = None,
    progress: bool = False,
) -> Report:
    """Ask the questions of every item and score the answers.

    folders: one folder in EarthReason's layout, a folder of such folders, one of the paper's data sets as published
        or a folder of these, or a list of any.
    questions: ``all`` of an item; only its ``first``, as the released code does; or its ``class`` name
        instead of any question, for predictors that understand no words (the folder must then have an index
        of classes).
    split: of the published sets (default: the one whose folder was given, else ``val``).
    letterbox_px: the released protocol: image and label are put into a square of that side, with black around
        them, and all pixels of the square are scored. None: images and labels as they are.
    explicit_questions: how many of an item's first questions name the thing instead of implying it; None where the
        data set keeps no such order, and the two are not told apart.
    save_masks: each mask is written there as ``<stem>__<question number>.png``, 0 or 255, in the size that is
        scored; the number is the position of the question in its QA file, from 0. With several folders, in a
        folder per set.
    watch: is given each image with its answers once they are scored; what it keeps is its own affair.
    Memory: one image and its masks at a time. Raises BadRequest for broken data (all folders are read before
    the first question is asked), OutputNotWritable for ``save_masks``, and ValueError when a mask has not the
    size of its image or is neither bool nor logits.
    """
    roots = [folders] if isinstance(folders, Path) else list(folders)
    sets = [one for root in roots for one in read_sets(root, split)]
    names = [name for name, _ in sets]
    if len(set(names)) < len(names):
        raise BadRequest(f"Two folders have the same name among {', '.join(names)}.")
    if questions == "class" and any(item.class_id is None for _, items in sets for item in items):
        raise BadRequest("Asking by class needs an index.csv that names the class of every item.")
    if save_masks is not None and questions == "class":
        raise BadRequest("Masks are saved per question; asking by class has none.")
    reports = []
    overall = _Group(explicit_questions)
    with tqdm(total=sum(len(items) for _, items in sets), unit="item", disable=not progress) as bar:
        for name, items in sets:
            mask_dir = save_masks / name if save_masks and len(sets) > 1 else save_masks
            bar.set_description(name)
            of_set = _Group(explicit_questions)
            classes: dict[str, _Group] = {}
            for item in items:
                asked = _asked(item, questions)
                rgb, target = load_item(item)
                if letterbox_px is not None:
                    box = fit(target.shape[0], target.shape[1], letterbox_px)
                    rgb, target = box.apply(rgb), box.apply_mask(target)
                masks = _answer(predict, rgb, [text for _, text in asked])
                groups = [overall, of_set]
                if item.class_id is not None:
                    groups.append(classes.setdefault(item.class_id, _Group(explicit_questions)))
                counts = [count_pixels(mask, target) for mask in masks]
                for (number, _), mask, counted in zip(asked, masks, counts, strict=True):
                    for group in groups:
                        group.add(counted, number)
                    if mask_dir is not None:
                        _save_mask(mask_dir / f"{item.stem}__{number}.png", mask)
                if watch is not None:
                    texts = [text for _, text in asked]
                    watch(ImageAnswers(name, item.stem, item.class_id, rgb, target, texts, masks, counts))
                bar.update()
            by_class = {class_id: classes[class_id].scores() for class_id in sorted(classes)}
            reports.append(SetScores(name, of_set.scores(), by_class))
    return Report(questions, sum(len(items) for _, items in sets), overall.scores(), tuple(reports))


def _asked(item: ReasonItem, questions: Questions) -> list[tuple[int | None, str]]:
    if questions == "class":
        return [(None, item.class_id or "")]
    numbered = list(enumerate(item.questions))
    return [(number, text) for number, text in (numbered if questions == "all" else numbered[:1])]


def _answer(predict: Predict, rgb: NDArray[np.uint8], texts: Sequence[str]) -> list[NDArray[np.bool_]]:
    answers = predict(rgb, texts)
    if len(answers) != len(texts):
        raise ValueError(f"{len(texts)} questions were asked, {len(answers)} masks came back")
    masks = []
    for answer in answers:
        if answer.shape != rgb.shape[:2]:
            raise ValueError(f"a mask of {answer.shape} came back for an image of {rgb.shape[:2]}")
        if answer.dtype == np.bool_:
            masks.append(answer)
        elif np.issubdtype(answer.dtype, np.floating) and not np.isnan(answer).any():
            masks.append(answer >= 0)
        else:
            # 0 and 1 as integers would all count as logits >= 0, and NaN as an honest "nothing here".
            raise ValueError("a mask must be bool, or logits without NaN")
    return masks


def _save_mask(path: Path, mask: NDArray[np.bool_]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(mask.astype(np.uint8) * 255).save(path)
    except OSError as error:
        raise OutputNotWritable(f"The mask {path} cannot be written: {error}") from error


def model_predictor(runtime: ModelRuntime) -> Predict:
    """Ask a model about whole images: each is encoded once and asked all its questions.

    A model for one size only sees an image of any other size in the released letterbox, and its logits are cut out
    of it and scaled back. For other models the image is padded at the right and at the bottom with zeros up to a
    multiple of the model's size. The logit of a pixel is the lesser of its mask logit (bilinear from the 1/4 grid)
    and the presence logit of the image.
    """

    def predict(rgb: NDArray[np.uint8], questions: Sequence[str]) -> list[NDArray[np.float32]]:
        height, width = rgb.shape[:2]
        if runtime.size_multiple == runtime.tile_px:
            box = fit(height, width, runtime.tile_px)
            return [box.restore(logits) for logits in ask(box.apply(rgb), questions)]
        multiple = runtime.size_multiple
        padded = np.pad(rgb, ((0, -height % multiple), (0, -width % multiple), (0, 0)))
        upsampled = (scale_linear(logits, *padded.shape[:2]) for logits in ask(padded, questions))
        return [logits[:height, :width] for logits in upsampled]

    def ask(rgb: NDArray[np.uint8], questions: Sequence[str]) -> NDArray[np.float32]:
        answers = runtime.ask(runtime.encode(rgb[None]), questions)
        logits_Qhw: NDArray[np.float32] = answers.logits_BQhw[0]
        if answers.presence_BQ is not None:
            logits_Qhw = np.minimum(logits_Qhw, answers.presence_BQ[0][:, None, None])
        return logits_Qhw

    return predict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--model", required=True, help="name or folder of the model")
    parser.add_argument(
        "--data",
        required=True,
        type=Path,
        metavar="FOLDER",
        help="folder with images/, labels/ and QAs/, or a folder of such folders; or EarthReason, RRSIS-D or RefSegRS "
        "as published",
    )
    parser.add_argument(
        "--split", choices=SPLITS, help="of a published set (default: the one whose folder is given, else val)"
    )
    parser.add_argument(
        "--questions", choices=("all", "first"), default="all", help="ask all questions of an item, or its first"
    )
    parser.add_argument(
        "--frame",
        choices=("native", "released"),
        default="native",
        help="score at the size of the image, or as the released code does: image and label scaled into the model's "
        "square with black around them, which counts as well",
    )
    parser.add_argument(
        "--paper",
        choices=(*paper_rows(), "none"),
        metavar="ROW",
        help="print the figures beside this row of the paper: earthreason, rrsisd or refsegrs with -val or -test, or "
        "an ablation such as earthreason-val-d0; none: no comparison (default: the row of a published set)",
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="DIR",
        help="write report.json, report.md and sheet.jpg there: the best, the worst and random answers as pictures",
    )
    parser.add_argument("--seed", type=int, default=0, help="of the random answers of the picture sheet")
    parser.add_argument(
        "--save-masks",
        type=Path,
        metavar="DIR",
        help="write each mask as DIR/<stem>__<question number>.png, 0/255; questions are numbered from 0 "
        "(if FOLDER holds several folders: in DIR/<folder>/)",
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")


def main(args: argparse.Namespace) -> int:
    """Run the command; the report goes to stdout, progress to stderr. Returns the exit code."""
    published = bool(find_published(args.data))
    runtime = load_model(find_model(args.model), args.device)
    square_px = runtime.tile_px if args.frame == "released" else None
    sheet = PictureSheet(seed=args.seed) if args.report is not None else None
    report = evaluate(
        model_predictor(runtime),
        args.data,
        args.questions,
        split=args.split,
        letterbox_px=square_px,
        explicit_questions=None if published else EXPLICIT_QUESTIONS,
        save_masks=args.save_masks,
        watch=None if sheet is None else sheet.add,
        progress=True,
    )
    names = [entry.name for entry in report.sets]
    row = guess_row(names) if args.paper is None else paper_rows().get(args.paper)
    if row is not None:
        comparison = compare(
            row,
            report.overall.overall,
            set_names=names,
            items=report.items,
            questions=args.questions,
            square_px=square_px,
        )
        report = replace(report, comparison=comparison)
    record = {
        "model": runtime.name,
        "fingerprint": runtime.fingerprint,
        "data": str(args.data),
        "frame": args.frame,
    } | report.to_dict()
    if sheet is not None:
        title = f"{runtime.name} on {names[0] if len(names) == 1 else args.data.resolve().name}: {report.summary()}"
        write_report(args.report, record | {"sheet": sheet.to_dict()}, f"# {title}\n\n{report.to_markdown()}\n")
        sheet.save(args.report / "sheet.jpg", title)
    sys.stdout.write((json.dumps(record) if args.json else report.to_markdown()) + "\n")
    return 0
