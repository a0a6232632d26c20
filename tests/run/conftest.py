"""Fixtures of the tests of runs."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.service.server import Server

from .scenes import Square, write_scene
from .server_client import PATIENCE, Client


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """300 x 200 pixels with two red squares of 20 x 20 and 10 x 10 pixels, and a green one of 30 x 30."""
    squares = [Square(20, 30, 20), Square(120, 200, 10), Square(60, 100, 30, band=1)]
    return write_scene(tmp_path / "scene.tif", squares)


@pytest.fixture
def start() -> Iterator[Callable[..., tuple[Client, threading.Thread]]]:
    """Start a server on a thread, on pipes."""
    opened: list[io.IOBase] = []
    threads: list[threading.Thread] = []

    def serve(**options: Any) -> tuple[Client, threading.Thread]:
        engine_reads, client_writes = os.pipe()
        client_reads, engine_writes = os.pipe()
        source, sink = io.FileIO(engine_reads, "r"), io.FileIO(engine_writes, "w")
        client = Client(io.FileIO(client_writes, "w"), io.BufferedReader(io.FileIO(client_reads, "r")))
        opened.extend([client._sink, source, sink])
        server = Server(source, sink, **{"heartbeat_seconds": 3600.0, **options})

        def work() -> None:
            server.serve()
            sink.close()

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        threads.append(thread)
        return client, thread

    yield serve
    opened[0].close()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
