"""The plugin's settings, all under ``segearth/`` in the profile of QGIS."""

from __future__ import annotations

import os
import shlex

from qgis.core import QgsSettings

DEFAULT_MODEL = "nano"
DEFAULT_THRESHOLD = 0.5


def split_command(text: str) -> list[str]:
    """Split a command line into program and arguments.

    Words with blanks are quoted. A backslash is a plain character, as Windows paths need it. A ``~`` at the start of
    the program is the user's home. Raises ValueError when a quote is not closed.
    """
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.escape = ""
    lexer.commenters = ""
    words = list(lexer)
    return [os.path.expanduser(word) for word in words[:1]] + words[1:]


def quote_word(word: str) -> str:
    """One word of a command line, quoted so that ``split_command`` gives it back, whatever is in it."""
    return '"' + word.replace('"', '"\'"\'"') + '"'


class Settings:
    """Reads and writes what the plugin remembers between sessions."""

    def _read(self, key: str, default: str) -> object:
        return QgsSettings().value(f"segearth/{key}", default)

    def _write(self, key: str, value: object) -> None:
        QgsSettings().setValue(f"segearth/{key}", value)

    @property
    def engine_command_text(self) -> str:
        """The command line that starts the engine, as the user wrote it; empty when none is set."""
        value = self._read("engine_command", "")
        if isinstance(value, (list, tuple)):
            return " ".join(quote_word(str(word)) for word in value)
        return str(value or "").strip()

    @engine_command_text.setter
    def engine_command_text(self, text: str) -> None:
        self._write("engine_command", text.strip())

    @property
    def engine_command(self) -> list[str]:
        """Program and arguments of the engine, for example ``/path/segearth serve`` or ``ssh box segearth serve``.

        An empty list when none is set. Raises ValueError when the line has an unclosed quote.
        """
        return split_command(self.engine_command_text)

    @property
    def engines_folder(self) -> str:
        """Where the plugin makes the engine's environments; empty: in the user's own data."""
        return str(self._read("engines_folder", "") or "").strip()

    @engines_folder.setter
    def engines_folder(self, folder: str) -> None:
        self._write("engines_folder", folder.strip())

    @property
    def packages_place(self) -> str:
        """A folder of wheels, or the address of an index, where packages are looked for as well; usually empty."""
        return str(self._read("packages_place", "") or "").strip()

    @packages_place.setter
    def packages_place(self, place: str) -> None:
        self._write("packages_place", place.strip())

    @property
    def model(self) -> str:
        """The name of the model that was used last."""
        return str(self._read("model", DEFAULT_MODEL) or DEFAULT_MODEL)

    @model.setter
    def model(self, name: str) -> None:
        self._write("model", name)

    @property
    def threshold(self) -> float:
        """The probability from which a pixel counts, between 0 and 1."""
        try:
            value = float(str(self._read("threshold", str(DEFAULT_THRESHOLD))))
        except ValueError:
            return DEFAULT_THRESHOLD
        return value if 0.0 < value < 1.0 else DEFAULT_THRESHOLD

    @threshold.setter
    def threshold(self, value: float) -> None:
        self._write("threshold", f"{value:.2f}")
