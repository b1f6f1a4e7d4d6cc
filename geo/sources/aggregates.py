"""Files that look like incidents and are counts of them: recognised, and refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from geo.incidents.findings import RawTable
from geo.reading.letters import folded
from geo.reading.month_names import month_of
from geo.reading.number_words import read_number
from geo.sources.column_mapping.type_words import meaning_of_words, parent_of

__all__ = ["TAGGED", "CountColumns", "count_columns", "count_refusal", "forecast_refusal", "refusal"]

_HAPI = frozenset({"location_code", "event_type", "events", "fatalities", "reference_period_start"})
_MONTHLY = frozenset({"country", "admin1", "month", "year", "events", "fatalities"})
_FORECAST = frozenset({"month", "year", "total_forecast"})
WHY = (
    "counts of incidents, not incidents: each row stands for several, at no place and on no day. Ask its provider for "
    "the events themselves."
)

_EVENTS = (
    "incidents|events|attacks|occurrences|cases|blasts|bombings|explosions|clashes|strikes|protests|demonstrations|"
    "raids|encounters|waqiat|waqiyat|hamlay|hamlon|واقعات|حملوں|حملے"
)
_ONE = "incident|event|attack|occurrence|blast|bombing|explosion|clash|protest|raid"
_MANY = "tot|number|no|nos|num|nr|n|count|counts|total|totals|sum|tally|quantity|qty|frequency|freq|tadad|tadaad|تعداد"
_PERIOD = "weekly|monthly|daily|yearly|annual|week|month|year"
_WHEN = rf"(?: reported| recorded)?(?: (?:in|per|this) (?:the )?\w+| (?:{_PERIOD}))?"
_STATED = re.compile(
    rf"(?:(?:{_MANY}|the) )+(?:of )?(?:(?!of )\w+ ){{0,3}}(?:{_EVENTS}){_WHEN}|"
    rf"(?:{_MANY}) of (?:\w+ ){{0,3}}(?:{_ONE})|"
    rf"(?:\w+ ){{0,3}}(?:{_ONE}|{_EVENTS}) (?:count|counts|total|totals|sum|tally|frequency)|(?:{_EVENTS}) n|"
    rf"(?:{_EVENTS}) (?:ki|کی) (?:tadad|tadaad|تعداد)"
)
"""Names of columns that state a number of events: No. of incidents, # attacks, event_count."""

TAGGED = re.compile(
    r"#(?:events?|incidents?|indicator|meta)(?: ?\+\w+)*? ?\+(?:num|number|count|total|events|incidents)(?: ?\+\w+)*",
    re.IGNORECASE,
)
"""Tags of HXL for a number of events: #event+num."""

_PIVOT = re.compile(r"(?:count|sum) of (?:\w+ )?(?:event|incident)s?(?: id(?: \w+)*)?")
"""What a spreadsheet calls the sums that it makes: Count of Event ID."""

_LIKELY = re.compile(
    rf"(?:\w+ ){{0,2}}(?:{_EVENTS})(?:{_WHEN}| nos?| number)|nos|count|counts|frequency|freq|tadad|tadaad|تعداد"
)
"""Names of columns that may be one: Events, security incidents, count. A number that only counts the rows is none."""

_PEOPLE = re.compile(
    r"\b(?:killed|killings?|dead|deaths?|casualt\w+|injur\w+|wounded|fatalit\w+|people|persons?|victims?|civilians|"
    r"militants|terrorists|soldiers|policemen|personnel|arrest\w*|abduct\w*|kidnap\w*|missing|shaheed|zakhmi|"
    r"affected|households?|famil\w+|ids?|codes?|refs?)\b"
)
_CUT, _LEAST_LETTERS = 10, 3
_CUT_WORDS = ("incidents", "events", "attacks", "occurrences", "count", "counts", "total", "totals")
_BLANK = ("", "-", "–", "—")
_WHOLE, _HALF = 0.9, 0.5
_LOWEST_ID = 1000
_LEAST_TIMES = 3
_MONTH_HEADING = re.compile(r"([^\W\d_]{3,})[ ,.'/-]*(?:(?:19|20)?\d\d)?")
_YEAR_HEADING = re.compile(r"(?:19|20)\d\d")
_KINDS = ("Battles", "Explosions/Remote violence", "Protests", "Riots")


