"""The command about a folder of rasters: batch."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from engine.cli.interrupts import carried_out
from engine.cli.output import print_line, print_text, write_line
from engine.cli.scenes import scene_keeping_loader


def batch_command(options: argparse.Namespace) -> int:
    """Ask every raster of a folder."""
    from engine.batch import PATTERNS, BatchEvent, BatchRequest, BatchResult, Hire, LocalCrew, run_batch
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
    loader = scene_keeping_loader(options)
    hire: Hire = LocalCrew
    if options.cluster is None:
        find_by_name(options.model)  # told now, not by each worker
        check_device(options.device)
    else:
        from engine.batch.cluster import on_cluster

        hire = on_cluster(options.cluster)

    def work(bar: Callable[[BatchEvent], None], stop: Callable[[], bool]) -> BatchResult:
        def tell(event: BatchEvent) -> None:
            bar(event)
            if options.json:
                for state in event.ended:
                    print_line(state.to_dict())

        return run_batch(
            request,
            workers=options.workers,
            loader=loader,
            on_event=tell,
            cancelled=stop,
            verbose=options.verbose,
            hire=hire,
        )

    with carried_out(work) as done:
        for raster in done.failed:
            write_line(sys.stderr, f"segearth: {raster.raster} failed: {raster.record['error']['message']}")
        if options.json:
            print_line(done.to_dict())
        else:
            merged = "" if done.merged is None else f", all areas: {done.merged}"
            print_text(
                f"{done.count('done')} of {len(done.rasters)} rasters done, {done.count('skipped')} skipped, "
                f"{len(done.failed)} failed: {done.summary}{merged}"
            )
    return 1 if done.failed else 0
