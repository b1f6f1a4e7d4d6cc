"""What an import meets of changes by hand: edited incidents that it must not overwrite unasked, and withdrawn ones.

An incident counts as edited while it differs from the newest version that a source had of it. The rows of a file are
compared with that version: one that is the same brings nothing new; a newer one is stored in the history as an offer,
and the user decides on it, unless the import is told to replace what was edited.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from geo.incidents import COLUMN_NAMES, Claim, Release
from geo.incidents.cells import claims_text
from geo.store.geopackage.history import NOT_OFFERED
from geo.store.geopackage.releases import hand_names
from geo.store.geopackage.schema import CLAIM_COLUMNS, HISTORY_COLUMNS, insert_into, select_from
from geo.store.workspace import Edited

__all__ = ["HandMade", "Meeting"]

Cells = tuple[Any, ...]

_RELEASE = COLUMN_NAMES.index("release")
_COMPARED = [at for at, name in enumerate(COLUMN_NAMES) if name not in ("incident_id", "release")]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What becomes of a row of a file that is stored in a version made by hand.

    Attributes
    ----------
    outcome
        ``plain``: the stored version is as a source had it, so that the row is compared as any other; ``unchanged``:
        the source has nothing new; ``offered`` or ``known``: a newer version, which is kept out, offered now or before;
        ``replaced``: a newer version, which takes the place of the edited one.
    release
        The import that brought the newest version of a source; blank if there is none.
    """

    outcome: Literal["plain", "unchanged", "offered", "known", "replaced"]
    release: str = ""


class HandMade:
    """The changes by hand in a workspace file, for one import.

    Parameters
    ----------
    connection
        A connection with an open transaction.
    edited
        What is done with a newer version of an edited incident.
    """

    def __init__(self, connection: sqlite3.Connection, edited: Edited = "keep") -> None:
        self._connection, self.replaces = connection, edited == "replace"
        self._names = hand_names(connection)
        self._listed = json.dumps(sorted(self._names))

    def is_of_hand(self, stored: Cells) -> bool:
        """Whether a stored row is in a version made by hand."""
        return stored[_RELEASE] in self._names

    def withdrawn(self, ids: Iterable[str]) -> set[str]:
        """Those of ids that are not stored which were withdrawn by hand, so that an import must not add them."""
        if not self._names or self.replaces:
            return set()
        query = (
            f"SELECT h.incident_id FROM main.history AS h JOIN json_each(?) AS wanted ON wanted.value = h.incident_id "  # noqa: S608
            f"WHERE h.{NOT_OFFERED} GROUP BY h.incident_id HAVING h.fid = max(h.fid) AND h.change = 'withdrawn' "
            "AND h.replaced_by IN (SELECT value FROM json_each(?))"
        )
        return {row[0] for row in self._connection.execute(query, (json.dumps(list(ids)), self._listed))}

    def kept_from_withdrawal(self) -> set[str]:
        """The ids of rows in a version made by hand that no import withdraws for want of them in its file.

        What no source ever had is among them whatever the import is told.
        """
        if not self._names:
            return set()
        query, values = _OF_HAND, [self._listed]
        if self.replaces:
            query, values = f"{_OF_HAND} AND {_WITHOUT_SOURCE}", [self._listed] * 2
        return {row[0] for row in self._connection.execute(query, values)}

    def meet(self, row: Cells, stored: Cells, claims: Sequence[Claim] | None) -> Meeting:
        """What becomes of a row of a file whose stored version was made by hand; ``claims`` are None without a column.

        Parameters
        ----------
        row, stored
            Their first values are those of `COLUMN_NAMES`.
        """
        known = self._source_versions(row[0])
        newest = known[0] if known else None
        if newest is not None and _same(newest, stored) and self._claims_agree(newest, claims):
            return Meeting("plain", newest[_RELEASE])
        release = newest[_RELEASE] if newest is not None else ""
        if newest is not None and _same(newest, row) and (claims is None or _claims_of(newest) == claims_text(claims)):
            is_open = newest[-1] == "offered" and not self.replaces
            return Meeting("known" if is_open else "replaced" if newest[-1] == "offered" else "unchanged", release)
        if _same(stored, row) and (claims is None or self._stored_claims(row[0]) == claims_text(claims)):
            return Meeting("unchanged", release)
        return Meeting("replaced" if self.replaces else "offered", release)

    def offer(self, rows: Sequence[Cells], claims: Mapping[str, Sequence[Claim]] | None, release: Release) -> None:
        """Store versions of a file beside those made by hand, in place of earlier offers."""
        for row in rows:
            incident_id = row[0]
            self.close_offers(incident_id, release)
            told = ("offered", "", "", claims_text((claims or {}).get(incident_id, ())))
            query = insert_into("main.history", (*COLUMN_NAMES, *HISTORY_COLUMNS))
            self._connection.execute(query, (*row[: len(COLUMN_NAMES)], *told))

    def close_offers(self, incident_id: str, release: Release) -> None:
        """Note that a release supersedes what was offered in place of an edited incident."""
        self._connection.execute(
            "UPDATE main.history SET change = 'superseded', replaced_by = ?, replaced_at = ? "
            "WHERE incident_id = ? AND change = 'offered'",
            (release.name, release.imported_at, incident_id),
        )

    def _source_versions(self, incident_id: str) -> list[Cells]:
        """The versions that sources had of an incident, the newest first, with their claims and states."""
        columns = [*(f"h.{name}" for name in COLUMN_NAMES), "h.claims", "h.change"]
        query = select_from(
            "main.history AS h LEFT JOIN main.releases AS r ON r.name = h.release", columns,
            f"WHERE h.incident_id = ? AND h.release NOT IN {_LISTED} ORDER BY coalesce(r.fid, 0) DESC, h.fid DESC",
        )  # fmt: skip
        return self._connection.execute(query, (incident_id, self._listed)).fetchall()

    def _claims_agree(self, newest: Cells, claims: Sequence[Claim] | None) -> bool:
        """Whether the file has no claims, so that stored ones stay, or those stored are as the source had them."""
        return claims is None or _claims_of(newest) == self._stored_claims(newest[0])

    def _stored_claims(self, incident_id: str) -> str:
        query = select_from("main.claims", CLAIM_COLUMNS, "WHERE incident_id = ? ORDER BY fid")
        return claims_text([Claim(*row) for row in self._connection.execute(query, (incident_id,))])


_LISTED = "(SELECT value FROM json_each(?))"

_OF_HAND = f"SELECT incident_id FROM main.incidents WHERE release IN {_LISTED}"  # noqa: S608 - names of ours
_WITHOUT_SOURCE = f"incident_id NOT IN (SELECT incident_id FROM main.history WHERE release NOT IN {_LISTED})"  # noqa: S608


def _same(one: Cells, other: Cells) -> bool:
    """Whether two versions agree in every column but their release."""
    return all(one[at] == other[at] for at in _COMPARED)


def _claims_of(version: Cells) -> str:
    return str(version[len(COLUMN_NAMES)])
