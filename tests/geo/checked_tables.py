"""Tables in the columns of this project, checked as the rows of a file are."""

from __future__ import annotations

from datetime import date

from geo.incidents.findings import Checked, RawTable
from geo.incidents.placing import NameResolver
from geo.incidents.validation import check_draft, own_draft


def check(
    table: RawTable,
    names: NameResolver,
    today: date | None = None,
    seen: dict[str, int] | None = None,
    keeps_repeated: bool = True,
) -> Checked:
    """The incidents of a table, with every fault of every row; ``seen`` has the rows of earlier parts by their id."""
    draft = own_draft(table)
    draft.keeps_repeated = keeps_repeated
    return check_draft(draft, names, today, len(table.records), seen)
