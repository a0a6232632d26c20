"""The commands about one raster: ask and plan, then resume, vectorize and explain of the folder that a run left."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.interrupts import carried_out
from engine.cli.output import print_json, print_text, write_line
from engine.cli.scenes import scene_keeping_loader
from engine.cli.texts import NO_SENTENCE, area_text, count_text, duration_text, summary

if TYPE_CHECKING:
    from engine.run import RunRequest


def ask_command(options: argparse.Namespace) -> int:
    """Answer questions with areas."""
    from engine.run import check_picture, run

    request = _request(options)
    if len(request.questions) > 2 and all(len(question.split()) == 1 for question in request.questions):
        asked = f"These are {len(request.questions)} questions of one word each"
        write_line(sys.stderr, f"segearth: {asked}; put a question of several words in quotes.")
    if options.png is not None:
        check_picture(Path(options.png), request)
    loader = scene_keeping_loader(options)
    with carried_out(lambda bar, stop: run(request, loader=loader, on_event=bar, cancelled=stop)) as result:
        if options.png is not None:
            from engine.overlay import draw_overlay

            output, picture = Path(request.output), Path(options.png)
            draw_overlay(output, request.raster, picture, questions=request.questions, bands=request.bands)
        if options.json:
            print_json(result.to_dict())
        else:
            print_text("\n".join(summary(result)))
    return 0


def plan_command(options: argparse.Namespace) -> int:
    """Tell tiles, time and disk of the same command."""
    from engine.run import plan

    planned = plan(_request(options))
    if options.json:
        print_json(planned.to_dict())
        return 0
    for warning in planned.warnings:
        write_line(sys.stderr, f"segearth: {warning}")
    seconds = "" if planned.seconds is None else f", about {duration_text(planned.seconds)}"
    coarser = sum(planned.tiles_by_level) - planned.tiles
    more = f" and {coarser} at {planned.levels - 1} coarser levels" if coarser else ""
    print_text(
        f"{planned.tiles} tiles of {planned.tile_px} px at {planned.gsd_m:.3g} m{more}, "
        f"{area_text(planned.area_m2)}{seconds}, "
        f"at most {planned.disk_bytes / 1e6:.1f} MB in the run folder"
    )
    return 0


def vectorize_command(options: argparse.Namespace) -> int:
    """Draw a finished run's areas anew."""
    from engine.run import VectorizeRequest, vectorize_run

    names = (
        "run_folder output threshold min_area_m2 min_hole_m2 simplify_m right_angles output_crs format probability_cog "
        "workers"
    )
    request = VectorizeRequest(**{name: getattr(options, name) for name in names.split()})
    with carried_out(lambda bar, stop: vectorize_run(request, on_event=bar, cancelled=stop)) as done:
        if options.json:
            print_json(done.to_dict())
        else:
            found = [f"{said.question} {count_text(said.count)}, {area_text(said.area_m2)}" for said in done.questions]
            print_text("\n".join([*found, f"Written to {done.output}"]))
    return 0


def explain_command(options: argparse.Namespace) -> int:
    """Answer questions of a finished run in words."""
    from engine.run import ExplainRequest, explain_run

    request = ExplainRequest(options.run_folder, tuple(options.questions) or None)
    with carried_out(lambda bar, stop: explain_run(request, on_event=bar, cancelled=stop)) as explained:
        if options.json:
            print_json(explained.to_dict())
        else:
            print_text("\n".join(f"{said.question} {said.answer or NO_SENTENCE}" for said in explained.answers))
    return 0


def resume_command(options: argparse.Namespace) -> int:
    """Go on with a run that stopped."""
    from engine.run import ResumeRequest, resume_run

    request = ResumeRequest(options.run_folder, finish=options.finish)
    loader = scene_keeping_loader(options)
    with carried_out(lambda bar, stop: resume_run(request, loader=loader, on_event=bar, cancelled=stop)) as result:
        if options.json:
            print_json(result.to_dict())
        else:
            print_text("\n".join(summary(result)))
    return 0


def _request(options: argparse.Namespace) -> RunRequest:
    from engine.run import RunRequest

    names = (
        "raster questions output model extent extent_crs mask gsd_m bands context_m skip_ruled_out overlap_px like "
        "threshold min_area_m2 min_hole_m2 simplify_m right_angles output_crs format probability_cog device explain "
        "run_folder"
    )
    return RunRequest.from_dict({name: getattr(options, name) for name in names.split()})
