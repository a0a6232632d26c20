"""The engine as the user has it: missing, half-made, broken, outdated or ready; and the four ways to get one.

(1) make an environment, (2) take one that exists, (3) install from an offline bundle, (4) give a command. One thing at
a time; it goes on when the page is closed. What worked becomes the engine's command in the settings.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import deque
from enum import Enum
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .. import __version__
from ..core.errors import PluginError, SetupNotUsable
from ..core.i18n import tr
from ..core.log import log
from ..core.resources import resources_folder
from ..core.settings import Settings, quote_word, split_command
from .environment import engine_environment
from .limits import Limits
from .process import Command
from .setup_bundle import read_bundle
from .setup_folder import Condition, condition, default_folder, engine_program, environment_folder, read_state
from .setup_install import Installer, Wish
from .setup_runner import SetupProgress
from .setup_trial import Trial, engine_in

_KEPT_LINES = 2_000
_FROM_FILE = re.compile(r" \(from -r .* \(line \d+\)\)$")  # pip names a file that is gone when one reads it
_REMOVE = "import shutil, sys; [shutil.rmtree(each, ignore_errors=True) for each in sys.argv[1:]]"


class SetupState(Enum):
    """What the user has."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    BROKEN = "broken"
    OUTDATED = "outdated"
    WORKING = "working"
    READY = "ready"


