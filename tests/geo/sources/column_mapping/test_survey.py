"""The survey of a table: exact for few texts, bounded for many, and the same however long the table is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from geo.incidents.findings import RawTable
from geo.sources.column_mapping.guess import guess_columns
from geo.sources.column_mapping.survey import LONGEST, MOST_SAMPLED, MOST_TEXTS, Survey
from geo.sources.placenames import bundled_places

HEADER = ("ref", "occurred", "type", "lon", "lat", "notes")
START = datetime(2022, 1, 1, tzinfo=UTC)


def table(first: int, last: int) -> list[RawTable]:
    """Rows in parts, each with an id, a moment, a point and a note of its own."""
    rows = [
        (f"M-{n}", f"{START + timedelta(seconds=n * 487):%Y-%m-%d %H:%M:%S}", ("IED", "Ambush")[n % 2],
         f"{70.5 + n % 150 * 0.001 + n * 1e-7:.7f}", f"{32.9 + n % 90 * 0.001 + n * 1e-7:.7f}", f"Beside road {n}.")
        for n in range(first, last)
    ]  # fmt: skip
    return [RawTable(HEADER, rows[at : at + 5_000], first=at + 1) for at in range(0, len(rows), 5_000)]


@cache
def survey_of_60_000() -> Survey:
    """Only read by the tests, which share it."""
    return Survey(HEADER, table(0, 60_000))


@pytest.mark.parametrize("rows", [40, 2_000, 24_000])
def test_the_number_of_different_texts_decides_nothing(rows: int) -> None:
    guess = guess_columns(Survey(HEADER, table(0, rows)), bundled_places(), "desk")
    assert guess.column_mapping.columns == {
        "incident_id": "ref", "date_start": "occurred", "event_type": "type", "lon": "lon", "lat": "lat",
        "notes": "notes",
    }  # fmt: skip
    assert (guess.questions, guess.column_mapping.standing_notes) == ((), ())


def test_memory_is_bounded_and_every_day_is_there() -> None:
    survey = survey_of_60_000()
    assert survey.rows == 60_000
    assert len(survey.sampled) <= MOST_SAMPLED
    assert max(len(survey.texts(name)) for name in HEADER) <= max(MOST_TEXTS, MOST_SAMPLED)
    days = {text[:10] for text in survey.texts("occurred")}
    assert days == {f"{START + timedelta(seconds=n * 487):%Y-%m-%d}" for n in range(60_000)}
    assert survey.texts("type") == {"IED": 30_000, "Ambush": 30_000}


def test_the_sample_is_taken_from_the_whole_table() -> None:
    survey = survey_of_60_000()
    numbers = [int(row[0][2:]) for row in survey.sampled]
    for tenth in range(10):
        share = sum(tenth * 6_000 <= number < (tenth + 1) * 6_000 for number in numbers) / len(numbers)
        assert 0.08 < share < 0.12


def test_blank_and_long_cells_count() -> None:
    records = [("x", ""), (" x ", "y" * (LONGEST + 1)), ("", "x"), ("", "")]
    survey = Survey(("a", "b"), [RawTable(("a", "b"), records)])
    assert (survey.texts("a"), survey.fill("a")) == ({"x": 2}, 0.5)
    assert survey.share("b", lambda text: text == "x") == 0.5
    assert survey.texts("b") == {"x": 1}
