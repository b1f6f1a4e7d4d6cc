"""Logs and diaries of a day or a night: their day is that of the entries that name none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.geo.intake.reports import only, reading_of

DIARIES = {
    "Mardan Police, daily diary, 3/10/26\n\nTwo men shot dead constable Akbar near Takht Bhai.": "2026-10-03",
    "Occurrence report\n\nTime of call: 0610, 4.10.26.\n\nBomb went off at Pabbi. Two killed.": "2026-10-04",
    "PS Doaba, district Hangu, daily diary dated 02-10-2026\n\nUnknown men fired at a grocer in Thall, killing him.": (
        "2026-10-02"
    ),
    "Control room Kohat, log for Sunday, 4 October 2026\n\nA. Kohat: bypass closed for repair.\n"
    "B. Lachi: two labourers killed by firing of unknown men, 0920 hrs.": "2026-10-04",
    "Control Kohat, log, 4 October 2026\n\n2112 Lachi: hand grenade at the police post, two injured": ("2026-10-04"),
}

NIGHTS = ("Police log, night 3/4.10.26", "Bannu wireless log, 3 October into 4 October 2026")


@pytest.mark.parametrize(("text", "day"), DIARIES.items(), ids=range(len(DIARIES)))
def test_the_day_of_a_log_is_that_of_its_entries(text: str, day: str) -> None:
    assert str(only(text).date_start) == day


@pytest.mark.parametrize("head", NIGHTS)
@pytest.mark.parametrize("clock", ["{}:{}", "{}{} hrs"])
def test_the_entries_of_a_night_are_of_its_evening_or_its_morning(head: str, clock: str) -> None:
    evening, morning = clock.format("22", "25"), clock.format("02", "30")
    text = (
        f"{head}\n\n{evening} A hand grenade was thrown at a house in Domel. Two injured.\n"
        f"{morning} A patrol hit an IED in Tank. Three constables were killed."
    )
    found = reading_of(text, date(2026, 10, 4)).candidates
    assert [str(c.date_start) for c in found] == ["2026-10-03", "2026-10-04"]
    assert all(c.date_start == c.date_end for c in found)


@pytest.mark.parametrize("end", ["attack on the post over", "Firing stopped", "Exchange of fire ended"])
def test_an_entry_that_says_that_it_ended_is_of_the_one_before(end: str) -> None:
    text = (
        "Kohat log, 4 October 2026\n\n- 2205: police confirm an attack on the police post at Lachi, Kohat district.\n"
        f"- 2350: {end}. One constable dead, two injured."
    )
    found = only(text)
    assert (found.location, found.killed.best if found.killed else None) == ("Lachi", 1)


def test_a_day_in_front_of_the_first_entry_is_its_day() -> None:
    assert str(only("2/10 Lachi: A bomb went off. Two farmers were injured.").date_start) == "2026-10-02"