@dataclass(frozen=True, slots=True)
class CountColumns:
    """The columns that count events: their positions, and what tells them apart (``type``, ``time``, or blank)."""

    at: tuple[int, ...] = ()
    by: Literal["", "type", "time"] = ""


def forecast_refusal(header: Sequence[str]) -> str:
    """Why a file with these columns holds nothing that happened; blank if it may."""
    names = {name.strip().casefold() for name in header}
    return "holds forecasts, which are no incidents." if names >= _FORECAST else ""


def refusal(header: Sequence[str]) -> str:
    """Why a file of counts that has these columns cannot be imported; blank if it is none that is known."""
    names = {name.strip().casefold() for name in header}
    if names >= _HAPI:
        return f"holds the monthly figures of HDX HAPI: {WHY} Its types overlap, so they must not be added up either."
    if names >= _MONTHLY:
        return f"holds the monthly totals that ACLED publishes: {WHY}"
    return ""


def count_refusal(header: Sequence[str], parts: Callable[[], Iterable[RawTable]]) -> str:
    """Why a table whose rows stand for several incidents cannot be imported; blank if each row is one.

    Parameters
    ----------
    header
        The names of the columns; one that states a number of events is looked at.
    parts
        Reads the records; called only if a name calls for it.
    """
    for at, is_stated in _single(header):
        # A single cell that cannot be read does not make a row one incident.
        if counts := _counts(parts(), at, is_stated, least=0.0 if is_stated else _HALF):
            return _sentence(f"its column {header[at].strip()!r} holds", counts)
    counted = _by_type(header, parts) or _by_time(header, parts)
    if not counted:
        return ""
    listed = " and ".join(repr(header[at].strip()) for at in list(counted)[:3])
    return _sentence(f"its columns {listed} hold", next(iter(counted.values())))


def count_columns(header: Sequence[str], parts: Callable[[], Iterable[RawTable]]) -> CountColumns:
    """The columns of a table that count events, for a user who says that it holds counts: none need be above one.

    Parameters are those of `count_refusal`. Of columns whose names state a number and others that may be one the first
    are taken.
    """
    if known := _of_known_files(header):
        return CountColumns(known)
    found = {at: is_stated for at, is_stated in _single(header) if _holds_counts(parts(), at, is_stated)}
    if found:
        return CountColumns(tuple(at for at in found if found[at]) or tuple(found))
    if _by_type(header, parts):
        return CountColumns(tuple(at for at in _of_types(header) if _numbers(parts(), at)), "type")
    if _by_time(header, parts):
        return CountColumns(tuple(at for at in _of_times(header) if _numbers(parts(), at)), "time")
    return CountColumns()


def _holds_counts(parts: Iterable[RawTable], at: int, is_stated: bool) -> bool:
    """Whether a column that the user calls one of counts is one: by its name, or by numbers that no rows have."""
    if is_stated:
        return True
    numbers = _numbers(parts, at, _HALF)
    return bool(numbers) and min(numbers) < _LOWEST_ID and not (min(numbers) < 2 and _counts_rows(numbers))


def _of_known_files(header: Sequence[str]) -> tuple[int, ...]:
    """The column of events in the files of providers that are known, whatever it holds."""
    names = [name.strip().casefold() for name in header]
    return (names.index("events"),) if _HAPI.issubset(names) or _MONTHLY.issubset(names) else ()


