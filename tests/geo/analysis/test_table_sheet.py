"""Sheets of tables: totals, changes against two windows, rates, and what is refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.comparison import compared, why_not_compared
from geo.analysis.counts import GROUPINGS
from geo.analysis.table_figures import FIGURES
from geo.analysis.table_lines import lines
from geo.analysis.table_sheet import ALL, sheet
from geo.dataset import Dataset
from geo.errors import InputError
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import dataset_of, datasets, incident, queries

NOVEMBER = {"first": date(2024, 11, 1), "last": date(2024, 11, 30)}


def years() -> Dataset:
    """Incidents of every month of two years, in Bannu; and in one November each in Quetta and Kech."""
    days = [date(year, month, 3) for year in (2023, 2024) for month in range(1, 13)]
    return dataset_of(
        *(incident(n, date_start=day, district="Bannu", killed_best=n) for n, day in enumerate(days)),
        incident(30, date_start=date(2023, 11, 9), district="Quetta", event_type="Riots"),
        incident(31, date_start=date(2024, 11, 9), district="Kech", event_type="Riots", killed_best=0),
        incident(32, date_start=date(2024, 11, 30), event_type="Riots"),
    )


def november(dataset: Dataset) -> Snapshot:
    return resolve(dataset, State(Query(**NOVEMBER)))


@settings(max_examples=25)
@given(datasets, queries(), st.sampled_from(sorted(GROUPINGS)), st.sampled_from(sorted(GROUPINGS)), st.data())
def test_any_sheet_can_be_made_or_is_refused_in_words(
    dataset: Dataset, query: Query, by: str, across: str, data: st.DataObject
) -> None:
    figure = data.draw(st.sampled_from(sorted(FIGURES)))
    snapshot = resolve(dataset, State(query))
    try:
        content = sheet(snapshot, by, data.draw(st.sampled_from(("", across))), figure, "year")
    except InputError:
        return
    assert all(len(row) == len(content.header) for row in content.rows)
    assert all(isinstance(cell, str | int | float | None) and cell == cell for row in content.rows for cell in row)


def test_lines_are_compared_with_the_days_before_or_with_those_a_year_before() -> None:
    snapshot = november(years())
    found = {against: {line.group.name: line.change for line in lines(snapshot, "district", against)}
             for against in ("previous", "year")}  # fmt: skip
    assert found == {"previous": {"Bannu": 0, "Kech": 1}, "year": {"Bannu": 0, "Kech": 1, "Quetta": -1}}


def test_changes_of_cells_add_up_and_hold_what_is_gone() -> None:
    content = sheet(november(years()), "district", "type", "change", "year")
    cells = {row[0]: row[1:] for row in content.rows}
    assert content.header == ("District", "Battles", "Riots", ALL)
    assert cells == {"Bannu": (0, 0, 0), "Kech": (0, 1, 1), "Quetta": (0, -1, -1), ALL: (0, 0, 0)}
    assert any("1–30 Nov 2023" in note for note in content.notes)
    assert "In no cell: 1 district not known." in content.notes


def test_a_year_before_needs_data_and_a_period_of_a_year_at_most() -> None:
    dataset = years()
    assert compared(resolve(dataset, State(Query(first=date(2023, 5, 1), last=date(2023, 5, 9)))), "year") is None
    long = resolve(dataset, State(Query(first=date(2023, 11, 1), last=date(2024, 11, 30))))
    assert "longer than a year" in why_not_compared(long, "year")
    leap = resolve(dataset, State(Query(first=date(2024, 2, 1), last=date(2024, 2, 29))))
    before = compared(leap, "year")
    assert before is not None
    assert before.period.words == "1–28 Feb 2023"


def test_rates_are_those_of_the_places_whether_in_rows_or_columns() -> None:
    snapshot = november(years())
    rows, columns = (sheet(snapshot, *pair, "per_100k") for pair in (("district", "type"), ("type", "district")))
    (line,) = (line for line in lines(snapshot, "district") if line.group.name == "Kech")
    assert rows.rows[1][0] == "Kech" or rows.rows[0][0] == "Kech"
    assert {row[0]: row[-1] for row in rows.rows}["Kech"] == pytest.approx(line.group.per_100k)
    assert dict(zip(columns.header, columns.rows[-1], strict=True))["Kech"] == pytest.approx(line.group.per_100k)
    with pytest.raises(InputError, match="needs places"):
        sheet(snapshot, "type", "month", "per_100k")


def test_no_figure_is_blank_and_none_killed_is_nothing() -> None:
    content = sheet(november(years()), "type", "district", "killed")
    cells = {row[0]: dict(zip(content.header, row, strict=True)) for row in content.rows}
    assert cells["Riots"]["Kech"] == 0
    unstated = sheet(resolve(years(), State(Query(last=date(2023, 12, 31)))), "type", "district", "killed")
    assert {row[0]: row for row in unstated.rows}["Riots"][-1] is None


def test_a_share_of_nothing_is_not_known() -> None:
    dataset = dataset_of(incident(1, district="Bannu"), incident(2, district="Bannu", date_start=date(2024, 3, 1)))
    content = sheet(resolve(dataset, State()), "district", "month", "column_share")
    assert content.header == ("District", "2024-01", "2024-02", "2024-03", ALL)
    assert content.rows[-1] == (ALL, 1.0, None, 1.0, 1.0)


def test_a_table_by_time_has_no_change() -> None:
    with pytest.raises(InputError, match="by month has no change"):
        sheet(november(years()), "type", "month", "change")
