"""Reading a workspace file: as a `Dataset`, counted, or only the places that it knows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from geo.dataset import Dataset
from geo.errors import AtlasError, WorkspaceBusy, WorkspaceDamaged, WorkspaceError, WorkspaceReadOnly
from geo.incidents import COLUMN_NAMES, Claim, Incidents, Release
from geo.incidents.totals import totals_by_source
from geo.store.assembly import ChangedContent, StoredContent, assemble
from geo.store.cells import REPEATED, SINGLE, incidents_of, incidents_of_rows
from geo.store.geopackage import latest
from geo.store.geopackage.connection import has_format_table, reading
from geo.store.geopackage.context_events import context_events_of
from geo.store.geopackage.database import (
    JOURNAL,
    LOG,
    connected,
    has_log,
    reading_mode,
    require_file,
    require_writable,
)
from geo.store.geopackage.leftovers import recoverable
from geo.store.geopackage.links import links_of
from geo.store.geopackage.made_up import is_marked
from geo.store.geopackage.schema import (
    CLAIM_COLUMNS,
    FORMAT,
    RELEASE_COLUMNS,
    is_geopackage_header,
    select_from,
)
from geo.store.geopackage.totals import totals_of
from geo.store.geopackage.user_layers import user_layers_of
from geo.store.workspace import Description

__all__ = [
    "changed_content_of",
    "claim_of",
    "content_of",
    "describe",
    "first_releases_of",
    "is_workspace_database",
    "load",
    "located_places",
    "reading_values",
    "releases_of",
]


def is_workspace_database(path: Path) -> bool:
    """Whether a file says that it is a workspace, of whatever format and state; False for what cannot be read."""
    try:
        is_geopackage = is_geopackage_header(require_file(path))
        with recoverable(path) as file:
            mode = reading_mode(file) if has_log(file, JOURNAL) or has_log(file, LOG) else "mode=ro&immutable=1"
            with connected(file, mode) as connection:
                return has_format_table(connection)
    except WorkspaceBusy:
        return is_geopackage  # opening it says that it is in use
    except WorkspaceError:
        return False


def load(path: Path) -> Dataset:
    """The present state of a workspace; the file is not written.

    Raises
    ------
    WorkspaceMissing, NotAWorkspace, WorkspaceDamaged, WorkspaceBusy, WorkspaceTooNew
        If it cannot be read; it is left as it was.
    """
    mark = latest.mark_of(path)
    known = latest.known(mark)
    if known is not None and not _read_only(path):
        return known
    with reading_values(path) as connection:
        read_only = _read_only(path)
        content = replace(content_of(connection), incidents=_incidents(connection), claims=_claims(connection))
        dataset = assemble(replace(content, problems=(read_only, *content.problems)), path.name)
    if not read_only:
        latest.remember(path, mark, dataset)
    return dataset


def changed_content_of(connection: sqlite3.Connection, ids: frozenset[str]) -> ChangedContent:
    """What a workspace holds of these incidents, and besides incidents, as far as a change by hand touches it."""
    wanted = (json.dumps(sorted(ids)),)
    of_ids = "WHERE incident_id IN (SELECT value FROM json_each(?)) ORDER BY fid"
    rows = connection.execute(select_from("incidents", COLUMN_NAMES, of_ids), wanted).fetchall()
    claims = connection.execute(select_from("claims", CLAIM_COLUMNS, of_ids), wanted).fetchall()
    return ChangedContent(
        ids=ids,
        incidents=incidents_of_rows(rows),
        claims=list(map(claim_of, claims)),
        context_events=context_events_of(connection),
        releases=releases_of(connection),
        first_releases=_first_releases(connection, "WHERE h.incident_id IN (SELECT value FROM json_each(?))", wanted),
        is_made_up=is_marked(connection),
    )


def _incidents(connection: sqlite3.Connection) -> Incidents:
    repeated, single = (
        connection.execute(select_from("incidents", names, "ORDER BY fid")) for names in (REPEATED, SINGLE)
    )
    return incidents_of(chain.from_iterable(repeated), single.fetchall())


def _read_only(path: Path) -> str:
    """Why the workspace cannot be written; blank if it can."""
    try:
        require_writable(path)
    except WorkspaceReadOnly as error:
        return str(error)
    return ""


@contextmanager
def reading_values(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees one state of the file, whatever another program writes meanwhile.

    Values that no incident can have raise `WorkspaceDamaged` with the advice to import the file.
    """
    with reading(path) as connection:
        connection.execute("BEGIN")
        try:
            yield connection
        except (AtlasError, sqlite3.Error, MemoryError, OSError):
            raise
        except Exception as error:  # whatever a value of a wrong kind leads to
            raise WorkspaceDamaged(
                f"{path} was changed by another program: it holds values that no incident can have ({error}). "
                "Import it into a new workspace, which lists them."
            ) from error