def _single(header: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """The columns whose name alone may state a number of events, and whether it does so for certain."""
    for at, name in enumerate(header):
        headings = _headings(name)
        is_of_people = any(map(_PEOPLE.search, headings))
        is_named = bool(TAGGED.fullmatch(name.strip())) or any(map(_PIVOT.fullmatch, headings))
        is_stated = is_named or (any(map(_STATED.fullmatch, headings)) and not is_of_people)
        if is_stated or (any(map(_LIKELY.fullmatch, headings)) and not is_of_people):
            yield at, is_stated


def _by_type(header: Sequence[str], parts: Callable[[], Iterable[RawTable]]) -> dict[int, list[int]]:
    """Some counts by column, of a table with one for each type of event and none of types; empty for any other."""
    of_types = _of_types(header)
    if len(of_types) < 2 or _has_types(header, parts()):
        return {}
    return _counted(of_types, parts, least=2)


def _of_types(header: Sequence[str]) -> list[int]:
    return [at for at, name in enumerate(header) if parent_of(meaning_of_words(name).name) in _KINDS]


def _by_time(header: Sequence[str], parts: Callable[[], Iterable[RawTable]]) -> dict[int, list[int]]:
    """Some counts by column, of a table with one for each month or year; empty for any other."""
    of_times = _of_times(header)
    return _counted(of_times, parts, least=_LEAST_TIMES - 1) if len(of_times) >= _LEAST_TIMES else {}


def _of_times(header: Sequence[str]) -> list[int]:
    return [at for at, name in enumerate(header) if _is_time(name)]


def _counted(columns: Sequence[int], parts: Callable[[], Iterable[RawTable]], least: int) -> dict[int, list[int]]:
    counted = {at: counts for at in columns if (counts := _counts(parts(), at, is_stated=True))}
    return counted if len(counted) >= least else {}


def _is_time(name: str) -> bool:
    """Whether a heading is a month or a year: Jan-24, January 2024, March, 2023."""
    plain = folded(name)
    if match := _MONTH_HEADING.fullmatch(plain):
        return bool(month_of(match[1]))
    return bool(_YEAR_HEADING.fullmatch(plain))


def _sentence(what: str, counts: Sequence[int]) -> str:
    examples = ", ".join(f"{count:,}" for count in counts)
    return (
        f"counts incidents: {what} how many ({examples}), so that a row stands for several events and not for one. Ask "
        "its provider for the events themselves, one a row. If each row is one incident, rename or remove the column."
    )


def _headings(name: str) -> list[str]:
    """A heading in words; where a Shapefile may have cut it to ten letters, also with its last word in full."""
    heading = _folded(name)
    head, _, last = heading.rpartition(" ")
    if len(name.strip()) != _CUT or len(last) < _LEAST_LETTERS:
        return [heading]
    return [heading, *(f"{head} {word}".strip() for word in _CUT_WORDS if word != last and word.startswith(last))]


def _folded(name: str) -> str:
    """The words of a heading, with ``#`` as number."""
    words = re.sub(r"[\W_]+", " ", folded(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).replace("#", " number "))
    return words.strip()


def _counts(parts: Iterable[RawTable], at: int, is_stated: bool, least: float = _WHOLE) -> list[int]:
    """Some numbers of a column of counts, the first above one among them; none if it is no such column.

    ``least`` is the share of its cells that must be whole numbers.
    """
    numbers = _numbers(parts, at, least)
    if max(numbers, default=0) < 2 or (not is_stated and _counts_rows(numbers)):
        return []
    first = next(at for at, number in enumerate(numbers) if number > 1)
    return numbers[first : first + 3]


def _numbers(parts: Iterable[RawTable], at: int, least: float = _WHOLE) -> list[int]:
    """The whole numbers of a column; none if it holds too much else."""
    numbers: list[int] = []
    filled = 0
    for part in parts:
        cells = [record[at].strip() for record in part.records if at < len(record)]
        cells = [cell for cell in cells if cell not in _BLANK and not cell.startswith("#")]  # a row of HXL tags
        filled += len(cells)
        numbers += [number for cell in cells if (number := read_number(folded(cell))) is not None]
        if len(numbers) < least * filled:
            return []
    return numbers


def _counts_rows(numbers: Sequence[int]) -> bool:
    """Whether numbers are those of the rows, or of files and cases."""
    is_serial = len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers))
    return is_serial or min(numbers) >= _LOWEST_ID


def _has_types(header: Sequence[str], parts: Iterable[RawTable]) -> bool:
    """Whether a column of the first part holds types of events."""
    return any(_holds_types(column) for column in _columns(header, next(iter(parts), None)))


def _columns(header: Sequence[str], part: RawTable | None) -> Iterator[Sequence[str]]:
    even = [record for record in part.records if len(record) == len(header)] if part is not None else []
    yield from zip(*even, strict=True)


def _holds_types(column: Sequence[str]) -> bool:
    texts = {text for text in column if text.strip()}
    return bool(texts) and sum(bool(meaning_of_words(text).name) for text in texts) >= len(texts) / 2
