"""Brings the .ts files up to date with the plugin's source (``update``); tells what lacks (``check``).

A text that is new in the source comes in as "unfinished", one that has gone goes; what is translated stays. The files
are Qt's, for Qt Linguist or any other tool. Standard library only.
"""

from __future__ import annotations

import argparse
import ast
import logging
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
CONTEXT = "SegEarth"
LANGUAGES = ("de", "es", "fr", "zh")
_PLACEHOLDER = re.compile(r"\{[a-z_0-9]*\}")

log = logging.getLogger("translations")


@dataclass(frozen=True)
class Text:
    """A text of the source and the first place where it stands."""

    source: str
    file: str
    line: int


def texts(root: Path = ROOT) -> list[Text]:
    """Every text that the plugin passes to ``tr``, in the order of files and lines, once each.

    Raises TypeError for a call of ``tr`` whose argument is not one literal text: no tool could find that.
    """
    found: dict[str, Text] = {}
    for path in sorted((root / "segearth_qgis").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
        ]
        for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
            argument = call.args[0] if len(call.args) == 1 and not call.keywords else None
            if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                raise TypeError(f"{name}:{call.lineno}: tr() takes one literal text; fill it with .format afterwards")
            found.setdefault(argument.value, Text(argument.value, name, call.lineno))
    return list(found.values())


def read(path: Path) -> dict[str, str]:
    """The finished translations of a file; none where there is no file."""
    if not path.is_file():
        return {}
    finished = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            finished[message.findtext("source") or ""] = translation.text
    return finished


def ts_text(language: str, wanted: list[Text], known: dict[str, str]) -> str:
    """A .ts file with every wanted text, translated where that is known."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for text in wanted:
        translation = known.get(text.source)
        lines += [
            "    <message>",
            f'        <location filename="../../{text.file}"/>',
            f"        <source>{escape(text.source)}</source>",
            '        <translation type="unfinished"></translation>'
            if translation is None
            else f"        <translation>{escape(translation)}</translation>",
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def faults(wanted: list[Text], known: dict[str, str]) -> list[str]:
    """What is wrong with a language: texts without a translation, and placeholders that differ."""
    found = []
    for text in wanted:
        translation = known.get(text.source)
        if translation is None:
            found.append(f"not translated: {text.source!r} ({text.file}:{text.line})")
        elif sorted(_PLACEHOLDER.findall(text.source)) != sorted(_PLACEHOLDER.findall(translation)):
            found.append(f"other placeholders: {text.source!r} -> {translation!r}")
    return found


def main(arguments: list[str]) -> int:
    """The command line; returns the exit code: 1 where a language is not complete."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("update", "check"))
    parser.add_argument("--folder", type=Path, default=ROOT / "resources" / "i18n")
    chosen = parser.parse_args(arguments)
    wanted = texts()
    incomplete = 0
    for language in LANGUAGES:
        path = chosen.folder / f"segearth_{language}.ts"
        known = read(path)
        if chosen.command == "update":
            path.write_text(ts_text(language, wanted, known), encoding="utf-8")
        wrong = faults(wanted, known)
        incomplete += bool(wrong)
        log.info("%s: %d of %d texts are complete", language, len(wanted) - len(wrong), len(wanted))
        for fault in wrong if chosen.command == "check" else ():
            log.info("  %s", fault)
    return 1 if incomplete and chosen.command == "check" else 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.exit(main(sys.argv[1:]))
