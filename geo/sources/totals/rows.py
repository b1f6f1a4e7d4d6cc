"""The rows of a table of totals, read and checked: each faulty one is reported, none is repaired by a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from geo.incidents.findings import Problem, RawTable
from geo.incidents.placing import NameResolver
from geo.incidents.totals import Total
from geo.reading.cells import Severity
from geo.reading.figures import read_figure, single_number, why_not_read
from geo.reading.letters import folded
from geo.reading.number_words import read_number
from geo.reading.unstated import is_unstated
from geo.sources.column_mapping.type_words import meaning_of_words, parent_of
from geo.sources.totals.columns import TotalsColumns
from geo.sources.totals.days import PeriodReading
from geo.sources.totals.periods import Days, heading_period
from geo.sources.totals.places import PlaceOfTotal, place_of_total
from geo.wording import plural

__all__ = ["NOT_STATED", "ReadRow", "RowReader"]

NOT_STATED = "without a number of events, which is not zero"
_PLACES = ("district", "province", "country")
_ALL_TYPES = frozenset(("all", "all types", "all events", "all incidents", "total", "any", "overall", "sum", "تمام"))


class ReadRow(NamedTuple):
    """A total, and where it stands in the file: the number of its record, and its line."""

    total: Total
    row: int
    line: int


@dataclass
class RowReader:
    """Reads the records of a file part by part and collects totals and faults.

    Attributes
    ----------
    source
        The data set that the totals are of.
    columns
        What each column is.
    periods
        How periods are read.
    names
        Where districts and provinces are looked up.
    types
        For words of the column of types: the type that the user says they mean.
    keeps_types
        Whether types stay as the source writes them, because they overlap with each other.
    usual_type
        The type of rows that state none.
    """

    source: str
    columns: TotalsColumns
    periods: PeriodReading
    names: NameResolver
    types: Mapping[str, str] = field(default_factory=dict)
    keeps_types: bool = False
    usual_type: str = ""
    read: list[ReadRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    rejected: int = 0

    def __post_init__(self) -> None:
        self._period = self.periods.reader()
        self._place: Callable[..., PlaceOfTotal] = cache(
            lambda district, province, country: place_of_total(district, province, country, self.names)
        )
        self._type = cache(self._types_of)

    def add(self, part: RawTable) -> None:
        """Read the records of a part."""
        for record, row, line in zip(part.records, part.numbered(), part.lined(), strict=True):
            cells = [cell.strip() for cell in record]
            if len(cells) != len(self.columns.header):
                columns = plural(len(self.columns.header), "column")
                message = f"The row has {plural(len(cells), 'cell')}, and the header {columns}."
                self._reject(row, line, [("", "", message)])
            else:
                self._add_row(cells, row, line)

    def fault(self, at: ReadRow, column: str, value: str, message: str) -> None:
        """Report an error of a row that was read; the caller takes its total out."""
        self._report((at.row, at.line), column, value, message)
        self.rejected += 1

    def _reject(self, row: int, line: int, faults: Sequence[tuple[str, str, str]]) -> None:
        for column, value, message in faults:
            self._report((row, line), column, value, message)
        self.rejected += 1

    def _report(self, at: tuple[int, int], column: str, value: str, text: str, severity: Severity = "error") -> None:
        self.problems.append(Problem(*at, "", column, value, text, severity))

    def _cell(self, cells: Sequence[str], role: str) -> str:
        return cells[self.columns.at[role]] if role in self.columns.at else ""

    # one record

    def _add_row(self, cells: Sequence[str], row: int, line: int) -> None:
        given = {role: self._cell(cells, role) for role in _PLACES}
        district = given["district"] if "district" in self.columns.at else None
        place = self._place(district, given["province"], given["country"])
        if place.left_out:
            self.left_out[place.left_out] += 1
            return
        faults = [(self.columns.name(place.column), given.get(place.column, ""), place.fault)] if place.fault else []
        period = self._period_of(cells, faults)
        counted = self._counts(cells, faults)
        if faults:
            self._reject(row, line, faults)
            return
        if not counted:
            self.left_out[NOT_STATED] += 1
            return
        if place.doubt:
            name = self.columns.name(place.column)
            self._report((row, line), name, given[place.column], place.doubt, "warning")
        killed = self._killed(cells, row, line)
        types = self._type(self._cell(cells, "event_type"), self._cell(cells, "sub_event_type"))
        for at, events in counted.items():
            days = period or self._heading_period(at, cells)
            if self.columns.by == "type":
                types = self._type(self.columns.header[at].strip(), "")
            assert days is not None  # else there was a fault
            total = Total(
                self.source, "", days.first, days.last, place.province, place.district,
                given["province"], given["district"], *types, events, killed,
            )  # fmt: skip
            self.read.append(ReadRow(total, row, line))

    def _period_of(self, cells: Sequence[str], faults: list[tuple[str, str, str]]) -> Days | None:
        """The period of a record; None where its columns of events have their own, or after a fault."""
        if self.columns.by == "time":
            if any(self._heading_period(at, cells) is None for at in self.columns.events):
                name, year = self.columns.name("year"), self._cell(cells, "year")
                faults.append((name, year, "It names no year that can be read."))
            return None
        texts = tuple(self._cell(cells, role) for role in self.periods.roles)
        period = self._period(texts)
        if period is None:
            what = {"": "day, week, month, quarter or year"}.get(self.periods.unit, self.periods.unit)
            name = " + ".join(self.columns.name(role) for role in self.periods.roles)
            faults.append((name, " ".join(texts).strip(), f"It names no {what} that can be read."))
        return period

    def _heading_period(self, at: int, cells: Sequence[str]) -> Days | None:
        return heading_period(self.columns.header[at], self._cell(cells, "year"))

    def _counts(self, cells: Sequence[str], faults: list[tuple[str, str, str]]) -> dict[int, int]:
        """The numbers of events by column, without those that are not stated."""
        counts: dict[int, int] = {}
        for at in self.columns.events:
            text = cells[at]
            if is_unstated(text) and folded(text) not in ("nil", "none"):
                continue
            number = _count(folded(text))
            if number is None:
                faults.append((self.columns.header[at].strip(), text, _why_no_count(text)))
            else:
                counts[at] = number
        return counts

    def _killed(self, cells: Sequence[str], row: int, line: int) -> int | None:
        """The deaths of a record with one number of events; unknown if they are not of that number."""
        text = self._cell(cells, "killed_best")
        if not text or len(self.columns.events) > 1:
            return None
        if read_figure(text, "killed") is None:
            message = f"{why_not_read(text)}: the figure is kept as unknown."
            self._report((row, line), self.columns.name("killed_best"), text, message, "warning")
        return single_number(text, "killed")

    def _types_of(self, event_type: str, sub_event_type: str) -> tuple[str, str]:
        """The common types of what a record states; a type without a counterpart stays as it is written."""
        if folded(event_type) in _ALL_TYPES or is_unstated(event_type):
            event_type = self.usual_type
        if folded(sub_event_type) in _ALL_TYPES or is_unstated(sub_event_type):
            sub_event_type = ""
        for text in filter(None, () if self.keeps_types else (sub_event_type, event_type)):
            meant = self.types.get(text) or meaning_of_words(text).name
            if meant:
                parent = parent_of(meant)
                return (parent, "" if meant == parent else meant)
        return (event_type, sub_event_type) if event_type else (sub_event_type, "")


def _count(plain: str) -> int | None:
    """The number of events that a folded cell states; None if it states none, or not exactly one."""
    return 0 if plain in ("nil", "none", "zero") else read_number(plain)


def _why_no_count(text: str) -> str:
    reason = why_not_read(text).replace("of people ", "").partition(" (--figure-point")[0]
    return f"{reason}. The number of events of a total is one whole number, and not negative."
