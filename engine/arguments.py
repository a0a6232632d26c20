"""What can be typed after `segearth`: every command with its options. Imports nothing that is slow."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from engine import __version__
from engine.errors import BadRequest

TYPED = {  # fields of a request by the options that set them
    "context_m": "--context",
    "extent_crs": "--extent-crs",
    "gsd_m": "--gsd",
    "min_area_m2": "--min-area",
    "min_hole_m2": "--min-hole",
    "output_crs": "--output-crs",
    "overlap_px": "--overlap",
    "probability_cog": "--probability-cog",
    "simplify_m": "--simplify",
    "skip_ruled_out": "--skip-ruled-out",
}


def as_typed(sentence: str) -> str:
    """A sentence about a request with its fields as they are typed here: ``gsd_m`` becomes ``--gsd``."""
    words = r"(?<![\w/\\.-])\w+(?![\w/\\-]|\.\w)"  # not parts of a path
    return re.sub(words, lambda word: TYPED.get(word[0], word[0]), sentence)


class _Parser(argparse.ArgumentParser):
    """Reports wrong arguments as every other error is reported, and knows -1e5 for a number."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._negative_number_matcher = re.compile(r"-(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$", re.IGNORECASE)

    def error(self, message: str) -> NoReturn:
        """Raise BadRequest in the place of argparse's exit."""
        raise BadRequest(f"{message[:1].upper()}{message[1:]}.", hint=f"See `{self.prog} --help`.")


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands; ``command`` of what it gives is the command's name."""
    parser = _Parser(
        prog="segearth",
        description="Ask a georeferenced raster a question and get polygons.",
        epilog='For example: segearth ask ortho.tif "Where is open water?". Options: segearth COMMAND --help.',
    )
    parser.add_argument("--version", action="version", version=f"segearth {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    ask = _command(commands, "ask", "answer questions with areas in a GeoPackage")
    _add_request_options(ask)
    ask.add_argument("--png", metavar="OUT.png", help="also draw a picture of the scene with the answers")

    plan = _command(commands, "plan", "tell tiles, time and disk of the same command, without running it")
    _add_request_options(plan)

    explain = _command(commands, "explain", "answer the questions of a finished run in words")
    explain.add_argument("run_folder", metavar="RUN_FOLDER", help="the folder that `segearth ask` left")
    explain.add_argument("questions", metavar="QUESTION", nargs="*", help="default: all questions of the run")

    _add_scene_cache_options(ask)

    resume = _command(commands, "resume", "go on with a run that was killed, cancelled or failed")
    resume.add_argument("run_folder", metavar="RUN_FOLDER", help="the folder that `segearth ask` left")
    resume.add_argument(
        "--finish", action="store_true", help="search no further: write what is found in the tiles that are done"
    )

    _add_batch_command(commands)

    vectorize = _command(commands, "vectorize", "draw the areas of a finished run anew, without its model")
    vectorize.description = (
        "Draw the areas of a finished run anew, without its model: another threshold, other outlines, another format. "
        "What is not given is as the run had it."
    )
    vectorize.add_argument("run_folder", metavar="RUN_FOLDER", help="the folder that `segearth ask` left")
    vectorize.add_argument(
        "-o", "--output", metavar="OUT", help="default: the run's output with the threshold in its name, beside it"
    )
    _add_area_options(vectorize, own="as in the run")
    _add_probability_option(vectorize)
    vectorize.add_argument(
        "--workers", type=int, metavar="N", help="threads; the result is the same; default: as the raster's size asks"
    )

    _add_scene_cache_options(resume)

    cache = _command(commands, "cache", "tell what is kept of encoded tiles on disk, or clear it")
    cache.add_argument("--clear", action="store_true", help="delete it")
    cache.add_argument("--scene-cache", metavar="DIR", help="default: the folder that `segearth ask` uses")

    _command(commands, "serve", "serve JSON-RPC on stdin and stdout (for the QGIS plugin)", json_option=False)
    models = _command(commands, "models", "list the installed models, or download one")
    _add_models_commands(models)
    convert = _command(commands, "convert", "convert a released checkpoint to a model directory, or back")
    _add_convert_options(convert)

    bench = _command(commands, "bench", "measure the model's speed against the plain path, in one run")
    bench.description = (
        "Measure the model's speed against the plain path, in one run. The plain path is how the released code "
        "computes it: in float32, the encoder twice, the whole prompt. Without --model, 3.2 GB of random weights are "
        "written to a temporary folder first."
    )
    _add_bench_options(bench)

    _command(commands, "doctor", "check this installation and report it")
    return parser


def unknown_arguments(command: str, arguments: Sequence[str]) -> BadRequest:
    """The error for what a command does not know."""
    name = "models download" if command == "download" else command
    return BadRequest(f"Unrecognized arguments: {' '.join(arguments)}.", hint=f"See `segearth {name} --help`.")


_DOWNLOAD = "Fetch a model into the folder of models: pinned to a commit, verified, and gone on with after a break."
_CONVERTED = (
    "the folder of a SegEarth-R1 checkpoint (config.json, weights as safetensors or .bin, and its tokenizer), with "
    "--to official a model directory or an installed model's name, or Mask2Former's COCO pickle"
)


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    summary: str,
    *,
    json_option: bool = True,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(command=name)
    parser.add_argument("--verbose", action="store_true", help="log every step to stderr, with tracebacks of errors")
    if json_option:
        parser.add_argument("--json", action="store_true", help="print one JSON object on stdout")
    return parser


def _add_models_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    listed = commands.add_parser("list", help="list them (also without a command)")
    download = commands.add_parser("download", help="fetch a model into the folder of models", description=_DOWNLOAD)
    download.set_defaults(command="download")
    download.add_argument("name", metavar="NAME", help="a known name, such as segearth-r1, or a hub id, org/name")
    download.add_argument(
        "--revision",
        metavar="R",
        help="a commit, tag or branch of the repository; default: the one known here, else the newest; a repeat stays "
        "at the commit that the first download took",
    )
    download.add_argument("--from", dest="origin", metavar="DIR|URL", help="a folder carried over, or a hub mirror")
    download.add_argument(
        "--to",
        dest="folder",
        metavar="DIR",
        help="the folder of models; default: the user's own; set SEGEARTH_MODELS=DIR so that it is found by name",
    )
    download.add_argument("--overwrite", action="store_true", help="replace a model that came from elsewhere")
    for each in (listed, download):  # the same as above; not given here, what was given before the command stays
        each.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS, help="log to stderr")
        each.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON object")


def _add_convert_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SRC", help=_CONVERTED)
    parser.add_argument("target", metavar="DST", help="the folder to write; it appears whole or not at all")
    parser.add_argument("--to", choices=("ours", "official"), default="ours", help="default: %(default)s")
    parser.add_argument(
        "--dtype",
        choices=("keep", "fp32", "bf16", "fp16"),
        default="keep",
        help="of the weights; keep: as the source stores them (default)",
    )
    parser.add_argument(
        "--template",
        metavar="NAME",
        help="the prompt that the model was trained with: released (the authors' for EarthReason; default), "
        "released-referring or released-referring-rrsisd (theirs for referring segmentation), paper or paper-referring "
        "(as the paper words them)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a model that DST holds")
    parser.add_argument("--preset", metavar="NAME", help="with a pickle: segearth-r1, or -phi2 or -qwen")
    parser.add_argument("--language", metavar="DIR|HUB_ID", help="with a pickle: the language model to start from")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="with a pickle: of what is random")


