"""Files that look like incidents and are counts of them: recognised, and refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from geo.incidents.findings import RawTable
from geo.reading.letters import folded
from geo.reading.month_names import month_of
from geo.reading.number_words import read_number
from geo.sources.column_mapping.type_words import meaning_of_words, parent_of

__all__ = ["count_refusal", "refusal"]

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
_WHOLE = 0.9
_LOWEST_ID = 1000
_LEAST_TIMES = 3
_MONTH_HEADING = re.compile(r"([^\W\d_]{3,})[ ,.'/-]*(?:(?:19|20)?\d\d)?")
_YEAR_HEADING = re.compile(r"(?:19|20)\d\d")
_KINDS = ("Battles", "Explosions/Remote violence", "Protests", "Riots")


def refusal(header: Sequence[str]) -> str:
    """Why a file with these columns cannot be imported; blank if it can."""
    names = {name.strip().casefold() for name in header}
    if names >= _HAPI:
        return f"holds the monthly figures of HDX HAPI: {WHY} Its types overlap, so they must not be added up either."
    if names >= _MONTHLY:
        return f"holds the monthly totals that ACLED publishes: {WHY}"
    if names >= _FORECAST:
        return "holds forecasts, which are no incidents."
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
    for at, name in enumerate(header):
        headings = _headings(name)
        is_of_people = any(map(_PEOPLE.search, headings))
        is_stated = any(map(_PIVOT.fullmatch, headings)) or (any(map(_STATED.fullmatch, headings)) and not is_of_people)
        is_likely = any(map(_LIKELY.fullmatch, headings)) and not is_of_people
        if (is_stated or is_likely) and (counts := _counts(parts(), at, is_stated)):
            return _sentence(f"its column {name.strip()!r} holds", counts)
    return _by_type(header, parts) or _by_time(header, parts)


def _by_type(header: Sequence[str], parts: Callable[[], Iterable[RawTable]]) -> str:
    """The refusal of a table with a column of counts for each type of event, and none of types."""
    of_types = [at for at, name in enumerate(header) if parent_of(meaning_of_words(name).name) in _KINDS]
    if len(of_types) < 2 or _has_types(header, parts()):
        return ""
    counted = [(header[at].strip(), counts) for at in of_types if (counts := _counts(parts(), at, is_stated=True))]
    if len(counted) < 2:
        return ""
    listed = " and ".join(repr(name) for name, _ in counted[:3])
    return _sentence(f"its columns {listed} hold", counted[0][1])


def _by_time(header: Sequence[str], parts: Callable[[], Iterable[RawTable]]) -> str:
    """The refusal of a table with a column of counts for each month or year."""
    of_times = [at for at, name in enumerate(header) if _is_time(name)]
    if len(of_times) < _LEAST_TIMES:
        return ""
    counted = [(header[at].strip(), counts) for at in of_times if (counts := _counts(parts(), at, is_stated=True))]
    if len(counted) < _LEAST_TIMES - 1:
        return ""
    listed = " and ".join(repr(name) for name, _ in counted[:3])
    return _sentence(f"its columns {listed} hold", counted[0][1])


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


def _counts(parts: Iterable[RawTable], at: int, is_stated: bool) -> list[int]:
    """Some numbers of a column of counts, the first above one among them; none if it is no such column."""
    numbers: list[int] = []
    filled = 0
    for part in parts:
        cells = [record[at].strip() for record in part.records if at < len(record)]
        cells = [cell for cell in cells if cell not in _BLANK]
        filled += len(cells)
        numbers += [number for cell in cells if (number := read_number(folded(cell))) is not None]
        if len(numbers) < _WHOLE * filled:
            return []
    if max(numbers, default=0) < 2 or (not is_stated and _counts_rows(numbers)):
        return []
    first = next(at for at, number in enumerate(numbers) if number > 1)
    return numbers[first : first + 3]


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
