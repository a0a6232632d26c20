"""What a run would cost, as the engine's ``plan`` tells it, and when that is so much that the user is asked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from .errors import ResultUnreadable
from .i18n import tr
from .text import area_text, bytes_text, duration_text, length_text

ASK_ABOVE_SECONDS = 600.0  # ten minutes on this device
ASK_ABOVE_BYTES = 10_000_000_000  # ten gigabytes in the run folder


@dataclass(frozen=True)
class Plan:
    """The size of a run. ``seconds`` is an estimate, None where the engine makes none."""

    pixels: int
    gsd_m: float
    tiles: int
    tile_px: int
    area_m2: float
    seconds: Optional[float]
    disk_bytes: int
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: object) -> Plan:
        """Read the engine's Plan. Raises ResultUnreadable."""
        try:
            fields: dict = dict(data)  # type: ignore[call-overload]
            seconds = fields.get("seconds")
            return cls(
                pixels=int(fields["pixels"]),
                gsd_m=float(fields["gsd_m"]),
                tiles=int(fields["tiles"]),
                tile_px=int(fields.get("tile_px", 1024)),
                area_m2=float(fields.get("area_m2", 0.0)),
                seconds=float(seconds) if seconds is not None else None,
                disk_bytes=int(fields["disk_bytes"]),
                warnings=tuple(str(warning) for warning in fields.get("warnings", [])),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ResultUnreadable(
                tr("The engine's plan cannot be read: {reason}").format(reason=repr(error)),
                tr("Engine and plugin may be of different versions."),
            ) from error

    @property
    def is_large(self) -> bool:
        """Whether the user is asked before such a run starts."""
        return (self.seconds or 0.0) > ASK_ABOVE_SECONDS or self.disk_bytes > ASK_ABOVE_BYTES

    def sentence(self) -> str:
        """``240 tiles · about 3 min · 12 MB · 251 M pixels of 0.5 m · 3.1 km²``."""
        tiles = tr("1 tile") if self.tiles == 1 else tr("{count} tiles").format(count=f"{self.tiles:,}")
        parts = [tiles]
        if self.seconds is not None:
            parts.append(tr("about {time}").format(time=duration_text(self.seconds)))
        parts.append(tr("{size} on disk").format(size=bytes_text(self.disk_bytes)))
        parts.append(tr("{count} pixels of {gsd}").format(count=_pixels_text(self.pixels), gsd=length_text(self.gsd_m)))
        if self.area_m2 > 0:
            parts.append(area_text(self.area_m2))
        return " · ".join(parts)

    def question(self) -> str:
        """What is asked before a large run starts."""
        return tr("This run takes about {time} and up to {size} on disk.").format(
            time=duration_text(self.seconds or 0.0), size=bytes_text(self.disk_bytes)
        )


def _pixels_text(count: int) -> str:
    if count < 1_000_000:
        return f"{count:,}"
    millions = count / 1e6
    return (tr("{count} million") if millions < 1000 else tr("{count} billion")).format(
        count=f"{millions:.1f}" if millions < 10 else f"{millions:.0f}" if millions < 1000 else f"{millions / 1e3:.1f}"
    )
