"""What headings say: usual names, groups of forms, qualifiers, in English, Roman Urdu and Urdu."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import assets
from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.headings import Level, heading_readings, segments


def level_of(heading: str, target: str) -> Level | None:
    return next((reading.level for reading in heading_readings(heading) if reading.target == target), None)


@pytest.mark.parametrize(
    ("heading", "target", "level"),
    [
        ("Date", "date_start", Level.KNOWN),
        ("Date of the incident", "date_start", Level.EXPLICIT),
        ("When did the incident happen?", "date_start", Level.EXPLICIT),
        ("DateOfOccurrence", "date_start", Level.EXPLICIT),
        ("event/Date of occurrence", "date_start", Level.EXPLICIT),
        ("grp_a/grp_b/Incident date", "date_start", Level.EXPLICIT),
        ("data-grp-date_of_incident", "date_start", Level.EXPLICIT),
        ("grp.Date of attack", "date_start", Level.EXPLICIT),
        ("grp:Date", "date_start", Level.KNOWN),
        ("Date (dd/mm/yyyy)", "date_start", Level.KNOWN),
        ("Date (incident)", "date_start", Level.EXPLICIT),
        ("Date – incident", "date_start", Level.EXPLICIT),
        ("Date (reported)", "date_start", Level.OTHER),
        ("Date incident reported", "date_start", Level.OTHER),
        ("Date of birth", "date_start", Level.OTHER),
        ("Burial party date", "date_start", Level.OTHER),
        ("Date sighted", "date_start", Level.WORDS),
        ("Date (Hijri)", "date_start", Level.QUALIFIED),
        ("_submission_time", "day_reported", Level.KNOWN),
        ("Reported Date", "day_reported", Level.KNOWN),
        ("start", "period_start", Level.KNOWN),
        ("Week Ending", "period_end", Level.KNOWN),
        ("District (of incident)", "district", Level.EXPLICIT),
        ("District (of victim)", "district", Level.OTHER),
        ("victim/District", "district", Level.OTHER),
        ("Home District", "district", Level.OTHER),
        ("District of origin", "district", Level.OTHER),
        ("Reporting district", "district", Level.OTHER),
        ("place/District", "district", Level.KNOWN),
        ("State/Province", "province", Level.KNOWN),
        ("Latitude (WGS84)", "lat", Level.KNOWN),
        ("_GPS_longitude", "lon", Level.KNOWN),
        ("Reporter longitude", "lon", Level.OTHER),
        ("Type of incident", "event_type", Level.EXPLICIT),
        ("Tareekh", "date_start", Level.KNOWN),
        ("Waqia ki Tareekh", "date_start", Level.EXPLICIT),
        ("Zila", "district", Level.KNOWN),
        ("Suba", "province", Level.KNOWN),
        ("Qisam", "event_type", Level.KNOWN),
        ("Nauiyat", "event_type", Level.KNOWN),
        ("Mauza", "location", Level.KNOWN),
        ("Hamla Awar", "actor1", Level.KNOWN),
        ("تاریخ", "date_start", Level.KNOWN),
        ("ضلع", "district", Level.KNOWN),
        ("صوبہ", "province", Level.KNOWN),
        ("حملہ آور", "actor1", Level.EXPLICIT),
    ],
)
def test_a_heading_names_a_column_of_ours(heading: str, target: str, level: Level) -> None:
    assert level_of(heading, target) is level


@pytest.mark.parametrize("heading", ["Loss (PKR)", "Population", "Age", "Weight", "Phone", "Time", "Remarks (if any)"])
def test_other_headings_name_no_day_place_or_type(heading: str) -> None:
    targets = {reading.target for reading in heading_readings(heading)}
    assert not targets & {"date_start", "lon", "lat", "district", "province", "event_type", "incident_id"}


@pytest.mark.parametrize(
    ("heading", "measure", "people"),
    [
        ("Killed", "killed", ()),
        ("No. of persons killed", "killed", ()),
        ("harm/Killed", "killed", ()),
        ("Fatalities (all)", "killed", ()),
        ("Fatalities (attackers)", "killed", ("militants",)),
        ("Killed [M]", "killed", ("male",)),
        ("Killed - civilians", "killed", ("civilians",)),
        ("Killed: women", "killed", ("female",)),
        ("Killed (Security Forces)", "killed", ("security",)),
        ("Civilians killed", "killed", ("civilians",)),
        ("Police injured", "injured", ("security part",)),
        ("attackers/Killed", "killed", ("militants",)),
        ("Shaheed", "killed", ()),
        ("Zakhmi", "injured", ()),
        ("Laapata", "abducted", ()),
        ("Maghvi", "abducted", ()),
        ("ہلاک", "killed", ()),
        ("زخمی", "injured", ()),
        ("Killed/Injured", "killed+injured", ()),
        ("Casualties", "casualties", ()),
    ],
)
def test_a_heading_says_which_people_a_figure_counts(heading: str, measure: str, people: tuple[str, ...]) -> None:
    reading = figure_reading(heading)
    assert reading is not None
    assert (reading.measure, reading.people) == (measure, people)


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("Killed", Level.KNOWN),
        ("Tribesmen killed", Level.WORDS),
        ("Killed (tribe)", Level.QUALIFIED),
        ("Tribesmen (killed)", Level.QUALIFIED),
    ],
)
def test_words_of_unknown_meaning_beside_a_figure_are_noticed(heading: str, level: Level) -> None:
    reading = figure_reading(heading)
    assert reading is not None
    assert reading.level is level


@pytest.mark.parametrize("heading", ["Livestock killed", "District", "Date", "Vehicles (killed)"])
def test_a_heading_without_people_is_no_figure(heading: str) -> None:
    assert figure_reading(heading) is None


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("a/b/Killed (M)", [("a",), ("b",), ("killed",), ("m",)]),
        ("Killed - men", [("killed",), ("men",)]),
        ("data-harm-killed", [("data",), ("harm",), ("killed",)]),
        ("S.No", [("s", "no")]),
        ("", []),
    ],
)
def test_a_heading_is_cut_into_segments(heading: str, parts: list[tuple[str, ...]]) -> None:
    assert [part.words for part in segments(heading)] == parts


@given(st.text(max_size=300))
def test_any_heading_can_be_read(heading: str) -> None:
    assert all(reading.target for reading in heading_readings(heading))
    figure_reading(heading)


@pytest.mark.parametrize("name", ["headings.csv", "heading_words.csv"])
def test_each_row_of_the_crosswalks_has_a_reason_and_is_there_once(name: str) -> None:
    rows = list(csv.reader(assets.read_text("crosswalks", name).splitlines()))[1:]
    assert all(all(row) for row in rows)
    assert len({tuple(row[:2]) for row in rows}) == len(rows)
