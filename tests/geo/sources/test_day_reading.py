"""How the days of a file are read: decided from all rows, taken from earlier decisions, or asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.incidents.findings import RawTable
from geo.sources.day_reading import DayDecisions, day_texts, decide_days

OPEN = ("03/04/2024", "05/06/2024")
DAY_FIRST = ("18/11/2024", "03/04/2024")
SWAPPED = ("2024-03-04", "2024-05-04", "2024-06-04", "2024-07-04", "13/04/2024")


def rows(*texts: str) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts, 1)}


def test_texts_are_collected_with_their_first_row_from_all_parts() -> None:
    parts = [
        RawTable(("Date ", "To"), [("03/04/2024", ""), (" 03/04/2024", "x"), ("short",)], first=1),
        RawTable(("Date ", "To"), [("", "y"), ("05/06/2024", "y")], first=4),
    ]
    columns = {"date_start": "date", "date_end": "to", "district": "district"}
    assert day_texts(parts, columns) == {
        "date_start": {"03/04/2024": 1, "short": 3, "05/06/2024": 5},
        "date_end": {"x": 2, "y": 4},
    }


def test_an_open_order_is_asked_with_both_readings_and_the_option() -> None:
    reading = decide_days({"date_start": rows(*OPEN)})
    (question,) = reading.questions
    assert (question.about, question.option) == ("date_start", "--date-order dmy or mdy")
    assert question.candidates == ("dmy", "mdy")
    assert "3 Apr 2024 day first (dmy) or 4 Mar 2024 month first (mdy)" in question.text
    assert reading.unclear == OPEN
    assert reading.order == ""


def test_a_given_order_is_obeyed_and_asks_nothing() -> None:
    for texts in (OPEN, DAY_FIRST, ("18/11/2024", "11/18/2024")):
        reading = decide_days({"date_start": rows(*texts)}, DayDecisions(order="mdy"))
        assert (reading.order, reading.questions) == ("mdy", ())


def test_the_usual_order_decides_an_open_column_and_no_other() -> None:
    usual = DayDecisions(usual_order="mdy")
    assert decide_days({"date_start": rows(*OPEN)}, usual).order == "mdy"
    assert decide_days({"date_start": rows("2024-11-18")}, usual).order == "mdy"
    (question,) = decide_days({"date_start": rows(*DAY_FIRST)}, usual).questions
    assert question.candidates == ("dmy", "mdy")
    assert question.option == "--date-order dmy"
    assert decide_days({"date_start": rows("18/11/2024", "11/18/2024")}, usual).questions


def test_moments_that_were_moments_before_ask_nothing() -> None:
    usual = DayDecisions(usual_order="epoch")
    reading = decide_days({"date_start": rows("1731916800000", "1730532600000")}, usual)
    assert (reading.order, reading.questions) == ("epoch", ())


def test_both_columns_of_days_decide_one_order() -> None:
    reading = decide_days({"date_start": rows(*OPEN), "date_end": rows("13/04/2024")})
    assert (reading.order, reading.questions) == ("dmy", ())


def test_moments_of_one_column_need_no_moments_in_the_other() -> None:
    reading = decide_days({"date_start": rows("1731916800000"), "date_end": rows("2024-11-19")})
    assert reading.order == "epoch"
    assert "moments since 1970" in reading.notes[0]


def test_days_that_a_spreadsheet_swapped_are_asked_with_three_rows() -> None:
    reading = decide_days({"date_start": rows(*SWAPPED)}, has_date_cells=True)
    (question,) = reading.questions
    assert question.option == "--swapped-days exchange or keep"
    assert "13/04/2024 (row 5)" in question.text
    for number, other in ((1, "3 Apr"), (2, "5 Apr"), (3, "6 Apr")):
        assert f"row {number} ({SWAPPED[number - 1]})" in question.text
        assert f"{other} 2024 (exchange)" in question.text
    assert "row 4" not in question.text
    assert reading.order == "dmy"


def test_two_columns_that_were_swapped_are_one_question() -> None:
    columns = {"date_start": rows(*SWAPPED), "date_end": rows(*SWAPPED)}
    (question,) = decide_days(columns, has_date_cells=True).questions
    assert "date_start and date_end" in question.text
    decided = decide_days(columns, DayDecisions(swapped="exchange"), has_date_cells=True)
    assert decided.swapped == {"date_start": "date", "date_end": "date"}


@pytest.mark.parametrize(("choice", "swapped"), [("exchange", "date"), ("keep", "keep")])
def test_what_is_done_with_swapped_days_is_given_or_as_it_was_before(choice: str, swapped: str) -> None:
    columns = {"date_start": rows(*SWAPPED), "date_end": rows("2024-05-04")}
    given = decide_days(columns, DayDecisions(swapped=choice), has_date_cells=True)
    assert (given.swapped, given.questions) == ({"date_start": swapped}, ())
    remembered = decide_days(columns, DayDecisions(usual_swapped={"date_start": swapped}), has_date_cells=True)
    assert remembered == given
    whole = decide_days({"date_start": rows("2024-05-04")}, DayDecisions(usual_swapped={"date_start": swapped}))
    assert whole.swapped == {}


def test_a_column_that_may_be_swapped_in_part_is_noted() -> None:
    texts = ("13/04/2024", "25/04/2024", "30/04/2024", "2024-04-05", "2024-04-15")
    reading = decide_days({"date_start": rows(*texts)}, has_date_cells=True)
    assert reading.questions == ()
    assert "2024-04-05 in row 4" in reading.notes[0]


texts = st.lists(st.sampled_from([*OPEN, *DAY_FIRST, *SWAPPED, "1731916800", "24-11-02", "18 Nov 2024"]), max_size=8)


@given(texts, st.booleans())
def test_reading_every_row_twice_decides_the_same(column: list[str], has_date_cells: bool) -> None:
    def decided(records: list[str]) -> object:
        table = RawTable(("date",), [(text,) for text in records])
        return decide_days(day_texts([table], {"date_start": "date"}), has_date_cells=has_date_cells)

    assert decided([*column, *column]) == decided(column)
