"""The columns of coordinates: both or none, and never money, ages, phones or times of day."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from geo.sources.answers import may_be_none
from tests.geo.sources.column_mapping.tables import DAYS, cells, guess_of


def points(columns: dict[str, Sequence[str]]) -> tuple[str | None, str | None]:
    mapped = guess_of({"Date": DAYS, **columns}).column_mapping.columns
    return mapped.get("lon"), mapped.get("lat")


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("Longitude", "Latitude"),
        ("Long (WGS84)", "Lat (WGS84)"),
        ("_GPS_longitude", "_GPS_latitude"),
        ("place/lng", "place/lat"),
        ("Coordinates (Long)", "Coordinates (Lat)"),
        ("Longitude (optional)", "Latitude (optional)"),
        ("X", "Y"),
        ("طول بلد", "عرض بلد"),
    ],
)
def test_coordinates_are_known_by_their_headings(lon: str, lat: str) -> None:
    assert points({lon: cells("lon"), lat: cells("lat")}) == (lon, lat)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Age", "Weight"),
        ("Loss (PKR)", "Population"),
        ("Amount Rs.", "Compensation paid"),
        ("Distance (km)", "Temperature"),
        ("Victim longitude", "Victim latitude"),
        ("Killed", "Injured"),
    ],
)
def test_other_numbers_are_no_coordinates_wherever_they_would_lie(first: str, second: str) -> None:
    assert points({first: cells("lon"), second: cells("lat")}) == (None, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["70", "65", "72", "71", "63", "66"], ["25", "31", "36", "33", "28", "30"]),
        (["23:30:00"] * 6, ["70:10"] * 6),
        (["1520000", "990000"] * 3, ["120000", "65000"] * 3),
        (["70.5", "70.6"] * 3, ["24.1", "24.2"] * 3),
    ],
    ids=["whole numbers", "times", "money", "a point outside"],
)
def test_numbers_under_other_names_are_no_coordinates(first: list[str], second: list[str]) -> None:
    assert points({"one": first, "two": second}) == (None, None)


def test_fractions_that_lie_in_the_districts_are_proposed_where_nothing_else_is() -> None:
    guess = guess_of({"Date": DAYS, "one": cells("lon"), "two": cells("lat")})
    assert (guess.column_mapping.columns["lon"], guess.column_mapping.columns["lat"]) == ("one", "two")
    assert len(guess.column_mapping.standing_notes) == 2
    assert points({"one": cells("lon"), "two": cells("lat"), "three": cells("lat")}) == (None, None)


def test_fractions_that_lie_in_other_districts_than_the_rows_name_are_no_coordinates() -> None:
    assert points({"one": cells("lon")[::-1], "two": cells("lat")[::-1]}) == (None, None)


def test_a_point_needs_both() -> None:
    guess = guess_of({"Date": DAYS, "Latitude": cells("lat"), "Height": cells("lon")})
    assert not {"lon", "lat"} & guess.column_mapping.columns.keys()
    assert guess.column_mapping.standing_notes == (
        "lat from no column: 'Latitude' is half a point, and no column is the other half",
    )


def test_two_points_a_row_are_a_question() -> None:
    columns = {
        "Lat": cells("lat"),
        "Lon": cells("lon"),
        "Lat (village)": cells("lat")[::-1],
        "Lon (village)": cells("lon")[::-1],
    }
    guess = guess_of({"Date": DAYS, **columns})
    assert {question.about for question in guess.questions} == {"lon", "lat"}


def test_the_point_of_the_incident_wins_over_that_of_the_reporter() -> None:
    columns = {
        "Reporter lat": cells("lat")[::-1],
        "Reporter lon": cells("lon")[::-1],
        "Lat": cells("lat"),
        "Lon": cells("lon"),
    }
    assert points(columns) == ("Lon", "Lat")


@pytest.mark.parametrize("heading", ["reporter/GPS", "GPS of the enumerator", "Hospital location (GPS)"])
def test_points_of_others_in_one_cell_are_not_those_of_the_incident(heading: str) -> None:
    both = [f"{y} {x}" for x, y in zip(cells("lon"), cells("lat"), strict=True)]
    assert points({heading: both}) == (None, None)
    assert points({"place/GPS": both}) == ("place/GPS", "place/GPS")


def test_headings_alone_do_not_make_coordinates() -> None:
    assert points({"X": ["120000", "65000"] * 3, "Y": ["15", "30"] * 3}) == (None, None)


@pytest.mark.parametrize("heading", ["WKT", "the_geom", "GPS", "Coordinates"])
def test_whole_points_that_differ_from_longitude_and_latitude_are_a_question(heading: str) -> None:
    lon, lat = cells("lon"), cells("lat")
    same = [f"POINT ({x} {y})" for x, y in zip(lon, lat, strict=True)]
    columns = {"Date": DAYS, "Longitude": lon, "Latitude": lat, heading: same}
    guess = guess_of(columns)
    assert (guess.questions, guess.column_mapping.columns["lon"]) == ((), "Longitude")
    moved = ["POINT (70.75 33.05)", *same[1:]]
    (question,) = guess_of({**columns, heading: moved}).questions
    assert question.about == "lon"
    assert "in 1 of 6 rows" in question.text
    assert heading in question.text
    for decided in ({"lon": heading, "lat": heading}, {"lon": "Longitude", "lat": "Latitude"}):
        decision = guess_of({**columns, heading: moved}, decided)
        assert decision.questions == ()
        assert decision.column_mapping.columns["lon"] == decided["lon"]


@pytest.mark.parametrize("heading", ["start-geopoint", "meta/start-geopoint", "background-geopoint", "today gps"])
def test_the_point_where_a_form_was_begun_is_not_that_of_the_incident(heading: str) -> None:
    columns = {"Date": DAYS, heading: ["34.01 71.50 0 0"] * 6}
    assert not {"lon", "lat"} & guess_of(columns).column_mapping.columns.keys()


def test_columns_of_coordinates_that_cannot_be_read_are_noted() -> None:
    columns = {"Date": DAYS, "Latitude": ["32.980.000"] * 6, "Longitude": ["70.600.000"] * 6}
    notes = guess_of(columns).column_mapping.standing_notes
    assert [("'Longitude'" in note, "'Latitude'" in note) for note in notes] == [(True, False), (False, True)]
    blank = {"Date": DAYS, "Latitude": [""] * 6, "Longitude": [""] * 6}
    assert guess_of(blank).column_mapping.standing_notes == ()


@pytest.mark.parametrize("place", ["Camp", "Base", "Station", "Nearest town", "Hospital", "Reporter", "Home"])
@pytest.mark.parametrize("form", ["{} Lat|{} Long", "Latitude ({})|Longitude ({})", "lat - {}|long - {}"])
def test_the_point_of_another_place_is_a_question(place: str, form: str) -> None:
    lat, lon = form.format(place, place).split("|")
    columns = {"Date": DAYS, lat: cells("lat"), lon: cells("lon")}
    questions = guess_of(columns).questions
    assert [(question.about, question.candidates) for question in questions] == [("lon", (lon,)), ("lat", (lat,))]
    assert all(may_be_none(question) for question in questions)
    guess = guess_of({**columns, "Latitude": cells("lat"), "Longitude": cells("lon")})
    assert (guess.questions, guess.column_mapping.columns["lat"]) == ((), "Latitude")


def test_one_decision_settles_both_coordinates() -> None:
    columns = {"Date": DAYS, "Camp Lat": cells("lat"), "Camp Long": cells("lon"), "Base Lat": cells("lat")}
    taken = guess_of(columns, {"lon": "Camp Long"})
    assert (taken.questions, taken.column_mapping.columns["lat"]) == ((), "Camp Lat")
    none = guess_of(columns, {"lon": ""})
    assert (none.questions, {"lon", "lat"} & none.column_mapping.columns.keys()) == ((), set())


@pytest.mark.parametrize("heading", ["Reporter GPS", "Camp GPS", "GPS of camp", "Hospital coordinates", "Base latlong"])
def test_a_whole_point_of_another_place_is_a_question(heading: str) -> None:
    both = [f"{lat}, {lon}" for lat, lon in zip(cells("lat"), cells("lon"), strict=True)]
    (question,) = guess_of({"Date": DAYS, heading: both}).questions
    assert (question.about, question.candidates, may_be_none(question)) == ("lat", (heading,), True)
    taken = guess_of({"Date": DAYS, heading: both}, {"lat": heading})
    assert (taken.questions, taken.column_mapping.columns["lon"]) == ((), heading)


@pytest.mark.parametrize("heading", ["GPS of the spot", "Incident GPS", "GPS coordinates of location", "GPS (WGS84)"])
def test_words_that_add_nothing_leave_a_point_that_of_the_incident(heading: str) -> None:
    both = [f"{lat}, {lon}" for lat, lon in zip(cells("lat"), cells("lon"), strict=True)]
    guess = guess_of({"Date": DAYS, heading: both})
    assert (guess.questions, guess.column_mapping.columns["lat"]) == ((), heading)


def test_the_points_at_both_ends_of_a_way_are_a_question() -> None:
    ends = {"From Lat": "lat", "From Long": "lon", "To Lat": "lat", "To Long": "lon"}
    columns = {name: [f"{float(cell) + (name < 'T') / 10}" for cell in cells(kind)] for name, kind in ends.items()}
    questions = guess_of({"Date": DAYS, **columns}).questions
    assert [(one.about, set(one.candidates)) for one in questions] == [
        ("lon", {"From Long", "To Long"}),
        ("lat", {"From Lat", "To Lat"}),
    ]


def test_one_half_of_a_point_of_another_place_makes_both_a_question() -> None:
    questions = guess_of({"Date": DAYS, "Latitude": cells("lat"), "Camp Long": cells("lon")}).questions
    assert [question.about for question in questions] == ["lon", "lat"]


def test_a_decided_coordinate_without_a_like_one_asks_for_the_other() -> None:
    columns = {"Date": DAYS, "Y": cells("lat"), "Latitude": cells("lat")[::-1], "Camp Long": cells("lon")}
    assert [question.about for question in guess_of(columns).questions] == ["lon", "lat"]
    (question,) = guess_of(columns, {"lat": "Y"}).questions
    assert (question.about, question.candidates, may_be_none(question)) == ("lon", ("Camp Long",), True)
    alone = guess_of({"Date": DAYS, "Y": cells("lat")}, {"lat": "Y"})
    assert (alone.questions, len(alone.column_mapping.standing_notes)) == ((), 1)
