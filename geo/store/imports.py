"""Bringing checked rows into a workspace: what is new, what has changed, what is gone; all of it or nothing.

The rows of a file are laid in a temporary table and compared with those that are stored in SQL, so that a small file
costs little however large the workspace. An earlier version of a row is not overwritten but moved to the history.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from geo.dataset import claims_by_incident
from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim, Release
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import Checked
from geo.incidents.table import Incident
from geo.store.connection import writing
from geo.store.schema import CLAIM_COLUMNS, HISTORY_COLUMNS, RELEASE_COLUMNS, insert_into, point_blob, select_from

__all__ = ["ImportReport", "release_of", "store_import"]

_NAMES = ", ".join(COLUMN_NAMES)
_CONTENT = tuple(name for name in COLUMN_NAMES if name != "release")
"""What tells two versions of a row apart; the import that it came with does not."""

_ROW = attrgetter(*COLUMN_NAMES)
_RELEASE, _START, _END = (COLUMN_NAMES.index(name) for name in ("release", "date_start", "date_end"))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import has changed, in rows; ``release`` is the name that it got, blank if nothing was stored."""

    added: int = 0
    revised: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    rejected: int = 0
    release: str = ""

    def sentence(self) -> str:
        """The report in words."""
        counts = (
            (self.added, "added"),
            (self.revised, "revised"),
            (self.withdrawn, "withdrawn"),
            (self.unchanged, "unchanged"),
            (self.rejected, "rejected"),
        )
        said = ", ".join(f"{count:,} {what}" for count, what in counts if count)
        if not (self.added or self.revised or self.withdrawn):
            return f"Nothing changed: {said}." if said else "Nothing changed: the file has no rows."
        return f"Incidents: {said}."


