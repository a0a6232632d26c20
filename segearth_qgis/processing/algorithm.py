"""What all algorithms of the plugin share: the engine they need, and how its errors become Processing's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtGui import QIcon

from ..core.errors import PluginError, RunCancelled
from ..core.resources import help_address, icon, icon_path
from ..core.run_progress import RunProgress
from ..core.settings import Settings
from ..engine_client import endings
from ..engine_client.blocking_client import BlockingClient
from ..engine_client.limits import Limits


class SegEarthAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that asks the engine. ``limits`` are those of its client."""

    limits = Limits()
    icon_name = "segearth"
    help_section = "batch"

    def createInstance(self) -> SegEarthAlgorithm:
        """A fresh one of the same kind, for each run."""
        return type(self)()

    def icon(self) -> QIcon:
        """Its own, by ``icon_name``."""
        return icon(self.icon_name)

    def svgIconPath(self) -> str:
        """The same icon as a file."""
        return icon_path(self.icon_name)

    def helpUrl(self) -> str:
        """The section of the help page that tells of it."""
        return help_address(self.help_section)

    def canExecute(self) -> tuple[bool, str]:
        """Whether an engine is set up at all; whether it runs is found out by the run."""
        try:
            engine_command()
        except PluginError as error:
            return False, f"{error.sentence} {error.hint}"
        return True, ""


def engine_command() -> list[str]:
    """Program and arguments of the engine. Raises PluginError when none is set or the line cannot be read."""
    try:
        command = Settings().engine_command
    except ValueError as error:
        raise endings.unreadable_command(str(error)) from error
    if not command:
        raise endings.no_command()
    return command


def make_client(feedback: QgsProcessingFeedback, limits: Limits) -> BlockingClient:
    """A client whose progress and log go to ``feedback``, and which is cancelled there. Raises PluginError."""
    told: list[str] = [""]

    def progressed(progress: RunProgress) -> None:
        if progress.total > 0 and progress.stage == "model":
            feedback.setProgress(progress.percent)
        sentence = progress.sentence()
        if sentence != told[0]:
            told[0] = sentence
            feedback.setProgressText(sentence)

    return BlockingClient(engine_command(), feedback.isCanceled, progressed, feedback.pushDebugInfo, limits)


def as_text(error: PluginError) -> str:
    """What went wrong and what to do, in two lines."""
    return "\n".join(part for part in (error.sentence, error.hint) if part)


@contextmanager
def engine_errors() -> Iterator[None]:
    """Within it the plugin's errors become Processing's, in the engine's words and with the way out.

    RunCancelled stays what it is: to end a run is no error.
    """
    try:
        yield
    except RunCancelled:
        raise
    except PluginError as error:
        raise QgsProcessingException(as_text(error)) from error
