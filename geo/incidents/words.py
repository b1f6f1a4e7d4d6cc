"""An incident's date, place and figures in plain words, with how precisely they are known."""

from __future__ import annotations

from datetime import date

from geo.calendar.days import MONTHS, day_text, period_text
from geo.incidents.table import Incident

__all__ = ["PLACE_PRECISION_WORDS", "date_words", "figure_words", "interval_words", "place_words", "stated_words"]

PLACE_PRECISION_WORDS = {
    "exact": "at the place named",
    "near": "near the place named",
    "district": "known only to the district",
    "province": "known only to the province",
    "country": "place not known more closely than the country",
}


def date_words(incident: Incident) -> str:
    """When it happened, as precisely as it is known: ``18 Nov 2024``, ``some day in November 2024``."""
    return interval_words(incident.date_start, incident.date_end, incident.date_precision)


def interval_words(first: date, last: date, precision: str) -> str:
    """As `date_words`, for days and their precision."""
    if precision == "week":
        return f"some day in the week {period_text(first, last)}"
    if precision == "month":
        return f"some day in {MONTHS[first.month - 1]} {first.year}"
    if precision == "year":
        return f"some day in {first.year}"
    return day_text(first) if first == last else period_text(first, last)


def place_words(incident: Incident) -> str:
    """How precisely the place is known, with the coordinates where it is one point (degrees, four decimals)."""
    words = PLACE_PRECISION_WORDS.get(incident.place_precision, incident.place_precision)
    if incident.lon is None or incident.lat is None or incident.place_precision not in ("exact", "near"):
        return words
    east, north = "E" if incident.lon >= 0 else "W", "N" if incident.lat >= 0 else "S"
    return f"{words} ({abs(incident.lat):.4f}° {north}, {abs(incident.lon):.4f}° {east})"


def figure_words(incident: Incident) -> str:
    """The deaths reported: one figure, or the best with its range; ``no figure`` is not zero."""
    best, low, high = incident.killed_best, incident.killed_low, incident.killed_high
    if best is None:
        return "no figure" if low is None and high is None else f"{_figure(low)}–{_figure(high)}"
    low, high = best if low is None else low, best if high is None else high
    return f"{best:,}" if low == high else f"{best:,} (reports from {low:,} to {high:,})"


def _figure(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"


def stated_words(total: int, incidents: int, not_stated: int) -> str:
    """A sum over incidents of which some state no number; ``not stated`` if none does."""
    return "not stated" if incidents and not_stated == incidents else f"{total:,}"
