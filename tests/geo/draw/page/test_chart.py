"""The chart of the page."""

from __future__ import annotations

from datetime import date

from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text

from geo.briefing import briefing_of
from geo.draw.page import PageOptions, render
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans import plan_of
from geo.draw.page.terrain import FALL_HATCH
from geo.draw.style import TYPE_STYLES
from geo.query import Query
from tests.geo.draw.page.pages import ALL, NOVEMBER, drawn_page, snapshot_of, texts


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
    assert 25 <= heights[1] < heights[0] <= 40
