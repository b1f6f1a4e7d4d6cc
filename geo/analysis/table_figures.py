"""What can be in the cells of a table of two groupings: the figures by name, and how each is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.analysis.comparison import change_text
from geo.analysis.districts import rate_text
from geo.tally.figures import Figures

__all__ = ["FIGURES", "RATES", "SHARES", "Figure", "share_text", "signed_text", "stated", "whole_text"]

_Value = int | float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its title, what it is in words, the columns that it is summed from, its value and its text."""

    title: str
    tip: str
    names: tuple[str, ...]
    value: Callable[[Figures], _Value]
    text: Callable[[float], str]


def stated(total: int, unknown: int, incidents: int) -> int | None:
    """A sum, or ``None`` where there are incidents and none of them states a number."""
    return None if incidents and unknown >= incidents else total


def share_text(share: float) -> str:
    """A share in whole per cent; "under 1 %" for what is little and not nothing."""
    return "under 1 %" if 0 < share < 0.005 else f"{share:.0%}".replace("%", " %")


def _killed(end: str) -> Callable[[Figures], _Value]:
    return lambda figures: stated(getattr(figures, f"killed_{end}"), figures.no_figure, figures.incidents)


def whole_text(value: float) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,.0f}"


def signed_text(value: float) -> str:
    """A change with its sign."""
    return change_text(round(value), 0)


_DEATHS = ("killed_low", "killed_best", "killed_high", "no_figure")

FIGURES: dict[str, Figure] = {
    "incidents": Figure("Incidents", "incidents", (), lambda f: f.incidents, whole_text),
    "killed": Figure("Killed", "reported deaths", _DEATHS, _killed("best"), whole_text),
    "killed_low": Figure("Killed, low", "reported deaths, low ends", _DEATHS, _killed("low"), whole_text),
    "killed_high": Figure("Killed, high", "reported deaths, high ends", _DEATHS, _killed("high"), whole_text),
    "injured": Figure(
        "Injured", "people reported injured", ("injured", "no_injured"),
        lambda f: stated(f.injured, f.no_injured, f.incidents), whole_text,
    ),
    "abducted": Figure(
        "Abducted", "people reported abducted", ("abducted", "no_abducted"),
        lambda f: stated(f.abducted, f.no_abducted, f.incidents), whole_text,
    ),
    "share": Figure("Share", "incidents by all that are shown", (), lambda f: f.incidents, share_text),
    "column_share": Figure("Share of column", "incidents by all of the column", (), lambda f: f.incidents, share_text),
    "per_100k": Figure("Per 100k", "incidents per 100,000 people (2023)", (), lambda f: f.incidents, rate_text),
    "per_1000_km2": Figure("Per 1,000 km²", "incidents per 1,000 km²", (), lambda f: f.incidents, rate_text),
    "change": Figure(
        "Change", "incidents more or fewer than before", (), lambda f: f.incidents,
        signed_text,
    ),
}  # fmt: skip
"""The figures of cells, in the order in which they are offered."""

SHARES = ("share", "column_share")
"""The figures that are parts of a whole."""

RATES = {"per_100k": 1e5, "per_1000_km2": 1e3}
"""The figures that are measured against people or an area, and for how many."""
