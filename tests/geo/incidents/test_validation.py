"""All checks of a table together: every fault of every row in one pass."""

from __future__ import annotations

import time
from datetime import date

import pytest

from geo.incidents.findings import RawTable
from tests.geo.checked_tables import check
from tests.geo.incidents.two_districts import GOOD, TODAY, TwoDistricts, checked


def test_a_valid_row_has_no_problem() -> None:
    result = checked(GOOD)
    assert result.problems == []
    assert result.rejected == 0
    row = result.incidents[0]
    assert (row.incident_id, row.date_start, row.date_end) == ("own:1", date(2024, 11, 18), date(2024, 11, 18))
    assert (row.source, row.place_precision, row.date_precision) == ("own", "district", "day")
    assert (row.lon, row.killed_best) == (None, None)


def test_every_fault_of_every_row_is_reported_at_once() -> None:
    bad = {**GOOD, "date_start": "x", "event_type": "y", "lon": "inf", "lat": "99", "killed_best": "-1"}
    bad |= {"district": "", "province": ""}
    result = checked({**bad, "incident_id": "a:1"}, GOOD, {**bad, "incident_id": "a:2"})
    columns = ["date_start", "lon", "lat", "event_type", "killed_best"]
    assert [(p.row, p.column) for p in result.errors] == [(row, c) for row in (1, 3) for c in columns]
    assert (len(result.incidents), result.rejected, result.rows_read) == (1, 2, 3)


def test_a_table_without_rows_has_a_warning() -> None:
    result = check(RawTable(tuple(GOOD), []), TwoDistricts(), TODAY)
    assert [(p.row, p.severity) for p in result.problems] == [(0, "warning")]
    assert "no rows" in result.problems[0].message


@pytest.mark.parametrize(("cells", "how"), [(6, "more"), (4, "fewer"), (1, "fewer")])
def test_a_row_with_another_number_of_cells_is_rejected(cells: int, how: str) -> None:
    good = list(GOOD.values())
    result = check(RawTable(tuple(GOOD), [good, (good * 2)[:cells]], [2, 9]), TwoDistricts(), TODAY)
    assert [(p.row, p.line) for p in result.problems] == [(2, 9)]
    assert f"{how} than the 5" in result.problems[0].message
    assert (len(result.incidents), result.rejected) == (1, 1)


def test_many_faults_are_reported_quickly() -> None:
    rows = [{**GOOD, "incident_id": "a:1", "event_type": f"type {i}", "date_start": str(i)} for i in range(5_000)]
    start_s = time.process_time()
    assert checked(*rows).rejected == 5_000
    assert time.process_time() - start_s < 5
