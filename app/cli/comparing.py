"""The option that puts a page beside another period or province."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.analysis.sides import Against

__all__ = ["add_comparison_option"]

_BETWEEN = ".."


def add_comparison_option(command: argparse.ArgumentParser) -> None:
    """Add the option of what a page is compared with."""
    command.add_argument(
        "--compare-with", type=_against, dest="against", default=None, metavar="previous|year|FROM..TO|province",
        help="two maps side by side with one legend and one scale, and the figures of both: with the equal period "
        "before, the same days a year before, a period, or one province with the other",
    )  # fmt: skip


def _against(text: str) -> Against:
    """What a page is compared with; `ArgumentTypeError` if a text names nothing."""
    from geo.analysis.sides import Against, Kind
    from geo.errors import InputError

    chosen: dict[str, Kind] = {"previous": "previous", "year": "year", "province": "province"}
    try:
        if _BETWEEN in text:
            first, last = text.split(_BETWEEN, 1)
            return Against("period", _day(first), _day(last, end=True))
        if text.casefold() not in chosen:
            raise InputError("give previous, year, province, or a period as 2024-01-01..2024-06-30")
        return Against(chosen[text.casefold()])
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _day(text: str, *, end: bool = False) -> date:
    from geo.calendar.days import from_day_number
    from geo.errors import InputError
    from geo.reading.typed_days import parse_typed_day, two_ways

    day = parse_typed_day(text, end=end)
    if day is None:
        raise InputError(f"{text!r} is no day. {two_ways(text)}".strip())
    return from_day_number(day)
