"""Degrees in the notations of partners."""

from __future__ import annotations

import pytest

from geo.places.coordinates import degrees_text, read_degrees


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("34.0123", 34.0123), ("34,0123", 34.0123), ("-34.5", -34.5), ("34.5 N", 34.5), ("34.5°S", -34.5),
        ("70.5 E", 70.5),
        ("34°30'N", 34.5), ("34° 30' 36\" N", 34.51), ("34 30 36", 34.51), ("70:30", 70.5), ("34°75'N", None),
        ("north", None), ("", None),
        ("3.4e1", None), ("34.0.1", None), ("nan", None),
    ],
)  # fmt: skip
def test_common_notations_of_degrees_are_parsed(text: str, degrees: float | None) -> None:
    result = read_degrees(text)
    assert result == (None if degrees is None else pytest.approx(degrees))


def test_text_that_is_not_degrees_is_unchanged() -> None:
    assert [degrees_text(text) for text in ("34,5", "34.50", "60", "north", " ")] == ["34.5", "34.5", "60", "north", ""]
