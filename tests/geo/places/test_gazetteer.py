"""Present and former names, in the spellings of several sources."""

from itertools import pairwise

import pytest

from geo import assets
from geo.errors import UnknownName
from geo.places.gazetteer import Gazetteer, bundled


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return bundled()


@pytest.mark.parametrize(
    ("text", "name", "polygon"),
    [
        ("Bannu", "Bannu", "Bannu"),
        ("D.I. Khan", "Dera Ismail Khan", "Dera Ismail Khan"),
        ("D I KHAN", "Dera Ismail Khan", "Dera Ismail Khan"),
        ("Dera Ismail Khan District", "Dera Ismail Khan", "Dera Ismail Khan"),
        ("Jafarabad Distrcit", "Jafarabad", "Jafarabad"),
        ("FR Bannu", "Bannu", "Bannu"),
        ("FR Tank - Jandola", "Tank", "Tank"),
        ("Frontier Region D.I. Khan", "Dera Ismail Khan", "Dera Ismail Khan"),
        ("Khyber agency", "Khyber", "Khyber"),
        ("North Waziristan Tribal District", "North Waziristan", "North Waziristan"),
        ("Upper South Waziristan", "Upper South Waziristan", "South Waziristan"),
        ("South Waziristan Lower", "Lower South Waziristan", "South Waziristan"),
        ("Chitral", "Chitral", "Chitral"),
        ("Chitral Upper", "Upper Chitral", "Chitral"),
        ("Kohistan", "Kohistan", "Kohistan"),
        ("Kolai Palas Kohistan", "Kolai-Palas", "Kohistan"),
        ("Tor Ghar", "Torghar", "Mansehra"),
        ("Shaheed Sikandarabad", "Surab", "Kalat"),
        ("Lehri", "Sibi", "Sibi"),
        ("Bolan district", "Kachhi", "Kachhi"),
        ("Chaman", "Chaman", "Killa Abdullah"),
        ("Kila Abdulla", "Killa Abdullah", "Killa Abdullah"),
        ("Karezat", "Karezat", "Pishin"),
        ("کوئٹہ", "Quetta", "Quetta"),
        ("ضلع جنوبی وزیرستان", "South Waziristan", "South Waziristan"),
        ("PK503", "Bannu", "Bannu"),
    ],
)
def test_a_name_resolves_to_its_polygon(gazetteer: Gazetteer, text: str, name: str, polygon: str) -> None:
    match = gazetteer.resolve_district(text)
    assert (match.district.name, match.polygon) == (name, polygon)
    assert gazetteer.polygon_of(text) == polygon


