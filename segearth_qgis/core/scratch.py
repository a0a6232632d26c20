"""A short-lived folder beside a result: what the engine must read or write there is seen by both machines."""

from __future__ import annotations

import tempfile
from pathlib import Path

from .errors import IncompleteRequest
from .i18n import tr
from .log import log


class Scratch:
    """Made at once; ``drop`` removes it. Raises IncompleteRequest where nothing can be written."""

    def __init__(self, beside: Path) -> None:
        try:
            self._made = tempfile.TemporaryDirectory(prefix="segearth_", dir=beside)
        except OSError as error:
            raise IncompleteRequest(
                "outputLink",
                tr("Nothing can be written to {folder}: {reason}.").format(folder=beside, reason=error.strerror),
                tr("Save the project in a folder that you can write to."),
            ) from error

    @property
    def folder(self) -> Path:
        """Where it is."""
        return Path(self._made.name)

    def drop(self) -> None:
        """Remove it with what is in it; where that cannot be, the Message Log says so."""
        try:
            self._made.cleanup()
        except OSError as error:  # on a network drive, while the engine still holds a file of it
            log(tr("{folder} cannot be removed: {reason}").format(folder=self._made.name, reason=error), "warning")