class EngineSetup(QObject):
    """Knows the state, does the work, tells by signals. After ``changed`` look at ``state``."""

    changed = pyqtSignal()
    commandChanged = pyqtSignal()
    progressed = pyqtSignal(object)  # SetupProgress
    line = pyqtSignal(str)
    succeeded = pyqtSignal(str)  # a sentence
    failed = pyqtSignal(object)  # PluginError
    cancelled = pyqtSignal()
    gpuFound = pyqtSignal(str)  # its name; empty: none

    def __init__(
        self,
        settings: Settings,
        parent: Optional[QObject] = None,
        *,
        requirements: Optional[Path] = None,
        limits: Optional[Limits] = None,
    ) -> None:
        """``requirements`` is the folder of the locks, by default that in the plugin."""
        super().__init__(parent)
        self._settings = settings
        self._requirements = requirements or resources_folder() / "requirements"
        self._limits = limits
        self._installer: Optional[Installer] = None
        self._trial: Optional[Trial] = None
        self._helper: Optional[Command] = None
        self.progress: Optional[SetupProgress] = None
        self.log_lines: deque[str] = deque(maxlen=_KEPT_LINES)

    # What there is

    @property
    def engines(self) -> Path:
        """The folder of all environments that the plugin has made."""
        text = self._settings.engines_folder
        return Path(text).expanduser() if text else default_folder()

    @property
    def folder(self) -> Path:
        """The folder of this version's environment, whether it exists or not."""
        return environment_folder(self.engines, __version__)

    @property
    def state(self) -> SetupState:
        """What the user has now, judged by files only."""
        if self.is_working:
            return SetupState.WORKING
        program = self._program()
        if program is None:
            there = condition(self.folder, __version__)
            half_made = {Condition.UNFINISHED: SetupState.UNFINISHED, Condition.BROKEN: SetupState.BROKEN}
            return half_made.get(there, SetupState.MISSING)
        made = self._made_by_plugin(program)
        if made is not None:
            return {
                Condition.READY: SetupState.READY,
                Condition.OUTDATED: SetupState.OUTDATED,
                Condition.UNFINISHED: SetupState.UNFINISHED,
            }.get(condition(made, __version__), SetupState.BROKEN)
        return SetupState.READY if shutil.which(program) is not None else SetupState.BROKEN

    @property
    def is_working(self) -> bool:
        """Whether a set-up or a trial is on its way."""
        return self._installer is not None or self._trial is not None

    @property
    def is_there_already(self) -> bool:
        """Whether a whole environment of this version lies ready, made from another profile, say."""
        return condition(self.folder, __version__) is Condition.READY

    @property
    def sentence(self) -> str:
        """The state in words."""
        return {
            SetupState.MISSING: tr("SegEarth needs its engine: it is set up once, beside QGIS."),
            SetupState.UNFINISHED: tr("The set-up of the engine is not finished."),
            SetupState.BROKEN: tr("The engine is damaged or no longer there."),
            SetupState.OUTDATED: tr("The engine is older than the plugin."),
            SetupState.WORKING: tr("The engine is being set up."),
            SetupState.READY: tr("The engine is set up."),
        }[self.state]

    def describe(self) -> list[tuple[str, str]]:
        """Rows for a report: what the engine is and how it came there."""
        program = self._program()
        made = self._made_by_plugin(program) if program else None
        rows = [(tr("Set-up"), self.state.value)]
        state = read_state(made) if made else None
        if made is not None:
            rows.append((tr("Environment"), str(made)))
        if state is not None:
            rows += [(tr("Version"), state.version), (tr("Packages"), state.lock), (tr("Python"), state.python or "?")]
        return rows

    def _program(self) -> Optional[str]:
        try:
            words = self._settings.engine_command
        except ValueError:
            return ""
        return words[0] if words else None

    def _made_by_plugin(self, program: str) -> Optional[Path]:
        """The environment of a program, where the plugin has made it."""
        folders = Path(program).parents
        return next((each for each in folders if each.parent == self.engines and each.name.startswith("engine-")), None)

    # The four ways

    def make(self, wish: Wish) -> None:
        """Way 1: make this version's environment, or go on with it."""
        if not self.is_working:
            self._install(wish)

    def take_bundle(self, folder: str, wish: Wish) -> None:
        """Way 3: the same from an offline bundle."""
        if self.is_working:
            return
        try:
            bundle = read_bundle(Path(folder).expanduser(), __version__)
        except PluginError as error:
            self._on_failed(error)
            return
        self._install(Wish(python=wish.python, bundle=bundle, rebuild=wish.rebuild))

    def take_environment(self, path: str) -> None:
        """Way 2: an environment or program that exists."""
        if self.is_working:
            return
        try:
            self._try(f"{quote_word(engine_in(path))} serve")
        except PluginError as error:
            self._on_failed(error)

    def take_command(self, text: str) -> None:
        """Way 4: a command line, for example ``ssh gpu-box segearth serve``."""
        if not self.is_working:
            self._try(text.strip())

    def cancel(self) -> None:
        """End what is on its way; what is done is kept."""
        if self._installer is not None:
            self._installer.cancel()
        elif self._trial is not None:
            self._close()
            self._say(tr("Cancelled"))
            self.cancelled.emit()

    def release(self) -> None:
        """QGIS closes or the plugin goes: end everything and wait for its end."""
        if self._installer is not None:
            self._installer.end_now()
        if self._trial is not None:
            self._trial.cancel()
        if self._helper is not None:
            self._helper.end_now()

    def look_for_gpu(self) -> None:
        """Ask the driver of NVIDIA for a card; ``gpuFound`` follows."""
        program = shutil.which("nvidia-smi")
        if program is None or self._helper is not None:
            self.gpuFound.emit("")
            return
        self._help([program, "--query-gpu=name", "--format=csv,noheader"], self._on_gpu)

    def old_environments(self) -> list[Path]:
        """Environments of other versions that no command needs and no other QGIS is making."""
        program = self._program()
        used = {self.folder, self._made_by_plugin(program) if program else None}
        return [each for each in sorted(self.engines.glob("engine-*")) if each not in used and _is_idle(each)]

    def remove_old(self) -> None:
        """Remove them from the disk, in a process of its own: they are tens of thousands of files."""
        old = [str(each) for each in self.old_environments()]
        python = engine_program(self.folder).with_name("python.exe" if os.name == "nt" else "python")
        if old and self._helper is None and python.exists():
            self._help([str(python), "-I", "-c", _REMOVE, *old], lambda _code, _output: self.changed.emit())

    # How it goes

    def _install(self, wish: Wish) -> None:
        installer = Installer(self.engines, __version__, self._requirements, wish, self)
        installer.progressed.connect(self._on_progressed)
        installer.line.connect(self._say)
        installer.succeeded.connect(self._on_installed)
        installer.failed.connect(self._on_failed)
        installer.cancelled.connect(self._on_cancelled)
        self._installer = installer
        self._begin()
        installer.start()

    def _try(self, command_text: str) -> None:
        try:
            command = split_command(command_text)
        except ValueError as error:
            self._on_failed(
                SetupNotUsable(
                    tr("The command cannot be read: {reason}.").format(reason=error), tr("Close its quotes.")
                )
            )
            return
        if not command:
            self._on_failed(
                SetupNotUsable(tr("There is no command yet."), tr("For example: ssh gpu-box segearth serve"))
            )
            return
        trial = Trial(command, __version__, self._limits, self)
        trial.succeeded.connect(lambda info: self._on_tried(command_text, info))
        trial.failed.connect(self._on_failed)
        self._trial = trial
        self._begin()
        self._say(tr("Starting {command}").format(command=command_text))
        trial.start()

    def _begin(self) -> None:
        self.log_lines.clear()
        self.progress = None
        self.changed.emit()

    def _on_progressed(self, progress: SetupProgress) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _on_installed(self, folder: str) -> None:
        self._use(f"{quote_word(str(engine_program(Path(folder))))} serve", tr("The engine is ready."))

    def _on_tried(self, command_text: str, info: object) -> None:
        told = info if isinstance(info, dict) else {}
        names = ", ".join(told.get("models", []))
        sentence = tr("The engine {version} answers. Models: {models}").format(version=told.get("engine"), models=names)
        self._use(command_text, sentence)

    def _use(self, command_text: str, sentence: str) -> None:
        self._close()
        self._settings.engine_command_text = command_text
        self._say(sentence)
        self.commandChanged.emit()
        self.changed.emit()
        self.succeeded.emit(sentence)

    def _on_failed(self, error: PluginError) -> None:
        self._close()
        self._say(error.sentence)
        for each in error.hint.splitlines():
            self._say(each)
        log(f"{error.kind}: {error.sentence}", "critical")
        self.changed.emit()
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._close()
        self._say(tr("Cancelled"))
        self.changed.emit()
        self.cancelled.emit()

    def _close(self) -> None:
        for each in (self._installer, self._trial):
            if each is not None:
                each.deleteLater()
        if self._trial is not None:
            self._trial.cancel()
        self._installer = self._trial = None

    def _say(self, text: str) -> None:
        for each in text.splitlines():
            line = _FROM_FILE.sub("", each)
            self.log_lines.append(line)
            self.line.emit(line)

    def _help(self, command: list[str], on_end) -> None:
        helper = Command(command, engine_environment(os.environ), self)

        def on_ended(code: Optional[int]) -> None:
            self._helper = None
            helper.deleteLater()
            on_end(code, helper.output)

        helper.ended.connect(on_ended)
        self._helper = helper
        helper.start()

    def _on_gpu(self, code: Optional[int], output: str) -> None:
        names = [line.strip() for line in output.splitlines() if line.strip()]
        self.gpuFound.emit(names[0] if code == 0 and names else "")


def _is_idle(folder: Path) -> bool:
    lock = folder.with_name(folder.name.removesuffix(".tmp") + ".lock")
    return folder.is_dir() and not lock.exists()
