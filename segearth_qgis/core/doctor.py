"""What QGIS and the engine are made of and whether they work together: the findings, and the report made of them."""

from __future__ import annotations

import json
import platform
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QSettings, QSysInfo, qVersion

from .. import __version__
from .errors import DoctorFailed
from .i18n import tr
from .scrub import scrub

OK, WARNING, FAILED = "ok", "warning", "FAILED"
_SERVE = "serve"


@dataclass(frozen=True)
class Finding:
    """One row, as it may be sent. ``state`` is OK, WARNING, FAILED, or empty where there is nothing to judge."""

    name: str
    detail: str
    state: str = ""


def qgis_findings(command: Sequence[str]) -> list[Finding]:
    """What this side of the border is: QGIS, its libraries, the system, and how the engine is started."""
    found = [
        (tr("Plugin"), __version__),
        ("QGIS", Qgis.QGIS_VERSION),
        ("Qt", f"{qVersion()}, PyQt {PYQT_VERSION_STR}"),
        (tr("Python of QGIS"), platform.python_version()),
        (tr("System"), f"{QSysInfo.prettyProductName()}, {platform.machine()}"),
        (tr("Language"), QgsApplication.instance().locale() if QgsApplication.instance() is not None else ""),
        (tr("Proxy"), tr("used") if _proxy() else tr("not used")),
        (tr("Engine command"), " ".join(shlex.quote(word) for word in command) or tr("none")),
    ]
    return [Finding(name, scrub(detail)) for name, detail in found]


def engine_findings(info: dict[str, object]) -> list[Finding]:
    """What the engine that runs at the moment has told of itself."""
    if not info:
        return []
    devices = info.get("devices")
    words = [
        tr("version {version}").format(version=info.get("engine", "?")),
        f"Python {info.get('python', '?')}",
        f"PyTorch {info.get('torch', '?')}",
        ", ".join(map(str, devices)) if isinstance(devices, list) else "?",
    ]
    return [Finding(tr("Running engine"), scrub("; ".join(words)), OK)]


def doctor_command(command: Sequence[str]) -> list[str]:
    """The command that makes the engine's report, from the one that starts it: ``doctor --json`` for ``serve``.

    Also where it stands at the end of a word, as in ``sh -c "cd /opt && ./segearth serve"``. Raises DoctorFailed where
    there is no ``serve`` at the end.
    """
    if command:
        *others, last = command
        if last == _SERVE:
            return [*others, "doctor", "--json"]
        if last.endswith(f" {_SERVE}"):
            return [*others, f"{last[: -len(_SERVE)]}doctor --json"]
    raise DoctorFailed(tr("The engine's command does not end in “serve”, so nobody knows how to ask it for a report."))


def report_findings(output: str) -> list[Finding]:
    """The engine's report, read from what ``doctor --json`` has printed. Raises DoctorFailed when it is none."""
    try:
        report = json.loads(output[output.index("{") :])  # ssh may greet first
        checks = [
            Finding(str(check["name"]), scrub(str(check["detail"])), _state(check["ok"], check["essential"]))
            for check in report["checks"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise DoctorFailed(tr("The engine's report cannot be read: {reason}").format(reason=repr(error))) from error
    return [Finding(tr("Engine"), scrub(str(report.get("engine", "?")))), *checks]


def works(findings: Iterable[Finding]) -> bool:
    """Whether no finding speaks against a run."""
    return all(finding.state != FAILED for finding in findings)


def markdown(findings: Sequence[Finding], last_lines: Sequence[str]) -> str:
    """The report as Markdown, for an issue or a mail: in English headings, whatever the language of QGIS is."""
    rows = [f"| {_cell(finding.name)} | {finding.state} | {_cell(finding.detail)} |" for finding in findings]
    verdict = "Everything works." if works(findings) else "Something does not work."
    parts = ["## SegEarth report", "", verdict, "", "| what | state | detail |", "|---|---|---|", *rows]
    if last_lines:
        parts += [
            "",
            "Last lines of the engine:",
            "",
            "```",
            *(scrub(line).replace("```", "'''") for line in last_lines),
        ]
        parts += ["```"]
    return "\n".join(parts) + "\n"


def _state(ok: object, essential: object) -> str:
    return OK if ok else FAILED if essential else WARNING


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _proxy() -> bool:
    return str(QSettings().value("proxy/proxyEnabled", "false")).lower() in ("true", "1")
