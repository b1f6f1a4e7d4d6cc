"""Rows outside the two provinces are left out by evidence, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.incidents.findings import Checked
from tests.geo.checked_files import read_file
from tests.geo.sources.column_mapping.tables import opened, written

HEADER = "id,date,type,country,province,district,lat,lon,killed"
INSIDE, OUTSIDE = "32.98,70.6", "24.9,67.0"
FIRST = f"first,2024-11-18,IED,Pakistan,KP,Bannu,{INSIDE},1"


def checked(folder: Path, country: str = "", province: str = "", district: str = "", point: str = ",") -> Checked:
    """A file of a good row and one with these cells."""
    path = folder / "field office.csv"
    path.write_text(f'{HEADER}\n{FIRST}\nother,2024-11-19,IED,{country},"{province}",{district},{point},7\n', "utf-8")
    return read_file(path)


ELSEWHERE = [
    {"country": "Afghanistan"}, {"country": "AFG", "district": "Charsadda"}, {"country": "افغانستان", "point": INSIDE},
    {"country": "India", "province": "Punjab"}, {"province": "Punjab"}, {"province": "Sindh", "district": "Karachi"},
    {"province": "Sistan and Balochistan"}, {"province": "Nangarhar Province", "point": OUTSIDE},
    {"province": "Punjab, Pakistan"}, {"province": "Balochistan, Iran"}, {"province": "Somewhere", "point": OUTSIDE},
    {"country": "Somewhere", "province": "KP", "point": OUTSIDE},
]  # fmt: skip


@pytest.mark.parametrize("cells", ELSEWHERE, ids=str)
def test_a_row_that_is_known_to_lie_elsewhere_is_left_out(tmp_path: Path, cells: dict[str, str]) -> None:
    result = checked(tmp_path, **cells)
    assert [row.incident_id.partition(":")[2] for row in result.incidents] == ["first"]
    ((reason, count),) = result.left_out.items()
    assert (reason.startswith("outside the two provinces: "), count) == (True, 1)


KP, BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"
HERE = [
    ({"province": "Ex-FATA", "district": "Bajaur"}, "Bajaur", KP),
    ({"province": "KP TD", "district": "Kurram"}, "Kurram", KP),
    ({"province": "Erstwhile FATA (KP)", "district": "Mohmand"}, "Mohmand", KP),
    ({"province": "Khyber Pakhtunkhwa (Merged Districts)", "district": "Khyber"}, "Khyber", KP),
    ({"province": "Kybr Paktunkwa", "district": "Bannu"}, "Bannu", KP),
    ({"province": "Kybr Paktunkwa", "point": INSIDE}, "Bannu", KP),
    ({"province": "Blchstn", "district": "Quetta"}, "Quetta", BALOCHISTAN),
    ({"province": "NMDs"}, "", KP),
    ({"province": "PATA"}, "", KP),
    ({"province": "Baluchistan Province"}, "", BALOCHISTAN),
    ({"province": "KP, Pakistan"}, "", KP),
    ({"province": "Malakand Division"}, "", KP),
    ({"province": "Pakistan", "district": "Bannu"}, "Bannu", KP),
    ({"province": "n/a", "district": "Bannu"}, "Bannu", KP),
    ({"country": "PAK", "district": "Bannu"}, "Bannu", KP),
    ({"country": "n/a", "district": "Bannu"}, "Bannu", KP),
    ({"country": "KP", "district": "Bannu"}, "Bannu", KP),
    ({"country": "Pakistan/Afghanistan", "district": "Khyber"}, "Khyber", KP),
    ({"country": "Somewhere", "district": "Bannu"}, "Bannu", KP),
]


@pytest.mark.parametrize(("cells", "district", "province"), HERE, ids=str)
def test_a_row_that_may_lie_here_is_kept(tmp_path: Path, cells: dict[str, str], district: str, province: str) -> None:
    result = checked(tmp_path, **cells)
    assert result.left_out == {}
    row = result.incidents[1]
    assert (row.district, row.province, result.problems) == (district, province, [])


def test_an_unknown_province_alone_is_kept_with_a_warning(tmp_path: Path) -> None:
    result = checked(tmp_path, province="Blchstn")
    assert (result.left_out, result.incidents[1].province) == ({}, "Blchstn")
    assert [(p.row, p.column, p.severity) for p in result.problems] == [(2, "province", "warning")]


def test_the_country_is_kept_beside_the_row_and_changes_no_id(tmp_path: Path) -> None:
    def rows(header: str) -> list[str]:
        path = tmp_path / "field office.csv"
        path.write_text(f"{header},date,type,district\nPakistan,2024-11-18,IED,Bannu\n", "utf-8")
        (incident,) = read_file(path).incidents
        assert '"Pakistan"' in incident.extra
        return [incident.incident_id]

    assert rows("country") == rows("land of the office")


WIDER = {
    "id": ["a", "b", "c", "d"],
    "date": ["2024-11-18"] * 4,
    "type": ["IED"] * 4,
    "killed": ["1", "2", "3", "4"],
}
"""A list of which one row in four lies in the two provinces."""


@pytest.mark.parametrize(
    ("columns", "district"),
    [
        (
            {"Province": ["KP", "Punjab", "Sindh", "ICT"], "District": ["Bannu", "Lahore", "Hyderabad", "Islamabad"]},
            "Bannu",
        ),
        (
            {
                "Country": ["Pakistan", "Afghanistan", "Iran", "AFG"],
                "District": ["Quetta", "Spin Boldak", "Saravan", "Hesarak"],
            },
            "Quetta",
        ),
        ({"Country": ["Pakistan", "Afghanistan", "India", "Iran"], "Place": ["Tank", "Bela", "Pune", "Qom"]}, "Tank"),
    ],
    ids=["provinces", "countries", "places"],
)
def test_a_list_of_a_wider_region_keeps_its_rows_of_the_two_provinces(
    tmp_path: Path, columns: dict[str, list[str]], district: str
) -> None:
    result = read_file(written(tmp_path, {**WIDER, **columns}))
    assert [(row.district, row.killed_best) for row in result.incidents] == [(district, 1)]
    assert (sum(result.left_out.values()), result.problems) == (3, [])


def test_a_list_of_the_whole_country_with_points_leaves_out_what_lies_elsewhere(tmp_path: Path) -> None:
    columns = {
        "Province": ["KP", "Punjab", "Sindh", "Punjab"],
        "District": ["Bannu", "Lahore", "Hyderabad", "Multan"],
        "Latitude": ["32.98", "31.55", "25.39", "30.2"],
        "Longitude": ["70.60", "74.34", "68.37", "71.47"],
    }
    result = read_file(written(tmp_path, {**WIDER, **columns}))
    assert [row.district for row in result.incidents] == ["Bannu"]
    assert sum(result.left_out.values()) == 3


def test_a_place_alone_says_where_if_it_names_districts(tmp_path: Path) -> None:
    places = ["Domel, Bannu", "Mir Ali, North Waziristan", "Mashkel, Washuk", "Turbat"]
    result = read_file(written(tmp_path, {**WIDER, "Location": places}))
    assert {row.district for row in result.incidents} == {"Bannu", "North Waziristan", "Washuk", "Kech"}


def test_unknown_districts_beside_a_province_of_ours_are_no_column_of_districts(tmp_path: Path) -> None:
    columns = {"Province": ["KP", "KP", "KP", "Punjab"], "District": ["Zone A", "Zone B", "Zone C", "Lahore"]}
    path = written(tmp_path, {**WIDER, **columns})
    mapping = opened(path).column_mapping
    assert mapping is not None
    assert "district" not in mapping.columns


@pytest.mark.parametrize("place", ["Bela, Afghanistan", "Tank (Punjab)", "Quetta - India"])
def test_a_place_that_names_another_country_or_province_is_none_of_ours(tmp_path: Path, place: str) -> None:
    places = ["Domel, Bannu", "Mashkel, Washuk", "Turbat", place]
    result = read_file(written(tmp_path, {**WIDER, "Location": places}))
    assert [row.district for row in result.incidents] == ["Bannu", "Washuk", "Kech"]
    assert [problem.row for problem in result.errors] == [4]
