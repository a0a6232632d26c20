"""Fixtures for tests in QGIS's Python: a window, a raster, an engine of any kind, the plugin on top of them."""

from __future__ import annotations

import gc
import importlib.util
import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
if importlib.util.find_spec("qgis") is None:
    # The environment with QGIS runs these; that QGIS is there at all is for tests/gui to demand.
    collect_ignore_glob = ["test_*.py"]
else:
    sys.path.insert(0, str(HERE.parents[1]))
    sys.path.insert(0, str(HERE))
    from fake_iface import FakeIface
    from osgeo import gdal, osr
    from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsSettings, QgsVectorLayer
    from qgis.PyQt.QtCore import QCoreApplication, QEvent, QSettings

    from segearth_qgis.core.settings import Settings
    from segearth_qgis.engine_client.blocking_client import BlockingClient
    from segearth_qgis.engine_client.limits import Limits
    from segearth_qgis.plugin import SegEarthPlugin
    from segearth_qgis.processing.algorithm import SegEarthAlgorithm
    from segearth_qgis.processing.provider import SegEarthProvider

    # Generous where an engine must keep them, on however busy a machine; short where a test waits for their end.
    QUICK = Limits(handshake_ms=10_000, stall_ms=10_000, cancel_ms=10_000, stop_ms=300)

    @pytest.fixture(autouse=True, scope="session")
    def own_qgis(qgis_app, tmp_path_factory):
        """Two test runs in one checkout do not remove each other's settings; nothing of QGIS outlives QGIS.

        A layer in the frame of a caught error is in a circle: collected after QGIS has gone, it ends in a crash.
        """
        folder = tmp_path_factory.mktemp("settings")
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
        yield
        gc.collect()

    @pytest.fixture(autouse=True)
    def clean_settings(own_qgis, tmp_path: Path):
        """No setting of the plugin outlives a test, and no test sees the user's own engines."""
        QgsSettings().remove("segearth")
        QgsSettings().setValue("segearth/engines_folder", str(tmp_path / "engines"))
        yield
        QgsSettings().remove("segearth")

    @pytest.fixture
    def project():
        """An empty project, emptied again."""
        QgsProject.instance().clear()
        yield QgsProject.instance()
        QgsProject.instance().clear()

    @pytest.fixture
    def raster_file(tmp_path: Path) -> Path:
        """400 x 400 pixels of 1 m in EPSG:32640; its upper left corner is (500000, 2000400)."""
        path = tmp_path / "town.tif"
        data = gdal.GetDriverByName("GTiff").Create(str(path), 400, 400, 3)
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(32640)
        data.SetProjection(crs.ExportToWkt())
        data.SetGeoTransform((500000, 1, 0, 2000400, 0, -1))
        for band in (1, 2, 3):
            data.GetRasterBand(band).Fill(60 * band)
        data = None
        return path

    @pytest.fixture
    def raster(project, raster_file: Path) -> QgsRasterLayer:
        """The raster as a layer of the project, whose CRS is the raster's."""
        layer = QgsRasterLayer(str(raster_file), "Town")
        project.addMapLayer(layer)
        project.setCrs(layer.crs())
        return layer

    @pytest.fixture
    def engine_command():
        """The command of the fake engine in a mode."""

        def command(*mode: str) -> list[str]:
            return ["/usr/bin/env", "python3", str(HERE / "fake_engine.py"), *mode]

        return command

    @pytest.fixture
    def iface():
        """A window of QGIS."""
        fake = FakeIface()
        fake.mainWindow().show()
        yield fake
        fake.mainWindow().close()
        fake.mainWindow().deleteLater()

    @pytest.fixture
    def make_plugin(iface, project, engine_command):
        """Make the plugin with a fake engine of the given mode; it is unloaded after the test."""
        made: list[SegEarthPlugin] = []

        def make(*mode: str, limits: Limits = QUICK) -> SegEarthPlugin:
            plugin = SegEarthPlugin(iface, limits)
            if mode:
                plugin.settings.engine_command_text = " ".join(f'"{word}"' for word in engine_command(*mode))
            plugin.initGui()
            made.append(plugin)
            return plugin

        yield make
        for plugin in made:
            plugin.unload()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @pytest.fixture
    def open_dock(make_plugin, raster, iface, qtbot):
        """Open the dock over the raster, with a fake engine of the given mode."""

        def open_it(*mode: str, limits: Limits = QUICK):
            canvas = iface.mapCanvas()
            canvas.setDestinationCrs(raster.crs())
            canvas.setExtent(raster.extent())
            return make_plugin(*mode, limits=limits).show_dock()

        return open_it

    @pytest.fixture
    def log_lines():
        """All lines of the Message Log that come in during the test, as (text, tag)."""
        lines: list[tuple[str, str]] = []

        def take(text, tag, _level):
            lines.append((text, tag))

        QgsApplication.messageLog().messageReceived.connect(take)
        yield lines
        QgsApplication.messageLog().messageReceived.disconnect(take)

    @pytest.fixture
    def provider(qgis_processing):
        """The provider in QGIS's registry."""
        made = SegEarthProvider()
        QgsApplication.processingRegistry().addProvider(made)
        yield made
        QgsApplication.processingRegistry().removeProvider(made)

    @pytest.fixture
    def engine(provider, engine_command, monkeypatch):
        """Have the algorithms ask a fake engine of a mode."""
        monkeypatch.setattr(SegEarthAlgorithm, "limits", QUICK)

        def choose(*mode: str) -> None:
            Settings().engine_command_text = " ".join(f'"{word}"' for word in engine_command(*mode))

        return choose

    @pytest.fixture
    def asked(monkeypatch):
        """What the engine is asked, run by run."""
        calls: list[dict] = []
        original = BlockingClient.call

        def call(self, method, params):
            calls.append({"method": method, **json.loads(json.dumps(params))})
            mask = params.get("mask")
            if mask:
                layer = QgsVectorLayer(mask, "mask", "ogr")
                calls[-1]["mask_seen"] = (layer.featureCount(), layer.crs().authid())
            return original(self, method, params)

        monkeypatch.setattr(BlockingClient, "call", call)
        return calls
