"""The command line: `segearth ask | plan | batch | resume | vectorize | explain | cache | serve | models | ...`.

Exit codes: 0 done (also when nothing was found), 1 the run failed, 2 the arguments or the input are wrong,
130 interrupted. With --json stdout holds one JSON object and nothing else (`batch`: one a line, the result last).
torch is imported only to run a model.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import shlex
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TextIO

from engine.arguments import build_parser, unknown_arguments
from engine.errors import Cancelled, InternalError, ModelMissing, SegEarthError

if TYPE_CHECKING:
    from engine.run import ModelLoader, RunRequest, RunResult

log = logging.getLogger(__name__)
_NO_SENTENCE = "(the model gave no sentence)"


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code. ``argv`` is without the program's name; None: the process's own."""
    arguments = sys.argv[1:] if argv is None else argv
    as_json = "--json" in arguments
    _set_up_streams()
    try:
        code = _run_command(arguments)
        if argv is None:  # all is done and said: while the process ends, Ctrl-C would only change its exit code
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        return code
    except SystemExit as end:  # --help and --version
        return end.code if isinstance(end.code, int) else 1
    except SegEarthError as error:
        return _report(error, as_json)
    except KeyboardInterrupt:
        return _report(Cancelled("Interrupted."), as_json)
    except Exception as error:
        log.debug("Unexpected", exc_info=True)
        return _report(InternalError(f"Something unexpected went wrong ({type(error).__name__}: {error})."), as_json)


def _run_command(arguments: list[str]) -> int:
    parser = build_parser()
    options, others = parser.parse_known_args(arguments)
    if others and (not hasattr(options, "questions") or any(other.startswith("-") for other in others)):
        raise unknown_arguments(options.command, others)
    if others:
        options.questions += others  # argparse stops at the first option that follows a question
    _set_up_logging(verbose=options.verbose)
    return _COMMANDS[options.command](options)


def _set_up_streams() -> None:
    """Give a closed stdout or stderr a hole to write to, and let both take characters that a terminal cannot show."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for the process's life
        if isinstance(stream := getattr(sys, name), io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _set_up_logging(*, verbose: bool) -> None:
    """Log to stderr: the engine's warnings as lines for people, with ``verbose`` everything with its origin."""
    if verbose:
        logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    else:
        logging.basicConfig(level=logging.WARNING, format="segearth: %(message)s", stream=sys.stderr)
        logging.getLogger("rasterio").setLevel(logging.CRITICAL)  # its errors come back as exceptions, in our words
        warnings.simplefilter("ignore")  # of libraries, to developers


def _ask(options: argparse.Namespace) -> int:
    from engine.progress import ProgressBar
    from engine.run import check_picture, run

    request = _request(options)
    if options.png is not None:
        check_picture(Path(options.png), request)
    loader = _loader(options)
    bar = ProgressBar(sys.stderr)
    with _interrupts() as interrupted:
        try:
            result = run(request, loader=loader, on_event=bar, cancelled=interrupted.wanted.is_set)
            interrupted.over = True
        finally:
            bar.close()
        if options.png is not None:
            from engine.overlay import draw_overlay

            output, picture = Path(request.output), Path(options.png)
            draw_overlay(output, request.raster, picture, questions=request.questions, bands=request.bands)
        if options.json:
            _print_json(result.to_dict())
        else:
            _print("\n".join(summary(result)))
    return 0


def _plan(options: argparse.Namespace) -> int:
    from engine.run import plan

    planned = plan(_request(options))
    if options.json:
        _print_json(planned.to_dict())
        return 0
    for warning in planned.warnings:
        _write(sys.stderr, f"segearth: {warning}")
    seconds = "" if planned.seconds is None else f", about {_duration(planned.seconds)}"
    _print(
        f"{planned.tiles} tiles of {planned.tile_px} px at {planned.gsd_m:.3g} m, {_area(planned.area_m2)}{seconds}, "
        f"at most {planned.disk_bytes / 1e6:.1f} MB in the run folder"
    )
    return 0


