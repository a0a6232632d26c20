"""``python -m training questions annotate FOLDER --endpoint URL --model NAME``: questions through a language model."""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path

from filelock import FileLock, Timeout
from tqdm import tqdm

from engine.errors import BadRequest, OutputNotWritable

from .cost import Prices, estimate
from .endpoint import Endpoint
from .items import Item, find_items
from .journal import LOG_NAME
from .pipeline import Annotator, BudgetSpent, unfinished
from .prompts import PROMPTS, load_prompts

log = logging.getLogger(__name__)

TEXT = "write questions and answers with a language model, as the paper did; resumes where it stopped"
UNASKED_REQUESTS = 300
"""Without a budget, more requests than this need --yes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.add_argument("folder", type=Path, help="folder with images/ and, if there are any, labels/")
    parser.add_argument(
        "--endpoint", required=True, metavar="URL", help="OpenAI-compatible, e.g. http://localhost:8000/v1"
    )
    parser.add_argument("--model", required=True, help="the model that sees the images")
    parser.add_argument("--text-model", help="the model that rephrases (default: the same)")
    parser.add_argument("--key-env", metavar="NAME", help="environment variable with the key; without it none is sent")
    parser.add_argument(
        "--categories", type=Path, help="CSV (item, category) or JSON; default: index.csv of the folder"
    )
    parser.add_argument("--prompts", type=Path, default=PROMPTS, help="TOML with other prompts")
    parser.add_argument("--out", type=Path, help="where QAs/ and the log are written (default: the folder)")
    parser.add_argument("--image-px", type=int, default=1024, help="longer side of the images sent (default 1024)")
    parser.add_argument("--price-in", type=float, help="USD for a million tokens in")
    parser.add_argument("--price-out", type=float, help="USD for a million tokens out")
    parser.add_argument("--text-price-in", type=float, help="the same for --text-model (default: as --price-in)")
    parser.add_argument("--text-price-out", type=float, help="the same for --text-model (default: as --price-out)")
    parser.add_argument(
        "--budget", type=float, metavar="USD", help="stop when the replies have cost this; needs prices"
    )
    parser.add_argument("--limit", type=int, help="at most so many images in this run")
    parser.add_argument("--timeout", type=float, default=120.0, help="seconds to wait for a reply (default 120)")
    parser.add_argument("--dry-run", action="store_true", help="print the estimate and the first prompt; ask nothing")
    parser.add_argument("--yes", action="store_true", help="begin also when the estimate is above the limit")


def main(args: argparse.Namespace) -> int:
    """Estimate, ask, and say what is finished and what failed; exit code 1 if something is left."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    out: Path = args.out or args.folder
    prices, text_prices = _prices(args)
    if args.image_px < 64:
        raise BadRequest("--image-px must be at least 64.")
    prompts = load_prompts(args.prompts)
    items = find_items(args.folder, args.categories)
    todo = unfinished(items, out)[: args.limit]
    endpoint = Endpoint(args.endpoint, _key(args.key_env), args.timeout)
    expected = estimate(todo, prompts, args.image_px, {"ask": prices, "expand": text_prices})
    log.info("%d of %d images are finished.", len(items) - len(unfinished(items, out)), len(items))
    log.info("%s", expected.sentence)
    if args.dry_run:
        if todo:
            step = "empty_question" if todo[0].empty else "question"
            log.info("First prompt (%s):\n%s", todo[0].stem, prompts[step].fill(category=todo[0].category))
        return 0
    if not todo:
        return 0
    too_much = expected.requests > UNASKED_REQUESTS if args.budget is None else (expected.usd or 0) > args.budget
    if too_much and not args.yes:
        limit = f"{UNASKED_REQUESTS} requests" if args.budget is None else f"the budget of {args.budget:.2f} USD"
        raise BadRequest(
            f"The estimate is above {limit}.",
            hint="Say --yes to begin all the same (a budget still stops it), or take fewer with --limit.",
        )
    text_model = args.text_model or args.model
    by_model = {args.model: prices, text_model: text_prices if args.text_model else prices}
    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / f"{LOG_NAME}.lock", timeout=0):
            annotator = Annotator(
                endpoint,
                args.model,
                text_model,
                prompts,
                out,
                args.image_px,
                {model: price for model, price in by_model.items() if price is not None},
                args.budget,
            )
            return _run(annotator, args, todo)
    except Timeout as error:
        raise BadRequest(f"Another run is writing to {out}.", hint="Wait for it, or give another --out.") from error
    except OSError as error:
        raise OutputNotWritable(f"{out} cannot be written: {error}") from error


def _run(annotator: Annotator, args: argparse.Namespace, todo: list[Item]) -> int:
    failed: list[tuple[str, str]] = []
    done = 0
    spent = False
    try:
        for item, reason in tqdm(annotator.run(todo), total=len(todo), unit="image", disable=None):
            if reason is None:
                done += 1
            else:
                failed.append((item.stem, reason))
    except BudgetSpent:
        spent = True
        log.warning("The budget of %.2f USD is spent. Raise it to go on where this run stopped.", args.budget)
    for stem, reason in failed:
        log.warning("failed: %s: %s", stem, reason)
    money = f"; {annotator.spent_usd:.2f} USD by the replies so far" if annotator.prices else ""
    log.info("%d images finished, %d failed, in %s%s.", done, len(failed), annotator.out / "QAs", money)
    return 1 if failed or spent else 0


def _prices(args: argparse.Namespace) -> tuple[Prices | None, Prices | None]:
    if (args.price_in is None) != (args.price_out is None):
        raise BadRequest("--price-in and --price-out go together.")
    if args.budget is not None and args.price_in is None:
        raise BadRequest("A budget needs --price-in and --price-out.", hint="In USD for a million tokens.")
    given = (args.price_in, args.price_out, args.text_price_in, args.text_price_out, args.budget)
    if any(value is not None and value < 0 for value in given):
        raise BadRequest("Prices and budget cannot be negative.")
    if args.price_in is None:
        return None, None
    text_in = args.price_in if args.text_price_in is None else args.text_price_in
    text_out = args.price_out if args.text_price_out is None else args.text_price_out
    return Prices(args.price_in, args.price_out), Prices(text_in, text_out)


def _key(name: str | None) -> str | None:
    if name is None:
        return None
    key = os.environ.get(name, "").strip()
    if not key:
        raise BadRequest(f"The environment variable {name} holds no key.", hint="Set it, or leave --key-env out.")
    return key
