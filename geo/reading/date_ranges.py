"""Ranges of days within one text: "15-17 March 2024", "28 Feb - 2 Mar 2024", "15/03/2024 to 17/03/2024"."""

from __future__ import annotations

import re

from geo.reading.date_forms import WrittenDay, day_of, month_number, single, year_of

__all__ = ["read_range"]

_GAP = r"[\s,.\-/]*"
_D, _Y = r"(\d{1,2})", r"(\d{4}|\d{2})"
_DAYS_MONTH = re.compile(rf"{_D}\s*[-–&/]\s*{_D}{_GAP}([a-z]{{3}}){_GAP}'?{_Y}", re.ASCII)
_MONTH_DAYS = re.compile(rf"([a-z]{{3}})[\s.]*{_D}\s*[-–&/]\s*{_D}[\s,.]+(\d{{4}})", re.ASCII)
_DAYS_NUMBERS = re.compile(rf"{_D}(?:\s*[-–&]\s*{_D}([/.])|\s*[–&]\s*{_D}(-)){_D}(?:\3|\5){_Y}", re.ASCII)
_MONTH_FIRST_DAYS = re.compile(rf"{_D}/{_D}\s*[-–&]\s*{_D}/{_Y}", re.ASCII)
_BETWEEN = re.compile(r"\s*[–&]\s*|\s+-+\s*|--+|(?<=\d)-(?=\d)|(?<=[a-z])-(?=[a-z])|/(?=\d{4}-\d)")
_NO_YEAR = re.compile(rf"{_D}{_GAP}[a-z]{{3}}|[a-z]{{3}}{_GAP}(?:{_D})?|{_D}([/.-]){_D}", re.ASCII)


def read_range(plain: str, order: str) -> WrittenDay | None:
    """The first and the last day that a text without times names; ``&`` stands for a word such as "to"."""
    if match := _DAYS_MONTH.fullmatch(plain):
        return _from_to(*(day_of(year_of(match[4]), month_number(match[3]), int(match[i])) for i in (1, 2)))
    if match := _MONTH_DAYS.fullmatch(plain):
        return _from_to(*(day_of(int(match[4]), month_number(match[1]), int(match[i])) for i in (2, 3)))
    if (match := _DAYS_NUMBERS.fullmatch(plain)) and order not in ("mdy", "ymd"):
        return _from_to(
            *(day_of(year_of(match[7]), int(match[6]), int(day)) for day in (match[1], match[2] or match[4]))
        )
    if (match := _MONTH_FIRST_DAYS.fullmatch(plain)) and order not in ("dmy", "ymd"):
        return _from_to(*(day_of(year_of(match[4]), int(match[1]), int(match[i])) for i in (2, 3)))
    for match in _BETWEEN.finditer(plain):
        left, right = plain[: match.start()], plain[match.end() :]
        if written := _from_to(*_halves(left.strip(" ,.;"), right.strip(" ,.;"), order)):
            return written
    return None


def _halves(left: str, right: str, order: str) -> tuple[WrittenDay | None, WrittenDay | None]:
    """The two ends of a range, of which one may be written without its year."""
    first, last = (single(half.replace("–", "-"), order) for half in (left, right))
    if first is None and last is not None and _NO_YEAR.fullmatch(left):
        year = int(last.day[:4])
        first = single(_with_year(left, year), order)
        if first and first.day > last.day:
            first = single(_with_year(left, year - 1), order)
    elif last is None and first is not None and _NO_YEAR.fullmatch(right):
        year = int(first.day[:4])
        last = single(_with_year(right, year), order)
        if last and last.day < first.day:
            last = single(_with_year(right, year + 1), order)
    return first, last


def _with_year(half: str, year: int) -> str:
    match = _NO_YEAR.fullmatch(half)
    return f"{half}{match[4] if match and match[4] else ' '}{year:04}"


def _from_to(first: WrittenDay | None, last: WrittenDay | None) -> WrittenDay | None:
    """A range; None if an end is none, they are not equally precise, or it runs backwards."""
    if first is None or last is None or first.precision != last.precision:
        return None
    return WrittenDay(first.day, "day", last.last_day) if first.day <= last.last_day else None
