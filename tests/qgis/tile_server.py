"""A local tile service and web map service that paint a lake, at a known place, on green ground.

Standard library only. ``/tiles/{z}/{x}/{y}.png`` in EPSG:3857; ``/wms`` answers GetCapabilities and GetMap (1.3.0) in
EPSG:3857 and EPSG:4326. ``fail`` makes every picture an error, ``missing`` tells which tiles there
are not, ``hold`` lets pictures wait until it is set.
"""

from __future__ import annotations

import math
import struct
import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Optional
from urllib.parse import parse_qsl, urlsplit

HALF = 20037508.342789244
GROUND, WATER = (90, 120, 70), (20, 45, 80)
Box = tuple[float, float, float, float]

CAPABILITIES = """<?xml version="1.0" encoding="UTF-8"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink">
<Service><Name>WMS</Name><Title>Lakes</Title><OnlineResource xlink:href="{url}"/></Service>
<Capability><Request>
<GetCapabilities><Format>text/xml</Format>
<DCPType><HTTP><Get><OnlineResource xlink:href="{url}"/></Get></HTTP></DCPType></GetCapabilities>
<GetMap><Format>image/png</Format>
<DCPType><HTTP><Get><OnlineResource xlink:href="{url}"/></Get></HTTP></DCPType></GetMap>
</Request><Exception><Format>XML</Format></Exception>
<Layer><Title>All</Title><CRS>EPSG:3857</CRS><CRS>EPSG:4326</CRS>
<EX_GeographicBoundingBox><westBoundLongitude>-180</westBoundLongitude><eastBoundLongitude>180</eastBoundLongitude>
<southBoundLatitude>-80</southBoundLatitude><northBoundLatitude>80</northBoundLatitude></EX_GeographicBoundingBox>
<Layer><Name>lakes</Name><Title>Lakes</Title></Layer></Layer></Capability></WMS_Capabilities>"""


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """WGS 84 degrees to EPSG:3857."""
    return lon / 180 * HALF, math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / math.pi * HALF


class TileServer(ThreadingHTTPServer):
    """Paints ``lake``, (xmin, ymin, xmax, ymax) in EPSG:3857. Use as a context manager."""

    daemon_threads = True

    def __init__(self, lake: Box) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lake = lake
        self.fail = 0
        self.missing: Callable[[int, int, int], bool] = lambda x, y, z: False
        self.hold: Optional[threading.Event] = None
        self.asked: list[str] = []

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up is no news."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def xyz(self) -> str:
        """The source of a layer of the provider ``wms``."""
        return f"type=xyz&url={self.url}/tiles/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmin=0&zmax=19"

    def wms(self, crs: str) -> str:
        """The source of a layer of the provider ``wms``."""
        return f"crs={crs}&format=image/png&layers=lakes&styles=&url={self.url}/wms"

    def __enter__(self) -> TileServer:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self.hold is not None:
            self.hold.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: TileServer

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        parts = urlsplit(self.path)
        query = {key.upper(): value for key, value in parse_qsl(parts.query)}
        if query.get("REQUEST") == "GetCapabilities":
            self._send(200, "text/xml", CAPABILITIES.format(url=f"{self.server.url}/wms?").encode())
            return
        if self.server.hold is not None:
            self.server.hold.wait(30)
        if self.server.fail:
            self._send(self.server.fail, "text/plain", b"no")
        elif parts.path.startswith("/tiles/"):
            z, x, y = (int(word) for word in parts.path[len("/tiles/") : -len(".png")].split("/"))
            if self.server.missing(x, y, z):
                self._send(404, "text/plain", b"none")
                return
            size = 2 * HALF / 2**z
            west, north = -HALF + x * size, HALF - y * size
            self._send(200, "image/png", self._picture((west, north - size, west + size, north), 256, 256, None))
        else:
            x0, y0, x1, y1 = (float(word) for word in query["BBOX"].split(","))
            degrees = query.get("CRS") == "EPSG:4326"
            box = (y0, x0, y1, x1) if degrees else (x0, y0, x1, y1)  # 1.3.0: latitude first
            width, height = int(query["WIDTH"]), int(query["HEIGHT"])
            self._send(200, "image/png", self._picture(box, width, height, mercator if degrees else None))

    def _picture(self, box: Box, width: int, height: int, place: object) -> bytes:
        west, south, east, north = box
        x0, y0, x1, y1 = self.server.lake
        ys, xs = [], []
        for column in range(width):
            x = west + (column + 0.5) * (east - west) / width
            xs.append(x0 <= (place(x, 0.0)[0] if place else x) < x1)
        for row in range(height):
            y = north - (row + 0.5) * (north - south) / height
            ys.append(y0 <= (place(0.0, y)[1] if place else y) < y1)
        dry = b"\0" + bytes(GROUND) * width
        wet = b"\0" + b"".join(bytes(WATER if inside else GROUND) for inside in xs)
        pixels = zlib.compress(b"".join(wet if inside else dry for inside in ys), 1)
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