def _add_bench_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        default="segearth-r1",
        metavar="PRESET|NAME|DIR",
        help="default: %(default)s; a preset is measured with random weights, 3.2 GB in a temporary folder",
    )
    parser.add_argument("--device", default="auto", metavar="auto|cpu|cuda[:N]|mps", help="default: %(default)s")
    parser.add_argument("--precision", default="auto", choices=("auto", "fp32", "bf16"), help="default: %(default)s")
    parser.add_argument(
        "--rounds",
        type=int,
        default=3,
        metavar="N",
        help="rounds to measure, whose median counts; default: %(default)s",
    )
    parser.add_argument("--tiles", type=int, default=1, metavar="N", help="tiles of a batch; default: %(default)s")
    parser.add_argument("--compile", action="store_true", dest="compiled", help="compile for this batch (GPU)")
    parser.add_argument("--no-plain", action="store_false", dest="plain", help="leave out the plain path")
    parser.add_argument("--profile", action="store_true", help="also print what takes the time")
    parser.add_argument("--folder", metavar="DIR", help="keep a preset's random weights here for the next run (3.2 GB)")


def _add_request_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("raster", metavar="IMAGE", help="a georeferenced raster")
    parser.add_argument(
        "questions", metavar="QUESTION", nargs="+", help='each in quotes, for example "Where is open water?"'
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT.gpkg",
        help="a .gpkg, .fgb, .geojson or .parquet; one that is there is replaced; default: <IMAGE>_answer.gpkg beside "
        "the raster",
    )
    _add_search_options(parser)
    _add_probability_option(parser)
    parser.add_argument("--run-folder", metavar="DIR", help="default: <OUT>_run beside the output")


def _add_search_options(parser: argparse.ArgumentParser) -> None:
    """What is searched, by which model, and what areas are like."""
    parser.add_argument(
        "--model",
        default="nano",
        metavar="NAME|DIR",
        help="one of `segearth models`, or a folder; default: %(default)s",
    )
    parser.add_argument(
        "--extent", nargs=4, type=float, metavar=("XMIN", "YMIN", "XMAX", "YMAX"), help="search only here"
    )
    parser.add_argument("--extent-crs", metavar="EPSG:N", help="CRS of --extent; default: the raster's")
    parser.add_argument("--mask", metavar="POLYGONS", help="search only inside the polygons of this file")
    parser.add_argument(
        "--gsd", type=float, dest="gsd_m", metavar="M", help="work at pixels of so many metres; default: the raster's"
    )
    parser.add_argument("--bands", type=_band_list, metavar="R,G,B", help="band numbers, counted from 1")
    parser.add_argument(
        "--context",
        type=float,
        dest="context_m",
        metavar="M",
        help="also look from afar: at coarser levels until a tile spans so many metres; 0: not; default: not",
    )
    parser.add_argument(
        "--skip-ruled-out",
        action="store_true",
        help="with --context: do not read tiles in which the coarser levels see nothing",
    )
    parser.add_argument(
        "--overlap", type=int, dest="overlap_px", metavar="PX", help="of neighbouring tiles; default: 128"
    )
    parser.add_argument(
        "--like",
        metavar="RUN_FOLDER",
        help="work as that run did, so that pixels compare: its GSD, bands, stretch, overlap and context",
    )
    _add_area_options(parser, own=None)
    parser.add_argument("--device", default="auto", metavar="auto|cpu|cuda[:N]|mps", help="default: %(default)s")
    parser.add_argument("--no-explain", action="store_false", dest="explain", help="leave out the answer in words")


