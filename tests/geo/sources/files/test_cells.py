"""Typed values of workbooks, layers and columns as texts."""

from __future__ import annotations

from datetime import datetime

import pytest

from geo.sources.files.cells import text_of


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2024-11-18T00:00:00", "2024-11-18"),
        ("2024-11-18T09:30:00", "2024-11-18 09:30:00"),
        ("2024-11-18T00:00:00+00:00", "2024-11-18"),
        ("2024-11-18T00:00:00+09:00", "2024-11-18 00:00:00+09:00"),
        ("2024-11-17T20:30:00+00:00", "2024-11-17 20:30:00+00:00"),
    ],
)
def test_midnight_is_a_day_alone_where_it_is_that_day_in_pakistan(moment: str, text: str) -> None:
    assert text_of(datetime.fromisoformat(moment)) == text