def test_every_name_of_the_history_resolves_to_its_own_polygon(gazetteer: Gazetteer) -> None:
    rows = assets.read_table("places", "district_history.csv")
    assert len(rows) == 85
    for row in rows:
        match = gazetteer.resolve_district(row["district"])
        assert (match.district.name, match.polygon) == (row["district"], row["polygon"])
        spellings = [s.strip() for s in (row["alternate_spellings"] + ";" + row["name_urdu"]).split(";") if s.strip()]
        assert {gazetteer.polygon_of(s) for s in spellings} <= {row["polygon"]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Bannu", "Bannu"),
        ("D.I. Khan", "D.I. Khan → Dera Ismail Khan"),
        ("Upper South Waziristan", "Upper South Waziristan → South Waziristan, split 2022"),
        ("Torghar", "Torghar → Mansehra"),
        ("Karezat", "Karezat → Pishin, split 2022, since abolished"),
        ("Paharpur", "Paharpur → Dera Ismail Khan, announced 2025"),
        ("FR Bannu", "FR Bannu → Bannu, Frontier Region until 2018"),
        ("Chitral", "Chitral, district until 2018, now Lower Chitral and Upper Chitral"),
        ("Kohistan", "Kohistan, now Upper Kohistan, Lower Kohistan and Kolai-Palas"),
        ("Wasti Dir", "Wasti Dir → Central Dir → Upper Dir, split 2023"),
    ],
)
def test_the_explanation_names_the_path_from_a_name_to_its_polygon(
    gazetteer: Gazetteer, text: str, sentence: str
) -> None:
    assert gazetteer.resolve_district(text).sentence == sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Peshawer", "Did you mean 'Peshawar'", id="misspelt"),
        pytest.param("Dir", "Lower Dir or Upper Dir: name one", id="two districts"),
        pytest.param("Waziristan", "North Waziristan or South Waziristan", id="a region"),
        pytest.param("FATA", "a province or a part of one", id="a province"),
        pytest.param("", "No district", id="empty"),
        pytest.param("Lahore", "No district of the two provinces is named 'Lahore'", id="elsewhere"),
    ],
)
def test_an_unknown_name_is_rejected_with_a_suggestion(gazetteer: Gazetteer, text: str, words: str) -> None:
    with pytest.raises(UnknownName, match=words):
        gazetteer.resolve_district(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KP", "Khyber Pakhtunkhwa"),
        ("kpk", "Khyber Pakhtunkhwa"),
        ("N.W.F.P.", "Khyber Pakhtunkhwa"),
        ("FATA", "Khyber Pakhtunkhwa"),
        ("Federally Administered Tribal Areas", "Khyber Pakhtunkhwa"),
        ("Khyber Pakhtunkwa province", "Khyber Pakhtunkhwa"),
        ("خیبر پختونخوا", "Khyber Pakhtunkhwa"),
        ("Baluchistan", "Balochistan"),
        ("PK-BA", "Balochistan"),
    ],
)
def test_a_province_is_known_by_each_of_its_names(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert gazetteer.resolve_province(text).name == name


def test_another_province_is_rejected(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownName, match="neither Khyber Pakhtunkhwa nor Balochistan"):
        gazetteer.resolve_province("Sindh")


def test_drawn_districts_are_numbered_in_a_fixed_order(gazetteer: Gazetteer) -> None:
    drawn = gazetteer.drawn
    assert [d.index for d in drawn] == list(range(61))
    assert all((a.province, a.name) < (b.province, b.name) for a, b in pairwise(drawn))
    assert (drawn[0].name, drawn[30].name, drawn[60].name) == ("Awaran", "Abbottabad", "Upper Dir")
    assert gazetteer.drawn_district("Upper Chitral").name == "Chitral"


def test_census_districts_that_share_a_polygon_are_summed(gazetteer: Gazetteer) -> None:
    chitral = gazetteer.drawn_district("Chitral")
    assert chitral.census_districts == ("Lower Chitral", "Upper Chitral")
    assert (chitral.population_2023, chitral.area_km2) == (320_407 + 195_528, 6458 + 8392)
    # The census already counts Hub inside Lasbela.
    assert gazetteer.drawn_district("Lasbela").population_2023 == 680_977


def test_district_figures_sum_to_those_of_the_provinces(gazetteer: Gazetteer) -> None:
    for province in gazetteer.provinces:
        mine = [d for d in gazetteer.drawn if d.province == province.name]
        assert sum(d.population_2023 for d in mine) == province.population_2023
        assert sum(d.area_km2 for d in mine) == pytest.approx(province.area_km2, rel=0.001)


def test_former_fata_is_the_seven_agencies_and_districts_split_from_them(gazetteer: Gazetteer) -> None:
    drawn = {d.name for d in gazetteer.drawn if d.former_fata}
    assert drawn == {
        "Bajaur",
        "Khyber",
        "Kurram",
        "Mohmand",
        "North Waziristan",
        "Orakzai",
        "South Waziristan",
    }
    assert gazetteer.resolve_district("Upper South Waziristan").district.former_fata
    assert not gazetteer.resolve_district("FR Bannu").district.former_fata


def test_each_drawn_district_is_in_one_division(gazetteer: Gazetteer) -> None:
    names = [name for division in gazetteer.divisions for name in division.districts]
    assert sorted(names) == sorted(d.name for d in gazetteer.drawn)
    assert gazetteer.resolve_division("Makran Division").name == "Mekran"
    with pytest.raises(UnknownName, match="Did you mean 'Malakand'"):
        gazetteer.resolve_division("Malakund")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Miranshah", "Miran Shah"),
        ("Fort Sandeman", "Zhob"),
        ("گوادر", "Gwadar"),
        ("Mansehra", "Mansehra"),
        ("Nasirabad", "Nasirabad"),
    ],
)
def test_a_town_is_found_by_name(gazetteer: Gazetteer, name: str, place: str) -> None:
    assert gazetteer.find_place(name).name == place


def test_an_unknown_town_is_rejected(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'Mingora'"):
        gazetteer.find_place("Mingorra Town")
