"""A newer release of a source against its stored totals: what is new, revised, gone, kept. No database in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from geo.incidents.totals import Total
from geo.store.coverage import StoredRow, newer_than_file, withdrawn_of
from geo.store.workspace import Withdraw

__all__ = ["TotalsChange", "changed_totals"]


@dataclass(frozen=True, slots=True)
class TotalsChange:
    """What an import of totals changes.

    Attributes
    ----------
    added, revised
        The totals of the file that are new, and those whose figures differ from the stored ones.
    withdrawn
        The stored totals that the file lacks, or that another one of its totals replaces.
    unchanged, older
        How many totals of the file are stored as they are, and how many are older than what is stored.
    missing_kept, newer_kept
        How many stored totals the file lacks that are kept, and how many of these are newer than the file.
    """

    added: tuple[Total, ...]
    revised: tuple[Total, ...]
    withdrawn: tuple[Total, ...]
    unchanged: int
    older: int
    missing_kept: int
    newer_kept: int


def changed_totals(
    stored: Sequence[Total], incoming: Iterable[Total], newer: Collection[str], withdraw: Withdraw
) -> TotalsChange:
    """The changes to the totals of one source by a file of that source.

    A stored total is replaced by one of the same place and type whose period meets its own: a source that turns from
    weeks to months replaces its weeks. What the file lacks otherwise is withdrawn by the rules for incidents.

    Parameters
    ----------
    stored
        The totals of the source that are stored.
    incoming
        Those of the file.
    newer
        The names of the imports that are newer than the file.
    withdraw
        What becomes of stored totals that the file lacks.
    """
    before = {total.key: total for total in stored}
    at_place = _by_place(stored)
    new, revised, replaced = dict[str, Total](), list[Total](), dict[str, Total]()
    seen: set[str] = set()
    unchanged = older = 0
    last_day = ""
    for total in incoming:
        last_day = max(last_day, total.date_start.isoformat())
        known = before.get(total.key)
        meeting = [] if known else [each for each in at_place.get(total.what, ()) if each.overlaps(total)]
        if known is not None:
            seen.add(total.key)
        if known is not None and known.figures == total.figures:
            unchanged += 1
        elif any(each.release in newer for each in (known, *meeting) if each is not None):
            older += 1
        elif known is not None:
            revised.append(total)
        else:
            new[total.key] = total
            replaced |= {each.key: each for each in meeting}
    rows = [_row(each, each.key in seen, newer) for each in stored if each.key not in replaced]
    missing = [row for row in rows if not row.is_seen]
    gone = {"all": missing, "none": []}.get(withdraw, withdrawn_of(rows, last_day))
    late = newer_than_file(rows, last_day, "") if withdraw == "auto" else []
    withdrawn = [*replaced.values(), *(before[row.incident_id] for row in gone)]
    kept = 0 if withdraw == "none" else len(missing) - len(gone)
    return TotalsChange(tuple(new.values()), tuple(revised), tuple(withdrawn), unchanged, older, kept, len(late))


def _by_place(totals: Iterable[Total]) -> dict[tuple[str, str, str, str], list[Total]]:
    grouped: dict[tuple[str, str, str, str], list[Total]] = {}
    for total in totals:
        grouped.setdefault(total.what, []).append(total)
    return grouped


def _row(total: Total, is_seen: bool, newer: Collection[str]) -> StoredRow:
    """A total as the rules for withdrawals see it."""
    day = total.date_start.isoformat()
    return StoredRow(total.key, day, total.province, total.event_type, is_seen, is_later=total.release in newer)
