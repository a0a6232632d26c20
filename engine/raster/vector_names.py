"""Names under which pyogrio finds a file whose path it would take for something else.

It reads a path as a URI: "!" parts an archive from a file in it, ";" ends a name, tabs and line feeds go. Such a file,
or the folder of one that is written, gets a link with a plain name for as long as it is open.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyogrio.util import vsi_path


@contextmanager
def vector_name(path: str | Path) -> Iterator[str]:
    """The path as it is where pyogrio takes it so, or names no local file, else a link to it. Raises OSError.

    What is written under a name bears a plain one of its own (`engine.raster.storage.part_path`) in any folder.
    """
    name, file = str(path), Path(path)
    if _is_plain(name) or not file.parent.is_dir():
        yield name
    elif _is_plain(f"/{file.name}"):
        with tempfile.TemporaryDirectory(prefix="segearth-") as folder:
            link = Path(folder, "folder")
            link.symlink_to(file.parent.absolute(), target_is_directory=True)
            yield str(link / file.name)
    elif file.exists():
        with tempfile.TemporaryDirectory(prefix="segearth-") as folder:
            for part in file.parent.iterdir():  # with those that belong to it: a shapefile is several
                if part.stem == file.stem:
                    Path(folder, f"file{part.suffix}").symlink_to(part.absolute())
            yield str(Path(folder, f"file{file.suffix}"))
    else:
        yield name  # a file in an archive


def _is_plain(name: str) -> bool:
    return bool(vsi_path(name).endswith(name))  # an archive's name gets a prefix
