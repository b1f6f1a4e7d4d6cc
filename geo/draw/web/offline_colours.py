"""Scales of an offline map: what the colours of districts and heat mean for periods of each length.

The page finds the class of each district itself, from the incidents of the file. The bounds come from all that may
leave, at any time, as in the window; a file of one month could not tell what is much in a month. Each scale holds for
the periods up to its length, so that colours do not change their meaning while the time bar moves or plays.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from geo.analysis.choropleth import Choropleth, choropleth, class_bounds, classed
from geo.analysis.heat import heat_classes
from geo.calendar.period import Period
from geo.draw.style import AREA_COLOURS, class_colours
from geo.draw.web.areas import area_colours
from geo.query import PLACES, districts_within
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["LENGTHS", "scales_of_file"]

LENGTHS = (1, 7, 30, 90, 365)
"""The lengths in days that the page's time bar offers beside its whole time: ``LENGTHS`` of ``offline/windows.js``."""


def scales_of_file(among: Snapshot, days: Period) -> dict[str, Any]:
    """The content of ``colours.json``, see ``Colours`` in ``offline/colours.js``.

    Parameters
    ----------
    among
        What is shown among all that may leave.
    days
        Those that the time bar of the page covers.
    """
    lengths = [*(length for length in LENGTHS if length < days.width_days), days.width_days]
    spans = [_span(least + 1, most) for least, most in pairwise([0, *lengths])]
    found = choropleth(among)
    return {
        "districts": None if found is None else _districts(among, found, dict(zip(lengths, spans, strict=True))),
        "heat": _heat(among, lengths, spans) if "heat" in among.state.layers else None,
    }


def _districts(among: Snapshot, found: Choropleth, lengths: dict[int, str]) -> dict[str, Any]:
    return {
        "measure": found.measure,
        "title": found.title,
        "none_text": "no change" if found.is_diverging else "none",
        "per": _per(among, found),
        "outside": _outside(among),
        "whole": area_colours(among),
        "scales": [_scale(among, length, span) for length, span in lengths.items()],
    }


def _outside(among: Snapshot) -> list[int]:
    """The districts beyond the filter by place; the page colours those that hold an incident all the same."""
    query = among.state.query
    is_named = any(getattr(query, field) for field in PLACES)
    return np.flatnonzero(~districts_within(among.dataset, query)).tolist() if is_named else []


def _per(among: Snapshot, found: Choropleth) -> list[float] | None:
    """What the incidents of each district are divided by; 0 where that is not known."""
    drawn = among.dataset.gazetteer.drawn
    if found.measure == "per_100k":
        return [(district.population_2023 or 0) / 1e5 for district in drawn]
    return [(district.area_km2 or 0) / 1e3 for district in drawn] if found.measure == "per_1000_km2" else None


def _scale(among: Snapshot, length: int, span: str) -> dict[str, Any]:
    bounds = class_bounds(among, length)
    found = classed(among, bounds)
    assert found is not None
    count = len(found.labels)
    return {
        "days": length,
        "bounds": list(bounds),
        "classes": list(found.labels),
        "from": list(found.least),
        "colours": {theme: class_colours(theme, count, diverging=found.is_diverging) for theme in AREA_COLOURS},
        "note": f"With the number of districts in each class. Classes hold for every period of {span}.",
    }


def _heat(among: Snapshot, lengths: list[int], spans: list[str]) -> list[dict[str, Any]]:
    return [
        {"days": length, "classes": list(heat_classes(among, length)), "lengths": span}
        for length, span in zip(lengths, spans, strict=True)
    ]


def _span(least: int, most: int) -> str:
    return plural(most, "day") if least == most else f"{least:,} to {plural(most, 'day')}"