def content_of(connection: sqlite3.Connection) -> StoredContent:
    """What a workspace holds besides incidents and claims."""
    layers, problems = user_layers_of(connection)
    return StoredContent(
        context_events=context_events_of(connection),
        releases=releases_of(connection),
        links=links_of(connection),
        user_layers=layers,
        totals=totals_of(connection),
        problems=problems,
        is_made_up=is_marked(connection),
        first_releases=first_releases_of(connection),
    )


def _claims(connection: sqlite3.Connection) -> Iterator[Claim]:
    return map(claim_of, connection.execute(select_from("claims", CLAIM_COLUMNS, "ORDER BY fid")))


def claim_of(row: Sequence[Any]) -> Claim:
    """A row in the order of `CLAIM_COLUMNS` as a claim."""
    values = _texts("claims", CLAIM_COLUMNS, row, but="date")
    return Claim(**{**values, "date": date.fromisoformat(values["date"]) if values["date"] else None})


def first_releases_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The release in which an incident that was revised first appeared, by its id."""
    return _first_releases(connection)


def _first_releases(connection: sqlite3.Connection, where: str = "", values: Sequence[str] = ()) -> dict[str, str]:
    query = select_from(
        "history AS h JOIN releases AS r ON r.name = h.release", ("h.incident_id", "h.release", "min(r.fid)"),
        f"{where} GROUP BY h.incident_id",
    )  # fmt: skip
    # of the columns beside min() SQLite takes those of the row that has it
    return {str(incident_id): str(name) for incident_id, name, _ in connection.execute(query, values)}


def releases_of(connection: sqlite3.Connection) -> list[Release]:
    """The imports in their order."""
    rows = connection.execute(select_from("releases", RELEASE_COLUMNS, "ORDER BY fid"))
    return [_release(row) for row in rows]


def _release(row: Sequence[Any]) -> Release:
    values = _texts("releases", RELEASE_COLUMNS, row, but="rows")
    if not isinstance(values["rows"], int):
        raise ValueError(f"releases: rows is {values['rows']!r:.60}, not a number")
    return Release(**values)


def _texts(table: str, columns: Sequence[str], row: Sequence[Any], but: str = "") -> dict[str, Any]:
    """The values of a row by column; ValueError if one is no text, except in one column."""
    values = dict(zip(columns, row, strict=True))
    wrong = next((name for name, value in values.items() if name != but and not isinstance(value, str)), None)
    if wrong is not None:
        raise ValueError(f"{table}: {wrong} is not a text")
    return values


def describe(path: Path) -> Description:
    """What a workspace holds, counted in the file; raises as `load` does."""
    with reading_values(path) as connection:
        count, first, last = connection.execute(
            "SELECT count(*), min(date_start), max(date_end) FROM incidents"
        ).fetchone()
        return Description(
            address=str(path),
            format=FORMAT,
            incidents=count,
            first_day=date.fromisoformat(first) if first else None,
            last_day=date.fromisoformat(last) if last else None,
            by_source=_counts(connection, "source"),
            by_place_precision=_counts(connection, "place_precision"),
            by_province=_counts(connection, "province"),
            releases=tuple(releases_of(connection)),
            totals=totals_by_source(totals_of(connection)),
        )


def _counts(connection: sqlite3.Connection, column: str) -> dict[str, int]:
    query = select_from("incidents", [column, "count(*)"], f"GROUP BY {column} ORDER BY count(*) DESC, {column}")
    return dict(connection.execute(query).fetchall())


def located_places(path: Path) -> Iterable[tuple[str, str, float, float]]:
    """Location, district, longitude and latitude (EPSG:4326 degrees) of the incidents that have a point.

    One row for each place and point, read when they are first asked for: few imports look a place up. Raises
    `WorkspaceError` if the file is not a workspace that can be read, now and then.
    """
    with reading_values(path) as connection:
        if connection.execute(f"SELECT 1 {_WITH_POINT} LIMIT 1").fetchone() is None:
            return ()
    return _LocatedPlaces(path)


_WITH_POINT = (
    "FROM incidents WHERE location != '' AND lon IS NOT NULL AND lat IS NOT NULL "
    "AND place_precision IN ('exact', 'near')"
)


@dataclass(frozen=True)
class _LocatedPlaces:
    path: Path

    def __iter__(self) -> Iterator[tuple[str, str, float, float]]:
        with reading_values(self.path) as connection:
            rows = connection.execute(f"SELECT DISTINCT location, district, lon, lat {_WITH_POINT}").fetchall()
            places = [(str(name), str(district), float(lon), float(lat)) for name, district, lon, lat in rows]
        return iter(places)