def _add_area_options(parser: argparse.ArgumentParser, *, own: str | None) -> None:
    """What areas and their file are like. ``own``: the default of all, in words; None: those of a new run."""

    def number(option: str, name: str, metavar: str, default: float, summary: str, without: str) -> None:
        parser.add_argument(
            option,
            type=float,
            default=default if own is None else None,
            dest=name,
            metavar=metavar,
            help=f"{summary}; default: {without if own is None else own}",
        )

    number("--threshold", "threshold", "P", 0.5, "0 to 1, higher finds less", "0.5")
    number("--min-area", "min_area_m2", "M2", 0.0, "drop areas smaller than so many square metres", "keep all")
    number("--min-hole", "min_hole_m2", "M2", 0.0, "fill holes smaller than so many square metres", "keep all")
    number(
        "--simplify",
        "simplify_m",
        "M",
        0.0,
        "drop corners of outlines that span less than the square of so many metres",
        "outlines along the pixels",
    )
    parser.add_argument(
        "--right-angles",
        action="store_true" if own is None else argparse.BooleanOptionalAction,
        default=False if own is None else None,
        help="make outlines rectilinear that nearly are, such as buildings'",
    )
    parser.add_argument("--format", metavar="gpkg|fgb|geojson|parquet", help="default: by the ending of OUT")
    parser.add_argument(
        "--output-crs", metavar="EPSG:N", help=f"of the polygons; default: {own or 'that of the raster'}"
    )


def _add_probability_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--probability-cog", metavar="OUT.tif", help="also write the probability raster, as a cloud optimized GeoTIFF"
    )


def _add_batch_command(commands: argparse._SubParsersAction[_Parser]) -> None:
    batch = _command(commands, "batch", "ask every raster of a folder, in several processes, on one machine or many")
    batch.description = (
        "Ask every raster of a folder the same questions. Each has a result of its own in OUT, where summary.csv tells "
        "of all; one that fails stops no other. The same command goes on with a batch that was stopped or killed, and "
        "works along with others at the same batch, also from other machines that see the same folders."
    )
    batch.add_argument("folder", metavar="FOLDER", help="a folder of georeferenced rasters")
    batch.add_argument(
        "-q",
        "--question",
        dest="asked",
        action="append",
        metavar="QUESTION",
        required=True,
        help="in quotes; again for each further one",
    )
    batch.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="a folder; it is made, and ortho.tif has its result in OUT/ortho.tif.gpkg",
    )
    batch.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help="processes, each with its model; one uses several cores already; default: 1",
    )
    batch.add_argument(
        "--cluster", metavar="ADDRESS", help="let the workers run on the Ray cluster at this address (segearth[ray])"
    )
    batch.add_argument(
        "--pattern", dest="patterns", action="append", metavar="GLOB", help=f"default: {' '.join(_BATCH_PATTERNS)}"
    )
    batch.add_argument("--recursive", action="store_true", help="also rasters in subfolders")
    batch.add_argument(
        "--retries",
        type=int,
        default=1,
        metavar="N",
        help="of a raster whose process died, or that failed for a reason not its own; default: %(default)s",
    )
    batch.add_argument("--retry-failed", action="store_true", help="try once more what was given up before")
    batch.add_argument("--merge", metavar="ALL.gpkg", help="also write the areas of all rasters into one GeoPackage")
    batch.add_argument(
        "--merge-crs", metavar="EPSG:N", help="of that; default: the rasters', EPSG:4326 where they have several"
    )
    _add_search_options(batch)
    _add_scene_cache_options(batch, default="off")


_USUAL_CACHE = "SEGEARTH_SCENE_CACHE, else the user's cache"
_BATCH_PATTERNS = ("*.tif", "*.tiff", "*.vrt", "*.jp2", "*.img")


def _add_scene_cache_options(parser: argparse.ArgumentParser, *, default: str | None = None) -> None:
    parser.add_argument(
        "--scene-cache",
        metavar="DIR|off",
        default=default,
        help=f"where encoded tiles are kept for further questions; default: {default or _USUAL_CACHE}",
    )
    parser.add_argument(
        "--scene-cache-gb", type=float, metavar="N", help="at most so much; default: SEGEARTH_SCENE_CACHE_GB, else 4"
    )


def _band_list(text: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of band numbers such as 4,3,2") from None
