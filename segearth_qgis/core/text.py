"""Numbers as an analyst reads them: areas, times, counts, counted things."""

from __future__ import annotations

import re

from .i18n import tr


def area_text(area_m2: float) -> str:
    """An area with three digits that matter: ``740 m²``, ``1.2 ha``, ``3.1 km²``."""
    if area_m2 < 10_000.0:
        return f"{area_m2:.0f} m²" if area_m2 >= 10.0 else f"{area_m2:.1f} m²"
    if area_m2 < 1_000_000.0:
        return f"{area_m2 / 10_000.0:.1f} ha"
    km2 = area_m2 / 1_000_000.0
    return f"{km2:.1f} km²" if km2 < 100.0 else f"{km2:,.0f} km²"


def duration_text(seconds: float) -> str:
    """A time that is still to wait or was spent: ``less than 1 s``, ``40 s``, ``12 min``, ``3 h 10 min``."""
    if seconds < 1.0:
        return tr("less than 1 s")
    if seconds < 90.0:
        return tr("{count} s").format(count=round(seconds))
    minutes = round(seconds / 60.0)
    if minutes < 90:
        return tr("{count} min").format(count=minutes)
    return tr("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def areas_text(count: int) -> str:
    """``1 area`` or ``14 areas``."""
    return tr("1 area") if count == 1 else tr("{count} areas").format(count=f"{count:,}")


def breakable(text: str, length: int = 20) -> str:
    """The text with places to break every longer word at (zero-width spaces), so that it cannot widen a label."""
    return re.sub(rf"\S{{{length}}}(?=\S)", "\\g<0>\u200b", text)


def shorten(text: str, length: int) -> str:
    """The text on one line, cut with an ellipsis at ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def bytes_text(count: float) -> str:
    """A size on disk: ``640 kB``, ``12 MB``, ``3.4 GB``."""
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= size:
            return f"{count / size:.1f} {unit}" if count < 10 * size else f"{count / size:,.0f} {unit}"
    return f"{count:.0f} B"


def length_text(metres: float) -> str:
    """A length with three digits that matter: ``4.2 cm``, ``0.5 m``, ``30 m``, ``1.2 km``."""
    if metres < 0.1:
        return f"{metres * 100:.3g} cm"
    return f"{metres:.3g} m" if metres < 1000 else f"{metres / 1000:.3g} km"
