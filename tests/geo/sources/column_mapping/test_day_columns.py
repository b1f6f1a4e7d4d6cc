"""The column of the day: the incident's before that of a report, a period or a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geo.sources.column_mapping.tables import DAYS, LATER, cells, guess_of, opened, written

REPORTED = (
    "Reported Date",
    "Entered on",
    "Date of report",
    "Last edited",
    "Updated",
    "created_at",
    "Timestamp",
    "today",
    "Published",
    "Date of interview",
)
OWN = ("Date of the incident", "Date of occurrence", "When", "Incident Date", "grp/Date of event", "Waqia ki tareekh")


@pytest.mark.parametrize("reported", REPORTED)
@pytest.mark.parametrize("own", OWN)
def test_the_day_of_a_report_never_wins(reported: str, own: str) -> None:
    for names in ((reported, own), (own, reported)):
        guess = guess_of({name: cells("day" if name == own else "later") for name in names})
        assert guess.column_mapping.columns["date_start"] == own
        assert guess.questions == ()
        assert guess.column_mapping.standing_notes == (f"date_start from {own!r}: {reported!r} holds days too",)


@pytest.mark.parametrize("reported", [*REPORTED, "_submission_time", "Date (reported)", "report/Date"])
def test_a_day_of_a_report_alone_is_a_question(reported: str) -> None:
    guess = guess_of({reported: cells("later")})
    (question,) = guess.questions
    assert (question.about, question.candidates) == ("date_start", (reported,))
    assert question.option == f'--column date_start="{reported}"'
    assert "date_start" not in guess.column_mapping.columns
    assert guess.missing == ()


def test_the_moments_of_a_form_are_no_days_of_incidents() -> None:
    guess = guess_of({"start": cells("moment"), "end": cells("moment"), "today": cells("later")})
    assert [question.candidates for question in guess.questions] == [("today", "start")]


@pytest.mark.parametrize(("first", "last"), [("From", "To"), ("Week From", "Week To"), ("Start", "End")])
def test_a_period_beside_the_day_is_that_of_a_report(first: str, last: str) -> None:
    period = {first: ["2024-10-01"] * 6, last: ["2024-11-30"] * 6}
    for columns in ({"Incident date": DAYS, **period}, {**period, "Date": DAYS}):
        guess = guess_of(columns)
        assert guess.column_mapping.columns["date_start"] in ("Incident date", "Date")
        assert "date_end" not in guess.column_mapping.columns
        assert guess.questions == ()


@pytest.mark.parametrize(
    ("first", "last"), [("From", "To"), ("Start date", "End date"), ("Date", "Until"), ("Incident date", "End date")]
)
def test_a_first_and_a_last_day_are_an_interval(first: str, last: str) -> None:
    guess = guess_of({first: DAYS, last: LATER})
    columns = guess.column_mapping.columns
    assert (columns["date_start"], columns["date_end"], guess.questions) == (first, last, ())


def test_a_last_day_before_the_first_is_none() -> None:
    guess = guess_of({"Incident date": LATER, "End date": DAYS})
    assert "date_end" not in guess.column_mapping.columns
    assert any(note.startswith("date_end from no column") for note in guess.column_mapping.standing_notes)


def test_two_equal_names_are_a_question_unless_they_say_the_same() -> None:
    (question,) = guess_of({"Date": DAYS, "When": LATER}).questions
    assert question.candidates == ("Date", "When")
    assert guess_of({"Date": DAYS, "When": DAYS}).column_mapping.columns["date_start"] == "Date"
    assert guess_of({"Date": DAYS, "When": DAYS}).column_mapping.standing_notes == ()


def test_a_mostly_blank_column_loses_to_a_full_one() -> None:
    blank = ["", "", DAYS[2], "", "", ""]
    for columns in ({"Date": blank, "When": DAYS}, {"When": DAYS, "Date": blank}):
        guess = guess_of(columns)
        assert guess.column_mapping.columns["date_start"] == "When"
        assert guess.column_mapping.standing_notes == ("date_start from 'When': 'Date' holds days too",)
    (question,) = guess_of({"Incident date": blank, "of": DAYS}).questions
    assert question.candidates == ("Incident date", "of")


def test_a_mostly_blank_column_that_contradicts_the_full_one_is_a_question() -> None:
    (question,) = guess_of({"Incident date": ["", "", LATER[2], "", "", ""], "Day": DAYS}).questions
    assert question.candidates == ("Incident date", "Day")


def test_a_column_of_days_without_a_name_is_proposed_where_it_is_the_only_one() -> None:
    guess = guess_of({"of": DAYS})
    assert (guess.column_mapping.columns["date_start"], len(guess.column_mapping.standing_notes)) == ("of", 1)
    (question,) = guess_of({"of": DAYS, "and": LATER}).questions
    assert question.candidates == ("of", "and")
    (question,) = guess_of({"of": DAYS, "Reported on": LATER}).questions
    assert question.candidates == ("of", "Reported on")


def test_a_birthday_is_no_day_of_an_incident() -> None:
    guess = guess_of({"Date of birth": ["1980-01-02"] * 6, "Date": DAYS})
    assert (guess.column_mapping.columns["date_start"], guess.column_mapping.standing_notes) == ("Date", ())


@pytest.mark.parametrize(
    ("columns", "days"),
    [
        ({"Year": "2024", "Month": "11", "Day": "8"}, "2024-11-08"),
        ({"Day": "8", "Month": "November", "Year": "2024"}, "2024-11-08"),
        ({"Yr": "2024.0", "Mon": "Nov", "Date": "8.0"}, "2024-11-08"),
        ({"Saal": "2024", "Mahina": "11", "Din": "08"}, "2024-11-08"),
        ({"سال": "2024", "مہینہ": "11", "دن": "8"}, "2024-11-08"),
        ({"Yr": "2024", "Mon": "11", "Dy": "8"}, "2024-11-08"),
        ({"YYYY": "2024", "MM": "11", "DD": "08"}, "2024-11-08"),
        ({"Year of incident": "2024", "Month of incident": "Nov", "Day of incident": "8"}, "2024-11-08"),
        ({"Month": "Nov 2024", "Date": "8"}, "2024-11-08"),
        ({"Month/Year": "11/2024", "Day": "8"}, "2024-11-08"),
        ({"Day": "8", "Month": "2024-11"}, "2024-11-08"),
        ({"Day": "8", "Month": "2024-11-01"}, "2024-11-08"),
        ({"Date": "8 Nov", "Year": "2024"}, "2024-11-08"),
        ({"Month": "Nov-24", "Day": "8"}, "2024-11-08"),
        ({"Yr": "24", "Mon": "11", "Dy": "8"}, "2024-11-08"),
    ],
)
def test_a_year_a_month_and_a_day_are_put_together(tmp_path: Path, columns: dict[str, str], days: str) -> None:
    rows = {
        name: [text, text.replace("8", "9") if text.startswith(("8", "08")) else text] for name, text in columns.items()
    }
    path = written(tmp_path, {**rows, "Type": ["IED", "Ambush"], "District": ["Bannu", "Tank"]})
    file = opened(path)
    assert (file.questions, file.notes) == ((), ())
    first, second = (row for part in file.parts() for row in part.incidents)
    assert (first.date_start.isoformat(), first.date_end, first.date_precision) == (days, first.date_start, "day")
    assert second.date_start.day == 9
    assert "year" not in first.extra.casefold()


def test_a_year_and_a_month_are_known_to_the_month(tmp_path: Path) -> None:
    columns = {"Year": ["2024", "2024"], "Month": ["Nov", "9"], "Type": ["IED", "IED"], "District": ["Bannu", "Tank"]}
    file = opened(written(tmp_path, columns))
    assert file.notes == ("date_start from 'Year + Month': there is no column of the day of the month",)
    rows = [row for part in file.parts() for row in part.incidents]
    assert [(row.date_start.month, row.date_precision) for row in rows] == [(11, "month"), (9, "month")]


def test_a_year_and_a_week_are_an_interval(tmp_path: Path) -> None:
    columns = {"Year": ["2024", "2020"], "Week": ["47", "53"], "Type": ["IED", "IED"], "District": ["Bannu", "Tank"]}
    file = opened(written(tmp_path, columns))
    assert file.notes == ("date_start from 'Year + Week': weeks are counted as in ISO 8601, from Monday",)
    rows = [row for part in file.parts() for row in part.incidents]
    assert [(str(row.date_start), str(row.date_end), row.date_precision) for row in rows] == [
        ("2024-11-18", "2024-11-24", "week"),
        ("2020-12-28", "2021-01-03", "week"),
    ]


def test_parts_that_are_no_day_are_a_problem_of_their_row(tmp_path: Path) -> None:
    columns = {
        "Year": ["2024"] * 2,
        "Month": ["2", "2"],
        "Day": ["30", "3"],
        "Type": ["IED"] * 2,
        "District": ["Tank"] * 2,
    }
    (part,) = opened(written(tmp_path, columns)).parts()
    assert [(problem.row, problem.value) for problem in part.errors] == [(1, "2024-02-30")]


def test_a_year_alone_is_a_question() -> None:
    (question,) = guess_of({"Year": ["2024"] * 6}).questions
    assert (question.about, question.candidates) == ("date_start", ("Year",))


def test_a_whole_day_is_taken_before_its_parts() -> None:
    for month in ("11", "Nov 2024"):
        guess = guess_of({"Year": ["2024"] * 6, "Month": [month] * 6, "Day": ["18"] * 6, "Incident date": DAYS})
        assert guess.column_mapping.columns["date_start"] == "Incident date"


@pytest.mark.parametrize(
    ("heading", "order"),
    [("Date (dd/mm/yyyy)", "dmy"), ("Date [MM-DD-YYYY]", "mdy"), ("date_dd_mm_yy", "dmy"), ("Date", "")],
)
def test_a_heading_decides_the_order_of_day_and_month(tmp_path: Path, heading: str, order: str) -> None:
    columns = {heading: ["03/04/2024", "05/06/2024"], "Type": ["IED"] * 2, "District": ["Bannu", "Tank"]}
    file = opened(written(tmp_path, columns))
    assert file.column_mapping is not None
    assert (file.column_mapping.date_order, bool(file.questions)) == (order, not order)


def test_days_that_contradict_the_order_in_their_heading_are_a_question(tmp_path: Path) -> None:
    columns = {"Date (mm/dd/yyyy)": ["18/11/2024", "19/11/2024"], "Type": ["IED"] * 2, "District": ["Bannu", "Tank"]}
    (question,) = opened(written(tmp_path, columns)).questions
    assert question.candidates == ("dmy", "mdy")


@pytest.mark.parametrize(
    "texts",
    [["2024-W74", "2024-W44a"], ["18 Novemeber 2024", "5 Agust 2024"], ["18-Nov", "2-Nov"], ["some May 2024"] * 2],
)
def test_a_column_of_days_that_cannot_be_read_is_named_with_examples(texts: list[str]) -> None:
    (question,) = guess_of({"Incident Date": [*texts, *texts, *texts]}).questions
    assert question.candidates == ("Incident Date",)
    assert texts[0] in question.text


def test_rows_of_months_are_stored_with_a_note_that_sums_are_no_incidents() -> None:
    (note,) = guess_of({"Month": ["Nov 2024", "Oct 2024", "2024-09"] * 2}).column_mapping.standing_notes
    assert "'Month'" in note
    assert "not one incident" in note


@pytest.mark.parametrize("pair", [("Incident start", "Incident end"), ("Start of incident", "End of incident")])
def test_the_first_and_the_last_day_of_an_incident_are_a_pair(pair: tuple[str, str]) -> None:
    first, last = pair
    for columns in ({first: DAYS, last: LATER}, {last: LATER, first: DAYS}):
        guess = guess_of(columns)
        assert guess.questions == ()
        assert [guess.column_mapping.columns.get(name) for name in ("date_start", "date_end")] == [first, last]


@pytest.mark.parametrize("heading", ["Week beginning", "Week commencing", "w/c", "Period start"])
def test_the_first_day_of_a_time_is_no_day_of_an_incident(heading: str) -> None:
    (question,) = guess_of({heading: DAYS}).questions
    assert (question.about, question.candidates) == ("date_start", (heading,))


def test_first_days_under_the_name_of_months_are_months(tmp_path: Path) -> None:
    columns = {"Month": ["2024-11-01", "2024-10-01"], "Type": ["IED"] * 2, "District": ["Bannu", "Tank"]}
    file = opened(written(tmp_path, columns))
    assert any("months or years" in note for note in file.notes)
    rows = [row for part in file.parts() for row in part.incidents]
    assert [(str(row.date_end), row.date_precision) for row in rows] == [
        ("2024-11-30", "month"),
        ("2024-10-31", "month"),
    ]
