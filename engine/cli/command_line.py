"""Runs one command: reads the arguments, sets up streams and logging, and makes an exit code of how it ended."""

from __future__ import annotations

import argparse
import io
import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable

from engine.arguments import as_typed, build_parser, unknown_arguments
from engine.cli.batches import batch_command
from engine.cli.models import convert_command, download_command, models_command
from engine.cli.output import print_json, write_line
from engine.cli.runs import ask_command, explain_command, plan_command, resume_command, vectorize_command
from engine.cli.scenes import cache_command
from engine.cli.services import bench_command, doctor_command, serve_command
from engine.errors import Cancelled, InternalError, SegEarthError

log = logging.getLogger(__name__)


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


def _report(error: SegEarthError, as_json: bool) -> int:
    write_line(sys.stderr, as_typed(f"segearth: {error.message} {error.advice}"))
    if as_json:
        print_json({"error": error.to_dict()})
    return error.exit_code


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "ask": ask_command,
    "plan": plan_command,
    "batch": batch_command,
    "resume": resume_command,
    "vectorize": vectorize_command,
    "explain": explain_command,
    "cache": cache_command,
    "serve": serve_command,
    "models": models_command,
    "download": download_command,
    "convert": convert_command,
    "bench": bench_command,
    "doctor": doctor_command,
}
