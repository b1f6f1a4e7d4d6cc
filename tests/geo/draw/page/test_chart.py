"""The chart of the page."""

from __future__ import annotations

from datetime import date

from matplotlib.patches import Rectangle
from matplotlib.text import Text

from geo.query import Query
from tests.geo.draw.page.pages import ALL, NOVEMBER, drawn_page, texts


def test_the_period_is_marked_only_if_the_chart_shows_more_than_it() -> None:
    assert texts(drawn_page(NOVEMBER), "period") == ["this page"]
    assert texts(drawn_page(ALL), "period") == []


def test_days_beyond_the_data_are_hatched_and_said_nearly_as_large_as_the_title() -> None:
    page = drawn_page(Query(first=date(2026, 1, 1), last=date(2026, 12, 31)))
    assert texts(page, "no data") == ["no data"]
    assert sum(p.get_gid() == "no data" for p in page.findobj(Rectangle)) == 1
    size = {
        gid: next(t for t in page.findobj(Text) if t.get_gid() == gid).get_fontsize() for gid in ("title", "coverage")
    }
    assert size["coverage"] >= 0.7 * size["title"]
