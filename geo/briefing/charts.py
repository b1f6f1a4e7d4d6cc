"""How the bars of the chart over time are divided: by type of event, by band of distance from a border, or not."""

from __future__ import annotations

from geo.errors import InputError, did_you_mean

__all__ = ["BY_DISTANCE", "CHARTS", "chart_words", "require_chart"]

CHARTS = {
    "type": "By type of event",
    "total": "Not divided",
    "border_band": "By distance from the nearer border",
    "afghan_border_band": "By distance from the Afghan border",
    "iranian_border_band": "By distance from the Iranian border",
}
"""The charts by the names of the groupings that divide their bars, and what each is called."""

BY_DISTANCE = {
    "border_band": "Distance from the nearer border",
    "afghan_border_band": "Distance from the Afghan border",
    "iranian_border_band": "Distance from the Iranian border",
}
"""What stands before the bands of a chart."""


def chart_words(chart: str) -> str:
    """How the bars are divided, to be added to a title; blank for those by type and for undivided ones."""
    return f" by {BY_DISTANCE[chart][0].lower()}{BY_DISTANCE[chart][1:]}" if chart in BY_DISTANCE else ""


def require_chart(chart: str) -> None:
    """Raise `InputError` for a chart that is not offered."""
    if chart not in CHARTS:
        near = did_you_mean(chart, CHARTS)
        raise InputError(f"The chart {chart!r} is not offered: choose {', '.join(CHARTS)}.{near}")
