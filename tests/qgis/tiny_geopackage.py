"""Writes the smallest GeoPackage that holds a run's two layers, with the standard library only.

The fake engine needs real result files, and QGIS's Python must not be asked to make what it is tested to read.
"""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

Rectangle = tuple[float, float, float, float]  # xmin, ymin, xmax, ymax

_ANSWERS = """question TEXT, answer TEXT, score REAL, area_m2 REAL, perimeter_m REAL, raster TEXT, model TEXT,
    run_id TEXT, created TEXT"""
_COVERAGE = "row INTEGER, col INTEGER, level INTEGER, question TEXT, status TEXT, presence REAL, seconds REAL"


def _polygon(rectangle: Rectangle, epsg: int) -> bytes:
    x0, y0, x1, y1 = rectangle
    ring = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
    header = b"GP" + struct.pack("<BBi", 0, 1, epsg)
    points = b"".join(struct.pack("<dd", x, y) for x, y in ring)
    return header + struct.pack("<BII", 1, 3, 1) + struct.pack("<I", len(ring)) + points


def _make_layer(base: sqlite3.Connection, name: str, columns: str, epsg: int) -> None:
    base.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB, {columns})")
    contents = "(table_name, data_type, identifier, last_change, srs_id)"
    values = (name, "features", name, "2026-01-01T00:00:00Z", epsg)
    base.execute(f"INSERT INTO gpkg_contents {contents} VALUES (?, ?, ?, ?, ?)", values)
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POLYGON', ?, 0, 0)", (name, epsg))


def write_result(
    path: Path, question: str | list[str], answers: list[Rectangle], tiles: list[Rectangle], epsg: int
) -> None:
    """Write layers ``answers`` and ``coverage``; the last tile counts as failed when there is more than one.

    Several questions have the same answers each.
    """
    questions = [question] if isinstance(question, str) else question
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(
        """PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
            organization_coordsys_id INTEGER, definition TEXT, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT UNIQUE,
            description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
            srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
            srs_id INTEGER, z TINYINT, m TINYINT);"""
    )
    base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('crs', ?, 'EPSG', ?, 'undefined', '')", (epsg, epsg))
    _make_layer(base, "answers", _ANSWERS, epsg)
    _make_layer(base, "coverage", _COVERAGE, epsg)
    for question, rectangle in [(question, rectangle) for question in questions for rectangle in answers]:
        base.execute(
            "INSERT INTO answers (geom, question, score, area_m2) VALUES (?, ?, 0.8, ?)",
            (_polygon(rectangle, epsg), question, (rectangle[2] - rectangle[0]) * (rectangle[3] - rectangle[1])),
        )
    question = questions[0]
    for number, rectangle in enumerate(tiles):
        status = "failed" if number and number == len(tiles) - 1 else "done"
        base.execute(
            "INSERT INTO coverage (geom, row, col, level, question, status) VALUES (?, 0, ?, 0, ?, ?)",
            (_polygon(rectangle, epsg), number, question, status),
        )
    base.commit()
    base.close()
