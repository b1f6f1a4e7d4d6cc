"""What a workspace file holds: a GeoPackage 1.3 (SQLite) whose tables are made by our own SQL.

GeoPackage requires its own numbers in the header (application id ``GPKG``, user version 10300), so the number of our
format is kept in a table of ours, `FORMAT_TABLE`. A file with a higher number is refused before anything else in it is
read; a file with a lower number is migrated on a copy, which then replaces the file.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache

import numpy as np

from geo.incidents.claims import Claim
from geo.incidents.columns import COLUMNS, Kind
from geo.incidents.context import ContextEvent
from geo.incidents.releases import Release
from geo.incidents.totals import Total

__all__ = [
    "APPLICATION_ID",
    "CLAIM_COLUMNS",
    "CONTEXT_COLUMNS",
    "CONTEXT_HISTORY_COLUMNS",
    "FINGERPRINT",
    "FORMAT",
    "FORMAT_TABLE",
    "HISTORY_COLUMNS",
    "LINK_COLUMNS",
    "RELEASE_COLUMNS",
    "RULE_COLUMNS",
    "TABLES",
    "TEXT_COLUMNS",
    "TOTAL_COLUMNS",
    "create_table",
    "expected_columns",
    "insert_into",
    "is_geopackage_header",
    "make_tables",
    "point_blob",
    "point_blobs",
    "point_of",
    "register_table",
    "select_from",
]

APPLICATION_ID = 0x47504B47  # "GPKG"
GEOPACKAGE_VERSION = 10300
FORMAT = 6
FORMAT_TABLE = "incident_atlas"

CLAIM_COLUMNS = tuple(field.name for field in fields(Claim))
CONTEXT_COLUMNS = tuple(field.name for field in fields(ContextEvent))
RELEASE_COLUMNS = tuple(field.name for field in fields(Release))
TOTAL_COLUMNS = tuple(field.name for field in fields(Total))
HISTORY_COLUMNS = ("change", "replaced_by", "replaced_at", "claims")
"""Beside the columns of the table: revised or withdrawn, by which release, when (UTC), and the claims as JSON."""

LINK_COLUMNS = ("first_id", "second_id", "verdict", "decided_at")
"""Two incidents of different sources, in the order of their ids, and whether they are the same event."""
CONTEXT_HISTORY_COLUMNS = (*CONTEXT_COLUMNS, "release", "change", "replaced_by", "replaced_at")
"""An earlier version of a context event, the change by hand that brought it, and what replaced it."""
TEXT_COLUMNS = ("sha256", "title", "publisher", "published", "url", "sketch", "taken_at", "release")
"""A text that was taken in, and the change by hand with which; the text itself is not kept."""
RULE_COLUMNS = ("name", "rule", "state")
"""A rule of the watch list, and what it found when, both as JSON."""
FINGERPRINT = "fingerprint TEXT NOT NULL DEFAULT ''"
"""Of the record as the file had it: the same record again need not be checked again."""

_TYPES = {Kind.DAY: "DATE", Kind.DEGREES: "DOUBLE", Kind.NUMBER: "MEDIUMINT", Kind.CODED: "TEXT", Kind.TEXT: "TEXT"}
_KEY = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
_DAYS = {"date", "date_start", "date_end"}
_POINT = struct.Struct("<2sBBiBIdd")

WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined Cartesian", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84, "longitude and latitude in degrees on WGS 84"),
)

_STANDARD = {
    "gpkg_spatial_ref_sys": """
        srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT""",
    "gpkg_contents": """
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)""",
    "gpkg_geometry_columns": """
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)""",
}


def _incident_columns() -> Iterator[str]:
    for column in COLUMNS:
        required = " NOT NULL" if column.kind not in (Kind.DEGREES, Kind.NUMBER) else ""
        yield f"{column.name} {_TYPES[column.kind]}{required}"


def _texts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"{name} DATE" if name in _DAYS else f"{name} TEXT NOT NULL DEFAULT ''"


def _total_columns() -> Iterator[str]:
    yield from _texts(name for name in TOTAL_COLUMNS if name not in ("events", "killed"))
    yield from ("events MEDIUMINT NOT NULL", "killed MEDIUMINT")


_OURS = {
    "releases": [_KEY, *(c for c in _texts(RELEASE_COLUMNS) if not c.startswith("rows ")), "rows INTEGER NOT NULL"],
    "incidents": [_KEY, "geom POINT", *_incident_columns(), FINGERPRINT, "UNIQUE (incident_id)"],
    "claims": [_KEY, *_texts(CLAIM_COLUMNS), "FOREIGN KEY (incident_id) REFERENCES incidents (incident_id)"],
    "context_events": [_KEY, *_texts((*CONTEXT_COLUMNS, "release"))],
    "context_history": [_KEY, *_texts(CONTEXT_HISTORY_COLUMNS)],
    "history": [_KEY, *_incident_columns(), *_texts(HISTORY_COLUMNS)],
    "links": [_KEY, *_texts(LINK_COLUMNS), "UNIQUE (first_id, second_id)"],
    "totals": [_KEY, *_total_columns()],
    "totals_history": [_KEY, *_total_columns(), *_texts(name for name in HISTORY_COLUMNS if name != "claims")],
    "reference_layers": [_KEY, "name TEXT NOT NULL UNIQUE", "content TEXT NOT NULL"],
    # Not used. Programs of this format require the table, so that a file without it would count as damaged for them.
    "saved_views": [_KEY, "name TEXT NOT NULL UNIQUE", "state TEXT NOT NULL"],
    "settings": [_KEY, "name TEXT NOT NULL UNIQUE", "value TEXT NOT NULL"],
    "intake_texts": [_KEY, *_texts(TEXT_COLUMNS), "UNIQUE (sha256)"],
    "watch_rules": [_KEY, *_texts(RULE_COLUMNS), "UNIQUE (name)"],
    FORMAT_TABLE: [_KEY, "format INTEGER NOT NULL"],
}

TABLES = tuple(_OURS)
"""The tables that are ours; nothing else in a file is read."""

_DESCRIPTIONS = {
    "incidents": "One row an incident; what is known only to a district or province has no point",
    "claims": "Claims of groups and authorities about an incident",
    "context_events": "Operations, ceasefires, closures: what helps to read the time bar",
    "context_history": "Earlier versions of context events that were entered by hand",
    "releases": "What was imported or changed by hand, when and from which file",
    "history": "Earlier versions of revised and withdrawn incidents",
    "links": "Verdicts on two rows that may be reports of one event",
    "totals": "Numbers of events that sources state for a district or province and a period; no incidents",
    "totals_history": "Earlier versions of revised and withdrawn totals",
    "reference_layers": "User layers that are drawn beside the incidents",
    "saved_views": "Reserved; not used",
    "settings": "Settings of the map",
    "intake_texts": "Texts from which incidents were taken: what they are, not their words",
    "watch_rules": "Rules of the watch list, and what was acknowledged",
    FORMAT_TABLE: "The format of this workspace",
}


def make_tables(connection: sqlite3.Connection) -> None:
    """Make an empty workspace in an empty database, in one transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {GEOPACKAGE_VERSION}")
    connection.execute("BEGIN IMMEDIATE")
    for name, body in _STANDARD.items():
        connection.execute(f"CREATE TABLE {name} ({body})")
    for name in _OURS:
        connection.execute(create_table(name))
    connection.execute("CREATE INDEX claims_by_incident ON claims (incident_id)")
    connection.execute("CREATE INDEX history_by_incident ON history (incident_id)")
    _register(connection)
    connection.execute("COMMIT")


