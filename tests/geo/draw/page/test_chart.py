"""The chart of the page."""

from __future__ import annotations

from tests.geo.draw.page.pages import ALL, NOVEMBER, drawn_page, texts


def test_the_period_is_marked_only_if_the_chart_shows_more_than_it() -> None:
    assert texts(drawn_page(NOVEMBER), "period") == ["this page"]
    assert texts(drawn_page(ALL), "period") == []
