"""Makes an engine's environment, step by step, beside QGIS: Python, venv, pip, PyTorch, libraries, engine, self-check.

Each step is a command of its own; what is done is written down after it, so that a set-up that was cancelled, killed
or failed goes on where it stopped. Only after a self-check (one tile through the model) is it called ready.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, Optional

from qgis.PyQt.QtCore import QLockFile, QObject, QTimer, pyqtSignal

from ..core.errors import PluginError, SetupBusy, SetupChecksum, SetupFailed, SetupNoSpace
from ..core.i18n import tr
from . import setup_checksums
from .environment import installer_environment
from .process import Command
from .setup_bundle import Bundle
from .setup_folder import (
    Condition,
    Made,
    condition,
    engine_program,
    environment_folder,
    lock_environment,
    python_program,
    read_state,
    write_state,
)
from .setup_locks import CPU, CUDA, PYTORCH_CPU_INDEX, Lock, lock_name, pip_requirement, read_lock
from .setup_pip import PipProgress, PipReader, absent_package, failed_step, install_command, pip_failure
from .setup_proxy import proxy_variables
from .setup_python import FoundPython, candidates, no_python, question, read_answer

_KEPT_LINES = 400
_GB = 1_000_000_000
# Room for a new environment with pip's downloads beside it. CPU: measured; CUDA: an estimate from its wheels' sizes.
NEEDED_BYTES = {CPU: 3 * _GB, CUDA: 14 * _GB}
_WEIGHTS = {
    "python": 1,
    "bundle": 8,
    "venv": 4,
    "pip": 3,
    "torch": 40,
    "libraries": 30,
    "engine": 6,
    "models": 2,
    "check": 10,
}
_COPY_MODEL = "import engine, shutil, sys; shutil.copytree(sys.argv[1], engine.RESOURCES / 'models' / sys.argv[2], dirs_exist_ok=True)"


@dataclass(frozen=True)
class Wish:
    """What is to be made. ``packages`` is a folder of wheels or the address of an index, looked at beside pip's own."""

    build: str = CPU
    python: str = ""
    packages: str = ""
    bundle: Optional[Bundle] = None
    rebuild: bool = False


@dataclass(frozen=True)
class SetupProgress:
    """Where a set-up is. ``fraction`` is of the whole; ``bytes_done`` counts what all steps have fetched so far."""

    number: int
    total: int
    title: str
    fraction: float
    bytes_done: int
    pip: PipProgress


@dataclass(frozen=True)
class _Step:
    name: str
    title: str
    begin: Callable[[], None]


