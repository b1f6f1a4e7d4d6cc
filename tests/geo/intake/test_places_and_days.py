"""Places and days in the wordings of reports: where a bomb exploded, and when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.geo.intake.reports import only, reading_of

PLACES = {
    "A bomb exploded in the Mir Ali subdivision of North Waziristan on Sunday.": (
        "North Waziristan",
        "Mir Ali",
        "district",
    ),
    "A bomb exploded in Pabbi on Sunday.": ("Nowshera", "Pabbi", "near"),
    "A bomb exploded about 15 km north of Turbat on Sunday.": ("Kech", "Turbat", "near"),
    "A bomb exploded on the outskirts of Peshawar on Sunday.": ("Peshawar", "Peshawar", "near"),
    "A bomb exploded in Quetta's Sariab area on Sunday.": ("Quetta", "Quetta", "near"),
    "A bomb exploded in Peshawar's Hayatabad neighbourhood on Sunday.": ("Peshawar", "Peshawar", "near"),
    "A bomb exploded in Bannu district on Sunday.": ("Bannu", "", "district"),
    "A bomb exploded near Kohat on Sunday.": ("Kohat", "Kohat", "near"),
    "A bomb exploded outside Nushki on Sunday.": ("Nushki", "Nushki", "near"),
    "A bomb exploded on the edge of Karak on Sunday.": ("Karak", "Karak", "near"),
    "A bomb exploded near the Chaman border on Sunday.": ("Chaman", "", "district"),
    "A bomb exploded at Sambaza, Zhob district, on Sunday, a trader in Quetta told us.": (
        "Zhob",
        "Sambaza",
        "district",
    ),
    "A bomb exploded in Bannu town on Sunday.": ("Bannu", "Bannu", "near"),
    "A bomb exploded in the Bannu bazaar on Sunday.": ("Bannu", "Bannu", "near"),
    "A bomb exploded in southwestern Balochistan province on Sunday.": ("", "", "province"),
    "A bomb exploded in the northwestern city of Peshawar on Sunday.": ("Peshawar", "Peshawar", "near"),
    "A bomb exploded in the troubled Kurram district on Sunday.": ("Kurram", "", "district"),
    "A bomb exploded in Lower South Waziristan's Azam Warsak area on Sunday.": (
        "Lower South Waziristan",
        "Azam Warsak",
        "district",
    ),
    "A bomb exploded near the Iranian border in Panjgur district on Sunday.": ("Panjgur", "", "district"),
    "A bomb exploded in Khyber Pakhtunkhwa's Swat valley on Sunday.": ("Swat", "", "district"),
    "A bomb exploded at Chaman on Sunday.": ("Chaman", "", "district"),
    "A bomb exploded in Dera Ismail Khan city on Sunday.": ("Dera Ismail Khan", "Dera Ismail Khan", "near"),
    "A bomb exploded in D.I. Khan on Sunday.": ("Dera Ismail Khan", "", "district"),
    "A bomb exploded in Gwadar port city on Sunday.": ("Gwadar", "Gwadar", "near"),
    "A bomb exploded in the Kot Azam area of Tank on Sunday.": ("Tank", "Kot Azam", "district"),
    "Police in Kohat said a bomb exploded in Lachi on Sunday.": ("Kohat", "Lachi", "near"),
    "A bomb exploded near Parachinar, Kurram's main town, on Sunday.": ("Kurram", "Parachinar", "near"),
    "A bomb killed a man from Swat in Mardan on Sunday.": ("Mardan", "", "district"),
    "A bomb injured three people in Hangu on Sunday; they were taken to Kohat.": ("Hangu", "", "district"),
    "A bomb exploded in Hangu on Sunday, a hospital official in Kohat said.": ("Hangu", "", "district"),
    "A bomb exploded in Upper Dir on Sunday.": ("Upper Dir", "", "district"),
    "A bomb exploded in Bajaur's Khar on Sunday.": ("Bajaur", "Khar", "near"),
    "A bomb exploded near Miranshah bazaar on Sunday.": ("North Waziristan", "Miran Shah", "near"),
    "A bomb exploded on the Bannu-Kohat road near Lachi on Sunday.": ("Kohat", "Lachi", "near"),
    "A bomb exploded on the M-8 near Hoshab, Kech, on Sunday.": ("Kech", "Hoshab", "district"),
    "A bomb exploded in the tribal district of Mohmand on Sunday.": ("Mohmand", "", "district"),
    "A bomb exploded in Balochistan's Kalat on Sunday.": ("Kalat", "", "district"),
    "A bomb exploded in Muslim Bagh, Killa Saifullah, on Sunday.": ("Killa Saifullah", "Muslim Bagh", "district"),
}
DAYS = {
    "on Sunday": ("2026-10-04", "2026-10-04", "day"),
    "late on Sunday night": ("2026-10-04", "2026-10-04", "day"),
    "early Monday": ("2026-10-05", "2026-10-05", "day"),
    "on the night between Saturday and Sunday": ("2026-10-03", "2026-10-04", "day"),
    "on October 3": ("2026-10-03", "2026-10-03", "day"),
    "on 3rd October": ("2026-10-03", "2026-10-03", "day"),
    "on Oct. 3, 2026": ("2026-10-03", "2026-10-03", "day"),
    "on 03-10-2026": ("2026-10-03", "2026-10-03", "day"),
    "on 3/10/2026": ("2026-10-03", "2026-10-03", "day"),
    "last night": ("2026-10-05", "2026-10-05", "day"),
    "yesterday evening": ("2026-10-05", "2026-10-05", "day"),
    "this morning": ("2026-10-06", "2026-10-06", "day"),
    "earlier today": ("2026-10-06", "2026-10-06", "day"),
    "two days ago": ("2026-10-04", "2026-10-04", "day"),
    "last Friday": ("2026-10-02", "2026-10-02", "day"),
    "on Friday last": ("2026-10-02", "2026-10-02", "day"),
    "last week": ("2026-09-28", "2026-10-04", "week"),
    "last month": ("2026-09-01", "2026-09-30", "month"),
    "in September": ("2026-09-01", "2026-09-30", "month"),
    "in late September": ("2026-09-01", "2026-09-30", "month"),
    "earlier this month": ("2026-10-01", "2026-10-06", "month"),
    "in the first week of September": ("2026-09-01", "2026-09-07", "week"),
    "in the early hours of Sunday": ("2026-10-04", "2026-10-04", "day"),
    "at dawn on Sunday": ("2026-10-04", "2026-10-04", "day"),
    "before dawn on Sunday": ("2026-10-04", "2026-10-04", "day"),
    "on the intervening night of October 3 and 4": ("2026-10-03", "2026-10-04", "day"),
    "on night 3/4 October": ("2026-10-03", "2026-10-04", "day"),
    "on the night of 3 October": ("2026-10-03", "2026-10-03", "day"),
    "overnight": ("2026-10-05", "2026-10-06", "day"),
    "the day before yesterday": ("2026-10-04", "2026-10-04", "day"),
    "on Sunday, October 4": ("2026-10-04", "2026-10-04", "day"),
    "this week": ("2026-10-05", "2026-10-06", "week"),
    "on Sunday afternoon": ("2026-10-04", "2026-10-04", "day"),
    "on the 3rd,": ("2026-10-03", "2026-10-03", "day"),
    "in the night of the 30th,": ("2026-09-30", "2026-09-30", "day"),
    "shortly before midnight on Sunday": ("2026-10-04", "2026-10-04", "day"),
}


@pytest.mark.parametrize(("said", "place"), PLACES.items(), ids=PLACES)
def test_the_place_of_a_bomb(said: str, place: tuple[str, str, str]) -> None:
    found = only(said)
    assert (found.district, found.location, found.place_precision) == place


@pytest.mark.parametrize(("when", "days"), DAYS.items(), ids=DAYS)
def test_the_day_of_a_bomb(when: str, days: tuple[str, str, str]) -> None:
    found = only(f"A bomb exploded in Tank {when}, killing two people.")
    assert (str(found.date_start), str(found.date_end), found.date_precision) == days


@pytest.mark.parametrize("when", ["recently", "a few days ago", "at least a week ago", "before Eid"])
def test_no_day_is_made_up(when: str) -> None:
    assert only(f"A bomb exploded in Tank {when}, killing two people.").date_start is None


SAID_LATER = [
    "The governor told an assembly panel here on Monday that a bomb had exploded in Tank on Saturday, killing two.",
    "The minister informed senators and said in reply on Monday that a bomb exploded in Tank on Saturday, killing two.",
    "A police officer confirmed to the court in Bannu on Sunday that a bomb in Tank had killed two people on Saturday.",
]


@pytest.mark.parametrize("said", SAID_LATER)
def test_the_day_on_which_somebody_told_it_is_not_its_day(said: str) -> None:
    assert str(only(said).date_start) == "2026-10-03"


PERIODS = {
    "Weekly note (28 September - 4 October 2026)\n\n1) Thursday 1 October, at Tank. A bomb killed two people.": (
        "2026-10-01"
    ),
    "WEEKLY NOTE | Kohat | Mon 28 Sept - Sun 4 Oct 2026\n\n- 2/10 Lachi. A bomb killed two people.": "2026-10-02",
    "Weekly security note\n\n* 30/9 Hangu: A bomb killed two people.\n* 1/10 Tirah: nothing.": "2026-09-30",
}


@pytest.mark.parametrize(("text", "day"), PERIODS.items(), ids=range(len(PERIODS)))
def test_the_day_of_an_entry_is_finer_than_the_period_of_its_heading(text: str, day: str) -> None:
    found = only(text)
    assert (str(found.date_start), str(found.date_end)) == (day, day)


SAID_OF_IT = [
    "Gunmen on the way to Parachinar killed two drivers on Sunday. The attack took place in Bagan, Kurram district.",
    "A drone killed three in a northwest village, locals said Monday. The strike hit Bagan, Kurram, on Sunday night.",
    "Two died in a bombing, police said on Monday. The blast came on Sunday, they said. It happened in Bagan, Kurram.",
]


@pytest.mark.parametrize("said", SAID_OF_IT)
def test_a_sentence_that_says_where_it_happened_is_of_the_same_incident(said: str) -> None:
    found = only(said)
    assert (found.district, found.location, str(found.date_start)) == ("Kurram", "Bagan", "2026-10-04")


@pytest.mark.parametrize(
    "where", ["in the Afghan capital", "in the west of the Afghan capital", "in the capital Kabul"]
)
def test_what_happens_in_a_foreign_capital_is_no_incident(where: str) -> None:
    assert not reading_of(f"A bomb on a minibus killed five people {where} on Sunday, police said.").candidates


def test_a_day_that_a_text_names_once_before_its_incidents_is_theirs() -> None:
    lead = "Monday brought two attacks to the province, officials of the control room told reporters.\n\n"
    items = "Two soldiers were killed by a bomb in Tank.\n\nGunmen shot dead a trader in Bannu city."
    found = reading_of(lead + items).candidates
    assert [c.date_start for c in found] == [date(2026, 10, 5)] * 2
    only_first = reading_of(items.replace("in Tank", "in Tank on Monday")).candidates
    assert [c.date_start for c in only_first] == [date(2026, 10, 5), None]