def release_of(path: Path, checked: Checked) -> Release:
    """The record of an import of this file, now: its name and hash, its rows, the source of most of them."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sources = Counter(incident.source for incident in checked.incidents)
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return Release(
        name=f"{path.name} {moment}",
        source=sources.most_common(1)[0][0] if sources else "own",
        imported_at=moment,
        file_name=path.name,
        sha256=digest,
        rows=checked.rows_read,
    )


def store_import(path: Path, checked: Checked, release: Release, *, complete: bool = False) -> ImportReport:
    """Bring the good rows of a checked file into a workspace, in one transaction.

    Parameters
    ----------
    path
        The workspace; make it with `geo.store.create`.
    checked
        What the file holds. A row with a known id and the same content is unchanged, with another content revised.
    release
        The record of the import; if a release of that name is stored, a number is added to the name.
    complete
        Whether the file is all that its source holds: then stored rows of the release's source that it lacks are
        withdrawn, which moves them to the history.

    Raises
    ------
    WorkspaceMissing, NotAWorkspace, WorkspaceDamaged, WorkspaceReadOnly, WorkspaceBusy, WorkspaceTooNew
        If nothing can be stored; the workspace is as it was.
    """
    with writing(path) as connection:
        return _Import(connection, checked, release).run(complete)


class _Import:
    """One import on an open transaction."""

    def __init__(self, connection: sqlite3.Connection, checked: Checked, release: Release) -> None:
        self._connection = connection
        self._checked = checked
        self._claims = claims_by_incident(checked.claims)
        self._release = replace(release, name=self._free_name(release.name))

    def _free_name(self, name: str) -> str:
        taken = {row[0] for row in self._connection.execute("SELECT name FROM releases")}
        numbered = (f"{name} ({i})" for i in range(2, len(taken) + 3))
        return next(free for free in (name, *numbered) if free not in taken)

    def run(self, complete: bool) -> ImportReport:
        self._lay_out()
        self._compare()
        withdrawn = self._withdraw() if complete else 0
        counts = dict(self._connection.execute("SELECT state, count(*) FROM temp.incoming GROUP BY state"))
        self._keep_history("revised", "SELECT incident_id FROM temp.incoming WHERE state = 'revised'")
        self._write_rows()
        self._write_claims()
        report = ImportReport(
            added=counts.get("added", 0),
            revised=counts.get("revised", 0),
            withdrawn=withdrawn,
            unchanged=counts.get("unchanged", 0),
            rejected=self._checked.rejected,
        )
        if not (report.added or report.revised or report.withdrawn):
            return report
        self._write_release()
        return replace(report, release=self._release.name)

    # what is new

    def _lay_out(self) -> None:
        """Put the rows into a temporary table, sorted as they are read later."""
        columns = (*COLUMN_NAMES, "geom", "state")
        self._connection.execute(f"CREATE TEMP TABLE incoming ({', '.join(columns)})")
        ordered = sorted(self._checked.incidents, key=attrgetter("date_start", "incident_id"))
        self._connection.executemany(insert_into("temp.incoming", columns), self._cells(ordered))

    def _cells(self, incidents: Iterable[Incident]) -> Iterator[list[Any]]:
        for incident in incidents:
            cells = list(_ROW(incident))
            cells[_RELEASE], cells[_START], cells[_END] = self._release.name, str(cells[_START]), str(cells[_END])
            cells += (_point(incident), "added")
            yield cells

    def _compare(self) -> None:
        """Say of every row whether it is added, revised or unchanged."""
        same = " AND ".join(f"incoming.{name} IS stored.{name}" for name in _CONTENT)
        self._connection.execute(
            f"UPDATE temp.incoming SET state = CASE WHEN {same} THEN 'unchanged' ELSE 'revised' END "  # noqa: S608
            "FROM main.incidents AS stored WHERE stored.incident_id = incoming.incident_id"
        )
        if self._checked.has_claims:
            changed = [(incident_id,) for incident_id in self._with_other_claims()]
            query = "UPDATE temp.incoming SET state = 'revised' WHERE state = 'unchanged' AND incident_id = ?"
            self._connection.executemany(query, changed)

    def _with_other_claims(self) -> Iterator[str]:
        known = "JOIN temp.incoming USING (incident_id) WHERE state = 'unchanged' ORDER BY claims.fid"
        query = select_from("main.claims", (f"claims.{name}" for name in CLAIM_COLUMNS), known)
        stored: dict[str, list[tuple[Any, ...]]] = {}
        for row in self._connection.execute(query):
            stored.setdefault(row[0], []).append(row)
        for incident_id in stored.keys() | self._claims.keys():
            if stored.get(incident_id, []) != [_claim_cells(claim) for claim in self._claims.get(incident_id, ())]:
                yield incident_id

    # what is stored

    def _withdraw(self) -> int:
        gone = (
            "SELECT incident_id FROM main.incidents WHERE source = :source "
            "AND incident_id NOT IN (SELECT incident_id FROM temp.incoming)"
        )
        self._connection.execute("CREATE TEMP TABLE gone (incident_id)")
        self._connection.execute(f"INSERT INTO temp.gone {gone}", {"source": self._release.source})
        self._keep_history("withdrawn", "SELECT incident_id FROM temp.gone")
        for table in ("claims", "incidents"):
            query = f"DELETE FROM main.{table} WHERE incident_id IN (SELECT incident_id FROM temp.gone)"  # noqa: S608
            count = self._connection.execute(query).rowcount
        return count

    def _keep_history(self, change: str, which: str) -> None:
        """Copy the stored version of rows, with their claims, into the history."""
        values = {"change": change, "release": self._release.name, "moment": self._release.imported_at}
        self._connection.execute(
            f"INSERT INTO main.history ({_NAMES}, {', '.join(HISTORY_COLUMNS)}) "  # noqa: S608
            f"SELECT {_NAMES}, :change, :release, :moment, '' FROM main.incidents WHERE incident_id IN ({which})",
            values,
        )
        speaking = select_from("main.claims", ["DISTINCT incident_id"], f"WHERE incident_id IN ({which})")
        for (incident_id,) in self._connection.execute(speaking).fetchall():
            self._connection.execute(
                "UPDATE main.history SET claims = ? WHERE incident_id = ? AND replaced_by = ?",
                (claims_text(self._stored_claims(incident_id)), incident_id, self._release.name),
            )

    def _stored_claims(self, incident_id: str) -> list[Claim]:
        query = select_from("main.claims", CLAIM_COLUMNS, "WHERE incident_id = ? ORDER BY fid")
        return [Claim(*row) for row in self._connection.execute(query, (incident_id,))]

    def _write_rows(self) -> None:
        names = ("geom", *COLUMN_NAMES)
        self._connection.execute(
            f"INSERT INTO main.incidents ({', '.join(names)}) "  # noqa: S608
            f"SELECT {', '.join(names)} FROM temp.incoming WHERE state = 'added' ORDER BY incoming.rowid"
        )
        self._connection.execute(
            f"UPDATE main.incidents SET {', '.join(f'{name} = new.{name}' for name in names)} "  # noqa: S608
            "FROM temp.incoming AS new WHERE new.incident_id = incidents.incident_id AND new.state = 'revised'"
        )

    def _write_claims(self) -> None:
        if not self._checked.has_claims:
            return
        query = "SELECT incident_id FROM temp.incoming WHERE state IN ('added', 'revised')"
        changed = [row[0] for row in self._connection.execute(query)]
        self._connection.execute(f"DELETE FROM main.claims WHERE incident_id IN ({query})")  # noqa: S608
        self._connection.executemany(
            insert_into("main.claims", CLAIM_COLUMNS),
            (_claim_cells(claim) for incident_id in changed for claim in self._claims.get(incident_id, ())),
        )

    def _write_release(self) -> None:
        self._connection.execute(insert_into("main.releases", RELEASE_COLUMNS), astuple(self._release))
        # Programs that read GeoPackages zoom to this box.
        self._connection.execute(
            "UPDATE main.gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), "
            "(min_x, min_y, max_x, max_y) = (SELECT min(lon), min(lat), max(lon), max(lat) FROM main.incidents "
            "WHERE geom IS NOT NULL) WHERE table_name = 'incidents'"
        )


def _point(incident: Incident) -> bytes | None:
    """The geometry of a row: none for what is known only to an area, whatever coordinates stand in for it."""
    if incident.lon is None or incident.lat is None or incident.place_precision not in ("exact", "near"):
        return None
    return point_blob(incident.lon, incident.lat)


def _claim_cells(claim: Claim) -> tuple[Any, ...]:
    cells = dict(zip(CLAIM_COLUMNS, astuple(claim), strict=True))
    return tuple({**cells, "date": str(claim.date) if claim.date else None}.values())
