"""The checks that rows of a file must pass: all faults of all rows at once, and what was changed on import.

Nothing is guessed and nothing is changed without a record. A fault that leaves a doubt about what a row says keeps the
row out; one that only leaves a doubt about the world (an unknown district, a point far from the place named) is a
warning. The work is done column by column: a text that occurs in many rows is read once. The checks themselves are in
`geo.incidents.checks`, those of places in `geo.incidents.placing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from geo.incidents.checks.actors import name_actors
from geo.incidents.checks.claims import check_claims
from geo.incidents.checks.days import Days, check_days
from geo.incidents.checks.event_types import check_types
from geo.incidents.checks.figures import check_figures
from geo.incidents.checks.header import check_header, column_of
from geo.incidents.checks.ids import SeenRows, complete_ids
from geo.incidents.checks.texts import trim_cells
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.draft import CLAIMS_COLUMN, Draft, Sheet
from geo.incidents.findings import Checked, RawTable
from geo.incidents.placing import NameResolver, Placed, place, rename
from geo.incidents.rows import Rows

__all__ = ["check_draft", "own_draft", "today_in_pakistan"]


def today_in_pakistan() -> date:
    """The present day where the incidents are (UTC+5)."""
    return datetime.now(timezone(timedelta(hours=5))).date()


def own_draft(table: RawTable) -> Draft:
    """The rows of a table in the columns of this project, after the check of its header."""
    header = [name.strip() for name in table.header]
    draft = Draft(Sheet(table, [column_of(name) for name in header]))
    check_header(draft, header)
    return draft


def check_draft(
    draft: Draft, names: NameResolver, today: date | None, total: int, seen: dict[str, int] | None = None
) -> Checked:
    """The rows of a draft after every check but that of the header; ``total`` counts the ragged rows too."""
    trim_cells(draft)
    complete_ids(draft, {} if seen is None else seen)
    today = today or today_in_pakistan()
    days = check_days(draft, today)
    placed = place(draft, names)
    check_types(draft)
    name_actors(draft)
    rename(draft, "location", draft.columns["location"])
    numbers = check_figures(draft, seen.figures if isinstance(seen, SeenRows) else {})
    claims = check_claims(draft, today)
    good = draft.good_rows()
    return Checked(
        incidents=_rows(draft, good, _values(draft, days, placed, numbers)),
        problems=draft.problems,
        repairs=draft.repairs,
        rejected=total - len(good) - len(draft.left_out),
        left_out=dict(Counter(draft.left_out.values())),
        claims=[claim for row in good for claim in claims.get(row, ())] if claims else [],
        has_claims=CLAIMS_COLUMN in draft.given,
        fingerprints=draft.fingerprints_of(good),
        refused_ids=[draft.columns["incident_id"][row] for row in draft.bad_rows],
    )


def _values(
    draft: Draft, days: Days, placed: Placed, numbers: dict[str, list[int | None]]
) -> dict[str, Sequence[object]]:
    """Every column of the table, as the values of its rows."""
    values: dict[str, Sequence[object]] = {name: draft.columns[name] for name in COLUMN_NAMES}
    values |= numbers
    values |= {"date_start": days.start, "date_end": days.end, "date_precision": days.precision}
    values |= {"lon": placed.lon, "lat": placed.lat, "place_precision": placed.precision}
    return values


def _rows(draft: Draft, good: Sequence[int], values: dict[str, Sequence[object]]) -> Rows:
    rows = Rows(values)
    return rows if len(good) == len(draft) else rows.picked(good)
