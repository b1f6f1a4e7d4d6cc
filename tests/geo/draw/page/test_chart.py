"""The bars of the page."""

from __future__ import annotations

from tests.geo.draw.page.pages import ALL, NOVEMBER, drawn, texts


def test_the_period_is_marked_only_where_there_is_time_around_it() -> None:
    assert texts(drawn(NOVEMBER), "period") == ["this page"]
    assert texts(drawn(ALL), "period") == []
