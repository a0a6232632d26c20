"""How QGIS draws a result: a style for each layer, put into the GeoPackage's table `layer_styles` as its default."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from .. import RESOURCES

log = logging.getLogger(__name__)

STYLE_TABLE = "layer_styles"
_FOLDER = RESOURCES / "styles"
_CREATE = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
)"""
_REGISTER = """INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
    VALUES ('layer_styles', 'attributes', 'layer_styles', '')"""
_INSERT = """INSERT INTO layer_styles
    (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, useAsDefault, description)
    SELECT '', '', table_name, column_name, ?, ?, 1, ? FROM gpkg_geometry_columns WHERE table_name = ?"""


def add_styles(geopackage: Path, layers: Sequence[str]) -> None:
    """Give each layer its style of that name as the default. Raises sqlite3.Error where the file cannot be written."""
    with closing(sqlite3.connect(geopackage)) as base, base:
        base.execute(_CREATE)
        base.execute(_REGISTER)
        for layer in layers:
            file = _FOLDER / f"{layer}.qml"
            if not file.is_file():  # an engine installed without the repository's resources: a result all the same
                log.warning("There is no style %s: QGIS will draw the layer in a colour of its choice.", file)
                continue
            qml = file.read_text(encoding="utf-8")
            base.execute(_INSERT, (layer, qml, "SegEarth", layer))
