"""Makes an engine's environment, step by step, beside QGIS: Python, venv, pip, PyTorch, libraries, engine, self-check.

Each step is a command of its own; what is done is written down after it, so that a set-up that was cancelled, killed
or failed goes on where it stopped. Only after a self-check (one tile through the model) is it called ready.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QLockFile, QObject, QTimer, pyqtSignal

from ..core.errors import PluginError, SetupBusy, SetupChecksum, SetupFailed, SetupNoSpace
from ..core.i18n import tr
from . import setup_checksums
from .environment import installer_environment
from .setup_bundle import Bundle
from .setup_folder import (
    Made,
    engine_program,
    environment_folder,
    lock_environment,
    python_program,
    what_is_left,
    write_state,
)
from .setup_locks import CPU, CUDA, Lock, lock_name, pip_requirement, read_lock
from .setup_pip import absent_package, failed_step, install_command, pip_failure
from .setup_proxy import proxy_variables
from .setup_python import FoundPython, candidates, no_python, question, read_answer
from .setup_report import read_report
from .setup_runner import OnEnd, Step, StepRunner

_GB = 1_000_000_000
# Room for a new environment with pip's downloads beside it. CPU: measured; CUDA: an estimate from its wheels' sizes.
NEEDED_BYTES = {CPU: 3 * _GB, CUDA: 14 * _GB}
_COPY_MODEL = """
import engine, shutil, sys
shutil.copytree(sys.argv[1], engine.RESOURCES / "models" / sys.argv[2], dirs_exist_ok=True)
"""


@dataclass(frozen=True)
class Wish:
    """What is to be made. ``packages`` is a folder of wheels or the address of an index, looked at beside pip's own."""

    build: str = CPU
    python: str = ""
    packages: str = ""
    bundle: Optional[Bundle] = None
    rebuild: bool = False


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
        self._offline = str(wish.bundle.wheels) if wish.bundle else ""
        self._scratch = engines / f"engine-{version}.tmp"
        self._file_lock: Optional[QLockFile] = None
        self._lock = Lock("", "", (), complete=False)
        self._made = Made(version, "", "")
        self._python = wish.python
        self._found: list[FoundPython] = []
        self._runner = StepRunner(self)
        self._runner.progressed.connect(self.progressed)
        self._runner.line.connect(self.line)
        self._runner.succeeded.connect(self._on_succeeded)
        self._runner.failed.connect(self._on_failed)
        self._runner.cancelled.connect(self._on_cancelled)

    def start(self) -> None:
        """Begin, or go on with what is there. Signals come later, never from within this call."""
        failure: PluginError
        try:
            self._file_lock = lock_environment(self.folder)
            if self._file_lock is None:
                raise _busy()
            steps = self._prepare()
        except PluginError as error:
            failure = error
        except (OSError, ValueError) as error:
            failure = SetupFailed(tr("The set-up cannot begin: {reason}").format(reason=error))
        else:
            environment = installer_environment(os.environ, proxy_variables(), str(self._scratch))
            self._runner.start(steps, environment)
            return
        QTimer.singleShot(0, lambda: self._on_failed(failure))

    def cancel(self) -> None:
        """End it soon; what is done is kept for the next attempt."""
        self._runner.cancel()

    def end_now(self) -> None:
        """End it at once and wait for that; no signal follows."""
        self.blockSignals(True)
        self._runner.end_now()
        self._let_go()

    def _prepare(self) -> list[Step]:
        bundle = self._wish.bundle
        name = bundle.lock if bundle else lock_name(self._wish.build)
        self._lock = read_lock(self._requirements / f"{name}.txt")
        wanted = Made(self._version, name, self._lock.fingerprint)
        self._made = wanted if self._wish.rebuild else what_is_left(self.folder, wanted)
        if not self._made.done:
            _see_room(self.folder, NEEDED_BYTES[CUDA if name.endswith(CUDA) else CPU])
        shutil.rmtree(self._scratch, ignore_errors=True)  # of an attempt that was killed
        self._scratch.mkdir(parents=True)
        write_state(self.folder, self._made)
        steps = [
            Step("python", tr("Looking for Python"), 1, self._ask_python),
            Step("bundle", tr("Checking the bundle"), 8, self._check_bundle),
            Step("venv", tr("Making the environment"), 4, self._make_venv),
            Step("pip", tr("Preparing the installer"), 3, self._install_pip),
            Step("torch", tr("Installing PyTorch"), 40, self._install_torch),
            Step("libraries", tr("Installing the libraries"), 30, self._install_libraries),
            Step("engine", tr("Installing the engine and its model"), 6, self._install_engine),
            Step("models", tr("Copying further models"), 2, self._copy_models),
            Step("check", tr("Trying the engine on one tile"), 10, self._self_check),
        ]
        skipped = {
            *self._made.done,
            *(["python"] if "venv" in self._made.done else []),
            *(["bundle"] if not bundle or "engine" in self._made.done else []),
            *(["models"] if not bundle or not bundle.models else []),
            *(["pip"] if not pip_requirement(self._requirements) else []),
        }
        return [step for step in steps if step.name not in skipped]

    def _done(self) -> None:
        """The step has succeeded and need not be done again."""
        made = self._made.with_step(self._runner.step.name)
        if self._write(made):
            self._runner.done()

    def _write(self, made: Made) -> bool:
        self._made = made
        try:
            write_state(self.folder, made)
        except OSError as error:
            self._runner.fail(SetupFailed(tr("The set-up cannot go on: {reason}").format(reason=error)))
            return False
        return True

    def _on_succeeded(self) -> None:
        if self._write(replace(self._made, ready=True)):
            self._let_go()
            self.succeeded.emit(str(self.folder))

    def _on_failed(self, error: PluginError) -> None:
        self._let_go()
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._let_go()
        self.cancelled.emit()

    def _let_go(self) -> None:
        if self._file_lock is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._file_lock.unlock()
            self._file_lock = None

    # The steps

    def _ask_python(self, left: Optional[list[str]] = None) -> None:
        wanted = self._wish.bundle.python if self._wish.bundle else None
        programs = candidates(self._wish.python) if left is None else left
        if not programs:
            self._runner.fail(no_python(self._found, wanted, self._wish.python))
            return

        def on_answer(_code: Optional[int], _lines: list[str], output: str) -> None:
            found = read_answer(programs[0], output)
            if found is not None:
                self._found.append(found)
            if found is not None and found.fits(wanted):
                self._python = found.program
                self._made = replace(self._made, python=".".join(map(str, found.version)))
                self.line.emit(f"{found.program} ({self._made.python})")
                self._runner.done()
            else:
                self._ask_python(programs[1:])

        self._runner.run(question(programs[0]), on_answer, take=lambda _line: False)

    def _check_bundle(self) -> None:
        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            wrong = [line.partition(": ")[2] for line in lines if line.startswith(("damaged: ", "missing: "))]
            if code == 0:
                self._runner.done()
            elif wrong:
                self._runner.fail(
                    SetupChecksum(
                        tr("The bundle is damaged: {files}").format(files=", ".join(wrong[:3])),
                        tr("Copy these files again from where the bundle was made."),
                    )
                )
            else:
                self._runner.fail(failed_step(tr("The bundle could not be checked."), lines))

        python = str(python_program(self.folder)) if "venv" in self._made.done else self._python
        command = [python, "-I", "-B", str(Path(setup_checksums.__file__)), str(self._wish.bundle.folder)]
        self._runner.run_counted(command, 1, on_end, fetches=False)

    def _make_venv(self) -> None:
        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code == 0 and python_program(self.folder).exists():
                self._done()
            else:
                sentence = tr("Python could not make an environment in {folder}.").format(folder=self.folder)
                self._runner.fail(failed_step(sentence, lines))

        self._runner.run([self._python, "-I", "-m", "venv", "--clear", str(self.folder)], on_end)

    def _install_pip(self) -> None:
        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code != 0 and absent_package(lines):  # the pip that came with Python does, with less to tell
                self.line.emit(tr("Going on with the pip that came with Python."))
                self._runner.done()
            else:
                self._on_installed(code, lines, "")

        self._pip(["--upgrade", pip_requirement(self._requirements)], 1, on_end)

    def _install_torch(self) -> None:
        words = ["--no-deps"] if self._lock.complete else ["-c", str(self._lock_file())]

        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code == 0 or self._offline or self._lock.ordinary_torch == self._lock.torch or not absent_package(lines):
                self._on_installed(code, lines, "")
                return
            self.line.emit(tr("There is no build for the processor alone; taking the ordinary one, which is larger."))
            try:
                _see_room(self.folder, NEEDED_BYTES[CUDA])
            except SetupNoSpace as error:
                self._runner.fail(error)
                return
            self._pip(["-c", str(self._lock_file()), self._lock.ordinary_torch], 1, self._on_installed)

        self._pip([*words, self._lock.torch], 1, on_end)

    def _install_libraries(self) -> None:
        words = ["--no-deps"] if self._lock.complete else []
        self._pip([*words, "-r", str(self._lock_file())], len(self._lock.others), self._on_installed)

    def _install_engine(self) -> None:
        self._pip(["--no-deps", f"segearth=={self._version}"], 1, self._on_installed)

    def _copy_models(self, left: Optional[list[str]] = None) -> None:
        names = list(self._wish.bundle.models) if left is None else left
        if not names:
            self._done()
            return

        def on_end(code: Optional[int], lines: list[str], _output: str) -> None:
            if code == 0:
                self._copy_models(names[1:])
            else:
                sentence = tr("The model {name} could not be copied.").format(name=names[0])
                self._runner.fail(failed_step(sentence, lines))

        source = str(self._wish.bundle.folder / "models" / names[0])
        self._runner.run([str(python_program(self.folder)), "-I", "-c", _COPY_MODEL, source, names[0]], on_end)

    def _self_check(self) -> None:
        def on_end(code: Optional[int], lines: list[str], output: str) -> None:
            report = read_report(output, self._version)
            for each in report.lines:
                self.line.emit(each)
            if code == 0 and report.ok:
                self._runner.done()
            elif self._write(replace(self._made, done=())):  # nobody knows which part is wrong: all anew next time
                self._runner.fail(failed_step(tr("The engine was installed but does not work."), report.wrong or lines))

        command = [str(engine_program(self.folder)), "doctor", "--json"]
        self._runner.run(command, on_end, take=lambda line: not line.startswith(("{", "}", " ")))

    # What the steps share

    def _on_installed(self, code: Optional[int], lines: list[str], _output: str) -> None:
        if code == 0:
            self._done()
        else:
            self._runner.fail(pip_failure(lines, offline=bool(self._offline)))

    def _pip(self, words: list[str], wanted: int, on_end: OnEnd) -> None:
        places = self._wish.packages.strip()
        if places and not self._offline:
            words = ["--extra-index-url" if "://" in places else "--find-links", places, *words]
        modern = "pip" in self._made.done
        command = install_command(str(python_program(self.folder)), words, modern=modern, offline=self._offline)
        self._runner.run_counted(command, wanted, on_end)

    def _lock_file(self) -> Path:
        """The lock without torch, which has a step of its own."""
        path = self._scratch / "requirements.txt"
        path.write_text("\n".join(self._lock.others) + "\n", encoding="utf-8")
        return path


def _busy() -> SetupBusy:
    return SetupBusy(tr("Another QGIS is setting up this engine."), tr("Wait until it has finished, or close it."))


def _see_room(place: Path, needed: int) -> None:
    """Raise SetupNoSpace where the disk of ``place`` is too full."""
    folder = next(each for each in (place, *place.parents) if each.is_dir())
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SetupNoSpace(
            tr("The engine needs {needed} GB of disk; {folder} has {free} GB free.").format(
                needed=needed // _GB, folder=folder, free=f"{free / _GB:.1f}"
            ),
            tr("Free some space, or choose another folder under Advanced."),
        )
