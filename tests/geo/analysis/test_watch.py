"""Rules of the watch list: what they find, what of it is new, and how they are stored."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.watch import (
    Acknowledged,
    Outcome,
    Rule,
    acknowledge,
    rule_of,
    rule_text,
    run_rule,
    run_rules,
    state_of,
    state_text,
    threshold_of,
)
from geo.analysis.watch.state import QUIET_DAYS, acknowledged, is_new
from geo.calendar.days import day_number
from geo.dataset import Dataset
from geo.errors import InputError
from geo.incidents import Incidents
from geo.places.border_bands import BorderZone
from geo.places.target import point_target
from geo.query import Listed, Query, Within
from geo.sources.bundled import bundled
from geo.store import StoredRule
from tests.watched import LAST, surge_rows


@cache
def data(n: int = 16) -> Dataset:
    return Dataset(Incidents.from_rows(surge_rows(n)), origin="test")


def names(outcome: Outcome) -> list[str]:
    return [finding.name for finding in outcome.findings]


# what a rule finds


def test_a_verdict_rule_finds_the_surge_alone() -> None:
    outcome = run_rule(data(), Rule("any"))
    assert names(outcome) == ["Bannu"]
    (finding,) = outcome.findings
    assert finding.observed == 16
    assert finding.is_new
    assert "Bannu: 16 incidents" in finding.sentence
    assert outcome.window.last == day_number(LAST)


def test_a_quiet_place_is_not_found() -> None:
    assert run_rule(data(1), Rule("any")).findings == ()


def test_a_stricter_threshold_finds_no_more() -> None:
    found = [
        set(names(run_rule(data(), Rule("r", threshold=t))))
        for t in ("much above usual", "above usual", "worth a look")
    ]
    assert found[0] <= found[1] <= found[2]


def test_the_filters_hold() -> None:
    assert run_rule(data(), Rule("swat", Query(districts=frozenset({"Swat"})))).findings == ()
    assert names(run_rule(data(), Rule("kp", Query(districts=frozenset({"Bannu", "Swat"}))))) == ["Bannu"]
    assert run_rule(data(), Rule("riots", Query(types=frozenset({"Riots"})))).findings == ()


@pytest.mark.parametrize(("threshold", "found"), [(16, True), (17, False)])
def test_a_number_of_incidents_is_that_of_the_window(threshold: int, found: bool) -> None:
    outcome = run_rule(data(), Rule("n", Query(districts=frozenset({"Bannu"})), threshold, 28))
    assert bool(outcome.findings) == found
    assert all(finding.observed == 16 for finding in outcome.findings)
    assert outcome.window.width_days == 28


def test_the_period_that_is_shown_does_not_matter() -> None:
    past = Query(first=LAST - timedelta(days=700), last=LAST - timedelta(days=600), certain=True)
    rule = Rule("r", replace(past, listed=Listed("some", frozenset({"x"}))))
    assert rule.query == Query()
    assert run_rule(data(), rule) == run_rule(data(), Rule("r"))


def test_a_sample_has_no_verdicts_and_says_why() -> None:
    outcome = run_rule(bundled(), Rule("r"))
    assert outcome.findings == ()
    assert "sample" in outcome.why_not
    assert run_rule(bundled(), Rule("n", threshold=1, window_days=60)).findings


def test_without_incidents_there_is_nothing_to_find() -> None:
    nothing = Dataset(Incidents.from_rows([]))
    assert run_rule(nothing, Rule("n", threshold=1)).why_not == "There are no incidents in this workspace."
    assert run_rule(nothing, Rule("v")).findings == ()


def test_districts_that_are_gone_are_said() -> None:
    outcome = run_rule(data(), Rule("r", Query(districts=frozenset({"Atlantis"}))))
    assert outcome.findings == ()
    assert "None of the places" in outcome.why_not


# what is new


@dataclass(frozen=True)
class Found:
    key: str = "district:Bannu"
    last_day: int = 20_000
    rank: int = 2
    observed: int = 10


@pytest.mark.parametrize(("now", "new"), [
    (Found(), False),
    (Found(observed=14), False),
    (Found(observed=15), True),
    (Found(rank=3), True),
    (Found(rank=1, observed=4), False),
    (Found(last_day=20_000 + QUIET_DAYS - 1), False),
    (Found(last_day=20_000 + QUIET_DAYS), True),
])  # fmt: skip
def test_what_was_acknowledged_is_quiet_until_it_is_worse_or_half_a_year_old(now: Found, new: bool) -> None:
    state = acknowledged({}, [Found()])
    assert is_new(now, state.get(now.key)) == new
    assert is_new(now, None)


@given(st.integers(0, 10**6), st.integers(0, 3), st.integers(0, 10**6))
def test_what_was_just_acknowledged_is_not_new(day: int, rank: int, observed: int) -> None:
    found = Found(last_day=day, rank=rank, observed=observed)
    state = state_of(state_text(acknowledged({}, [found])))
    assert not is_new(found, state[found.key]) or observed == 0


def test_acknowledging_keeps_a_finding_quiet_until_it_gets_worse() -> None:
    stored = StoredRule("any", rule_text(Rule("any")))
    (outcome,) = run_rules(data(), [stored])
    assert len(outcome.new) == 1
    quiet = acknowledge(stored, outcome)
    (again,) = run_rules(data(), [quiet])
    assert (len(again.findings), again.new, again.words) == (1, (), "1 acknowledged")
    (worse,) = run_rules(data(30), [quiet])
    assert worse.new[0].name == "Bannu"
    assert acknowledge(quiet, worse).state != quiet.state


# thresholds and stored rules


@pytest.mark.parametrize(
    ("text", "meant"), [("Above  usual", "above usual"), ("12", 12), ("worth a look", "worth a look")]
)
def test_a_threshold_is_read(text: str, meant: str | int) -> None:
    assert threshold_of(text) == meant


@pytest.mark.parametrize("text", ["", "abov", "-3", "1.5", "NaN", "9" * 40, "١٢x"])
def test_another_threshold_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match="choose"):
        threshold_of(text)


@pytest.mark.parametrize(
    "values", [{"threshold": 0}, {"threshold": "some"}, {"window_days": 0}, {"window_days": 10**9}]
)
def test_an_impossible_rule_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Rule("r", **values)  # type: ignore[arg-type]


texts = st.frozensets(st.text(max_size=8), max_size=3)


@given(st.builds(
    Query, types=texts, actors=texts, districts=texts, provinces=texts, sources=texts, text=st.text(max_size=20),
    min_killed=st.integers(0, 99), coarsest=st.sampled_from(("exact", "district", "country")),
    within=st.one_of(st.none(), st.builds(Within, st.just(point_target(70.5, 33.0)), st.floats(0.5, 300))),
), st.sampled_from(("above usual", "worth a look", 3)), st.integers(1, 365))  # fmt: skip
def test_a_rule_is_read_back_as_it_was_stored(query: Query, threshold: str | int, days: int) -> None:
    rule = Rule("name", query, threshold, days)
    back = rule_of("name", rule_text(rule))
    assert back == rule
    if rule.query.within is not None:
        assert json.loads(json.dumps(back.query.within.target.shapes)) == json.loads(  # type: ignore[union-attr]
            json.dumps(rule.query.within.target.shapes)
        )


@pytest.mark.parametrize("text", [
    "", "{", "[]", "null", '{"format": 1}', '{"format": 9, "filters": {}, "threshold": 1, "window_days": 7}',
    '{"format": 1, "filters": {}, "threshold": true, "window_days": 7}',
    '{"format": 1, "filters": {}, "threshold": 1, "window_days": 1.5}',
    '{"format": 1, "filters": {"types": [1]}, "threshold": 1, "window_days": 7}',
    '{"format": 1, "filters": {"types": 7}, "threshold": 1, "window_days": 7}',
    '{"format": 1, "filters": {"coarsest": "x"}, "threshold": 1, "window_days": 7}',
    '{"format": 1, "filters": {"min_killed": "x"}, "threshold": 1, "window_days": 7}',
    '{"format": 1, "filters": {"within": 3}, "threshold": 1, "window_days": 7}',
    '{"format": 1, "filters": [], "threshold": 1, "window_days": 7}',
    "[" * 100_000,
])  # fmt: skip
def test_a_changed_rule_is_an_outcome_that_says_so(text: str) -> None:
    good = StoredRule("good", rule_text(Rule("good")))
    first, second = run_rules(data(), [StoredRule("bad", text), good])
    assert first.rule is None
    assert "bad" in first.why_not
    assert len(second.findings) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"k": 1}', '{"k": {"last_day": "x", "rank": 1, "observed": 1}}', "[" * 99_999]
)
def test_a_changed_state_forgets_what_was_acknowledged(text: str) -> None:
    assert state_of(text) == {}


def test_no_filter_is_lost_when_a_rule_is_stored() -> None:
    """A filter that comes to `Query` later has to be stored too: without it the rule would find more than was asked."""
    other = {
        "types": frozenset({"a"}), "sub_types": frozenset({"a"}), "actors": frozenset({"a"}), "text": "a",
        "provinces": frozenset({"a"}), "divisions": frozenset({"a"}), "districts": frozenset({"a"}), "min_killed": 2,
        "coarsest": "near", "sources": frozenset({"a"}), "within": Within(point_target(70.5, 33.0), 20.0),
        "border": BorderZone(km=None, over_km=5.0), "attribution": frozenset({"disputed"}),
    }  # fmt: skip
    assert other.keys() | {"first", "last", "certain", "listed"} == {one.name for one in fields(Query)}
    for name, value in other.items():
        query = Query(**{name: value})  # type: ignore[arg-type]
        assert rule_of("r", rule_text(Rule("r", query))).query == query, name


def test_a_state_is_read_back() -> None:
    state = {"district:Bannu": Acknowledged(20_000, 2, 7)}
    assert state_of(state_text(state)) == state


@pytest.mark.parametrize("zone", [BorderZone("Iran", 10.0), BorderZone("", None, 50.0)])
def test_a_rule_keeps_its_distance_from_a_border(zone: BorderZone) -> None:
    rule = Rule("name", Query(border=zone))
    assert rule_of("name", rule_text(rule)).query == rule.query
