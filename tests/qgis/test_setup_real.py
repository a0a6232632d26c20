"""The real set-up: PyTorch, the libraries and the engine from the configured index, by the plugin's own code.

Takes minutes, 2 GB and a network, so it runs only where SEGEARTH_REAL_SETUP names a folder with the engine's wheel
(``pip wheel --no-deps --no-build-isolation -w FOLDER .``).
"""

from __future__ import annotations

import os
import time

import pytest

from segearth_qgis.core.settings import Settings
from segearth_qgis.engine_client.setup_install import Wish
from segearth_qgis.engine_client.setup_state import EngineSetup, SetupState

WHEELS = os.environ.get("SEGEARTH_REAL_SETUP", "")
LIMIT_MS = 3_600_000


@pytest.mark.slow
@pytest.mark.skipif(not WHEELS, reason="SEGEARTH_REAL_SETUP names no folder")
def test_a_fresh_environment_is_made_interrupted_gone_on_with_and_answers(qtbot, root, capsys):
    setup = EngineSetup(Settings(), requirements=root / "resources" / "requirements")
    ended: list[object] = []
    for signal in (setup.succeeded, setup.failed):
        signal.connect(ended.append)
    setup.cancelled.connect(lambda: ended.append("cancelled"))

    def interrupt(progress) -> None:
        if progress.pip.installing and progress.pip.wanted > 1:
            setup.cancel()

    begun = time.monotonic()
    setup.progressed.connect(interrupt)
    setup.make(Wish(packages=WHEELS))
    qtbot.waitUntil(lambda: bool(ended), timeout=LIMIT_MS)
    assert ended == ["cancelled"]
    assert setup.state is SetupState.UNFINISHED
    ended.clear()
    setup.progressed.disconnect(interrupt)
    setup.make(Wish(packages=WHEELS))
    qtbot.waitUntil(lambda: bool(ended), timeout=LIMIT_MS)
    assert setup.state is SetupState.READY, getattr(ended[0], "hint", "")
    size = sum(path.stat().st_size for path in setup.folder.rglob("*") if path.is_file())
    with capsys.disabled():
        print(f"\n{time.monotonic() - begun:.0f} s with one interruption, {size / 1e9:.2f} GB")  # noqa: T201
    ended.clear()
    setup.take_environment(str(setup.folder))
    qtbot.waitUntil(lambda: bool(ended), timeout=LIMIT_MS)
    assert "nano" in str(ended[0])
