"""The plugin makes an engine's environment for real: venv, pip and self-check, from a tiny index on the disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from processes import is_alive
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QLockFile
from tiny_wheels import write_engine, write_index, write_locks, write_wheel

from segearth_qgis import __version__
from segearth_qgis.core.settings import Settings
from segearth_qgis.engine_client import setup_install
from segearth_qgis.engine_client.setup_folder import (
    Condition,
    Made,
    condition,
    engine_program,
    python_program,
    read_state,
    write_state,
)
from segearth_qgis.engine_client.setup_install import Wish
from segearth_qgis.engine_client.setup_locks import CPU, lock_name, read_lock
from segearth_qgis.engine_client.setup_state import EngineSetup, SetupState

LONG_MS = 120_000  # venv and pip on a busy machine
STEPS = ("Looking", "Making", "PyTorch", "libraries", "engine", "Trying")


@pytest.fixture
def index(tmp_path):
    return write_index(tmp_path / "index", __version__)


@pytest.fixture
def pip_sees(tmp_path, monkeypatch):
    """What pip's own settings say; the machine's do not count."""

    def say(text: str) -> None:
        path = tmp_path / "pip.conf"
        path.write_text(f"[global]\n{text}\n", encoding="utf-8")
        monkeypatch.setenv("PIP_CONFIG_FILE", str(path))

    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    say("no-index = true")
    return say


@pytest.fixture(scope="module")
def plain_venv(tmp_path_factory) -> Path:
    """An environment right after its first step; making it takes most of a test's time."""
    folder = tmp_path_factory.mktemp("plain") / "venv"
    subprocess.run(["/usr/bin/python3", "-I", "-m", "venv", str(folder)], check=True)
    return folder


@pytest.fixture
def begun(plain_venv, tmp_path):
    """Make an EngineSetup's environment one whose first step was done before."""

    def begin(setup: EngineSetup) -> EngineSetup:
        shutil.copytree(plain_venv, setup.folder, symlinks=True)
        lock = read_lock(tmp_path / "locks" / f"{lock_name(CPU)}.txt")
        write_state(setup.folder, Made(__version__, lock.name, lock.fingerprint, done=("venv",)))
        return setup

    return begin


@pytest.fixture
def make_setup(tmp_path, pip_sees):
    """An EngineSetup over the test's own folders; everything it tells is in ``told``."""
    made = []

    def make() -> EngineSetup:
        settings = Settings()
        settings.engines_folder = str(tmp_path / "engines of Jürgen")
        setup = EngineSetup(settings, requirements=write_locks(tmp_path / "locks"))
        setup.told, setup.shown = [], []
        setup.succeeded.connect(lambda _sentence: setup.told.append("succeeded"))
        setup.failed.connect(lambda error: setup.told.append(error))
        setup.cancelled.connect(lambda: setup.told.append("cancelled"))
        setup.progressed.connect(setup.shown.append)
        made.append(setup)
        return setup

    yield make
    for setup in made:
        setup.release()


@pytest.fixture
def run(qtbot):
    """Make an environment to its end, whatever that is, and return how it ended."""

    def go(setup: EngineSetup, wish: Wish) -> object:
        setup.told.clear()
        setup.make(wish)
        qtbot.waitUntil(lambda: bool(setup.told), timeout=LONG_MS)
        return setup.told[0]

    return go


def test_an_environment_is_made_tried_and_becomes_the_engine(make_setup, run, index):
    setup = make_setup()
    assert setup.state is SetupState.MISSING
    assert run(setup, Wish(packages=str(index))) == "succeeded"
    assert setup.state is SetupState.READY
    assert Settings().engine_command == [str(engine_program(setup.folder)), "serve"]
    assert "include-system-site-packages = false" in (setup.folder / "pyvenv.cfg").read_text("utf-8")
    shares = [progress.fraction for progress in setup.shown]
    assert shares == sorted(shares)
    assert shares[-1] < 1.0
    titles = list(dict.fromkeys(progress.title for progress in setup.shown))
    assert [any(word in title for title in titles) for word in STEPS] == [True] * len(STEPS)
    leftovers = [path.name for path in setup.engines.iterdir() if path != setup.folder]
    assert leftovers == []


@pytest.mark.parametrize("word", STEPS[:2])
def test_it_can_be_cancelled_before_there_is_much(make_setup, run, index, word):
    setup = make_setup()
    setup.progressed.connect(lambda progress: setup.cancel() if word in progress.title else None)
    assert run(setup, Wish(packages=str(index))) == "cancelled"
    assert setup.state in (SetupState.UNFINISHED, SetupState.BROKEN)
    assert Settings().engine_command_text == ""