class Installer(QObject):
    """One attempt. Ends with exactly one of ``succeeded``, ``failed`` and ``cancelled``."""

    progressed = pyqtSignal(object)  # SetupProgress
    line = pyqtSignal(str)
    succeeded = pyqtSignal(str)  # the environment's folder
    failed = pyqtSignal(object)  # PluginError
    cancelled = pyqtSignal()

    def __init__(
        self, engines: Path, version: str, requirements: Path, wish: Wish, parent: Optional[QObject] = None
    ) -> None:
        """``requirements`` is the folder of the locks; that of a bundle wins over it."""
        super().__init__(parent)
        self.folder = environment_folder(engines, version)
        self._wish = wish
        self._version = version
        self._requirements = wish.bundle.requirements if wish.bundle else requirements
        self._scratch = engines / f"engine-{version}.tmp"
        self._offline = str(wish.bundle.wheels) if wish.bundle else ""
        self._file_lock: Optional[QLockFile] = None
        self._lock: Optional[Lock] = None
        self._made: Optional[Made] = None
        self._steps: list[_Step] = []
        self._step = 0
        self._command: Optional[Command] = None
        self._cancelling = False
        self._bytes = 0
        self._lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._python = wish.python
        self._found: list[FoundPython] = []
        self._environment: dict[str, str] = {}

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self._file_lock is not None

    def start(self) -> None:
        """Begin, or go on with what is there. Signals come later, never from within this call."""
        try:
            self._file_lock = lock_environment(self.folder)
            if self._file_lock is None:
                raise SetupBusy(
                    tr("Another QGIS is setting up this engine."), tr("Wait until it has finished, or close it.")
                )
            self._prepare()
        except PluginError as error:
            self._later(error)
        except (OSError, ValueError) as error:
            self._later(SetupFailed(tr("The set-up cannot begin: {reason}").format(reason=error)))
        else:
            QTimer.singleShot(0, self._next)

    def cancel(self) -> None:
        """End it soon; what is done is kept for the next attempt."""
        self._cancelling = True
        if self._command is not None:
            self._command.cancel()

    def end_now(self) -> None:
        """End it at once and wait for that; no signal follows."""
        self.blockSignals(True)
        self._cancelling = True
        if self._command is not None:
            self._command.end_now()
        self._let_go()

    def _later(self, error: PluginError) -> None:
        QTimer.singleShot(0, lambda: self._end(lambda: self.failed.emit(error)))

    def _prepare(self) -> None:
        bundle = self._wish.bundle
        name = bundle.lock if bundle else lock_name(self._wish.build)
        self._lock = read_lock(self._requirements / f"{name}.txt")
        wanted = Made(self._version, name, self._lock.fingerprint)
        there = read_state(self.folder)
        goes_on = (
            not self._wish.rebuild
            and there is not None
            and there == replace(wanted, python=there.python, done=there.done, ready=there.ready)
            and condition(self.folder, self._version) in (Condition.UNFINISHED, Condition.READY)
        )
        self._made = replace(there, ready=False) if goes_on else wanted
        if not self._made.done:
            self._see_room(NEEDED_BYTES[CUDA if name.endswith(CUDA) else CPU])
        shutil.rmtree(self._scratch, ignore_errors=True)  # of an attempt that was killed
        self._scratch.mkdir(parents=True)
        write_state(self.folder, self._made)
        self._environment = installer_environment(os.environ, proxy_variables(), str(self._scratch))
        steps = [
            _Step("python", tr("Looking for Python"), self._ask_python),
            _Step("bundle", tr("Checking the bundle"), self._check_bundle),
            _Step("venv", tr("Making the environment"), self._make_venv),
            _Step("pip", tr("Preparing the installer"), self._install_pip),
            _Step("torch", tr("Installing PyTorch"), self._install_torch),
            _Step("libraries", tr("Installing the libraries"), self._install_libraries),
            _Step("engine", tr("Installing the engine and its model"), self._install_engine),
            _Step("models", tr("Copying further models"), self._copy_models),
            _Step("check", tr("Trying the engine on one tile"), self._self_check),
        ]
        skipped = set(self._made.done)
        skipped |= {"python"} if "venv" in skipped else set()
        skipped |= set() if bundle else {"bundle", "models"}
        skipped |= set() if bundle and bundle.models else {"models"}
        skipped |= set() if pip_requirement(self._requirements) else {"pip"}
        skipped |= {"bundle"} if "engine" in skipped else set()
        self._steps = [step for step in steps if step.name not in skipped]

    def _see_room(self, needed: int) -> None:
        folder = next(each for each in (self.folder, *self.folder.parents) if each.is_dir())
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise SetupNoSpace(
                tr("The engine needs {needed} GB of disk; {folder} has {free} GB free.").format(
                    needed=needed // _GB, folder=folder, free=f"{free / _GB:.1f}"
                ),
                tr("Free some space, or choose another folder under Advanced."),
            )

    def _next(self) -> None:
        if self._cancelling:
            self._end(self.cancelled.emit)
        elif self._step == len(self._steps):
            self._finish()
        else:
            step = self._steps[self._step]
            self._say(f"— {step.title}")
            self._tell(PipProgress())
            step.begin()

    def _finish(self) -> None:
        try:
            write_state(self.folder, replace(self._made, ready=True))
        except OSError as error:
            self._fail(SetupFailed(tr("The set-up cannot be completed: {reason}").format(reason=error)))
            return
        self._end(lambda: self.succeeded.emit(str(self.folder)))

    def _done(self, *, forget: bool = False) -> None:
        """The step has succeeded; ``forget`` where it must be done again in each attempt."""
        if not forget:
            self._made = self._made.with_step(self._steps[self._step].name)
            try:
                write_state(self.folder, self._made)
            except OSError as error:
                self._fail(SetupFailed(tr("The set-up cannot go on: {reason}").format(reason=error)))
                return
        self._step += 1
        self._next()

    def _fail(self, error: PluginError) -> None:
        self._end(lambda: self.failed.emit(error))

    def _end(self, tell: Callable[[], None]) -> None:
        self._let_go()
        tell()

    def _let_go(self) -> None:
        if self._file_lock is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._file_lock.unlock()
            self._file_lock = None

    def _run(
        self,
        command: list[str],
        on_end: Callable[[Optional[int], list[str], str], None],
        take: Optional[Callable[[str], bool]] = None,
    ) -> None:
        """Run a command; ``on_end`` gets exit code, lines and stdout, unless it was cancelled."""
        lines: list[str] = []

        def on_line(text: str) -> None:
            if take is None or take(text):
                lines.append(text)
                self._say(text)

        def on_ended(code: Optional[int]) -> None:
            self._command = None
            running.deleteLater()
            if self._cancelling:
                self._end(self.cancelled.emit)
            else:
                on_end(code, lines, running.output)

        running = Command(command, self._environment, self)
        running.line.connect(on_line)
        running.ended.connect(on_ended)
        self._command = running
        running.start()

    def _say(self, text: str) -> None:
        self._lines.append(text)
        self.line.emit(text)

    def _tell(self, pip: PipProgress) -> None:
        weights = [_WEIGHTS[step.name] for step in self._steps]
        done = sum(weights[: self._step]) + weights[self._step] * pip.fraction
        title = self._steps[self._step].title
        self.progressed.emit(
            SetupProgress(self._step + 1, len(weights), title, done / sum(weights), self._bytes + pip.bytes_done, pip)
        )

    # The steps

    def _ask_python(self, left: Optional[list[str]] = None) -> None:
        wanted = self._wish.bundle.python if self._wish.bundle else None
        programs = candidates(self._wish.python) if left is None else left
        if not programs:
            self._fail(no_python(self._found, wanted, self._wish.python))
            return

        def on_answer(_code: Optional[int], _lines: list[str], output: str) -> None:
            found = read_answer(programs[0], output)
            if found is not None:
                self._found.append(found)
            if found is not None and found.fits(wanted):
                self._python = found.program
                self._made = replace(self._made, python=".".join(map(str, found.version)))
                self._say(f"{found.program} ({self._made.python})")
                self._done(forget=True)
            else:
                self._ask_python(programs[1:])

        self._run(question(programs[0]), on_answer, take=lambda _line: False)

    def _check_bundle(self) -> None:
        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            wrong = [line.partition(": ")[2] for line in lines if line.startswith(("damaged: ", "missing: "))]
            if code == 0:
                self._done(forget=True)
            elif wrong:
                self._fail(
                    SetupChecksum(
                        tr("The bundle is damaged: {files}").format(files=", ".join(wrong[:3])),
                        tr("Copy these files again from where the bundle was made."),
                    )
                )
            else:
                self._fail(failed_step(tr("The bundle could not be checked."), lines))

        script = str(Path(setup_checksums.__file__))
        python = self._python or str(python_program(self.folder))
        reader = PipReader(1)
        reader.feed("Collecting bundle")
        self._run(
            [python, "-I", "-B", script, str(self._wish.bundle.folder)], on_end, self._reading(reader, count=False)
        )

    def _make_venv(self) -> None:
        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code == 0 and python_program(self.folder).exists():
                self._done()
            else:
                self._fail(
                    failed_step(
                        tr("Python could not make an environment in {folder}.").format(folder=self.folder), lines
                    )
                )

        self._run([self._python, "-I", "-m", "venv", "--clear", str(self.folder)], on_end)

    def _install_pip(self) -> None:
        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code != 0 and not absent_package(lines):
                self._fail(pip_failure(lines, offline=bool(self._offline)))
            elif code != 0:  # an index without it: the pip that came with Python does, with less to tell
                self._say(tr("Going on with the pip that came with Python."))
                self._done(forget=True)
            else:
                self._done()

        words = ["--upgrade", *self._places(), pip_requirement(self._requirements)]
        self._pip(words, 1, on_end)

    def _install_torch(self) -> None:
        words = ["--no-deps"] if self._lock.complete else ["-c", str(self._lock_file())]

        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code == 0:
                self._done()
            elif self._lock.is_local_build and not self._offline and absent_package(lines):
                self._say(tr("Asking PyTorch's own index."))
                self._pip(
                    [*words, *self._places(), "--extra-index-url", PYTORCH_CPU_INDEX, self._lock.torch],
                    1,
                    self._on_installed,
                )
            else:
                self._on_installed(code, lines, "")

        self._pip([*words, *self._places(), self._lock.torch], 1, on_end)

    def _install_libraries(self) -> None:
        words = ["--no-deps"] if self._lock.complete else []
        self._pip([*words, *self._places(), "-r", str(self._lock_file())], len(self._lock.others), self._on_installed)

    def _install_engine(self) -> None:
        self._pip(["--no-deps", *self._places(), f"segearth=={self._version}"], 1, self._on_installed)

    def _copy_models(self, left: Optional[list[str]] = None) -> None:
        names = list(self._wish.bundle.models) if left is None else left
        if not names:
            self._done()
            return

        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code == 0:
                self._copy_models(names[1:])
            else:
                self._fail(failed_step(tr("The model {name} could not be copied.").format(name=names[0]), lines))

        source = self._wish.bundle.folder / "models" / names[0]
        self._run([str(python_program(self.folder)), "-I", "-c", _COPY_MODEL, str(source), names[0]], on_end)

    def _self_check(self) -> None:
        def on_end(code: Optional[int], lines: list[str], output: str) -> None:
            try:
                report = json.loads(output)
                wrong = [
                    f"{each['name']}: {each['detail']}"
                    for each in report["checks"]
                    if each["essential"] and not each["ok"]
                ]
                ok = code == 0 and report["ok"] and report["engine"] == self._version
            except (ValueError, KeyError, TypeError):
                wrong, ok = lines, False
            if ok:
                self._say("\n".join(f"{each['name']}: {each['detail']}" for each in report["checks"]))
                self._done(forget=True)
                return
            self._forget_all()
            self._fail(failed_step(tr("The engine was installed but does not work."), wrong or lines))

        self._run(
            [str(engine_program(self.folder)), "doctor", "--json"],
            on_end,
            take=lambda line: not line.startswith(("{", "}", " ")),
        )

    # What the steps share

    def _on_installed(self, code: Optional[int], lines: list[str], _output: str) -> None:
        if code == 0:
            self._done()
        else:
            self._fail(pip_failure(lines, offline=bool(self._offline)))

    def _pip(self, words: list[str], wanted: int, on_end: Callable[[Optional[int], list[str], str], None]) -> None:
        reader = PipReader(wanted)
        modern = "pip" in self._made.done
        command = install_command(str(python_program(self.folder)), words, modern=modern, offline=self._offline)

        def on_ended(code: Optional[int], lines: list[str], output: str) -> None:
            self._bytes += reader.progress.bytes_done
            on_end(code, lines, output)

        self._run(command, on_ended, self._reading(reader))

    def _reading(self, reader: PipReader, *, count: bool = True) -> Callable[[str], bool]:
        def take(line: str) -> bool:
            before = reader.progress
            worth_reading = reader.feed(line)
            if reader.progress != before:
                self._tell(reader.progress if count else replace(reader.progress, bytes_done=0))
            return worth_reading

        return take

    def _places(self) -> list[str]:
        packages = self._wish.packages.strip()
        if not packages or self._offline:
            return []
        return ["--extra-index-url" if "://" in packages else "--find-links", packages]

    def _lock_file(self) -> Path:
        """The lock without torch, which has a step of its own."""
        path = self._scratch / "requirements.txt"
        path.write_text("\n".join(self._lock.others) + "\n", encoding="utf-8")
        return path

    def _forget_all(self) -> None:
        """The next attempt begins anew: what was installed does not work, and nobody knows which part."""
        self._made = replace(self._made, done=())
        try:
            write_state(self.folder, self._made)
        except OSError as error:
            self._say(str(error))
