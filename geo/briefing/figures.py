"""The figures of a briefing: key figures, and the districts with most incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.analysis.comparison import change_text
from geo.analysis.counts import Group, Table
from geo.tally.figures import Figures
from geo.wording import plural

__all__ = ["DISTRICTS", "NO_DATA", "DistrictRow", "DistrictTable", "KeyFigure", "district_table", "key_figures"]


DISTRICTS = "Districts with most incidents"
NO_DATA = "No data for this period."


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure, what it counts, and a remark on how complete it is (may be blank), also ``short``."""

    value: str
    label: str
    remark: str
    short: str = ""


def key_figures(figures: Figures, total: int, *, is_covered: bool = True) -> tuple[KeyFigure, ...]:
    """The key figures of what is shown; ``total`` is the number of incidents in the workspace.

    Where no day of the period ``is_covered`` by the data there is no figure: silence is not calm.
    """
    if not is_covered and not figures.incidents:
        return tuple(KeyFigure("–", label, "no data") for label in ("incidents", "killed", "injured", "abducted"))
    is_single = figures.killed_low == figures.killed_best == figures.killed_high
    between = f"{figures.killed_low:,}–{figures.killed_high:,}"
    spread = f"{between} reported"
    return (
        KeyFigure(f"{figures.incidents:,}", "incident" if figures.incidents == 1 else "incidents", f"of {total:,}"),
        KeyFigure(f"{figures.killed_best:,}", "killed", "" if is_single else spread, between),
        _stated("injured", figures.injured, figures.incidents, figures.no_injured),
        _stated("abducted", figures.abducted, figures.incidents, figures.no_abducted),
        KeyFigure(f"{figures.no_figure:,}", "without a figure", "of deaths"),
    )


def _stated(label: str, total: int, incidents: int, missing: int) -> KeyFigure:
    """A sum over incidents of which some state no number: unknown is not zero."""
    if incidents and missing == incidents:
        return KeyFigure("–", label, "not stated")
    return KeyFigure(f"{total:,}", label, f"not stated for {missing:,}" if missing else "", f"{missing:,} unknown")


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district with its incidents, its reported deaths and its change; ``change`` is blank where none is known."""

    name: str
    incidents: int
    killed: int
    change: str


@dataclass(frozen=True, slots=True)
class DistrictTable:
    """All districts with incidents, those with most first, and remarks on what the rows leave out.

    ``nothing`` is said where there is no row.
    """

    title: str
    rows: tuple[DistrictRow, ...]
    has_change: bool
    left_out: tuple[str, ...]
    nothing: str = "No incident with a known district."

    def remarks(self, shown: int) -> str:
        """The remarks for the first ``shown`` rows: how many districts follow, and what no row counts."""
        if not self.rows:
            return self.nothing
        rest = self.rows[shown:]
        further = f"{plural(len(rest), 'further district')}: {sum(row.incidents for row in rest):,}."
        return " ".join((further, *self.left_out) if rest else self.left_out)


def district_table(table: Table, earlier: Table | None, earlier_period: str) -> DistrictTable:
    """The districts of a period.

    Parameters
    ----------
    table
        The figures of the period by district.
    earlier
        Those of the equal period before; ``None`` if the data do not cover both.
    earlier_period
        That period in words.
    """
    groups = [group for group in table.groups if group.figures.incidents]
    groups.sort(key=lambda g: (-g.figures.incidents, -g.figures.killed_best, g.name))
    before = None if earlier is None else {g.name: g.figures.incidents for g in earlier.groups}
    remarks = [f"{item.reason[0].upper()}{item.reason[1:]}: {item.n:,}." for item in table.left_out]
    if before is not None:
        remarks.append(f"Change: incidents against the equal period before, {earlier_period}.")
    rows = tuple(_row(group, before) for group in groups)
    return DistrictTable(DISTRICTS, rows, before is not None, tuple(remarks))


def _row(group: Group, before: Mapping[str, int] | None) -> DistrictRow:
    now = group.figures.incidents
    change = "" if before is None else change_text(now, before.get(group.name, 0))
    return DistrictRow(group.name, now, group.figures.killed_best, change)
