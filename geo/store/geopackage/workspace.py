"""A workspace as a whole: made, opened as a `Dataset`, described."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from geo.dataset import Dataset, claims_by_incident
from geo.errors import InputError, WorkspaceDamaged, WorkspaceError, WorkspaceReadOnly
from geo.incidents import Claim, ContextEvent, Incident, Incidents, Release
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.linking import groups_of, united
from geo.places.gazetteer import Gazetteer, bundled
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import UserLayer
from geo.store.geopackage.connection import has_format_table, reading
from geo.store.geopackage.database import connected, is_writable, require_file, require_writable
from geo.store.geopackage.links import links_of
from geo.store.geopackage.schema import (
    CLAIM_COLUMNS,
    CONTEXT_COLUMNS,
    FORMAT,
    RELEASE_COLUMNS,
    insert_into,
    make_tables,
    select_from,
)
from geo.store.geopackage.user_layers import user_layers_of
from geo.store.geopackage.values import require_values

__all__ = [
    "Description",
    "claims_of_all",
    "create",
    "dataset_of",
    "describe",
    "incident_of",
    "incidents_of",
    "is_workspace",
    "open_workspace",
    "releases_of",
    "strange_values_said",
]


@dataclass(frozen=True, slots=True)
class Description:
    """What is in a workspace; the counts are incidents by name, blank where the name is unknown."""

    path: Path
    format: int
    incidents: int
    first_day: date | None
    last_day: date | None
    by_source: dict[str, int]
    by_place_precision: dict[str, int]
    by_province: dict[str, int]
    releases: tuple[Release, ...]


# made


def create(path: Path, context_events: Iterable[ContextEvent] = ()) -> None:
    """Make an empty workspace, whole or not at all; a file that is there already is left alone.

    Raises
    ------
    WorkspaceReadOnly
        If the folder cannot be written.
    WorkspaceError
        If there is a file of that name, or no such folder.
    """
    if path.exists() or path.is_symlink():
        raise WorkspaceError(f"There is already a file {path}. Open it, or choose another name.")
    if not path.parent.is_dir():
        raise WorkspaceError(f"There is no folder {path.parent} for the workspace. Make it, or choose another.")
    if not is_writable(path.parent):
        raise WorkspaceReadOnly(f"The folder {path.parent} is read-only: {path.name} cannot be made. Choose another.")
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        with connected(draft, "mode=rwc") as connection:
            make_tables(connection)
            _insert_context(connection, context_events)
        _put_in_place(draft, path)
    except OSError as fault:
        raise WorkspaceError(f"{path} cannot be made: {fault.strerror or fault}. Choose another folder.") from fault
    finally:
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a file its name unless that has been taken meanwhile."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise WorkspaceError(f"There is already a file {path}. Open it, or choose another name.") from None
    except OSError:  # a disk without links, as most memory sticks are: the name is taken first, then filled
        try:
            path.open("xb").close()
        except FileExistsError:
            raise WorkspaceError(f"There is already a file {path}. Open it, or choose another name.") from None
        try:
            draft.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _insert_context(connection: sqlite3.Connection, events: Iterable[ContextEvent]) -> None:
    rows = (tuple(map(str, astuple(event))) for event in events)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(insert_into("context_events", CONTEXT_COLUMNS), rows)
    connection.execute("COMMIT")


# opened


def is_workspace(path: Path) -> bool:
    """Whether a file says that it is a workspace, of whatever format and state; False for what cannot be read."""
    try:
        require_file(path)
        with connected(path, "mode=ro&immutable=1") as connection:
            return has_format_table(connection)
    except WorkspaceError:
        return False


def open_workspace(path: Path) -> Dataset:
    """All that a workspace holds; the file is not written.

    Raises
    ------
    WorkspaceMissing, NotAWorkspace, WorkspaceDamaged, WorkspaceBusy, WorkspaceTooNew
        If it cannot be read; it is left as it was.
    """
    with reading(path) as connection:
        connection.execute("BEGIN")  # one state of the file, whatever another program does meanwhile
        with strange_values_said(path):
            found = dataset_of(connection, path.name)
            return replace(found, notice=" ".join(filter(None, (_notice(path), found.notice))))


def _notice(path: Path) -> str:
    try:
        require_writable(path)
    except WorkspaceReadOnly as fault:
        return str(fault)
    return ""


@contextmanager
def strange_values_said(path: Path) -> Iterator[None]:
    """Say of values that no incident can have that another program has written them."""
    try:
        yield
    except (ValueError, TypeError, OverflowError) as fault:
        raise WorkspaceDamaged(
            f"{path} was changed by another program: it holds values that no incident can have ({fault}). "
            "Import it into a new workspace, which lists them."
        ) from fault


def dataset_of(connection: sqlite3.Connection, origin: str, rows: Sequence[tuple[Any, ...]] | None = None) -> Dataset:
    """All that an open workspace holds; with ``rows`` those instead of the incidents of today."""
    if rows is None:
        rows = connection.execute(select_from("incidents", COLUMN_NAMES)).fetchall()
    decided = links_of(connection)
    shown, linked = _united(rows, [pair for pair, verdict in decided.items() if verdict == "same"])
    claims = claims_by_incident(_claims(connection))
    faults: list[str] = []
    references = user_layers_of(connection, faults)
    return Dataset(
        incidents=incidents_of(shown),
        claims=claims_of_all(claims, linked),
        context_events=tuple(_context_events(connection)),
        releases=tuple(releases_of(connection)),
        origin=origin,
        linked=linked,
        decided=decided,
        user_layers=references,
        gazetteer=_districts_of(references, faults),
        notice=" ".join(faults),
    )


def _districts_of(references: Sequence[UserLayer], faults: list[str]) -> Gazetteer:
    """The bundled districts, or those of the layer that stands for them if it can."""
    try:
        return gazetteer_with(references, bundled())
    except InputError as fault:
        faults.append(f"{fault} The bundled districts are shown.")
        return bundled()


def claims_of_all(
    claims: Mapping[str, tuple[Claim, ...]], linked: Mapping[str, tuple[Incident, ...]]
) -> Mapping[str, tuple[Claim, ...]]:
    """Claims with those of all linked reports told of the one that is shown."""
    if not linked:
        return claims
    told = {
        shown: tuple(claim for report in reports for claim in claims.get(report.incident_id, ()))
        for shown, reports in linked.items()
    }
    return {**claims, **{shown: found for shown, found in told.items() if found}}


def _united(
    rows: Sequence[tuple[Any, ...]], pairs: Sequence[tuple[str, str]]
) -> tuple[Sequence[tuple[Any, ...]], dict[str, tuple[Incident, ...]]]:
    """The rows with one for each event that several of them report, and all reports of such events."""
    groups = groups_of(pairs)
    if not groups:
        return rows, {}
    asked = {incident_id for group in groups for incident_id in group}
    found = {row[0]: incident_of(row) for row in rows if row[0] in asked}
    reports = [tuple(found[i] for i in group if i in found) for group in groups]
    linked = {united(group).incident_id: group for group in reports if len(group) > 1}
    gone = {report.incident_id for group in linked.values() for report in group}
    kept = [row for row in rows if row[0] not in gone]
    for group in linked.values():
        shown = united(group)
        kept.append(tuple(_cell(getattr(shown, name)) for name in COLUMN_NAMES))
    return kept, linked


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def incident_of(row: Sequence[Any]) -> Incident:
    """A row in the order of `COLUMN_NAMES` as an incident."""
    values = dict(zip(COLUMN_NAMES, row, strict=False))
    return Incident(**{**values, **{name: date.fromisoformat(values[name]) for name in ("date_start", "date_end")}})


def incidents_of(rows: Sequence[tuple[Any, ...]]) -> Incidents:
    """Rows in the order of `COLUMN_NAMES` as a table, by first day and id."""
    columns: dict[str, Sequence[Any]] = dict(zip(COLUMN_NAMES, zip(*rows, strict=True), strict=True)) if rows else {}
    if not rows:
        return Incidents.from_columns({name: [] for name in COLUMN_NAMES})
    require_values(columns)
    order = _order(columns["date_start"], columns["incident_id"])
    if order is not None:
        columns = {name: [column[i] for i in order] for name, column in columns.items()}
    for name in ("date_start", "date_end"):
        columns[name] = np.array(columns[name], "datetime64[D]").view(np.int64)  # type: ignore[assignment]
    return Incidents.from_columns(columns)


def _order(days: Sequence[str], ids: Sequence[str]) -> list[int] | None:
    """The positions by first day and id; None if the rows are in that order already, as one import leaves them."""
    keys = list(zip(days, ids, strict=True))
    ordered = sorted(range(len(keys)), key=keys.__getitem__)
    return None if ordered == list(range(len(keys))) else ordered


def _claims(connection: sqlite3.Connection) -> Iterator[Claim]:
    for row in connection.execute(select_from("claims", CLAIM_COLUMNS, "ORDER BY fid")):
        values = dict(zip(CLAIM_COLUMNS, row, strict=True))
        yield Claim(**{**values, "date": date.fromisoformat(values["date"]) if values["date"] else None})


def _context_events(connection: sqlite3.Connection) -> Iterator[ContextEvent]:
    for row in connection.execute(select_from("context_events", CONTEXT_COLUMNS, "ORDER BY date_start, fid")):
        values = dict(zip(CONTEXT_COLUMNS, row, strict=True))
        days = {name: date.fromisoformat(values[name]) for name in ("date_start", "date_end")}
        yield ContextEvent(**{**values, **days})


def releases_of(connection: sqlite3.Connection) -> list[Release]:
    """The imports in their order."""
    rows = connection.execute(select_from("releases", RELEASE_COLUMNS, "ORDER BY fid"))
    return [Release(**dict(zip(RELEASE_COLUMNS, row, strict=True))) for row in rows]


# described


def describe(path: Path) -> Description:
    """What a workspace holds, counted in the file; raises as `open_workspace` does."""
    with reading(path) as connection, strange_values_said(path):
        count, first, last = connection.execute(
            "SELECT count(*), min(date_start), max(date_end) FROM incidents"
        ).fetchone()
        return Description(
            path=path,
            format=FORMAT,
            incidents=count,
            first_day=date.fromisoformat(first) if first else None,
            last_day=date.fromisoformat(last) if last else None,
            by_source=_counts(connection, "source"),
            by_place_precision=_counts(connection, "place_precision"),
            by_province=_counts(connection, "province"),
            releases=tuple(releases_of(connection)),
        )


def _counts(connection: sqlite3.Connection, column: str) -> dict[str, int]:
    query = select_from("incidents", [column, "count(*)"], f"GROUP BY {column} ORDER BY count(*) DESC, {column}")
    return dict(connection.execute(query).fetchall())