@pytest.mark.parametrize("word", STEPS[2:])
def test_it_can_be_cancelled_in_every_later_step_and_goes_on_where_it_stopped(make_setup, run, begun, index, word):
    setup = begun(make_setup())
    setup.progressed.connect(lambda progress: setup.cancel() if word in progress.title else None)
    assert run(setup, Wish(packages=str(index))) == "cancelled"
    assert setup.state is SetupState.UNFINISHED
    setup.progressed.disconnect()
    setup.progressed.connect(setup.shown.append)
    assert run(setup, Wish(packages=str(index))) == "succeeded"
    assert word in setup.shown[-1].title or word in " ".join(progress.title for progress in setup.shown)
    assert "Making the environment" not in {progress.title for progress in setup.shown}
    assert setup.state is SetupState.READY


def test_quitting_qgis_leaves_no_process_and_a_half_made_environment_that_is_known_as_such(make_setup, index, qtbot):
    setup = make_setup()
    setup.make(Wish(packages=str(index)))
    qtbot.waitUntil(lambda: any("Making" in each.title for each in setup.shown), timeout=LONG_MS)
    pid = int(setup._installer._runner._command._process.processId())
    setup.release()
    assert not is_alive(pid)
    assert condition(setup.folder, __version__) in (Condition.UNFINISHED, Condition.BROKEN)
    assert not (setup.engines / f"{setup.folder.name}.lock").exists()
    assert setup.told == []


def test_an_engine_that_fails_its_self_check_is_not_ready_and_is_made_anew(make_setup, run, index, qtbot, begun):
    setup = begun(make_setup())
    assert run(setup, Wish(packages=str(index))) == "succeeded"
    package = next(setup.folder.rglob("engine/cli.py")).parent
    (package / "BREAK_ENGINE").touch()
    error = run(setup, Wish(packages=str(index)))
    assert error.kind == "setup_failed"
    assert "no tile" in error.hint
    assert setup.state is not SetupState.READY
    assert run(setup, Wish(packages=str(index))) == "succeeded"
    assert not (package / "BREAK_ENGINE").exists()


def test_an_engine_of_another_version_is_replaced_and_can_be_removed(make_setup, run, index, qtbot, begun):
    setup = begun(make_setup())
    old = setup.engines / "engine-0.0.1"
    for program in (engine_program(old), python_program(old)):
        program.parent.mkdir(parents=True, exist_ok=True)
        program.touch(mode=0o755)
    write_state(old, Made("0.0.1", "linux-cpu", "x", ready=True))
    Settings().engine_command_text = f'"{engine_program(old)}" serve'
    assert setup.state is SetupState.OUTDATED
    assert run(setup, Wish(packages=str(index))) == "succeeded"
    assert setup.state is SetupState.READY
    assert setup.old_environments() == [old]
    with qtbot.waitSignal(setup.changed, timeout=LONG_MS):
        setup.remove_old()
    assert not old.exists()


def test_an_environment_that_lost_its_engine_or_its_python_is_broken(make_setup, run, begun, index):
    setup = begun(make_setup())
    run(setup, Wish(packages=str(index)))
    python = python_program(setup.folder)
    python.unlink()
    python.symlink_to("/usr/bin/python3.0")
    assert setup.state is SetupState.BROKEN
    shutil.rmtree(python.parent)
    assert setup.state is SetupState.BROKEN


def test_another_qgis_that_is_at_it_is_waited_for_and_one_that_died_is_not(make_setup, run, index, begun):
    setup = begun(make_setup())
    setup.engines.mkdir(parents=True, exist_ok=True)
    path = setup.engines / f"{setup.folder.name}.lock"
    other = QLockFile(str(path))
    assert other.tryLock(0)
    assert run(setup, Wish(packages=str(index))).kind == "setup_busy"
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    lines = path.read_text("utf-8").splitlines()
    other.unlock()
    path.write_text("\n".join([dead.stdout.decode().strip(), *lines[1:], ""]), encoding="utf-8")
    assert run(setup, Wish(packages=str(index))) == "succeeded"


def test_a_full_disk_is_told_before_anything_is_written(make_setup, run, index, monkeypatch):
    setup = make_setup()
    usage = shutil.disk_usage("/")._replace(free=1_200_000_000)
    monkeypatch.setattr(setup_install.shutil, "disk_usage", lambda _path: usage)
    error = run(setup, Wish(packages=str(index)))
    assert error.kind == "setup_no_space"
    assert "1.2 GB free" in error.sentence
    assert not setup.folder.exists()


def test_a_program_that_is_no_python_is_told(make_setup, run, index):
    error = run(make_setup(), Wish(packages=str(index), python="/bin/echo"))
    assert error.kind == "setup_no_python"
    assert "/bin/echo" in error.sentence


def test_a_package_that_is_nowhere_is_named(make_setup, run, index, begun):
    next(index.glob("tinylib*")).unlink()
    setup = begun(make_setup())
    error = run(setup, Wish(packages=str(index)))
    assert error.kind == "setup_not_available"
    assert "tinylib==1.0" in error.sentence
    assert read_state(setup.folder).done == ("venv", "torch")


