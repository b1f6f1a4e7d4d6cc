"""Totals: what they may be added up with, and their sums in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.incidents.totals import ALL_EVENTS, BY_TYPE, Total, totals_by_source

BANNU = Total(
    "office",
    "r1",
    date(2024, 1, 1),
    date(2024, 1, 31),
    "Khyber Pakhtunkhwa",
    "Bannu",
    "KP",
    "bannu",
    "Battles",
    "",
    5,
    3,
)


def test_a_total_has_a_key_without_its_figures_and_names_as_given() -> None:
    same = replace(BANNU, release="r2", district_as_given="FR Bannu", events=7, killed=None)
    assert same.key == BANNU.key
    assert same.figures != BANNU.figures
    for change in ({"district": ""}, {"date_end": date(2024, 1, 30)}, {"event_type": ""}, {"sub_event_type": "x"}):
        assert replace(BANNU, **change).key != BANNU.key


@pytest.mark.parametrize(
    ("event_type", "kind"), [("Battles", BY_TYPE), ("Riots", BY_TYPE), ("", ALL_EVENTS), ("Kite flying", "Kite flying")]
)
def test_the_kind_is_that_of_what_may_be_added_up(event_type: str, kind: str) -> None:
    assert replace(BANNU, event_type=event_type).kind == kind


def test_sums_are_kept_apart_by_source_kind_and_level() -> None:
    totals = [
        BANNU,
        replace(BANNU, district="Tank", event_type="Riots", events=2, killed=None, date_end=date(2024, 6, 30)),
        replace(BANNU, event_type="", events=9),
        replace(BANNU, district="", events=40),
        replace(BANNU, source="other", events=1, killed=None),
    ]
    sums = totals_by_source(totals)
    assert [(each.source, each.kind, each.level, each.events, each.killed) for each in sums] == [
        ("office", ALL_EVENTS, "district", 9, 3),
        ("office", BY_TYPE, "district", 7, 3),
        ("office", BY_TYPE, "province", 40, 3),
        ("other", BY_TYPE, "district", 1, None),
    ]
    assert sums[1].sentence == "Totals of office: 7 events in 2 districts, 1 Jan – 30 Jun 2024 (not on the map)"
    assert sums[3].sentence == "Totals of other: 1 event in 1 district, 1–31 Jan 2024 (not on the map)"
    assert totals_by_source([]) == ()


def test_a_sum_of_a_type_of_the_source_names_it() -> None:
    (kites,) = totals_by_source([replace(BANNU, event_type="Kite flying")])
    assert "5 events of the type Kite flying in 1 district" in kites.sentence
