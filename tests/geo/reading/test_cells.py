"""Cells of one kind: the value, or a message with the problem."""

from __future__ import annotations

from datetime import date

import pytest

from geo.reading.cells import degrees_reader, read_count_cell, read_day_cell, read_plain_degrees


@pytest.mark.parametrize("text", ["2024-11-18", "2024-11-18T00:00:00Z", "2024-11-18 00:00"])
def test_a_day_is_parsed_with_or_without_midnight(text: str) -> None:
    assert read_day_cell(text) == (date(2024, 11, 18), None)


@pytest.mark.parametrize(("text", "words"), [("2024-02-31", "calendar"), ("1900-01-01", "first day of Pakistan")])
def test_a_wrong_day_gets_a_message(text: str, words: str) -> None:
    day, fault = read_day_cell(text)
    assert day is None
    assert fault is not None
    assert words in fault[0]


@pytest.mark.parametrize(
    ("text", "words"), [("-1", "negative"), ("1.5", "whole"), ("many", "digits only"), ("1000001", "check")]
)
def test_a_wrong_count_gets_a_message(text: str, words: str) -> None:
    count, fault = read_count_cell(text)
    assert count is None
    assert fault is not None
    assert words in fault[0]


def test_a_blank_cell_is_unknown_without_a_problem() -> None:
    assert [read_day_cell(""), read_count_cell(""), degrees_reader("lon", 180)("")] == [(None, None)] * 3


def test_a_numeric_column_read_as_a_whole_equals_one_read_cell_by_cell() -> None:
    texts = ["70.6", "-12", "180"]
    read = degrees_reader("lon", 180.0)
    assert read_plain_degrees(texts, 180.0) == [read(text)[0] for text in texts]


@pytest.mark.parametrize("texts", [[], ["70.6", ""], ["70.6", "181"], ["70.6", "7e1"], ["7.0.6"]])
def test_a_column_with_other_cells_is_read_cell_by_cell(texts: list[str]) -> None:
    assert read_plain_degrees(texts, 180.0) is None