def test_without_a_build_for_the_processor_alone_the_ordinary_one_is_taken(make_setup, run, index, begun):
    next(index.glob("torch*")).unlink()
    write_wheel(index, "torch", "2.13.0", {"torch/__init__.py": ""})
    setup = begun(make_setup())
    lines = []
    setup.line.connect(lines.append)
    assert run(setup, Wish(packages=str(index))) == "succeeded", lines
    assert any("no build for the processor alone" in line for line in lines)
    assert list(setup.folder.rglob("torch-2.13.0.dist-info"))


def test_there_must_be_room_for_the_ordinary_build(make_setup, run, index, begun, monkeypatch):
    next(index.glob("torch*")).unlink()
    write_wheel(index, "torch", "2.13.0", {"torch/__init__.py": ""})
    usage = shutil.disk_usage("/")._replace(free=5_000_000_000)
    monkeypatch.setattr(setup_install.shutil, "disk_usage", lambda _path: usage)
    error = run(begun(make_setup()), Wish(packages=str(index)))
    assert error.kind == "setup_no_space"


def test_a_server_that_cannot_be_reached_is_told_as_that(make_setup, run, pip_sees, begun):
    pip_sees("index-url = http://127.0.0.1:9/simple\ntimeout = 5")
    assert run(begun(make_setup()), Wish()).kind == "setup_no_network"


def test_pip_goes_through_the_proxy_of_qgis(make_setup, run, pip_sees, monkeypatch, begun):
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(setup_install, "proxy_variables", lambda: {"HTTP_PROXY": url, "HTTPS_PROXY": url})
    pip_sees("index-url = http://packages.invalid/simple\ntrusted-host = packages.invalid")
    run(begun(make_setup()), Wish())
    server.shutdown()
    server.server_close()
    assert any(path.startswith("http://packages.invalid/simple/torch") for path in asked)


# From an offline bundle


@pytest.fixture
def bundle(tmp_path, index, root):
    """A bundle as make_bundle.py seals it, of the tiny wheels, with one more model."""
    sys.path.insert(0, str(root / "resources" / "setup"))
    import make_bundle

    folder = tmp_path / "stick" / "bundle"
    shutil.copytree(index, folder / "wheels")
    write_locks(folder / "requirements")
    (folder / "models" / "my model").mkdir(parents=True)
    (folder / "models" / "my model" / "config.json").write_text("{}", encoding="utf-8")
    make_bundle.seal(folder, "linux-cpu", ["my model"], __version__)
    sys.path.remove(str(root / "resources" / "setup"))
    return folder


@pytest.fixture
def take(qtbot):
    def go(setup: EngineSetup, folder: Path) -> object:
        setup.told.clear()
        setup.take_bundle(str(folder), Wish())
        qtbot.waitUntil(lambda: bool(setup.told), timeout=LONG_MS)
        return setup.told[0]

    return go


def test_a_bundle_is_installed_without_any_index(make_setup, begun, take, bundle, pip_sees):
    pip_sees("index-url = http://127.0.0.1:9/simple\ntimeout = 5")
    setup = begun(make_setup())
    assert take(setup, bundle) == "succeeded"
    assert setup.state is SetupState.READY
    assert next(setup.folder.rglob("resources/models/my model/config.json")).is_file()


def test_a_damaged_bundle_names_the_file_and_installs_nothing(make_setup, take, bundle):
    wheel = next((bundle / "wheels").glob("torch*"))
    wheel.write_bytes(wheel.read_bytes()[:-1] + b"!")
    next((bundle / "wheels").glob("tinylib*")).unlink()
    setup = make_setup()
    error = take(setup, bundle)
    assert error.kind == "setup_checksum"
    assert wheel.name in error.sentence
    assert "tinylib" in error.sentence
    assert not python_program(setup.folder).exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"platform": "plan9-vax"}, "plan9-vax"),
        ({"segearth": "9.9.9"}, "9.9.9"),
        ({"format": 99}, "manifest.json"),
        ({"files": [{"path": "../../etc/passwd", "bytes": 1, "sha256": ""}]}, "manifest.json"),
    ],
)
def test_a_bundle_for_another_computer_or_version_is_refused(make_setup, take, bundle, change, said):
    manifest = bundle / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text("utf-8")), **change}), encoding="utf-8")
    error = take(make_setup(), bundle)
    assert error.kind == "setup_bundle"
    assert said in error.sentence


def test_a_folder_that_is_no_bundle_is_refused(make_setup, take, tmp_path):
    assert take(make_setup(), tmp_path).kind == "setup_bundle"


def test_settings_of_the_user_survive_a_new_version_in_the_index(make_setup, run, index, begun):
    """The exact version of the plugin is installed, not the newest."""
    write_engine(index, "99.0.0")
    setup = begun(make_setup())
    assert run(setup, Wish(packages=str(index))) == "succeeded"
    assert any(setup.folder.rglob(f"segearth-{__version__}.dist-info"))
    assert QgsSettings().value("segearth/engines_folder") == str(setup.engines)
