"""Styles of layers in a GeoPackage, as QGIS keeps them: the table ``layer_styles``, with QML in it.

QGIS draws a layer in the style that is marked as default there, and does not offer the table as a layer. It has to be
registered as a table of attributes: QGIS reads it through GDAL, which opens none that is registered as anything else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from geo import assets
from geo.errors import ExportFailed
from geo.store.geopackage.database import is_plain_table

__all__ = ["INCIDENTS_STYLE", "LayerStyleRow", "add_styles", "style_incidents"]

INCIDENTS_STYLE = ("style", "incidents.qml")
"""The style of the layer of incidents, made by ``python -m scripts.reference`` from the colours of the map."""

_TABLE = "layer_styles"
_OURS = "As on the map of Incident Atlas"
"""The description of our styles: QGIS replaces it where it stores one of the user's under the same name."""

_COLUMNS = """
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))"""

_NEEDED = {"f_table_name", "f_geometry_column", "styleName", "styleQML", "useAsDefault", "description"}


class LayerStyleRow(NamedTuple):
    """The style of a layer: the layer's table, its column of geometries, and the style as QML."""

    table: str
    geometry: str
    qml: str


def add_styles(path: Path, styles: Iterable[LayerStyleRow]) -> None:
    """Add styles to a GeoPackage that nobody else has open; raises `ExportFailed` if they cannot be stored."""
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            _make_table(connection)
            for style in styles:
                _insert(connection, style)
    except sqlite3.Error as error:
        raise ExportFailed(f"The styles of the layers could not be stored in {path.parent}: {error}.") from error


def style_incidents(connection: sqlite3.Connection) -> None:
    """Give the layer of incidents of a workspace its style, on an open transaction, unless the user has stored one.

    A style of ours of an older version is replaced, and stays the default one or not as it is.
    A table of that name with other columns, and one with a program that would run, are left alone.
    """
    if not _is_safe(connection) or not _make_table(connection):
        return
    qml = assets.read_text(*INCIDENTS_STYLE)
    query = f"SELECT 1 FROM {_TABLE} WHERE f_table_name = 'incidents'"  # noqa: S608 - a name of ours
    if connection.execute(query).fetchone() is None:
        _insert(connection, LayerStyleRow("incidents", "geom", qml))
    else:
        renew = f"UPDATE {_TABLE} SET styleQML = ? WHERE f_table_name = 'incidents' AND styleName = 'incidents' "  # noqa: S608
        connection.execute(f"{renew} AND description = ? AND styleQML IS NOT ?", (qml, _OURS, qml))


def _is_safe(connection: sqlite3.Connection) -> bool:
    """Whether no trigger of another program would run, and the table is one if it is there."""
    query = "SELECT type, lower(name), lower(tbl_name) FROM sqlite_master"
    found = connection.execute(query).fetchall()
    if any(kind == "trigger" and table in (_TABLE, "gpkg_contents") for kind, _, table in found):
        return False
    is_there = any(name == _TABLE for _, name, _ in found)
    return not is_there or is_plain_table(connection, _TABLE)


def _make_table(connection: sqlite3.Connection) -> bool:
    """Make the table and register it, unless it is there; whether it can be used."""
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info({_TABLE})")}
    if columns:
        return columns >= _NEEDED
    connection.execute(f"CREATE TABLE {_TABLE} ({_COLUMNS})")
    connection.execute(
        "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, ?, ?, ?)",
        (_TABLE, "attributes", _TABLE, "Styles of the layers, for QGIS"),
    )
    return True


def _insert(connection: sqlite3.Connection, style: LayerStyleRow) -> None:
    values: Mapping[str, object] = {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": style.table,
        "f_geometry_column": style.geometry,
        "styleName": style.table[:30],
        "styleQML": style.qml,
        "useAsDefault": 1,
        "description": _OURS,
        "owner": "",
    }
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {_TABLE} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608
