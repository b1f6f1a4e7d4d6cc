"""Cells of a database become the table of incidents, or a message that names the row and the column."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from geo.incidents import COLUMN_NAMES, Incident, Incidents
from geo.incidents.columns import TEXTS
from geo.store.cells import Row, incident_of, incidents_of_rows
from tests.geo.tables import few_examples, incident, rows


def cells_of(row: Incident, **changed: Any) -> Row:
    values = {name: getattr(row, name) for name in COLUMN_NAMES}
    days = {name: values[name].isoformat() for name in ("date_start", "date_end")}
    return tuple({**values, **days, **changed}.values())


@few_examples
@given(rows())
def test_the_table_is_that_of_the_incidents(incidents: list[Incident]) -> None:
    stored = [cells_of(row) for row in incidents]
    found, expected = incidents_of_rows(stored), Incidents.from_rows(incidents)
    assert list(found.rows()) == list(expected.rows())
    assert {name: found.coded[name].names for name in found.coded} == {
        name: expected.coded[name].names for name in expected.coded
    }
    assert all(list(found.texts[name]) == list(expected.texts[name]) for name in TEXTS)
    assert list(map(incident_of, stored)) == incidents


def test_equal_texts_are_held_once() -> None:
    stored = [cells_of(incident(n, location=b"Miran Shah".decode())) for n in range(2)]
    first, second = incidents_of_rows(stored).texts["location"]
    assert first is second


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"notes": b"x"}, "notes is not a text"),
        ({"source": 12}, "source is not a text"),
        ({"extra": None}, "extra is not a text"),
        ({"event_type": "Fights"}, "event_type is 'Fights', which is not known"),
        ({"date_start": "2024-13-01"}, r"date_start is '2024-13-01', not a day"),
        ({"date_start": 2024}, "date_start is 2024, not a day"),
        ({"date_start": "1900-01-01"}, "date_start is 1900-01-01, not a day from 1947-08-14"),
        ({"date_end": "1950-01-01"}, "date_end 1950-01-01 lies before date_start"),
        ({"killed_best": -1}, "killed_best is -1, not a number of people"),
        ({"killed_best": "12"}, "killed_best is '12', not a number of people"),
        ({"lon": 181.0}, "lon is 181.0, out of range"),
        ({"lat": "34"}, "lat is '34', out of range"),
        ({"lat": None}, "only one of lon and lat is known"),
    ],
)
def test_a_value_that_no_incident_can_have_is_refused(changed: dict[str, Any], message: str) -> None:
    good = incident(0, lon=70.0, lat=33.0)
    with pytest.raises(ValueError, match=f"^row test:001: {message}"):
        incidents_of_rows([cells_of(good), cells_of(incident(1, lon=70.0, lat=33.0), **changed)])