def _vectorize(options: argparse.Namespace) -> int:
    from engine.progress import ProgressBar
    from engine.run import VectorizeRequest, vectorize_run

    names = (
        "run_folder output threshold min_area_m2 min_hole_m2 simplify_m right_angles output_crs format probability_cog"
    )
    request = VectorizeRequest(**{name: getattr(options, name) for name in names.split()})
    bar = ProgressBar(sys.stderr)
    with _interrupts() as interrupted:
        try:
            done = vectorize_run(request, on_event=bar, cancelled=interrupted.wanted.is_set)
            interrupted.over = True
        finally:
            bar.close()
        if options.json:
            _print_json(done.to_dict())
        else:
            found = [f"{said.question} {_count(said.count)}, {_area(said.area_m2)}" for said in done.questions]
            _print("\n".join([*found, f"Written to {done.output}"]))
    return 0


def _explain(options: argparse.Namespace) -> int:
    from engine.progress import ProgressBar
    from engine.run import ExplainRequest, explain_run

    request = ExplainRequest(options.run_folder, tuple(options.questions) or None)
    bar = ProgressBar(sys.stderr)
    with _interrupts() as interrupted:
        try:
            explained = explain_run(request, on_event=bar, cancelled=interrupted.wanted.is_set)
            interrupted.over = True
        finally:
            bar.close()
        if options.json:
            _print_json(explained.to_dict())
        else:
            _print("\n".join(f"{said.question} {said.answer or _NO_SENTENCE}" for said in explained.answers))
    return 0


def _resume(options: argparse.Namespace) -> int:
    from engine.progress import ProgressBar
    from engine.run import ResumeRequest, resume_run

    request = ResumeRequest(options.run_folder, finish=options.finish)
    loader = _loader(options)
    bar = ProgressBar(sys.stderr)
    with _interrupts() as interrupted:
        try:
            result = resume_run(request, loader=loader, on_event=bar, cancelled=interrupted.wanted.is_set)
            interrupted.over = True
        finally:
            bar.close()
        if options.json:
            _print_json(result.to_dict())
        else:
            _print("\n".join(summary(result)))
    return 0


def _batch(options: argparse.Namespace) -> int:
    from engine.batch import PATTERNS, BatchEvent, BatchRequest, Hire, LocalCrew, run_batch
    from engine.progress import ProgressBar
    from engine.run.models import check_device, find_by_name

    names = (
        "model extent extent_crs mask gsd_m bands context_m skip_ruled_out overlap_px like threshold min_area_m2 "
        "min_hole_m2 simplify_m right_angles output_crs format device explain"
    )
    request = BatchRequest(
        folder=options.folder,
        questions=tuple(options.asked),
        output=options.output,
        settings={name: getattr(options, name) for name in names.split()},
        patterns=PATTERNS if options.patterns is None else tuple(options.patterns),
        recursive=options.recursive,
        retries=options.retries,
        retry_failed=options.retry_failed,
        merge=options.merge,
        merge_crs=options.merge_crs,
    )
    loader = _loader(options)
    hire: Hire = LocalCrew
    if options.cluster is None:
        find_by_name(options.model)  # told now, not by each worker
        check_device(options.device)
    else:
        from engine.batch.cluster import on_cluster

        hire = on_cluster(options.cluster)
    bar = ProgressBar(sys.stderr)

    def tell(event: BatchEvent) -> None:
        bar(event)
        if options.json:
            for state in event.ended:
                _print_line(state.to_dict())

    with _interrupts() as interrupted:
        try:
            done = run_batch(
                request,
                workers=options.workers,
                loader=loader,
                on_event=tell,
                cancelled=interrupted.wanted.is_set,
                verbose=options.verbose,
                hire=hire,
            )
            interrupted.over = True
        finally:
            bar.close()
        for raster in done.failed:
            _write(sys.stderr, f"segearth: {raster.raster} failed: {raster.record['error']['message']}")
        if options.json:
            _print_line(done.to_dict())
        else:
            merged = "" if done.merged is None else f", all areas: {done.merged}"
            _print(
                f"{done.count('done')} of {len(done.rasters)} rasters done, {done.count('skipped')} skipped, "
                f"{len(done.failed)} failed: {done.summary}{merged}"
            )
    return 1 if done.failed else 0


