"""Rows that the user leaves out of an import, although they could be stored."""

from __future__ import annotations

from dataclasses import replace

from geo.incidents.findings import Checked

__all__ = ["without_rows"]

BY_THE_USER = "left out by you"


def without_rows(checked: Checked, ids: frozenset[str]) -> Checked:
    """A part of a file without the rows of these ids; they count as left out, and as being in the file.

    What is stored of such a row stays as it is.
    """
    of_rows = checked.rows.columns["incident_id"]
    stored = [row for row, incident_id in enumerate(of_rows) if incident_id not in ids]
    n = len(of_rows) - len(stored)
    if not n:
        return checked
    return replace(
        checked,
        incidents=checked.rows.picked(stored),
        problems=[problem for problem in checked.problems if problem.id not in ids],
        claims=[claim for claim in checked.claims if claim.incident_id not in ids],
        left_out={**checked.left_out, BY_THE_USER: checked.left_out.get(BY_THE_USER, 0) + n},
        refused_ids=[*checked.refused_ids, *(incident_id for incident_id in of_rows if incident_id in ids)],
        fingerprints=[checked.fingerprints[row] for row in stored] if checked.fingerprints else [],
    )
