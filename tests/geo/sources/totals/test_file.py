"""Files of totals: published ones and tables of any kind, what is asked, and what becomes of each row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FileRefused, HoldsTotals
from geo.incidents.totals import ALL_EVENTS, BY_TYPE, totals_by_source
from geo.sources.incident_file import IncidentFile
from geo.sources.label_rows import TAGS
from geo.sources.read_options import ADD, REFUSE, ReadOptions
from geo.sources.totals.file import TotalsFile, holds_totals
from tests.geo.sources.totals.files import ACLED_WEEKLY, HAPI, HDX_MONTHLY, checked, figures, opened, written

MONTHS = "Month,District,Incidents\n"

# published files


def test_the_weekly_totals_of_acled_are_those_of_provinces_from_saturday_to_friday(tmp_path: Path) -> None:
    file = opened(tmp_path, ACLED_WEEKLY)
    assert (file.source, file.questions) == ("acled-weekly", ())
    assert "ACLED" in file.data_source.citation
    result = file.read()
    assert figures(result) == [
        ("Khyber Pakhtunkhwa", "2024-11-16", "2024-11-22", 14, 31),
        ("Balochistan", "2024-11-16", "2024-11-22", 22, 0),
        ("Khyber Pakhtunkhwa", "2024-11-23", "2024-11-29", 9, 12),
    ]
    assert {total.kind for total in result.totals} == {BY_TYPE}
    assert (result.totals[0].event_type, result.totals[0].sub_event_type) == ("Battles", "Armed clash")
    assert result.findings.left_out == {"outside the two provinces: Sindh": 1, "outside the two provinces: India": 1}
    assert result.findings.rows_read == 5


def test_the_monthly_totals_of_hdx_have_tags_and_their_type_in_the_name_of_the_file(tmp_path: Path) -> None:
    file = opened(tmp_path, HDX_MONTHLY, name="pakistan_political_violence_events_by_month-year.xlsx.csv")
    assert file.source == "acled-monthly-political-violence"
    result = file.read()
    assert figures(result) == [
        ("Bannu", "2024-01-01", "2024-01-31", 5, 9),
        ("Tank", "2024-02-01", "2024-02-29", 0, 0),
    ]
    assert {total.kind for total in result.totals} == {"political violence"}
    assert TAGS in [repair.what for repair in result.findings.repairs]


def test_types_of_hapi_overlap_and_are_not_added_up(tmp_path: Path) -> None:
    result = checked(tmp_path, HAPI)
    assert [total.event_type for total in result.totals] == ["political_violence", "civilian_targeting"]
    assert [each.events for each in totals_by_source(result.totals)] == [1, 3]


def test_tags_alone_name_the_columns(tmp_path: Path) -> None:
    header = "#adm1+name,#adm2+name,#date+month,#date+year,#event+num,#affected+killed"
    result = checked(tmp_path, f"{header}\nKP,Bannu,1,2024,5,9\nKP,Tank,1,2024,0,0\n")
    assert figures(result) == [
        ("Bannu", "2024-01-01", "2024-01-31", 5, 9),
        ("Tank", "2024-01-01", "2024-01-31", 0, 0),
    ]
    with pytest.raises(HoldsTotals, match="--keep-totals"):
        IncidentFile(tmp_path / "field office.csv")


# any table


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Month,District,Type,No. of incidents,Killed", "Nov 2024,Bannu,IED,12,20",
         ("Bannu", "2024-11-01", "2024-11-30", 12, 20)),
        ("Year,Week,District,Incidents", "2024,5,Bannu,4", ("Bannu", "2024-01-29", "2024-02-04", 4, None)),
        ("Year,Zila,No. of incidents", "2023,Kech,40", ("Kech", "2023-01-01", "2023-12-31", 40, None)),
        ("Quarter,Province,Events", "Q2 2024,Balochistan,12", ("Balochistan", "2024-04-01", "2024-06-30", 12, None)),
        ("From,To,District,Incidents", "2024-11-01,2024-11-14,Bannu,4", ("Bannu", "2024-11-01", "2024-11-14", 4, None)),
        ("Week ending,District,Incidents", "2024-11-22,Bannu,4", ("Bannu", "2024-11-16", "2024-11-22", 4, None)),
        ("Week start,Week ending,District,Incidents", "16 Nov 2024,22 Nov 2024,Bannu,4",
         ("Bannu", "2024-11-16", "2024-11-22", 4, None)),
        ("مہینہ,ضلع,واقعات کی تعداد", "نومبر 2024,بنوں,۱۲", ("Bannu", "2024-11-01", "2024-11-30", 12, None)),
        ("Area,Month,Incidents", "Bannu,Nov 2024,5", ("Bannu", "2024-11-01", "2024-11-30", 5, None)),
    ],
)  # fmt: skip
def test_a_table_is_read_by_its_headings(
    tmp_path: Path, header: str, row: str, expected: tuple[str, str, str, int, int | None]
) -> None:
    places = {"Bannu": "Tank", "Kech": "Panjgur", "بنوں": "Tank", "Balochistan": "KP"}
    cells = (places.get(cell, cell) for cell in row.split(","))
    result = checked(tmp_path, f"{header}\n{row}\n{','.join(cells)}\n")
    assert figures(result)[0] == expected
    assert (len(result.totals), result.findings.problems) == (2, [])


def test_a_column_for_each_month_is_a_total_of_that_month(tmp_path: Path) -> None:
    result = checked(tmp_path, "District,Jan-24,Feb-24,Mar-24\nBannu,5,3,\nTank,0,0,1\n")
    assert figures(result) == [
        ("Bannu", "2024-01-01", "2024-01-31", 5, None), ("Bannu", "2024-02-01", "2024-02-29", 3, None),
        ("Tank", "2024-01-01", "2024-01-31", 0, None), ("Tank", "2024-02-01", "2024-02-29", 0, None),
        ("Tank", "2024-03-01", "2024-03-31", 1, None),
    ]  # fmt: skip
    years = checked(tmp_path, "Year,District,January,February,March\n2023,Bannu,5,3,2\nx,Tank,0,0,1\n")
    assert (figures(years)[0][1], [problem.column for problem in years.findings.problems]) == ("2023-01-01", ["Year"])


def test_a_column_for_each_type_is_a_total_of_that_type(tmp_path: Path) -> None:
    result = checked(tmp_path, "Month,District,IED,Ambush,Killed\n2024-11,Bannu,4,2,9\n2024-11,Tank,0,1,0\n")
    assert [(t.place, t.event_type, t.events, t.killed) for t in result.totals] == [
        ("Bannu", "Explosions/Remote violence", 4, None), ("Bannu", "Battles", 2, None),
        ("Tank", "Explosions/Remote violence", 0, None), ("Tank", "Battles", 1, None),
    ]  # fmt: skip
    assert result.findings.accepted == 2


def test_columns_that_are_not_read_are_named(tmp_path: Path) -> None:
    file = opened(tmp_path, "Month,District,IED,Ambush,Kites\n2024-11,Bannu,4,2,9\n2024-11,Tank,0,1,0\n")
    assert "Columns that are not read: 'Kites'." in file.notes


def test_a_type_without_a_counterpart_is_kept_as_it_is_written_and_apart(tmp_path: Path) -> None:
    rows = "Jan 2024,Bannu,Kite flying,4\nJan 2024,Bannu,All,9\nJan 2024,Bannu,IED,2\n"
    result = checked(tmp_path, f"Month,District,Type,No. of incidents\n{rows}")
    assert [total.kind for total in result.totals] == ["Kite flying", ALL_EVENTS, BY_TYPE]
    assert len(totals_by_source(result.totals)) == 3
    assert [repair.rows for repair in result.findings.repairs if "'Kite flying'" in repair.what] == [1]


def test_a_sub_type_alone_without_a_counterpart_is_no_total_of_all_events(tmp_path: Path) -> None:
    result = checked(tmp_path, "Month,District,Sub-type,No. of incidents\nJan 2024,Bannu,Kite flying,4\n")
    assert [(total.kind, total.event_type, total.sub_event_type) for total in result.totals] == [
        ("Kite flying", "Kite flying", ""),
    ]  # fmt: skip


# faults of rows


@pytest.mark.parametrize(
    ("cell", "message"),
    [("-7", "cannot be negative"), ("4.5", "whole number"), ("5+", "one whole number"), ("12-15", "one whole number"),
     ("several", "one whole number")],
)  # fmt: skip
def test_a_number_that_is_no_count_is_a_fault_with_row_line_column_and_value(
    tmp_path: Path, cell: str, message: str
) -> None:
    result = checked(tmp_path, f"{MONTHS}Nov 2024,Tank,3\nNov 2024,Bannu,{cell}\n")
    (problem,) = result.findings.problems
    assert (problem.row, problem.line, problem.column, problem.value) == (2, 3, "Incidents", cell)
    assert message in problem.message
    assert (result.findings.accepted, result.findings.rejected) == (1, 1)


@pytest.mark.parametrize("cell", ["", "-", "n/a", "tbc"])
def test_a_blank_number_is_left_out_and_zero_is_kept(tmp_path: Path, cell: str) -> None:
    result = checked(tmp_path, f"{MONTHS}Nov 2024,Tank,3\nNov 2024,Bannu,{cell}\nNov 2024,Kurram,0\n")
    assert [total.events for total in result.totals] == [3, 0]
    assert result.findings.left_out == {"without a number of events, which is not zero": 1}


def test_all_faults_of_a_row_are_reported_and_no_other_row_suffers(tmp_path: Path) -> None:
    rows = "Nov 2024,Bnanu City,-3\nsoon,Bannu,4\nNov 2024,Tank,5\n2024-11,Bannu\n"
    result = checked(tmp_path, f"{MONTHS}{rows}")
    assert [(p.row, p.column) for p in result.findings.problems] == [
        (1, "District"), (1, "Incidents"), (2, "Month"), (4, ""),
    ]  # fmt: skip
    assert figures(result) == [("Tank", "2024-11-01", "2024-11-30", 5, None)]
    assert (result.findings.accepted, result.findings.rejected, result.findings.rows_read) == (1, 3, 4)


def test_unreadable_deaths_are_unknown_with_a_warning(tmp_path: Path) -> None:
    result = checked(tmp_path, "Month,District,Incidents,Killed\nNov 2024,Bannu,3,???!\nNov 2024,Tank,5,7\n")
    assert [total.killed for total in result.totals] == [None, 7]
    (problem,) = result.findings.problems
    assert (problem.column, problem.severity) == ("Killed", "warning")


def test_sums_remarks_and_rows_of_other_areas_are_counted_as_left_out(tmp_path: Path) -> None:
    header = "Month,Country,Province,District,Incidents\n"
    rows = (
        "Nov 2024,Pakistan,KP,Bannu,3\nNov 2024,Pakistan,KP,All districts,30\nNov 2024,Pakistan,,,90\n"
        "Nov 2024,Pakistan,Punjab,Lahore,9\nTotal,,,,132\nNote: provisional,,,,\n"
    )
    result = checked(tmp_path, header + rows)
    assert [total.place for total in result.totals] == ["Bannu"]
    assert sum(result.findings.left_out.values()) == 5
    assert result.findings.problems == []


# rows against each other


def test_rows_of_one_place_and_period_are_asked_about(tmp_path: Path) -> None:
    content = "Month,District,Actor,Incidents\nJan 2024,Bannu,A,4\nJan 2024,FR Bannu,B,9\nJan 2024,Tank,A,5\n"
    (question,) = opened(tmp_path, content).questions
    assert question.candidates == (ADD, REFUSE)
    assert "4 and 9 events" in question.text
    with pytest.raises(FileRefused, match="rows 1 and 2"):
        checked(tmp_path, content)
    added = checked(tmp_path, content, ReadOptions(repeated_totals=ADD))
    assert [(total.place, total.events) for total in added.totals] == [("Bannu", 13), ("Tank", 5)]
    assert any("added up" in repair.what for repair in added.findings.repairs)
    refused = checked(tmp_path, content, ReadOptions(repeated_totals=REFUSE))
    assert [total.place for total in refused.totals] == ["Tank"]
    assert [problem.row for problem in refused.findings.problems] == [1, 2]


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        ("2024-W02,Bannu,IED,4\nJan 2024,Bannu,IED,9\nJan 2024,Tank,IED,5\n", [1, 2]),
        ("2024-W02,Bannu,IED,4\n2024-W03,Bannu,IED,9\nJan 2024,Tank,IED,5\n", []),
        ("2024,Bannu,IED,4\nQ1 2024,Bannu,IED,1\nMay 2024,Bannu,IED,1\n2023,Bannu,IED,1\n", [1, 2, 3]),
        ("Jan 2024,Bannu,IED,4\n2024-W02,Bannu,Protest,9\n", []),
        ("Jan 2024,Bannu,Explosions/Remote violence,4\nJan 2024,Bannu,IED,3\n", [1, 2]),
        ("Jan 2024,Bannu,IED,4\nJan 2024,Bannu,Suicide bomb,3\n", []),
    ],
)
def test_periods_and_types_that_share_events_are_refused_in_every_row_of_them(
    tmp_path: Path, rows: str, bad: list[int]
) -> None:
    result = checked(tmp_path, f"Period,District,Type,No. of incidents\n{rows}")
    assert [problem.row for problem in result.findings.problems] == bad
    assert {problem.severity for problem in result.findings.problems} <= {"error"}
    assert len(result.totals) == rows.count("\n") - len(bad)


# what is asked


@pytest.mark.parametrize(
    ("days", "units"),
    [
        (("2024-01-01", "2024-02-01"), "month"),
        (("2024-11-01", "2024-11-08", "2024-11-15"), "week"),
        (("2024-11-12", "2024-11-12"), "week"),
        (("2024-11-12", "2024-11-13", "2024-11-19"), ""),
    ],
)
def test_days_that_may_stand_for_a_longer_period_are_a_question(
    tmp_path: Path, days: tuple[str, ...], units: str
) -> None:
    content = "Date,District,No. of incidents\n" + "".join(
        f"{day},{place},{n}\n" for n, (day, place) in enumerate(zip(days, ("Bannu", "Tank", "Kurram"), strict=False), 3)
    )
    asked = opened(tmp_path, content).questions
    assert [question.option for question in asked] == [f"--row-period {units}"] * bool(units)
    result = checked(tmp_path, content, ReadOptions(row_period="month"))
    assert {total.date_start.day for total in result.totals} == {1}


def test_weeks_on_different_weekdays_are_a_question(tmp_path: Path) -> None:
    (question,) = opened(tmp_path, "Week,District,Incidents\n2024-11-16,Bannu,3\n2024-11-19,Tank,5\n").questions
    assert "not the same day of the week" in question.text


def test_the_order_of_days_in_numbers_is_a_question_here_too(tmp_path: Path) -> None:
    content = "Week,District,Incidents\n02/03/2024,Bannu,3\n09/03/2024,Tank,5\n"
    (question,) = opened(tmp_path, content).questions
    assert "--date-order" in question.option
    result = checked(tmp_path, content, ReadOptions(date_order="dmy"))
    assert figures(result)[0][1:3] == ("2024-03-02", "2024-03-08")


def test_the_author_is_asked_where_the_name_of_the_file_tells_none(tmp_path: Path) -> None:
    (question,) = opened(tmp_path, f"{MONTHS}Nov 2024,Bannu,3\nNov 2024,Tank,5\n", name="2024-11.csv").questions
    assert (question.about, question.option) == ("source", "--source-name NAME")


def test_a_name_that_no_source_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="short name of small letters"):
        opened(tmp_path, f"{MONTHS}Nov 2024,Bannu,3\n", ReadOptions(source="Field Office"))


def test_of_several_columns_of_counts_one_is_asked_for_unless_one_is_the_whole(tmp_path: Path) -> None:
    content = "Month,District,No. of incidents,No. of events\nNov 2024,Bannu,3,9\nNov 2024,Tank,5,9\n"
    (question,) = opened(tmp_path, content).questions
    assert question.candidates == ("No. of incidents", "No. of events")
    result = checked(tmp_path, content, ReadOptions(columns={"events": "No. of events"}))
    assert [total.events for total in result.totals] == [9, 9]
    part = "Month,District,No. of incidents,No. of IED incidents\nNov 2024,Bannu,3,2\nNov 2024,Tank,5,2\n"
    file = opened(tmp_path, part)
    assert (file.questions, [total.events for total in file.read().totals]) == ((), [3, 5])
    assert any("count a part" in note for note in file.notes)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("District,No. of incidents\nBannu,3\n", "which day, week, month or year"),
        ("Month,District,No. of incidents\nNov,Bannu,3\n", "names no year"),
        ("District,January,February,March\nBannu,5,3,4\n", "name no year"),
        ("Month,District,Killed\nNov 2024,Bannu,3\n", "no column counts events"),
    ],
)
def test_what_cannot_be_a_table_of_totals_is_refused_with_the_reason(
    tmp_path: Path, content: str, message: str
) -> None:
    with pytest.raises(FileRefused, match=message):
        opened(tmp_path, content)


def test_forecasts_are_no_totals(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="forecasts"):
        opened(tmp_path, "country,admin1,month,year,total_forecast\nPakistan,KP,1,2024,5\n")


# what holds totals


def test_a_file_holds_totals_by_its_columns_whatever_their_numbers(tmp_path: Path) -> None:
    for content, expected in (
        (f"{MONTHS}Nov 2024,Bannu,1\nNov 2024,Tank,0\n", True),
        (ACLED_WEEKLY, True),
        ("Date,District,Type,Killed\n2024-11-18,Bannu,IED,3\n", False),
        ("Incident no,Date,District\n1,2024-11-18,Bannu\n2,2024-11-18,Bannu\n", False),
    ):
        assert holds_totals(written(tmp_path, content), ReadOptions()) is expected
    assert holds_totals(written(tmp_path, MONTHS), ReadOptions(columns={"events": "Incidents"}))


@given(st.lists(st.tuples(st.sampled_from(("Bannu", "Tank", "Kech", "Bnanu City", "Lahore", "Total")),
                          st.sampled_from(("Jan 2024", "Feb 2024", "2024-W02", "soon")),
                          st.sampled_from(("0", "3", "12", "-1", "", "x"))), min_size=1, max_size=12))  # fmt: skip
def test_each_row_is_kept_rejected_or_left_out_and_no_event_is_counted_twice(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    rows = [("Quetta", "Dec 2023", "1"), *rows]  # a first row without numbers may be one of units
    content = "Period,District,No. of incidents\n" + "".join(f"{when},{where},{n}\n" for where, when, n in rows)
    path = written(tmp_path_factory.mktemp("totals"), content)
    result = TotalsFile(path, ReadOptions(repeated_totals=REFUSE, columns={"events": "No. of incidents"})).read()
    findings = result.findings
    assert findings.accepted + findings.rejected + sum(findings.left_out.values()) == len(rows)
    assert findings.accepted == len(result.totals)
    for at, total in enumerate(result.totals):
        assert not any(total.what == other.what and total.overlaps(other) for other in result.totals[at + 1 :])
