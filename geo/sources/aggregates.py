"""Files that look like incidents and are counts of them: recognised, and refused with the reason."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["refusal"]

_HAPI = frozenset({"location_code", "event_type", "events", "fatalities", "reference_period_start"})
_MONTHLY = frozenset({"country", "admin1", "month", "year", "events", "fatalities"})
_FORECAST = frozenset({"month", "year", "total_forecast"})
WHY = (
    "counts of incidents, not incidents: each row stands for several, at no place and on no day. Ask its provider for "
    "the events themselves."
)


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
