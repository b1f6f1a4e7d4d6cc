"""Columns of days, read: first and last day in ISO form, what was changed by it, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from geo.reading.dates import WrittenDay, read_written_day
from geo.reading.swapped_days import KEEP, exchanged, way_of_writing
from geo.sources.column_mapping.joined import month_of_a_year, names_months

__all__ = ["DAY_COLUMNS", "ReadDays", "complete_days"]

DAY_COLUMNS: tuple[str, ...] = ("date_start", "date_end")
"""Our columns of days."""

_ZONE = "moments of another time zone (UTC or an offset) taken as days in Pakistan, UTC+5"
_ZONE_IN_HEADING = re.compile(r"(?:utc|(?<![a-z])gmt)(?![a-z])(?:\s?[+-]\d{1,2}(?::?\d{2})?)?", re.ASCII)
_RANGES = "ranges of days read as first and last day"
_WEEKS = "weeks read as in ISO 8601, from Monday to Sunday"
_SWAPPED = "day and month exchanged, which a spreadsheet had swapped"


class ReadDays:
    """A column of texts as days; each different text is read once.

    Parameters
    ----------
    texts
        The texts, one a row.
    order
        The order of day, month and year in numbers; see `geo.reading.date_order`.
    swapped
        The way of writing of which day and month are exchanged; ``keep`` or blank if none is.
    heading
        The name of the column, which may state the time zone of its moments: "Time (UTC)".
    """

    def __init__(self, texts: Sequence[str], order: str, swapped: str = "", heading: str = "") -> None:
        self.texts = texts
        self._zone = match[0] if (match := _ZONE_IN_HEADING.search(heading.casefold())) else ""
        self._holds_months = names_months(heading)
        self._swapped = {
            text
            for text in dict.fromkeys(texts)
            if swapped not in ("", KEEP) and way_of_writing(text) == (swapped, False)
        }
        self._read = {text: self._written(text, order) for text in dict.fromkeys(texts)}

    def _written(self, text: str, order: str) -> WrittenDay | None:
        written = None
        if self._zone and ":" in text:  # unreadable if the moment has a zone of its own, which is right
            written = read_written_day(f"{text} {self._zone}", order)
        written = written or read_written_day(text, order)
        if written and self._holds_months and month_of_a_year(text):
            written = written._replace(precision="month")
        return exchanged(written) if written and text in self._swapped else written

    def __iter__(self) -> Iterator[WrittenDay | None]:
        return map(self._read.__getitem__, self.texts)

    def first(self) -> list[str]:
        """The first day of each row in ISO form; a text that is no day as it is."""
        day = {text: written.day if written else text for text, written in self._read.items()}
        return [day[text] for text in self.texts]

    def last(self) -> list[str]:
        """The last day of each row in ISO form: of a range, a month or a year its end; other texts as they are."""
        day = {text: written.last_day if written else text for text, written in self._read.items()}
        return [day[text] for text in self.texts]

    def changes(self, name: str) -> dict[str, set[int]]:
        """The rows by the kind of change, other than that of the form."""
        zoned = {text for text, written in self._read.items() if written and written.zone_days}
        ranges = {text for text, written in self._read.items() if written and written.last}
        weeks = {text for text, written in self._read.items() if written and written.precision == "week"}
        kinds = {_ZONE: zoned, _RANGES: ranges, _WEEKS: weeks, _SWAPPED: self._swapped}
        return {f"{name}: {what}": self._rows(texts) for what, texts in kinds.items() if texts}

    def doubts(self) -> list[tuple[int, str]]:
        """The rows whose text contradicts itself, with the reason."""
        doubtful = {text: written.doubt for text, written in self._read.items() if written and written.doubt}
        return [(row, doubtful[self.texts[row]]) for row in sorted(self._rows(set(doubtful)))]

    def _rows(self, texts: set[str]) -> set[int]:
        return {row for row, text in enumerate(self.texts) if text in texts} if texts else set()


def complete_days(columns: dict[str, list[str]], read: Mapping[str, ReadDays]) -> None:
    """Replace columns of days by days in ISO form, and state how precisely they are known where the file does not.

    A range gives the last day of a row that has none. A last day that is stated beside a month or a year makes an
    interval whose ends are known to the day.
    """
    if "date_end" in read:
        columns["date_end"] = read["date_end"].last()
    if "date_start" not in read:
        return
    days = read["date_start"]
    columns["date_start"] = days.first()
    blank = [""] * len(days.texts)
    ends, stated = columns.get("date_end", blank), columns.get("date_precision", blank)
    pairs = [_completed(written, end) for written, end in zip(days, ends, strict=True)]
    columns["date_precision"] = [text or own for text, (_, own) in zip(stated, pairs, strict=True)]
    if "date_end" in columns or any(end for end, _ in pairs):
        columns["date_end"] = [end for end, _ in pairs]


def _completed(written: WrittenDay | None, end: str) -> tuple[str, str]:
    """The last day, blank where the precision tells it, and the precision."""
    if written is None:
        return end, ""
    if not end.strip():
        return written.last, written.precision
    return end, written.precision if end == written.last_day else "day"
