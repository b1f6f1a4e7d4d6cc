"""Changes by hand in a workspace file: one step on one transaction, recorded as a release beside the imports.

Only the rows that change are written: an edit of one incident among 100,000 takes as long as among ten.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from geo.errors import InputError, UnknownName
from geo.incidents import COLUMN_NAMES, Claim, ContextEvent, Incident, Release, made_up
from geo.incidents.by_hand import OWN, ByHand, Reason, hand_release
from geo.incidents.rows import Rows
from geo.store.cells import incident_of, row_of
from geo.store.geopackage.context_events import insert_event, move_event, stored_event, with_new_id
from geo.store.geopackage.hand_versions import claims_in, offered_row, withdrawn_row
from geo.store.geopackage.history import (
    copy_to_history,
    delete_claims,
    extend_extent,
    geometry_of,
    insert_claims,
    move_to_history,
    refresh_time,
)
from geo.store.geopackage.loading import claim_of
from geo.store.geopackage.made_up import kind_of, mark
from geo.store.geopackage.releases import add_release, all_releases, free_name
from geo.store.geopackage.schema import CLAIM_COLUMNS, TEXT_COLUMNS, insert_into, select_from
from geo.store.geopackage.small_changes import changing
from geo.store.intake_texts import IntakeText

__all__ = ["HandStep", "by_hand"]

_LON, _LAT = COLUMN_NAMES.index("lon"), COLUMN_NAMES.index("lat")
_KEPT = ("extra", "revised_at")
"""Fields that nobody types; an edit without them leaves them."""


@contextmanager
def by_hand(path: Path, reason: Reason) -> Iterator[HandStep]:
    """A step of changes by hand, committed at the end of the block if it changes anything and no error leaves it."""
    steps: list[HandStep] = []
    with changing(path, lambda: steps[0].changed) as connection:
        steps.append(step := HandStep(connection, reason))
        yield step
        step.finish()
        if not step.names:
            connection.execute("ROLLBACK")


class HandStep:
    """A `HandChanges` on an SQLite connection with an open transaction.

    Parameters
    ----------
    connection
        The connection.
    reason
        Who changes something, and why.
    """

    def __init__(self, connection: sqlite3.Connection, reason: Reason) -> None:
        self._connection, self._reason = connection, reason
        self._moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._known = {release.name: release for release in all_releases(connection)}
        self._kind = kind_of(connection)
        self._releases: dict[str, Release] = {}
        self._whats: dict[str, set[str]] = {}
        self._counts: Counter[str] = Counter()
        self._changed: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which the step is recorded so far."""
        return tuple(release.name for release in self._releases.values())

    @property
    def changed(self) -> frozenset[str]:
        """The ids of what the step has changed so far."""
        return frozenset(self._changed)

    def finish(self) -> None:
        """Record the step."""
        for base, release in self._releases.items():
            whats = self._whats[base]
            what = next(iter(whats)) if len(whats) == 1 else "changed"
            told = ByHand(what, self._reason.who, self._reason.why, step=self.names[0])
            record = hand_release(release.name, self._moment, told, self._known.get(base))
            add_release(self._connection, replace(record, rows=self._counts[release.name]))
        if self._releases:
            mark(self._connection, self._kind)

    # incidents

    def add(self, incident: Incident, claims: Sequence[Claim] = ()) -> str:
        """Store a new incident and return its id."""
        source = made_up.SOURCE if self._kind.is_made_up else OWN
        incident_id = f"{source}:{uuid4()}"
        release = self._release("entered")
        new = replace(incident, incident_id=incident_id, source=source, release=release.name)
        self._insert(new, [replace(claim, incident_id=incident_id) for claim in claims])
        return incident_id

    def edit(self, incident: Incident, claims: Sequence[Claim] | None = None) -> bool:
        """Replace a stored incident, and its claims unless None; whether anything differs."""
        stored, before = self._stored(incident.incident_id)
        kept = {name: getattr(incident, name) or getattr(stored, name) for name in _KEPT}
        new = replace(incident, source=stored.source, release=stored.release, **kept)
        after = before if claims is None else [replace(claim, incident_id=stored.incident_id) for claim in claims]
        if new == stored and after == before:
            return False
        self._revise(stored, new, after, "edited")
        return True

    def set_claims(self, incident_id: str, claims: Sequence[Claim]) -> bool:
        """Replace the claims about an incident; whether anything differs."""
        return self.edit(self._stored(incident_id)[0], claims)

    def withdraw(self, incident_id: str) -> None:
        """Move an incident to the history, with its claims."""
        stored, _ = self._stored(incident_id)
        self._once(incident_id)
        move_to_history(self._connection, self._release("withdrawn", stored.release), [incident_id])
        refresh_time(self._connection)

    def restore(self, incident_id: str) -> None:
        """Store the last version of a withdrawn incident again."""
        if self._row(incident_id) is not None:
            raise InputError(f"{incident_id} is not withdrawn: there is nothing to restore.")
        row = withdrawn_row(self._connection, incident_id)
        was = incident_of(row)
        release = self._release("restored", was.release)
        self._insert(replace(was, release=release.name), claims_in(row))

    def decide(self, incident_id: str, *, take: bool) -> None:
        """Take the version that an import offers, or decline it."""
        row = offered_row(self._connection, incident_id)
        offer = incident_of(row)
        stored, claims = self._stored(incident_id)
        if take:
            taken = claims_in(row)
            release = self._revise(stored, offer, taken or claims, "replaced by the imported version", offer.release)
        else:
            self._once(incident_id)
            release = self._release("kept against the imported version", stored.release)
        self._connection.execute(
            "UPDATE main.history SET change = ?, replaced_by = ?, replaced_at = ? "
            "WHERE incident_id = ? AND change = 'offered'",
            ("taken" if take else "declined", release.name, self._moment, incident_id),
        )

    def _revise(
        self, stored: Incident, new: Incident, claims: Sequence[Claim], what: str, base: str | None = None
    ) -> Release:
        self._once(stored.incident_id)
        release = self._release(what, stored.release if base is None else base)
        self._admit(new)
        self._counts[release.name] += 1
        copy_to_history(self._connection, release, "revised", [stored.incident_id])
        row = row_of(replace(new, release=release.name))
        assigned = ", ".join(f"{name} = ?" for name in (*COLUMN_NAMES, "geom"))
        self._connection.execute(
            f"UPDATE main.incidents SET {assigned} WHERE incident_id = ?",  # noqa: S608 - names of ours
            (*row, geometry_of(row), stored.incident_id),
        )
        delete_claims(self._connection, [stored.incident_id])
        insert_claims(self._connection, claims)
        self._show(row)
        return release

    def _insert(self, incident: Incident, claims: Sequence[Claim]) -> None:
        self._once(incident.incident_id)
        self._admit(incident)
        self._counts[incident.release] += 1
        row = row_of(incident)
        query = insert_into("main.incidents", (*COLUMN_NAMES, "geom"))
        self._connection.execute(query, (*row, geometry_of(row)))
        insert_claims(self._connection, claims)
        self._show(row)

    def _admit(self, incident: Incident) -> None:
        self._kind.admit(Rows.of([incident]))

    def _show(self, row: Sequence[Any]) -> None:
        """Have programs that read GeoPackages see the row."""
        if geometry_of(row) is None:
            refresh_time(self._connection)
        else:
            extend_extent(self._connection, row[_LON], row[_LAT])

    def _stored(self, incident_id: str) -> tuple[Incident, list[Claim]]:
        row = self._row(incident_id)
        if row is None:
            raise UnknownName(f"There is no incident {incident_id[:80]!r} in this workspace.")
        query = select_from("main.claims", CLAIM_COLUMNS, "WHERE incident_id = ? ORDER BY fid")
        return incident_of(row), list(map(claim_of, self._connection.execute(query, (incident_id,))))

    def _row(self, incident_id: str) -> tuple[Any, ...] | None:
        query = select_from("main.incidents", COLUMN_NAMES, "WHERE incident_id = ?")
        row: tuple[Any, ...] | None = self._connection.execute(query, (incident_id,)).fetchone()
        return row

    def _once(self, incident_id: str) -> None:
        if incident_id in self._changed:
            raise InputError(f"{incident_id} is changed twice in one step: make it one change.")
        self._changed.add(incident_id)

    # context events and texts

    def add_context(self, event: ContextEvent) -> str:
        """Store a context event and return its new id."""
        new = with_new_id(event)
        insert_event(self._connection, new, self._release("entered").name)
        return new.event_id

    def edit_context(self, event: ContextEvent) -> bool:
        """Replace the context event of this id; whether anything differs."""
        if event == stored_event(self._connection, event.event_id):
            return False
        self._once(event.event_id)
        release = self._release("edited", "")
        move_event(self._connection, event.event_id, "revised", release)
        insert_event(self._connection, event, release.name)
        return True

    def withdraw_context(self, event_id: str) -> None:
        """Move a context event to its history."""
        stored_event(self._connection, event_id)
        self._once(event_id)
        move_event(self._connection, event_id, "withdrawn", self._release("withdrawn", ""))

    def add_text(self, text: IntakeText) -> None:
        """Record a text that was taken in."""
        told = astuple(replace(text, taken_at=text.taken_at or self._moment))
        self._connection.execute("DELETE FROM main.intake_texts WHERE sha256 = ?", (text.sha256,))
        row = (*told, self._release("entered").name)
        self._connection.execute(insert_into("main.intake_texts", TEXT_COLUMNS), row)

    # the record

    def _release(self, what: str, release: str = "") -> Release:
        """The release for a change of an incident that came with a release; blank for what is entered by hand."""
        known = self._known.get(release)
        base = known.base if known is not None and known.is_by_hand else release if known is not None else ""
        if base not in self._releases:
            told = ByHand(what, self._reason.who, self._reason.why)
            wanted = f"{what} by hand {self._moment}"
            taken = {*self.names}
            name = free_name(self._connection, wanted, taken)
            self._releases[base] = hand_release(name, self._moment, told, self._known.get(base))
        self._whats.setdefault(base, set()).add(what)
        return self._releases[base]
