"""From texts to candidates: what is one incident, what is none, and that each value has its words."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.intake.candidates import Span
from geo.intake.events import Event
from geo.intake.finishing import _Finishing
from geo.intake.folded_text import LONGEST, fold
from geo.intake.phrases import Words
from geo.intake.reading import read_report
from geo.intake.report import Report
from tests.geo.intake.reports import PUBLISHED, exactly, only, reading_of

WIRE = """PESHAWAR: Five soldiers were martyred and seven others injured when a roadside bomb hit their vehicle in
the Datta Khel area of North Waziristan district on Monday, officials said.

The Pakistani Taliban claimed responsibility. Kabul denied involvement.

In 2014, an operation had killed 300 militants in the district."""


def test_a_report_is_read_with_the_words_of_each_value() -> None:
    found = only(WIRE)
    assert (found.date_start, found.date_precision) == (date(2026, 10, 5), "day")
    assert (found.province, found.district, found.location) == ("Khyber Pakhtunkhwa", "North Waziristan", "Datta Khel")
    assert (found.place_precision, found.lon is not None) == ("near", True)
    assert (found.event_type, found.actor1) == ("Explosions/Remote violence", "Tehrik-i-Taliban Pakistan")
    assert (found.actor2, found.killed, found.killed_security) == ("Pakistan Army", exactly(5), exactly(5))
    assert found.injured == exactly(7)
    assert found.abducted is None
    words = {name: [span.words(WIRE) for span in spans] for name, spans in found.evidence.items()}
    assert words["date_start"] == ["Monday"]
    assert words["killed"] == ["Five soldiers", "martyred"]
    assert words["location"] == ["Datta Khel"]
    assert {(claim.kind, claim.by) for claim in found.claims} == {
        ("claimed", "Tehrik-i-Taliban Pakistan"),
        ("denied", "Afghan Taliban government"),
    }


NOT_INCIDENTS = {
    "plan": "The army will launch an operation in Bajaur district next week, a minister said on Monday.",
    "warning": "Police warned on Monday that militants could attack convoys in Tank district.",
    "denial": "The deputy commissioner denied on Monday that militants had attacked a post in Ziarat district.",
    "accident": "Four people were killed on Monday when a bus fell into a ravine in Swat district.",
    "sum": "Officials counted 40 attacks in Balochistan this year, in which 90 people were killed.",
    "anniversary": "Families in Peshawar marked ten years since the attack on a school that killed 147 people.",
    "outside": "Two policemen were shot dead in Karachi on Monday. A bomb killed six people in Kabul.",
    "question": "Will gunmen attack a convoy in Bannu district on Monday?",
    "false": "Rumours that a bomb had killed two people in Kohat district on Monday were found to be false.",
}


@pytest.mark.parametrize("text", NOT_INCIDENTS.values(), ids=NOT_INCIDENTS)
def test_what_is_no_incident_gives_no_candidate(text: str) -> None:
    assert reading_of(text).candidates == ()


def test_events_outside_are_counted_in_a_note() -> None:
    assert reading_of(NOT_INCIDENTS["outside"]).notes == ("2 events outside the two provinces left out.",)


def test_an_operation_announced_is_a_context_event() -> None:
    context = reading_of(NOT_INCIDENTS["plan"]).context
    assert [(event.category, event.scope) for event in context] == [("operation", "Bajaur, Khyber Pakhtunkhwa")]


def test_repeated_mentions_are_one_and_a_later_toll_replaces_the_earlier() -> None:
    found = only(
        "A suicide bomber killed four people in Hangu district on Monday. The blast at a mosque wounded 12 others. "
        "By evening the death toll rose to nine, a doctor said."
    )
    assert (found.killed, found.injured, found.sub_event_type) == (exactly(9), exactly(12), "Suicide bomb")


def test_two_incidents_in_a_sentence_are_two() -> None:
    found = reading_of(
        "Three labourers were shot dead in Mastung district on Sunday, while a bomb wounded nine shoppers in "
        "Parachinar on Monday."
    ).candidates
    assert [(c.district, c.killed, c.injured, str(c.date_start)) for c in found] == [
        ("Mastung", exactly(3), None, "2026-10-04"),
        ("Kurram", None, exactly(9), "2026-10-05"),
    ]


def test_entries_of_a_list_take_its_day_and_their_own_place() -> None:
    found = reading_of(
        "Situation report, 4 October 2026\n\nBalochistan\n- Kech: Two FC men injured in a grenade attack.\n"
        "- Sibi: Nothing to report.\nKP\n- Tank: Unknown gunmen shot dead a teacher."
    ).candidates
    assert [(c.district, c.sub_event_type, str(c.date_start)) for c in found] == [
        ("Kech", "Grenade", "2026-10-04"),
        ("Tank", "Attack", "2026-10-04"),
    ]


def test_background_older_than_three_months_is_left_out_and_a_newer_one_is_an_incident() -> None:
    text = (
        "Gunmen killed a judge in Swabi district on Monday. Last month, two guards were shot dead in Buner district. {}"
    )
    assert len(reading_of(text.format("In March 2026, a bomb killed six people in Kohat district.")).candidates) == 2


def test_a_figure_of_an_armed_group_is_the_high_end() -> None:
    found = only(
        "Five soldiers were killed in an ambush in South Waziristan on Sunday. The TTP, which claimed the ambush, "
        "spoke of fifteen dead."
    )
    assert (found.killed and (found.killed.low, found.killed.best, found.killed.high)) == (5, 5, 15)


def _read_event(text: str) -> tuple[Words, Event]:
    """The words of a text and the one event that is told in it."""
    report = Report(fold(text), PUBLISHED)
    report.read()
    (event,) = report._joiner.events
    return report._words, event


def test_groups_of_killed_that_make_more_than_all_killed_are_a_doubt() -> None:
    text = "Two policemen and a driver were killed in Buner district on Monday. {}"
    told = "The groups of people killed make more than all killed."
    assert told not in only(text.format("")).doubts
    finishing = _Finishing(*_read_event(text.format("")), [])
    finishing._event.tolls["killed"].victims.total = exactly(2)
    assert told in finishing.candidate().doubts


def test_without_a_day_of_publication_a_weekday_stays_empty_and_a_note_asks() -> None:
    reading = reading_of("Gunmen killed a judge in Swabi district on Monday.", None)
    assert reading.candidates[0].date_start is None
    assert "No day of publication" in reading.notes[0]


@pytest.mark.parametrize("published", [date.min, date.max, date(1947, 8, 13), date(2101, 1, 1)])
def test_a_day_of_publication_that_cannot_be_is_not_used(published: date) -> None:
    text = "Gunmen killed a judge in Swabi district {}."
    for when in ("last month", "overnight", "on 5 January", "last week", "in May", "45 days ago"):
        reading = read_report(text.format(when), published)
        assert "cannot be right" in reading.notes[0]
        assert [c.date_start for c in reading.candidates] == [None]


@pytest.mark.parametrize("published", [date(1947, 8, 14), date(2100, 12, 31)])
def test_the_first_and_the_last_day_of_publication_are_read(published: date) -> None:
    found = read_report("Gunmen killed a judge in Swabi district last month.", published)
    assert [c.date_precision for c in found.candidates] == ["month"]


def test_sport_is_no_war() -> None:
    text = (
        "The Peshawar bowler's attack exploded in the final over of the match; the captain hit a wicket in the innings."
    )
    assert reading_of(text).candidates == ()


def test_urdu_is_read() -> None:
    found = only("پیر کے روز ضلع ٹانک میں فائرنگ سے دو پولیس اہلکار شہید اور ایک زخمی ہو گیا۔")
    assert (found.district, found.killed, found.injured, found.actor2) == ("Tank", exactly(2), exactly(1), "Police")
    assert found.date_start == date(2026, 10, 5)


def test_broken_lines_of_a_scan_are_joined_and_offsets_are_those_of_the_text() -> None:
    text = "Un-\nknown men killed two police-\nmen in Karak dis-\ntrict on Mon-\nday night."
    found = only(text)
    assert (found.killed, found.district, found.date_start) == (exactly(2), "Karak", date(2026, 10, 5))
    assert [span.words(text) for span in found.evidence["date_start"]] == ["Mon-\nday night"]


HOSTILE = {
    "no words": " \n\t\u202e\u200f",
    "one letter": "a" * 50_000,
    "numbers": "1 " * 2_000,
    "quotes": "\"'" * 10_000,
    "brackets": "((((" * 5_000,
    "capitals": "Abc " * 5_000,
    "of of": "from 5 to 6 of the " * 800,
    "bars": "|" * 20_000,
    "verbs": "killed who and " * 1_500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    assert reading_of(text).candidates == ()
    assert time.perf_counter() - start < 10


def test_a_text_too_long_is_read_in_part_and_says_so() -> None:
    reading = reading_of("Nothing happened in the village. " + "x" * 10_000_000)
    assert f"{LONGEST:,} characters" in reading.notes[0]


TOKENS = """Five soldiers were killed in Bannu on Monday , . and BLA claimed Quetta : - at least 20 bomb ; Karachi not
may \u202e ( ) | police said toll rose to nine district May 3 آج پولیس"""
WORDS = st.sampled_from([*TOKENS.split(), "\n"])


@settings(max_examples=15, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_value_has_words_that_are_in_the_text(text: str) -> None:
    for found in read_report(text, PUBLISHED).candidates:
        for name in ("date_start", "province", "location", "event_type", "actor1", "actor2", "killed", "injured"):
            if getattr(found, name) not in (None, ""):
                assert all(0 <= span.start < span.end <= len(text) for span in found.evidence[name])
        assert isinstance(found.sentence, Span)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bei einem Anschlag wurden fünf Menschen getötet und zehn verletzt. " * 3, "not seem to be in English"),
        ("کوئٹہ میں منگل کو دھماکے میں پانچ افراد ہلاک ہوئے۔ Quetta", "check every field"),
        ("Do afrad halak aur paanch zakhmi ho gaye jab Tank mein bam phata, police ne kaha hai.", "mostly in Urdu"),
        ("Two policemen were killed by gunmen in Bannu, police said. " * 3, ""),
        ("Bannu: 2 killed.", ""),
    ],
)
def test_a_text_in_another_language_gets_a_note(text: str, words: str) -> None:
    notes = " ".join(reading_of(text).notes)
    assert (words in notes) if words else not notes