def _loader(options: argparse.Namespace) -> ModelLoader:
    """What loads a model that keeps its encoded tiles where the command says. Raises BadRequest."""
    from engine.run.models import load_by_name
    from engine.run.scene_folder import scene_folder

    return partial(load_by_name, scenes=scene_folder(options.scene_cache, options.scene_cache_gb))


def _cache(options: argparse.Namespace) -> int:
    from engine.run.models import kept_scenes, size_text
    from engine.run.scene_folder import scene_folder

    kept = scene_folder(options.scene_cache)
    files, nbytes = kept_scenes(kept.path, clear=options.clear)
    if options.json:
        left = (0, 0) if options.clear else (files, nbytes)
        _print_json({"folder": str(kept.path), "max_bytes": kept.max_bytes, "files": left[0], "bytes": left[1]})
    else:
        said = "deleted from" if options.clear else f"of at most {size_text(kept.max_bytes)} in"
        _print(f"{files} encoded tiles, {size_text(nbytes)}, {said} {kept.path}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from engine.service.server import serve

    return serve()


def _models(options: argparse.Namespace) -> int:
    from engine.run import model_cards
    from engine.run.models import parameters_text

    cards = model_cards()
    if options.json:
        _print_json({"models": cards})
    else:
        lines = [f"{card['name']}  {parameters_text(card['parameters'])}  {card['summary']}" for card in cards]
        _print("\n".join(lines) or "No models are installed.")
    return 0


def _download(options: argparse.Namespace) -> int:
    from engine.run.models import fetch_model, size_text

    done = fetch_model(
        options.name,
        revision=options.revision,
        origin=options.origin,
        folder=None if options.folder is None else Path(options.folder),
        overwrite=options.overwrite,
        report=lambda line: _write(sys.stderr, f"segearth: {line}"),
    )
    if options.json:
        _print_json(done)
        return 0
    pinned = "The folder does not say which revision it is; none was checked."
    if done["revision"]:
        pinned = f"{done['repo']} pinned to {done['revision']}."
    use = f"segearth ask IMAGE QUESTION --model {_name_or_path(done['name'], Path(done['path']))}"
    if done["layout"] == "language":
        use = f"segearth convert MASK2FORMER.pkl DST --preset PRESET --language {shlex.quote(done['path'])}"
    there = "there already, and as published" if done["verified"] else "there already"
    state = "downloaded" if done["fetched_bytes"] else there
    _print(f"{done['name']} is {state}, {size_text(done['bytes'])}: {done['path']}\n{pinned} Use it: {use}")
    return 0


def _name_or_path(name: str, path: Path) -> str:
    """A model's name where commands find it by that, else its folder."""
    from engine.run.models import find_by_name

    try:
        found = find_by_name(name) == path.resolve()
    except ModelMissing:
        found = False
    return name if found else shlex.quote(str(path))


def _convert(options: argparse.Namespace) -> int:
    from engine.run.models import convert_model

    names = "to dtype template overwrite preset language seed"
    settings = {name: getattr(options, name) for name in names.split()}
    converted = convert_model(Path(options.source), Path(options.target), **settings)
    if options.json:
        _print_json(converted.to_dict())
    else:
        _print("\n".join(converted.lines()))
    return 0


def _bench(options: argparse.Namespace) -> int:
    from engine.bench import BenchSettings, bench

    names = "model device precision rounds tiles compiled plain profile folder"
    report = bench(BenchSettings(**{name: getattr(options, name) for name in names.split()}))
    if options.json:
        _print_json(report.to_dict())
    else:
        _print("\n".join(report.lines()))
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from engine.doctor import examine

    report = examine()
    if options.json:
        _print_json(report.to_dict())
    else:
        _print(report.to_markdown())
    return 0 if report.ok else 1


def _request(options: argparse.Namespace) -> RunRequest:
    from engine.run import RunRequest

    names = (
        "raster questions output model extent extent_crs mask gsd_m bands context_m skip_ruled_out overlap_px like "
        "threshold min_area_m2 min_hole_m2 simplify_m right_angles output_crs format probability_cog device explain "
        "run_folder"
    )
    return RunRequest.from_dict({name: getattr(options, name) for name in names.split()})


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "ask": _ask,
    "plan": _plan,
    "batch": _batch,
    "resume": _resume,
    "vectorize": _vectorize,
    "explain": _explain,
    "cache": _cache,
    "serve": _serve,
    "models": _models,
    "download": _download,
    "convert": _convert,
    "bench": _bench,
    "doctor": _doctor,
}


