"""``segearth:engineinfo``: which engine answers, with what versions, devices and models."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputString

from ..core.errors import RunCancelled
from ..core.i18n import tr
from .algorithm import SegEarthAlgorithm, engine_errors, make_client

_ASKED = {
    "ENGINE": "engine",
    "PROTOCOL": "protocol",
    "PYTHON": "python",
    "TORCH": "torch",
    "DEFAULT_MODEL": "default_model",
}


class EngineInfo(SegEarthAlgorithm):
    """Starts the engine, asks it two questions about itself, and ends it."""

    icon_name = "engineinfo"
    help_section = "engine"

    def name(self) -> str:
        """Never translated."""
        return "engineinfo"

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("About the engine")

    def shortDescription(self) -> str:
        """One line."""
        return tr("Starts the engine and tells its versions, devices and models.")

    def shortHelpString(self) -> str:
        """The text beside the dialog."""
        return tr(
            "Starts the engine that is set in Settings > Options > SegEarth and tells its version, the devices that it "
            "can compute on, and the models that it has. The names of models are the values of “Model” in the other "
            "algorithms."
        )

    def initAlgorithm(self, _configuration: Any = None) -> None:
        """Outputs only."""
        for name, text in (
            ("ENGINE", tr("Version of the engine")),
            ("PROTOCOL", tr("Version of the protocol")),
            ("PYTHON", tr("Version of Python")),
            ("TORCH", tr("Version of PyTorch")),
            ("DEVICES", tr("Devices")),
            ("DEFAULT_MODEL", tr("Default model")),
            ("MODELS", tr("Models")),
        ):
            self.addOutput(QgsProcessingOutputString(name, text))

    def processAlgorithm(
        self, _parameters: dict, _context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Ask ``initialize`` and ``models``."""
        try:
            with engine_errors(), make_client(feedback, self.limits) as engine:
                info = engine.info
                answer = engine.call("models", {}).get("models")
        except RunCancelled:
            return {}
        models = [model for model in answer if isinstance(model, dict)] if isinstance(answer, list) else []
        devices = info.get("devices")
        results: dict[str, Any] = {name: str(info.get(key, "")) for name, key in _ASKED.items()}
        results["DEVICES"] = ", ".join(str(device) for device in devices) if isinstance(devices, list) else ""
        results["MODELS"] = ", ".join(str(model.get("name", "")) for model in models)
        for output in self.outputDefinitions():
            feedback.pushInfo(f"{output.description()}: {results[output.name()]}")
        for model in models:
            facts = (str(model.get(key) or "") for key in ("name", "summary", "licence"))
            feedback.pushInfo(" · ".join(fact for fact in facts if fact))
        return results
