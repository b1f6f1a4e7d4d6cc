"""What a user may decide about how a file is read; the rest is detected from the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.layout_registry import layout_names

__all__ = [
    "ADD",
    "AUTO",
    "EVENTS",
    "KEEP",
    "ONCE",
    "OWN",
    "PERIOD_UNITS",
    "REFUSE",
    "REPEATED_ROWS",
    "REPEATED_TOTALS",
    "TABLE",
    "ReadOptions",
    "layout_choices",
]

AUTO, OWN, TABLE = "auto", "own", "table"
"""Beside the layouts of providers: detect it; the columns of this project; any other table, by a column mapping."""

KEEP, ONCE = "keep", "once"
EVENTS = "events"
"""The column of numbers of events of a file of totals, in `ReadOptions.columns`."""

PERIOD_UNITS = ("day", "week", "month", "quarter", "year")
"""What the period of a row of totals may be."""

ADD, REFUSE = "add", "refuse"
REPEATED_TOTALS = (ADD, REFUSE)
"""Add up totals of one place, period and type; or reject the rows that state them."""

REPEATED_ROWS = (KEEP, ONCE)
"""Store each of them as an incident, with a warning; or only the first."""


def layout_choices() -> tuple[str, ...]:
    """The values of `ReadOptions.layout`."""
    return (AUTO, *layout_names(), OWN, TABLE)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Decisions of the user about a file; what is blank is detected.

    Attributes
    ----------
    layout
        One of `layout_choices`; the file is refused if it has another layout.
    encoding, sheet
        How the file is opened.
    source, date_order
        For a table with an unknown layout and no column mapping: who made it, and how days are written in numbers;
        see `ColumnMapping`. The date order has precedence over that of a mapping.
    swapped_days
        ``exchange`` or ``keep`` for days of which a spreadsheet seems to have swapped day and month.
    figure_point
        What the point in figures like 1.000 is; see `ColumnMapping`.
    types
        For a table that is read by a column mapping: what texts of its column of event types mean, as an event type or
        a sub-event type.
    columns
        For a table with an unknown layout: names of columns by ours, several joined by
        `geo.sources.column_mapping.record.JOINT`; a blank one for none. They have precedence over a column mapping that
        was used before.
    repeated_rows
        What becomes of a row without an id that is the same as an earlier one: one of `REPEATED_ROWS`.
    column_mapping
        How the table is read, whatever its layout.
    review_columns
        Whether the user wants to review the columns although the layout is known.
    without
        The ids of rows that the user leaves out although they could be stored.
    keep_totals
        Whether a file of numbers of events is kept as totals; without it such a file is refused.
    row_period, repeated_totals
        For such a file: what the period of a row is, one of `PERIOD_UNITS`, and what becomes
        of rows that state the same place, period and type, one of `REPEATED_TOTALS`; what is blank is asked.
    saved
        The column mappings that were used before, by the key of the layout
        (`geo.sources.column_mapping.record.layout_key`).
    """

    layout: str = AUTO
    encoding: str = ""
    sheet: str = ""
    source: str = ""
    date_order: str = ""
    swapped_days: str = ""
    figure_point: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    repeated_rows: str = KEEP
    column_mapping: ColumnMapping | None = None
    review_columns: bool = False
    without: frozenset[str] = frozenset()
    keep_totals: bool = False
    row_period: str = ""
    repeated_totals: str = ""
    saved: Mapping[str, ColumnMapping] = field(default_factory=dict)