def is_geopackage_header(header: bytes) -> bool:
    """Whether the first 100 bytes of a database have the number of GeoPackages."""
    return header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def create_table(name: str) -> str:
    """The statement that makes a table of ours."""
    return f"CREATE TABLE {name} ({', '.join(_OURS[name])})"


def register_table(connection: sqlite3.Connection, name: str) -> None:
    """Register a table of ours for programs that read GeoPackages."""
    features = name == "incidents"
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)",
        (name, "features" if features else "attributes", name, _DESCRIPTIONS[name], 4326 if features else None),
    )


def _register(connection: sqlite3.Connection) -> None:
    """Register all tables for programs that read GeoPackages."""
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
    for name in TABLES:
        register_table(connection, name)
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES ('incidents', 'geom', 'POINT', 4326, 0, 0)")
    connection.execute(insert_into(FORMAT_TABLE, ["format"]), (FORMAT,))


def insert_into(table: str, columns: Sequence[str]) -> str:
    """The statement that adds a row; names are those of this module, values are bound."""
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


def select_from(table: str, columns: Iterable[str], rest: str = "") -> str:
    """The statement that reads columns; names are those of this module, values are bound."""
    return f"SELECT {', '.join(columns)} FROM {table} {rest}"  # noqa: S608


@cache
def expected_columns(table: str) -> frozenset[str]:
    """The names of the columns that a table of ours must have."""
    words = (definition.split()[0] for definition in _OURS[table])
    return frozenset(word for word in words if word.islower())


def point_blob(lon: float, lat: float) -> bytes:
    """A point as GeoPackage stores it: a header without envelope, then little-endian WKB; EPSG:4326."""
    return _POINT.pack(b"GP", 0, 1, 4326, 1, 1, lon, lat)


def point_blobs(lon: Sequence[float], lat: Sequence[float]) -> list[bytes]:
    """Many points, each as `point_blob` gives it."""
    records = np.empty(len(lon), np.dtype([("head", "V13"), ("lon", "<f8"), ("lat", "<f8")]))
    records["head"] = np.void(point_blob(0.0, 0.0)[:13])
    records["lon"], records["lat"] = lon, lat
    whole, size = records.tobytes(), records.itemsize
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def point_of(blob: object) -> tuple[float, float] | None:
    """Longitude and latitude of a stored point; None for no geometry, an empty one, or one that is no point."""
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return None
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}.get(blob[3] >> 1 & 7, 0)
    shape = blob[8 + envelope :]
    if len(shape) < 21:
        return None
    order = "<" if shape[0] == 1 else ">"
    kind, lon, lat = struct.unpack(f"{order}Idd", shape[1:21])
    return (lon, lat) if kind % 1000 == 1 and lon == lon and lat == lat else None
