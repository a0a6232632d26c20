"""Translation of what the user reads.

The plugin reads its translations from the .ts files themselves: there is nothing to compile, and no binary in the
package (docs/decisions/0017). What has no translation yet is shown in English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSettings, QXmlStreamReader

from .resources import resources_folder


def tr(text: str) -> str:
    """Translate ``text``. Fill its ``{names}`` with ``.format`` afterwards, so that translators see the pattern."""
    return _translations(language()).get(text, text)


def language() -> str:
    """The language of QGIS's user interface, for example ``de`` or ``zh_CN``."""
    settings = QSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        return str(settings.value("locale/userLocale", "") or "en")
    application = QgsApplication.instance()
    return str(application.locale()) if isinstance(application, QgsApplication) else "en"


def translation_path(name: str) -> Path:
    """The file of a language: that of the country where there is one (``pt_BR``), else the language's (``de``)."""
    folder = resources_folder() / "i18n"
    name = re.sub(r"[^A-Za-z_]", "_", name)
    exact = folder / f"segearth_{name}.ts"
    return exact if exact.is_file() else folder / f"segearth_{name.split('_')[0]}.ts"


@lru_cache(maxsize=2)
def _translations(name: str) -> dict[str, str]:
    path = translation_path(name)
    return read_translations(path) if path.is_file() else {}


def read_translations(path: Path) -> dict[str, str]:
    """The finished translations of a .ts file, by their English texts."""
    reader = QXmlStreamReader(path.read_text(encoding="utf-8"))
    finished: dict[str, str] = {}
    source = ""
    while not reader.atEnd():
        if reader.readNext() != QXmlStreamReader.TokenType.StartElement:
            continue
        if reader.name() == "source":
            source = reader.readElementText()
        elif reader.name() == "translation":
            is_finished = not reader.attributes().hasAttribute("type")  # unfinished, vanished or obsolete
            text = reader.readElementText()
            if text and is_finished:
                finished[source] = text
    return finished
