"""The header of a table in the columns of this project: recognised, and checked for what every row needs."""

from __future__ import annotations

from collections.abc import Sequence

from geo.errors import did_you_mean
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.draft import CLAIMS_COLUMN, Draft
from geo.incidents.terms import TERMS_COLUMNS

__all__ = ["READABLE", "check_header", "column_of", "is_own", "may_be_own"]

READABLE = frozenset((*COLUMN_NAMES, CLAIMS_COLUMN))
"""The columns that are read."""

_OF_NO_ROW = frozenset({"fingerprint", *TERMS_COLUMNS})
"""Columns that are known and no part of an incident: those of a workspace alone, and the terms of imports."""

_OFTEN_MEANT = {
    "date": "date_start",
    "event_date": "date_start",
    "day": "date_start",
    "latitude": "lat",
    "longitude": "lon",
    "y": "lat",
    "x": "lon",
    "fatalities": "killed_best",
    "killed": "killed_best",
    "wounded": "injured",
    "id": "incident_id",
    "type": "event_type",
    "admin1": "province",
    "admin2": "district",
    "source_url": "url",
    "description": "notes",
}


def is_own(header: Sequence[str]) -> bool:
    """Whether these are the columns of this project, as far as every row needs them."""
    names = {column_of(name.strip()) for name in header}
    return names >= {"date_start", "event_type"} and bool(
        names & {"district", "province"} or names >= {"lon", "lat"} or "incident_id" in names
    )


def may_be_own(header: Sequence[str]) -> bool:
    """Whether some of these are columns of this project that hardly any other table has."""
    return bool({column_of(name.strip()) for name in header} & {"date_start", "event_type", "incident_id"})


def column_of(name: str) -> str:
    """Our column of that name, however it is written; else the name as it is."""
    folded = name.casefold().replace(" ", "_").replace("-", "_")
    return folded if folded in READABLE else name


def check_header(draft: Draft, header: Sequence[str]) -> None:
    """Report columns that occur twice, are unknown or missing, and a file without rows."""
    columns = [column_of(name) for name in header]
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            draft.fault_of_file(name, f"The column {name!r} occurs {columns.count(name)} times: which one is meant?")
    for name in (name[:80] for name in dict.fromkeys(columns) if name not in READABLE | _OF_NO_ROW):
        meant = _OFTEN_MEANT.get(name.casefold())
        near = f" Did you mean {meant!r}?" if meant else did_you_mean(name, COLUMN_NAMES)
        draft.fault_of_file(name, f"The column {name!r} is not known and was left out.{near}", "warning")
    for name in ("date_start", "event_type"):
        if name not in draft.given:
            draft.fault_of_file(name, f"The column {name!r} is missing: every row needs it.")
    if not draft.given & {"district", "province"} and not draft.given >= {"lon", "lat"}:
        draft.fault_of_file("district", "No place: the file needs the columns lon and lat, or district, or province.")
    if not len(draft) and not draft.problems:
        draft.fault_of_file("", "The file has a header and no rows: there is nothing to import.", "warning")
