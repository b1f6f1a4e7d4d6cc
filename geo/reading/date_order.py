"""The order of day, month and year in a column: found from all of its rows, or open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from geo.calendar.days import day_text
from geo.reading.dates import DATE_ORDERS, EPOCH, Readings, WrittenDay, read_moment_number, readings_by_order

__all__ = ["ORDER_WORDS", "DateOrder", "date_order_of"]

ORDER_WORDS = {"dmy": "day first", "mdy": "month first", "ymd": "year first", EPOCH: "as moments since 1970"}
"""The orders in words."""

_SHOWN = 3
_ENDLESS = 10**9
_LONG_DAYS = 366
_SOME_YEARS = 3 * 366


class DateOrder(NamedTuple):
    """The order in which the days of a column are written.

    Attributes
    ----------
    order
        ``dmy``, ``mdy``, ``ymd`` or ``epoch``; blank where no day is written in numbers, or where it is open.
    candidates
        The orders to choose from where it is open; none where it is decided.
    fitting
        The orders that every row fits.
    examples
        Texts that show why it is open.
    why
        Why it is open, or what was decided although something competed with it; blank if neither.
    """

    order: str = ""
    candidates: tuple[str, ...] = ()
    fitting: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    why: str = ""


def date_order_of(texts: Iterable[str]) -> DateOrder:
    """The order of the days of a whole column; how often a text occurs makes no difference.

    An order is decided if every row fits it, and no other one. Whether years of two digits stand last is open unless
    the other numbers differ more.
    """
    distinct = list(dict.fromkeys(filter(None, map(str.strip, texts))))
    if distinct and all(map(read_moment_number, distinct)):
        return DateOrder(EPOCH, why=f"numbers such as {distinct[0]} are read as moments since 1970 (UTC)")
    readings = {text: by_order for text in distinct if any((by_order := readings_by_order(text)).values())}
    if not readings:
        return DateOrder()
    fitting = [order for order in DATE_ORDERS if all(order in by_order for by_order in readings.values())]
    if not fitting:
        return _contradicting(readings)
    return _decided(readings, fitting)._replace(fitting=tuple(fitting))


def _decided(readings: Mapping[str, Readings], fitting: list[str]) -> DateOrder:
    first = next(iter(readings))
    if fitting == ["ymd"]:
        return DateOrder("ymd", why=f"{first} and the like are read year first: no other order fits every row")
    why = _why_year_last(readings, fitting) if "ymd" in fitting else ""
    if why is not None:
        fitting = [order for order in fitting if order != "ymd"]
    unlike = [text for text, by_order in readings.items() if len({by_order[order] for order in fitting}) > 1]
    if not unlike:
        return DateOrder(fitting[0], why=why or "")
    return DateOrder("", tuple(fitting), (), tuple(unlike[:_SHOWN]), _choices(readings, unlike, fitting))


def _why_year_last(readings: Mapping[str, Readings], fitting: list[str]) -> str | None:
    """Why a year of two digits stands last, blank where that is usual; None if it may stand first as well.

    A file is of few years and of many days: where the numbers that stand first differ more than those that stand last,
    they are the days.
    """
    others = [order for order in fitting if order != "ymd"]
    if not others:
        return None
    years_if_first, span_if_first = _years_and_span(readings, "ymd")
    years, span = min(_years_and_span(readings, order) for order in others)
    has_dashes = any("-" in text for text in readings)  # as in ISO dates, which begin with the year
    if years < years_if_first and (not has_dashes or years_if_first - years > 1 or span_if_first > _SOME_YEARS):
        return ""
    if years == years_if_first and 2 * span < span_if_first > _LONG_DAYS:
        return ""
    if years != years_if_first or span != span_if_first or has_dashes:
        return None
    return f"the year of {next(iter(readings))} and the like is taken to stand last"


def _years_and_span(readings: Mapping[str, Readings], order: str) -> tuple[int, int]:
    """The number of different years, and the days between the first and the last day, in an order."""
    days = [written.day for by_order in readings.values() if (written := by_order[order])]
    if not days:
        return _ENDLESS, _ENDLESS
    span = date.fromisoformat(max(days)) - date.fromisoformat(min(days))
    return len({day[:4] for day in days}), span.days


def _choices(readings: Mapping[str, Readings], unlike: list[str], fitting: list[str]) -> str:
    text = next((text for text in unlike if all(readings[text][order] for order in fitting)), unlike[0])
    days = [f"{_day_in(readings[text][order])} {ORDER_WORDS[order]} ({order})" for order in fitting]
    return f"{text} can be {', '.join(days[:-1])} or {days[-1]}, and no row decides it"


def _day_in(written: WrittenDay | None) -> str:
    return day_text(date.fromisoformat(written.day)) if written else "no day"


def _contradicting(readings: Mapping[str, Readings]) -> DateOrder:
    """The orders of which each is the only one for some row, with such a row; all of them if there are none."""
    only: dict[str, str] = {}
    for text, by_order in readings.items():
        if len(by_order) == 1:
            only.setdefault(next(iter(by_order)), text)
    listed = " and ".join(f"{text} only {ORDER_WORDS[order]} ({order})" for order, text in only.items())
    why = f"its rows contradict each other: {listed or 'no order fits all of them'}"
    return DateOrder("", tuple(only) or DATE_ORDERS, (), tuple(only.values()), why)
