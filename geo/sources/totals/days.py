"""Which columns say the period of a row of totals, and how their cells are read: decided from all rows, or asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.reading.dates import WrittenDay, read_written_day
from geo.reading.swapped_days import KEEP, exchanged, way_of_writing
from geo.sources.day_reading import DayDecisions, DayReading, decide_days
from geo.sources.questions import Question
from geo.sources.read_options import PERIOD_UNITS
from geo.sources.totals.columns import TotalsColumns
from geo.sources.totals.periods import Days, days_of_cells, numbered_period, read_period

__all__ = ["PeriodReading", "decide_periods"]

_PAIRS = (("date_start", "date_end"), ("week", "week_end"))
_NUMBERED = ("week", "month", "quarter")
_SINGLE = ("date_start", "week", "week_end", "period", "month", "quarter", "year")
"""Columns that may say the period alone, the finest first."""

_UNITS = {"week": "week", "week_end": "week", "month": "month", "quarter": "quarter", "year": "year"}


@dataclass(frozen=True)
class PeriodReading:
    """How the period of a row is read.

    Attributes
    ----------
    roles
        The columns: first and last day, the year and the number of a week or month in it, or one column.
    unit
        What a single column states, one of `geo.sources.read_options.PERIOD_UNITS`; blank is what its cells say.
    is_numbered
        Whether the columns are a year and the number or name of a part of it.
    days
        How days in numbers are read.
    questions, notes
        What only a person can decide, and what was decided although it need not be so.
    """

    roles: tuple[str, ...]
    unit: str = ""
    is_numbered: bool = False
    days: DayReading = field(default_factory=DayReading)
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()

    def reader(self) -> Callable[[tuple[str, ...]], Days | None]:
        """A function that reads the cells of these columns; each combination is read once."""
        return cache(self._read)

    def _read(self, cells: tuple[str, ...]) -> Days | None:
        if self.is_numbered:
            return numbered_period(cells[0], cells[1], self.unit)
        if len(self.roles) == 2:
            return days_of_cells(cells[0], cells[1], self._written)
        return read_period(cells[0], self.unit, self._written, is_end=self.roles == ("week_end",))

    def _written(self, text: str) -> WrittenDay | None:
        written = read_written_day(text, self.days.order)
        way = next(iter(self.days.swapped.values()), "")
        is_swapped = way not in ("", KEEP) and way_of_writing(text) == (way, False)
        return exchanged(written) if written is not None and is_swapped else written


def decide_periods(
    columns: TotalsColumns,
    parts: Callable[[], Iterable[RawTable]],
    decisions: DayDecisions,
    unit: str = "",
    *,
    has_date_cells: bool = False,
) -> PeriodReading:
    """How the periods of a table are read.

    Parameters
    ----------
    columns
        Its columns.
    parts
        Reads the records.
    decisions
        What was decided about the order of days in numbers.
    unit
        What the user says that the period of a row is; blank is found.
    has_date_cells
        Whether days were cells of dates, as in a workbook.

    Raises
    ------
    FileRefused
        If no column says the period.
    """
    reading = _columns_of(columns, parts)
    texts = {role: _texts(parts(), columns.at[role]) for role in reading.roles}
    if not reading.is_numbered:
        of_days = {role: column for role, column in texts.items() if column}
        reading = replace(reading, days=decide_days(of_days, decisions, has_date_cells=has_date_cells))
        reading = replace(reading, questions=reading.days.questions, notes=reading.days.notes)
    if len(reading.roles) == 1 and not reading.questions:
        reading = _with_unit(reading, columns, texts[reading.roles[0]], unit)
    if reading.unit == "week" and reading.is_numbered:
        reading = replace(reading, notes=(*reading.notes, "Weeks by number are those of ISO 8601, Monday to Sunday"))
    return reading


def _columns_of(columns: TotalsColumns, parts: Callable[[], Iterable[RawTable]]) -> PeriodReading:
    """The columns that say the period: two days, a year with a part of it, or one column."""
    at = columns.at
    for pair in _PAIRS:
        if all(role in at for role in pair):
            return PeriodReading(pair)
    for role in _SINGLE:
        if role not in at:
            continue
        if role in _NUMBERED and not _says_year(_texts(parts(), at[role]), role):
            if "year" not in at:
                name = columns.name(role)
                raise FileRefused(f"the column {name!r} names no year, and there is no column of years. Add one.")
            return PeriodReading(("year", role), role, is_numbered=True)
        return PeriodReading((role,), _UNITS.get(role, ""))
    raise FileRefused(
        "no column says of which day, week, month or year a row is. Name it (--column date_start=HEADING), or add one."
    )


def _texts(parts: Iterable[RawTable], at: int) -> dict[str, int]:
    """The different texts of a column, with the number of the first row of each."""
    found: dict[str, int] = {}
    for part in parts:
        for number, record in zip(part.numbered(), part.records, strict=True):
            if at < len(record) and (text := record[at].strip()):
                found.setdefault(text, number)
    return found


def _says_year(texts: Mapping[str, int], unit: str) -> bool:
    """Whether the cells of a column name a year with the week, month or quarter; what is neither counts for none."""
    whole = sum(read_period(text, "", lambda each: read_written_day(each, "dmy")) is not None for text in texts)
    return whole >= sum(numbered_period("2024", text, unit) is not None for text in texts)


# a single column


def _with_unit(reading: PeriodReading, columns: TotalsColumns, texts: Mapping[str, int], unit: str) -> PeriodReading:
    """What a day in a single column stands for: as its name says if its days agree, else as the user says."""
    days = _plain_days(reading, texts)
    if unit:
        return replace(reading, unit=unit)
    if not days:
        return reading
    name, example = columns.name(reading.roles[0]), next(iter(days))
    if reading.unit == "week" and len({day.weekday() for day in days.values()}) == 1:
        which = "last" if reading.roles == ("week_end",) else "first"
        return replace(reading, notes=(*reading.notes, f"A day in {name!r} is taken as the {which} day of a week"))
    doubt = _doubt(reading.unit, list(days.values()))
    if not doubt:
        return reading
    units = ("day", "week") if doubt == _WEEKDAYS else PERIOD_UNITS
    text = f"{name!r} holds days ({example}), and {doubt}: the period of a row is open ({', '.join(units)})"
    usual = "month" if doubt == _FIRSTS else "week"
    return replace(reading, questions=(Question("date_start", text, f"--row-period {usual}", units),))


_FIRSTS = "all of them are the first of a month"
_WEEKDAYS = "all of them are the same day of the week"


def _plain_days(reading: PeriodReading, texts: Mapping[str, int]) -> dict[str, date]:
    """The texts that name a single day and no range, month or year, with it."""
    read = replace(reading, unit="").reader()
    found = {text: days for text in texts if (days := read((text,))) is not None and days.first == days.last}
    return {text: days.first for text, days in found.items()}


def _doubt(unit: str, days: Sequence[date]) -> str:
    """Why it is open what period a day stands for; blank if it is not."""
    distinct = sorted(set(days))
    if unit == "week":
        return "they are not the same day of the week"
    if unit:
        return ""
    if len(distinct) == 1:
        return "there is no other one"
    if all(day.day == 1 for day in distinct):
        return _FIRSTS
    if len(distinct) > 2 and len({day.weekday() for day in distinct}) == 1:
        return _WEEKDAYS
    return ""
