"""The commands about the engine itself: serve, bench, doctor."""

from __future__ import annotations

import argparse

from engine.cli.output import print_json, print_text


def serve_command(options: argparse.Namespace) -> int:
    """Serve JSON-RPC until stdin ends."""
    from engine.service.server import serve

    return serve()


def bench_command(options: argparse.Namespace) -> int:
    """Measure the model's speed."""
    from engine.bench.measure import BenchSettings, bench

    names = "model device precision rounds tiles compiled plain profile folder"
    report = bench(BenchSettings(**{name: getattr(options, name) for name in names.split()}))
    if options.json:
        print_json(report.to_dict())
    else:
        print_text("\n".join(report.lines()))
    return 0


def doctor_command(options: argparse.Namespace) -> int:
    """Check this installation."""
    from engine.doctor import examine

    report = examine()
    if options.json:
        print_json(report.to_dict())
    else:
        print_text(report.to_markdown())
    return 0 if report.ok else 1
