"""The chart of the page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text

from geo.briefing import briefing_of
from geo.briefing.charts import CHARTS
from geo.briefing.incident_list import incident_list
from geo.draw.page import PageOptions, render
from geo.draw.page.listing import draw_list_panel
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans import plan_of
from geo.draw.page.terrain import FALL_HATCH
from geo.draw.style import TYPE_STYLES
from geo.errors import InputError
from geo.places.border_bands import BAND_NAMES
from geo.query import Query
from tests.geo.draw.page.pages import (
    ALL,
    MADE,
    NOVEMBER,
    all_text,
    dataset_of,
    drawn_page,
    incident,
    snapshot_of,
    texts,
)

OPTIONS = PageOptions(dpi=50, made=MADE)
VAGUE = ("in several bands", "distance not known")


def test_the_period_is_marked_only_if_the_chart_shows_more_than_it() -> None:
    assert texts(drawn_page(NOVEMBER), "period") == ["this page"]
    assert texts(drawn_page(ALL), "period") == []


def test_neighbours_in_a_bar_and_falls_and_rises_differ_in_greyscale() -> None:
    page = drawn_page(ALL)
    bars = [c for c in page.findobj(PathPatch) if c.get_gid() == "bars"]
    assert [bool(c.get_hatch()) for c in bars] == [bool(kind % 2) for kind in range(len(TYPE_STYLES))]
    autumn = Query(first=date(2024, 10, 1), last=date(2024, 12, 31))
    change = render(snapshot_of(autumn, colour_by="change"), PageOptions(dpi=60))
    ruled = [bool(c.get_hatch()) for c in change.findobj(PathCollection) if c.get_gid() == "district class"]
    assert ruled == [True] * (len(ruled) // 2) + [False] * (len(ruled) // 2)
    swatches = [p for p in change.findobj(Rectangle) if p.get_gid() == "legend class"]
    assert sum(p.get_hatch() == FALL_HATCH for p in swatches) == len(ruled) // 2


def test_days_beyond_the_data_are_hatched_and_said_nearly_as_large_as_the_title() -> None:
    page = drawn_page(Query(first=date(2026, 1, 1), last=date(2026, 12, 31)))
    assert texts(page, "no data") == ["no data"]
    assert sum(p.get_gid() == "no data" for p in page.findobj(Rectangle)) == 1
    size = {
        gid: next(t for t in page.findobj(Text) if t.get_gid() == gid).get_fontsize() for gid in ("title", "coverage")
    }
    assert size["coverage"] >= 0.7 * size["title"]


def test_the_chart_of_a_landscape_page_is_lower_where_a_long_legend_leaves_the_table_little_room() -> None:
    paper, heights = Paper(Figure(), PageOptions()), []
    for colour_by in ("", "killed"):
        briefing = briefing_of(snapshot_of(colour_by=colour_by))
        plan = plan_of(paper, Box(10, 20, 277, 155), briefing, briefing.legend)
        assert plan.chart is not None
        assert plan.rows is not None
        assert plan.rows.y >= plan.chart.bottom
        heights.append(plan.chart.h)
    assert 25 <= heights[1] < heights[0] <= 45


def test_the_chart_takes_the_room_that_few_districts_leave_and_gives_room_to_a_list_of_all() -> None:
    paper, listing = Paper(Figure(), PageOptions()), Paper(Figure(), PageOptions(incident_list="page"))
    few = snapshot_of(Query(districts=frozenset({"Chaman", "Killa Abdullah"})))
    briefing, body = briefing_of(few), Box(10, 20, 277, 155)
    plans = [plan_of(each, body, briefing, briefing.legend, few) for each in (paper, listing)]
    assert all(plan.chart is not None and plan.rows is not None for plan in plans)
    heights = [plan.chart.h for plan in plans if plan.chart is not None]
    assert heights[0] > 45
    assert 18 <= heights[1] < heights[0]
    rows = plans[1].rows
    assert rows is not None
    draw_list_panel(listing, rows, incident_list(few))
    assert texts(listing.figure, "heading") == ["Incidents"]


def test_bars_that_would_be_hairlines_are_taken_together_and_the_heading_says_so() -> None:
    rows = [incident(k, date_start=date(1993 + k, 5, 1), date_end=date(1993 + k, 5, 1)) for k in range(29)]
    snapshot = snapshot_of(dataset=dataset_of(*rows))
    month, quarter, year = (briefing_of(snapshot).series.with_most(most) for most in (400, 200, 100))
    assert [each.title for each in (month, quarter, year)] == [
        f"Incidents per {u}" for u in ("month", "quarter", "year")
    ]
    assert [len(each.edges) - 1 for each in (month, quarter, year)] == [337, 113, 29]
    assert {float(np.sum(each.counts)) for each in (month, quarter, year)} == {29.0}
    assert any(text.startswith("Incidents per quarter") for text in texts(render(snapshot, OPTIONS), "heading"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_bars_by_distance_from_a_border_have_a_key_and_differ_in_greyscale(theme: str) -> None:
    at_border, near = {"place_precision": "exact"}, {"place_precision": "near"}
    places = [(71.1, 34.1, at_border), (71.6, 34.0, at_border), (71.1, 34.1, near), (None, None, {})]
    rows = [incident(k, lon=lon, lat=lat, **more) for k, (lon, lat, more) in enumerate(places)]
    page = render(snapshot_of(dataset=dataset_of(*rows)), replace(OPTIONS, chart="afghan_border_band", theme=theme))
    named = texts(page, "legend")
    assert "Distance from the Afghan border:" in named
    assert [text for text in named if text in (*BAND_NAMES, *VAGUE)] == [*BAND_NAMES, *VAGUE]
    keys = [p for p in page.findobj(Rectangle) if p.get_gid() == "chart key"]
    bars = [c for c in page.findobj(PathPatch) if c.get_gid() == "bars"]
    assert [k.get_facecolor() for k in keys] == [b.get_facecolor() for b in bars]
    assert [bool(b.get_hatch()) for b in bars] == [False] * len(BAND_NAMES) + [True, False]
    greys = [np.dot(k.get_facecolor()[:3], (0.299, 0.587, 0.114)) for k in keys]
    bands = greys[: len(BAND_NAMES)]
    assert bands == sorted(bands, reverse=theme == "dark")
    assert min(abs(np.diff(bands))) > 0.05
    assert json.loads(page.record.view)["page"]["chart"] == "afghan_border_band"


def test_the_parts_of_a_chart_sum_to_its_bars_whatever_divides_them() -> None:
    series = [briefing_of(snapshot_of(NOVEMBER), chart=chart).series for chart in CHARTS]
    sums = [np.sum(each.counts, axis=1) for each in series]
    assert all(np.allclose(each, sums[0]) for each in sums)
    assert [len(each.counts[0]) for each in series][:2] == [len(TYPE_STYLES), 1]
    assert "Distance" not in all_text(drawn_page(NOVEMBER, chart="total"))
    with pytest.raises(InputError, match="The chart 'band' is not offered: choose type, total, border_band"):
        PageOptions(chart="band")