@dataclass
class _Interrupts:
    """What Ctrl-C does: the first is a wish to stop after the tile, a second an end at once, later ones nothing."""

    wanted: threading.Event = field(default_factory=threading.Event)
    over: bool = False  # the work is done: what is left is to say so, and the exit code says so too

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.over:
            return
        if self.wanted.is_set():
            raise KeyboardInterrupt
        self.wanted.set()


@contextmanager
def _interrupts() -> Iterator[_Interrupts]:
    interrupts = _Interrupts()
    before = signal.signal(signal.SIGINT, interrupts)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)


def summary(result: RunResult) -> list[str]:
    """The answers in words, then what was found and where; the last line says all of what was found."""
    answers = result.questions
    where = f"{_area(result.searched_m2)} searched: {result.output}"
    count = sum(answer.count for answer in answers)
    lines = _words(result)
    if count == 0:
        return [*lines, f"Nothing found in {where}"]
    if len(answers) == 1:
        return [*lines, f"{_count(count)}, {_area(answers[0].area_m2)} of {where}"]
    lines += [f"{answer.question} {_count(answer.count)}, {_area(answer.area_m2)}" for answer in answers]
    return [*lines, f"{_count(count)} for {len(answers)} questions in {where}"]  # answers may overlap: no sum of areas


def _words(result: RunResult) -> list[str]:
    """The model's sentences, marked as such, with their questions where there are several."""
    from engine.run.words import no_sentence

    lines = []
    for answer in result.questions:
        silent = no_sentence(answer.question) in result.warnings
        if (sentence := _NO_SENTENCE if silent else answer.answer) is not None:
            asked = f"{answer.question} " if len(result.questions) > 1 else ""
            lines.append(f"{asked}In words: {sentence}")
    return lines


def _count(count: int) -> str:
    return "1 area" if count == 1 else f"{count} areas"


def _area(square_metres: float) -> str:
    if square_metres >= 1e6:
        return f"{square_metres / 1e6:.3g} km2" if square_metres < 1e8 else f"{square_metres / 1e6:,.0f} km2"
    if square_metres >= 1e3:
        return f"{square_metres / 1e4:.2f} ha"
    return f"{square_metres:.3g} m2"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _report(error: SegEarthError, as_json: bool) -> int:
    _write(sys.stderr, f"segearth: {error.message} {error.advice}")
    if as_json:
        _print_json({"error": error.to_dict()})
    return error.exit_code


def _print(text: str) -> None:
    _write(sys.stdout, text)


def _write(stream: TextIO, line: str) -> None:
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except BrokenPipeError:  # nobody reads any more (`| head`): the work is done all the same
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())  # for what is still in the stream's buffer
        os.close(nothing)


def _print_line(value: dict[str, Any]) -> None:
    _print(json.dumps(value, ensure_ascii=True, allow_nan=False))


def _print_json(value: dict[str, Any]) -> None:
    _print(json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False))
