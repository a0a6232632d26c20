"""Where commands keep encoded tiles, and the command that tells of them or clears them: cache."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from engine.cli.output import print_json, print_text

if TYPE_CHECKING:
    from engine.run import ModelLoader


def scene_keeping_loader(options: argparse.Namespace) -> ModelLoader:
    """What loads a model that keeps its encoded tiles where the command says. Raises BadRequest."""
    from engine.run.models import load_by_name
    from engine.run.scene_folder import scene_folder

    return partial(load_by_name, scenes=scene_folder(options.scene_cache, options.scene_cache_gb))


def cache_command(options: argparse.Namespace) -> int:
    """Tell what is kept of encoded tiles, or clear it."""
    from engine.run.models import kept_scenes, size_text
    from engine.run.scene_folder import scene_folder

    kept = scene_folder(options.scene_cache)
    files, nbytes = kept_scenes(kept.path, clear=options.clear)
    if options.json:
        left = (0, 0) if options.clear else (files, nbytes)
        print_json({"folder": str(kept.path), "max_bytes": kept.max_bytes, "files": left[0], "bytes": left[1]})
    else:
        said = "deleted from" if options.clear else f"of at most {size_text(kept.max_bytes)} in"
        print_text(f"{files} encoded tiles, {size_text(nbytes)}, {said} {kept.path}")
    return 0
