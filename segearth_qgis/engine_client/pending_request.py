"""One request that the engine has not answered yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from ..core.errors import PluginError


@dataclass
class PendingRequest:
    """``sent`` is False while the engine is still starting. Exactly one of the two callbacks is called, once."""

    method: str
    params: dict[str, object]
    on_result: Callable[[object], None]
    on_error: Callable[[PluginError], None]
    sent: bool = False
