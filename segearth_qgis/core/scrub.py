"""Takes out of a text what tells who its author is, before the text is sent to others."""

from __future__ import annotations

import getpass
import platform
import re
from pathlib import Path

_WORD = r"[^/\\\s\"'<>|:]+"
_HOMES = re.compile(  # a name with blanks is one where a folder follows
    rf"(?:/home/|/Users/|\b[A-Za-z]:[\\/]+Users[\\/]+)(?:{_WORD}(?: {_WORD})*(?=[\\/])|{_WORD})"
)
_LOGIN = re.compile(r"(?<![\w.%+-])[\w.%+:-]+@(?=[\w\[])")  # of ssh, of a URL, of a mail address
_SHORTEST = 3  # characters of a name that is replaced wherever it stands alone


def scrub(text: str) -> str:
    """The text with home folders as ``~``, logins as ``user@``, and the names of user and computer replaced."""
    home = str(Path.home())
    if home not in ("", "/"):
        text = text.replace(home, "~")
    text = _LOGIN.sub("user@", _HOMES.sub("~", text))
    for name, word in ((_user(), "user"), (platform.node(), "computer")):
        if len(name) >= _SHORTEST and name != "root":
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", word, text, flags=re.IGNORECASE)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return ""
