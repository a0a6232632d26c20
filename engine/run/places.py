"""Local paths of a request made absolute for the run's record, so that it is understood from any folder.

What only GDAL understands (URLs, /vsi paths, a table in a file) and the names of models stay as they are.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from engine.run.request import RunRequest
from engine.run.result import RunResult


def from_anywhere(request: RunRequest) -> RunRequest:
    """The same request, whatever the current folder of who reads it."""
    return dataclasses.replace(
        request,
        raster=local_path(request.raster),
        output=str(Path(request.output).absolute()),
        model=_model(request.model),
        mask=None if request.mask is None else local_path(request.mask),
        probability_cog=None if request.probability_cog is None else str(Path(request.probability_cog).absolute()),
        run_folder=None if request.run_folder is None else str(Path(request.run_folder).absolute()),
    )


def result_from_anywhere(result: RunResult) -> RunResult:
    """The same result, whatever the current folder of who reads it."""
    return dataclasses.replace(
        result,
        output=str(Path(result.output).absolute()),
        run_folder=str(Path(result.run_folder).absolute()),
        questions=tuple(
            dataclasses.replace(answer, probability=str(Path(answer.probability).absolute()))
            for answer in result.questions
        ),
    )


def local_path(name: str) -> str:
    """The absolute path of a file or folder that is there; any other name as it is."""
    path = Path(name)
    return str(path.absolute()) if path.exists() else name


def _model(name: str) -> str:
    """A model's folder; a name that is looked for among the installed models stays."""
    path = Path(name).expanduser()
    return str(path.absolute()) if (path / "config.json").is_file() else name
