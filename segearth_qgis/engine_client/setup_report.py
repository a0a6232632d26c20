"""What ``segearth doctor --json`` says about an environment that was just made."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ..core.i18n import tr


@dataclass(frozen=True)
class SelfCheck:
    """Whether runs will work, all findings as lines, and those that stand in the way."""

    ok: bool
    lines: tuple[str, ...]
    wrong: tuple[str, ...]


def read_report(output: str, version: str) -> SelfCheck:
    """Read the report; one that cannot be read, or that of another version, is not ok."""
    try:
        report = json.loads(output)
        checks = [
            (f"{each['name']}: {each['detail']}", each["ok"] or not each["essential"]) for each in report["checks"]
        ]
        engine, ok = str(report["engine"]), bool(report["ok"])
    except (ValueError, KeyError, TypeError):
        return SelfCheck(False, (), ())
    wrong = [line for line, fine in checks if not fine]
    if engine != version:
        wrong.append(tr("It is version {engine}, but {version} is needed.").format(engine=engine, version=version))
    return SelfCheck(ok and not wrong, tuple(line for line, _fine in checks), tuple(wrong))
