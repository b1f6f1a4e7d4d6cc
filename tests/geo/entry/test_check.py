"""An entry by hand is checked as a row of a file, and what would be lost of it is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest

from geo.dataset import Dataset, Memo
from geo.entry import (
    ClaimEntry,
    ContextEntry,
    IncidentEntry,
    check_claim,
    check_context,
    check_entry,
    context_entry_of,
    copy_of,
    entry_of,
    prepare_checks,
)
from geo.incidents import Claim
from geo.sources.bundled import bundled

TODAY = date(2026, 11, 27)
GOOD = IncidentEntry(date_start="2024-11-18", event_type="Battles", location="Peshawar")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return bundled()


def problems(dataset: Dataset, **texts: str) -> list[tuple[str, str]]:
    """The fields with a problem, and how bad it is."""
    found = check_entry(replace(GOOD, **texts), dataset, today=TODAY).problems
    return [(problem.field, problem.severity) for problem in found]


def test_what_is_typed_becomes_a_row_with_canonical_names(dataset: Dataset) -> None:
    entry = IncidentEntry(
        date_start="3-5 Nov 2024", location="peshawar", event_type="IED", actor1="TTP", killed_best="3-5",
        injured="at least 10", killed_civilians="0", abducted="unknown", notes="One\x07\nTwo",
        claims=(Claim("", "denied", "X", ""),),
    )  # fmt: skip
    check = check_entry(entry, dataset, today=TODAY)
    row = check.incident
    assert row is not None
    assert check.problems == ()
    assert (row.date_start, row.date_end, row.date_precision) == (date(2024, 11, 3), date(2024, 11, 5), "day")
    assert (row.district, row.province, row.location_as_given) == ("Peshawar", "Khyber Pakhtunkhwa", "peshawar")
    assert (row.event_type, row.sub_event_type) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")
    assert (row.actor1, row.actor1_as_given) == ("Tehrik-i-Taliban Pakistan", "TTP")
    assert (row.killed_low, row.killed_best, row.killed_high) == (3, 3, 5)
    assert (row.killed_civilians, row.injured, row.abducted) == (0, 10, None), "unknown is not 0"
    assert (row.notes, row.extra) == ("One\nTwo", '{"injured": "at least 10"}')
    assert [(claim.incident_id, claim.by) for claim in check.claims] == [(row.incident_id, "X")]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"date_start": ""}, [("date_start", "error")]),
        ({"date_start": "31 Feb 2024"}, [("date_start", "error")]),
        ({"date_start": "03/04/2024"}, [("date_start", "error")]),
        ({"date_start": "2030-01-01"}, [("date_start", "warning")]),
        ({"date_end": "2024-11-01"}, [("date_end", "error")]),
        ({"location": ""}, [("district", "error")]),
        ({"district": "Nowhereland"}, [("district", "error")]),
        ({"lon": "171", "lat": "95", "district": "Quetta"}, [("lat", "error")]),
        ({"lon": "69.2", "lat": "34.5", "location": ""}, [("lon", "warning")]),
        ({"event_type": "Quarrel"}, [("event_type", "error")]),
        ({"sub_event_type": "Grenade"}, [("sub_event_type", "error")]),
        ({"killed_best": "99999999999"}, [("killed_best", "error")]),
        ({"killed_best": "-1"}, [("killed_best", "error")]),
        ({"injured": "abc"}, [("injured", "error")]),
        ({"killed_low": "5", "killed_best": "3"}, [("killed_best", "error")]),
        ({"place_precision": "roughly"}, [("place_precision", "error")]),
        ({"actor1": "x" * 501}, [("actor1", "error")]),
    ],
)
def test_each_fault_is_told_at_its_field(
    dataset: Dataset, texts: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert problems(dataset, **texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        {"date_start": ""}, {"location": "Nowheresville"}, {"injured": "abc"}, {"killed_best": "-1"},
        {"notes": "a\ufffdb"},
        {"actor1": "x" * 501}, {"location": "Bannu"}, {"lon": "71.58", "lat": "34.01", "district": "Quetta"},
        {"location": "Wana", "lon": "71.58", "lat": "34.01"}, {"place_precision": "exact", "location": "Orakzai"},
    ],
)  # fmt: skip
def test_what_is_said_of_one_incident_names_no_rows_and_cells(dataset: Dataset, texts: dict[str, str]) -> None:
    check = check_entry(replace(GOOD, **texts), dataset, today=TODAY)
    said = [*(problem.message for problem in check.problems), *check.changes]
    assert said
    assert not [message for message in said if re.search(r"\b(row|cell|column)s?\b", message)]


def test_the_place_is_known_before_the_rest(dataset: Dataset) -> None:
    check = check_entry(IncidentEntry(lon="71.58", lat="34.01", killed_best="x"), dataset, today=TODAY)
    assert check.incident is None
    assert (check.found.district, check.found.place_precision, check.found.near_boundary) == ("Peshawar", "near", False)
    far = check_entry(IncidentEntry(lon="71.40", lat="34.02"), dataset, today=TODAY).found
    assert far.near_boundary, "the line with Khyber is near"


def test_a_bad_claim_is_told(dataset: Dataset) -> None:
    claims = (Claim("", "reported", "police", "", figure="killed", value="lots"),)
    (problem,) = check_entry(replace(GOOD, claims=claims), dataset, today=TODAY).problems
    assert (problem.field, "lots" in problem.message) == ("claims", True)


def test_an_edit_keeps_what_was_not_touched_and_finds_no_likeness_to_itself(dataset: Dataset) -> None:
    for stored in dataset.incidents.rows(range(0, len(dataset.incidents), 7)):
        claims = dataset.claims.get(stored.incident_id, ())
        check = check_entry(entry_of(stored, claims), dataset, today=TODAY)
        assert check.incident is not None, check.problems
        assert check.incident == stored
        assert (check.claims, stored.incident_id in [one.incident_id for one in check.similar]) == (claims, False)


def test_parts_that_exceed_the_whole_and_claims_of_tomorrow_are_doubts(dataset: Dataset) -> None:
    assert problems(dataset, killed_best="3", killed_civilians="7") == [("killed_civilians", "warning")]
    assert problems(dataset, killed_best="3-5", killed_civilians="3", killed_security="3")[0][1] == "warning"
    assert problems(dataset, killed_best="3-5", killed_civilians="3", killed_security="2") == []
    assert problems(dataset, killed_civilians="7") == [], "the whole is not known"
    claims = [Claim("", "claimed", "X", "", date=TODAY.replace(day=day)) for day in (27, 28)]
    check = check_entry(replace(GOOD, claims=tuple(claims)), dataset, today=TODAY)
    assert [problem.message[:30] for problem in check.problems] == ["Claim 2: The day 2026-11-28 li"]
    assert len(check.claims) == 2
    typed = ClaimEntry(kind="claimed", by="X", date="28 Nov 2026")
    claim, (doubt,) = check_claim(typed, today=TODAY)
    assert (claim is not None, doubt.field, doubt.severity) == (True, "date", "warning")
    assert check_claim(typed, today=date(2026, 11, 28))[1] == ()


def test_what_a_person_has_compared_is_not_similar_any_more(dataset: Dataset) -> None:
    stored = dataset.incidents.row(100)
    copied = replace(stored, incident_id="own:1", source="own")
    table = dataset.incidents.replaced([], [copied])
    for verdict, is_shown in (("different", False), ("unsure", True)):
        shown = replace(dataset, incidents=table, decided={("own:1", stored.incident_id): verdict}, memo=Memo())
        similar = check_entry(entry_of(copied), shown, today=TODAY).similar
        assert (stored.incident_id in [one.incident_id for one in similar]) is is_shown


def test_a_stored_incident_of_the_same_place_day_and_kind_is_similar(dataset: Dataset) -> None:
    stored = dataset.incidents.row(100)
    found = check_entry(copy_of(entry_of(stored)), dataset, today=TODAY).similar
    assert (found[0].incident_id, found[0].days) == (stored.incident_id, 0)
    other_kind = "Protests" if stored.event_type != "Protests" else "Battles"
    other = replace(copy_of(entry_of(stored)), event_type=other_kind, sub_event_type="")
    assert stored.incident_id not in [one.incident_id for one in check_entry(other, dataset, today=TODAY).similar]


def test_a_check_is_fast_enough_while_one_types(dataset: Dataset) -> None:
    prepare_checks(dataset)
    times = []
    for number in range(20):
        start = perf_counter()
        check_entry(replace(GOOD, killed_best=str(number), notes=f"note {number}"), dataset, today=TODAY)
        times.append(perf_counter() - start)
    assert sorted(times)[10] < 0.03


def test_a_context_event_is_checked() -> None:
    event, found = check_context(ContextEntry(date_start="Jan 2024", title=" Truce\x07 ", scope="KP"))
    assert (event and (event.date_start, event.date_end, event.title)) == (
        date(2024, 1, 1), date(2024, 1, 31), "Truce",
    )  # fmt: skip
    assert found == ()
    assert event is not None
    assert check_context(context_entry_of(event))[0] == event
    bad = ContextEntry(date_start="03/04/2024", date_end="2020-01-01")
    assert [problem.field for problem in check_context(bad)[1]] == ["title", "date_start"]
    bad = ContextEntry(date_start="2024-01-01", date_end="2020-01-01", title="x" * 501)
    assert [problem.field for problem in check_context(bad)[1]] == ["title", "date_end"]


def test_line_breaks_of_a_source_stay_unless_it_is_typed_anew(dataset: Dataset) -> None:
    """Some sources cite each report on a line of its own."""
    stored = replace(dataset.incidents.row(5), sources="(1) A report\n3 January 2010\n\n(2) Another")
    check = check_entry(replace(entry_of(stored), injured="4"), dataset, today=TODAY)
    assert check.incident == replace(stored, injured=4)
    check = check_entry(replace(entry_of(stored), sources="A report\n3 January\x002010"), dataset, today=TODAY)
    assert check.incident is not None
    assert check.incident.sources == "A report 3 January2010"
