"""Looks at datasets: verdicts, what is not comparable, what is left out, and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from geo.analysis.unusual import (
    Look,
    PlaceLook,
    Settings,
    Verdict,
    details,
    first_seen,
    first_seen_words,
    look,
    since_when,
    spread,
)
from geo.analysis.unusual.estimates import compared, verdicts
from geo.analysis.unusual.sentences import odds_words, ratio_words, usual_words
from geo.calendar.days import day_number, number_text
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.errors import InputError, UnknownName
from geo.incidents import Incident, Incidents
from geo.query import Listed, Query, passes, period_rows
from geo.sources.bundled import bundled
from tests.geo.analysis.unusual.worlds import SETTINGS, World, quiet_worlds, windows_of
from tests.geo.tables import BALOCHISTAN, KP, datasets, few_examples, incident, queries, snapshot_of

END = date(2024, 11, 19)


def at(days_before: int, number: int, district: str = "Bannu", **changes: Any) -> Incident:
    """An incident so many days before the end."""
    province = BALOCHISTAN if district in ("Quetta", "Kech") else KP
    given = {"district": district, "province": province, "place_precision": "district", "source": "acled", **changes}
    return incident(date_start=END - timedelta(days=days_before), incident_id=f"test:{number:05}", **given)


def history(district: str, every_days: int, first: int = 28, last: int = 390, start: int = 0) -> list[Incident]:
    """One incident every so many days, so many days before the end."""
    return [at(day, start + k, district) for k, day in enumerate(range(first, last, every_days))]


def covered(rows: Iterable[Incident], **changes: Any) -> Dataset:
    """A dataset whose source is stated to cover five years up to the end."""
    days = Period(day_number(END) - 5 * 365, day_number(END))
    return replace(Dataset(Incidents.from_rows(rows), stated_days={"acled": days}), **changes)


def quiet_region() -> list[Incident]:
    """Regular incidents in four districts: none of them changes."""
    return [
        row
        for k, district in enumerate(("Kohat", "Tank", "Quetta", "Kech"))
        for row in history(district, 9 + 2 * k, first=3 + k, start=20_000 + 1_000 * k)
    ]


def a_rise() -> Dataset:
    """Bannu has 13 incidents in the window, where some three are usual."""
    now = [at(2 * k, 10_000 + k) for k in range(13)]
    return covered([*history("Bannu", 9), *now, *quiet_region()])


def seen(dataset: Dataset, settings: Settings | None = None, **filters: Any) -> Look:
    return look(snapshot_of(dataset, **filters), settings)


def row_of(found: Look, name: str) -> PlaceLook:
    return next(row for row in found.rows if row.name == name)


def test_a_rise_is_found_and_said() -> None:
    found = seen(a_rise())
    bannu = row_of(found, "Bannu")
    assert (bannu.observed, bannu.verdict.is_above) == (13, True)
    assert bannu.expected == pytest.approx(41 / 13)
    assert bannu.q is not None
    assert bannu.q <= 0.05
    assert bannu.sentence.startswith(
        "Bannu: 13 incidents in the 28 days to 19 November 2024, usually 3.2; 4.1 times as many ("
    )
    assert "Unlikely to be chance: about 1 quiet look in " in bannu.sentence
    assert found.ranked[0] is bannu
    assert found.by_key["district:Bannu"] is bannu
    assert bannu.series[-1] == 13
    assert len(bannu.series) == 14
    assert sum(row.verdict.is_above for row in found.rows if row.name != KP) == 1


def test_every_district_and_province_is_looked_at() -> None:
    found, drawn = seen(a_rise()), a_rise().gazetteer.drawn
    assert [row.name for row in found.rows] == [
        *(d.name for d in drawn),
        *(p.name for p in a_rise().gazetteer.provinces),
    ]
    assert found.notes.n_looked_at == len(found.rows)
    assert found.notes.window == Period(day_number(END) - 27, day_number(END))
    assert found.notes.baseline.width_days == 364
    assert row_of(found, "Swat").verdict is Verdict.TOO_FEW
    assert "Too few to say: a doubling here would hardly ever be found." in row_of(found, "Swat").sentence
    assert row_of(found, "Kohat").verdict in (Verdict.AS_USUAL, Verdict.TOO_FEW)


def test_only_the_places_of_the_filter_are_looked_at() -> None:
    found = seen(a_rise(), districts=frozenset({"Bannu"}))
    assert [row.key for row in found.rows] == ["district:Bannu"]
    assert found.rows[0].dispersion == pytest.approx(row_of(seen(a_rise()), "Bannu").dispersion)
    province = seen(a_rise(), provinces=frozenset({BALOCHISTAN}))
    assert {row.province for row in province.rows} == {BALOCHISTAN}
    assert province.rows[-1].is_province


def test_a_fall_is_below_usual() -> None:
    found = seen(covered([*history("Bannu", 2), *quiet_region()]))
    assert row_of(found, "Bannu").verdict is Verdict.BELOW
    assert row_of(found, "Bannu").sentence.startswith("Bannu: 0 incidents in the 28 days")


def test_the_sample_is_never_compared() -> None:
    found = look(snapshot_of(bundled()))
    assert {row.verdict for row in found.rows} == {Verdict.NOT_COMPARABLE}
    assert "the incidents are a sample" in found.rows[0].sentence
    assert found.notes.why_not.startswith("The incidents are a sample")
    assert first_seen(snapshot_of(bundled())) == ()


def test_days_that_are_not_covered_are_not_compared() -> None:
    days = Period(day_number(END) - 200, day_number(END))
    found = seen(replace(a_rise(), stated_days={}))
    assert found.notes.why_not == "The data begin on 27 Oct 2023: 2 of 392 days are not covered."
    short = Dataset(Incidents.from_rows([at(day, day) for day in range(0, 200, 5)]), stated_days={"acled": days})
    assert "the data begin on" in look(snapshot_of(short)).rows[0].reasons[0]
    assert "the data begin on" in seen(a_rise(), Settings(window_days=3_000)).rows[0].sentence
    assert "there are no data" in look(snapshot_of(Dataset(Incidents.from_rows([])))).rows[0].sentence


def test_the_window_ends_with_the_period_or_with_the_data() -> None:
    beyond = seen(a_rise(), last=END + timedelta(days=500)).notes
    assert beyond.window.last == day_number(END)
    words = f"The data end on {number_text(day_number(END))}, before the period"
    assert f"{words} does: the window ends with them." in beyond.sentences
    assert seen(a_rise(), first=END + timedelta(days=1)).notes.why_not == f"{words} begins."
    assert seen(a_rise(), last=END - timedelta(days=100)).notes.window.last == day_number(END) - 100


def test_incidents_chosen_one_by_one_are_not_compared() -> None:
    found = seen(a_rise(), listed=Listed("new with the import", frozenset({"test:00001"})))
    assert "chosen one by one" in found.rows[0].sentence


def test_a_source_that_begins_makes_its_places_not_comparable() -> None:
    own = [at(day, 50_000 + day, "Tank", source="own") for day in range(0, 90, 3)]
    found = seen(covered([*history("Bannu", 9), *own, *quiet_region()]))
    tank = row_of(found, "Tank")
    assert tank.verdict is Verdict.NOT_COMPARABLE
    assert tank.reasons[0].startswith("own begins on")
    assert row_of(found, "Khyber Pakhtunkhwa").verdict is Verdict.NOT_COMPARABLE
    assert row_of(found, "Quetta").verdict is not Verdict.NOT_COMPARABLE
    without = seen(covered([*history("Bannu", 9), *own, *quiet_region()]), sources=frozenset({"acled"}))
    assert row_of(without, "Tank").verdict is not Verdict.NOT_COMPARABLE


def test_a_type_that_a_source_did_not_have_is_a_change_of_scope() -> None:
    new = [at(day, 60_000 + day, "Tank", event_type="Violence against civilians") for day in range(0, 90, 2)]
    found = seen(covered([*history("Bannu", 4), *new, *quiet_region()]))
    assert "Violence against civilians of ACLED begins on" in row_of(found, "Tank").sentence


def test_demonstrations_do_not_count_unless_they_are_chosen() -> None:
    riots = [at(k, 70_000 + k, event_type="Riots") for k in range(20)]
    dataset = covered([*history("Bannu", 9), *riots, *quiet_region()])
    found = seen(dataset)
    assert row_of(found, "Bannu").observed == 0
    assert {item.reason: item.n for item in found.notes.left_out} == {"strategic developments, protests and riots": 20}
    assert row_of(seen(dataset, types=frozenset({"Riots"})), "Bannu").observed == 20
    assert row_of(seen(dataset, Settings(all_types=True)), "Bannu").observed == 20


def test_what_is_known_to_the_province_counts_there_alone() -> None:
    wide = [at(k, 80_000 + k, "", province=KP, place_precision="province") for k in range(5)]
    found, plain = seen(covered([*quiet_region(), *wide])), seen(covered(quiet_region()))
    assert row_of(found, KP).observed == row_of(plain, KP).observed + 5
    assert [row.observed for row in found.rows if not row.is_province] == [
        row.observed for row in plain.rows if not row.is_province
    ]
    assert found.notes.left_out[0].n == 5


def test_an_imprecise_day_counts_only_in_the_window_that_holds_it() -> None:
    inside = at(20, 1, date_end=END - timedelta(days=14), date_precision="week")
    across = at(30, 2, date_end=END - timedelta(days=24), date_precision="week")
    found = seen(covered([inside, across, *quiet_region()]))
    assert row_of(found, "Bannu").observed == 1
    assert {item.reason: item.n for item in found.notes.left_out} == {
        "whose day is known too coarsely to say which window": 1
    }


@few_examples
@given(datasets, queries())
def test_the_parts_are_the_whole(dataset: Dataset, query: Query) -> None:
    found = seen(dataset, Settings(window_days=3, baseline_days=12), **{
        name: getattr(query, name) for name in ("types", "districts", "provinces", "sources", "min_killed", "last")
    })  # fmt: skip
    notes = found.notes
    rows = period_rows(dataset.incidents, notes.baseline.first, notes.window.last).rows
    mask = passes(dataset, replace(Query(), **{
        name: getattr(query, name) for name in ("types", "districts", "provinces", "sources", "min_killed")
    }))  # fmt: skip
    whole = len(rows) if mask is None else int(np.count_nonzero(mask[rows]))
    assert notes.n_used + sum(item.n for item in notes.left_out) == whole
    assert all("nan" not in row.sentence and "inf " not in row.sentence for row in found.rows)


def test_late_reports_are_said() -> None:
    rise = seen(a_rise())
    assert "Reports of the last 14 days are not complete: the count will probably rise." in rise.rows[0].sentence
    assert rise.notes.late_from == day_number(END) - 13
    assert "the last 14 days of the window among them" in rise.notes.late
    short = seen(a_rise(), Settings(window_days=7, baseline_days=91))
    assert "all days of the window among them" in short.notes.late
    thin = seen(replace(a_rise(), incomplete_from=END - timedelta(days=200)))
    assert thin.notes.late.endswith("are a thin sample, known to be incomplete.")
    earlier = seen(a_rise(), last=END - timedelta(days=30))
    assert (earlier.notes.late, earlier.notes.late_from) == ("", None)
    assert "not complete" not in earlier.rows[0].sentence


def test_a_source_that_is_published_by_the_year_has_no_late_reports() -> None:
    rows = [replace(row, source="ucdp-ged") for row in [*history("Bannu", 9), *quiet_region()]]
    assert seen(Dataset(Incidents.from_rows(rows))).notes.late_from is None


@pytest.mark.parametrize(
    "given", [{"window_days": 0}, {"window_days": -3}, {"baseline_days": 0}, {"window_days": 28, "baseline_days": 30},
              {"rate": 0.0}, {"least_events": 0}, {"worth_p": float("nan")}]
)  # fmt: skip
def test_settings_that_are_not_possible_are_refused_in_words(given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="choose"):
        Settings(**given)


def test_since_when_and_how_widespread() -> None:
    now = [at(day, 90_000 + day, lon=70.6 + day / 100, lat=33.0, place_precision="exact") for day in range(56)]
    snapshot = snapshot_of(covered([*history("Bannu", 9, first=60, last=720), *now, *quiet_region()]))
    found = since_when(snapshot, "district:Bannu")
    assert [level.days.first for level in found.levels][1:] == [day_number(END) - 55]
    assert found.sentence.startswith("Higher since the week of 25 September 2024: 7.0 incidents a week, ")
    cells = spread(snapshot, "district:Bannu")
    assert cells.cells == 4
    assert re.match(r"Spread: 4 of some \d\d cells of 10 × 10 km hit, usually ", cells.sentence)
    with pytest.raises(UnknownName, match="choose"):
        since_when(snapshot, "district:Nowhere")


def test_what_is_new_is_named() -> None:
    new = [at(3, 1, "Tank", actor1="Islamic State", sub_event_type="Suicide bomb"), at(5, 2, "Swat", actor1="Police")]
    old = [at(100, 3, "Tank", actor1="Police"), *history("Bannu", 9)]
    found = {(each.kind, each.name): each for each in first_seen(snapshot_of(covered([*new, *old])))}
    assert set(found) == {("district", "Swat"), ("actor", "Islamic State"), ("type", "Suicide bomb")}
    assert found["actor", "Islamic State"].sentence == (
        "Islamic State: 1 incident since 16 November 2024, none in the 52 weeks before."
    )


def test_what_is_new_in_one_place_alone() -> None:
    old = [at(100, 3, "Swat", actor1="Police"), *history("Tank", 9)]
    new = [at(3, 1, "Tank", actor1="Police"), at(5, 2, "Bannu", actor1="Police")]
    snapshot = snapshot_of(covered([*new, *old]))
    assert first_seen_words(first_seen(snapshot), 52) == "First in 52 weeks: district Bannu."
    assert first_seen_words(first_seen(snapshot, None, "district:Tank"), 52) == "First in 52 weeks: actor Police."
    here = first_seen(snapshot, None, "district:Bannu")
    assert {each.kind for each in here} >= {"district", "actor"}
    assert first_seen_words(here, 52, "Bannu") == "First incidents here in 52 weeks."
    assert first_seen_words(here * 2, 52).endswith(f"; and {2 * len(here) - 3} more.")


def test_without_incidents_no_variation_is_claimed() -> None:
    found = seen(a_rise(), text="nothing like this")
    assert found.notes.n_used == 0
    (allowed,) = (words for words in found.notes.sentences if "variance" in words)
    assert allowed.startswith(f"A variance of {found.notes.dispersion:.1f} times the mean is allowed for")


def test_the_details_of_a_place_are_its_sentences() -> None:
    found = details(snapshot_of(a_rise()), "district:Bannu")
    assert found is not None
    assert found.spread is not None
    late = " Reports of the last 14 days are not complete: levels and spread are those of what is known now."
    assert found.sentences == (f"{found.since.sentence}{late}", found.spread.sentence)
    assert found.spread.sentence == "Spread: cells not known, 13 incidents without a point."
    assert details(snapshot_of(replace(a_rise(), is_sample=True)), "district:Bannu") is None
    with pytest.raises(UnknownName, match="choose"):
        details(snapshot_of(a_rise()), "district:Nowhere")


def test_a_fall_at_the_end_says_that_reports_are_late() -> None:
    rows = [at(day, day * 10 + k) for day in range(14, 720) for k in range(2)]
    found = details(snapshot_of(covered([*rows, *quiet_region()])), "district:Bannu")
    assert found is not None
    assert found.sentences[0].startswith("Lower since the week of 6 November 2024: no incidents a week, 13.8 in ")
    assert "Reports of the last 14 days are not complete: " in found.sentences[0]


def test_words_of_numbers() -> None:
    assert [usual_words(n) for n in (0, 0.02, 3.14, 27.6)] == ["none", "less than 0.1", "3.1", "28"]
    assert [ratio_words(n) for n in (0.04, 3.6, 27.6, 1e9)] == ["0.04", "3.6", "28", "over 100"]
    assert [odds_words(q) for q in (0.05, 0.03, 0.001, 1e-9)] == [
        "about 1 quiet look in 20", "about 1 quiet look in 20", "about 1 quiet look in 1,000",
        "fewer than 1 quiet look in 10,000",
    ]  # fmt: skip


def false_looks(world: World, n: int) -> int:
    chosen = Settings()
    return sum(
        any(verdict.is_above for verdict in verdicts(compared(windows_of(counts), chosen).numbers, chosen))
        for counts in quiet_worlds(world, n, 8)
    )


def test_quiet_worlds_raise_few_alarms() -> None:
    hardest = [world for world in SETTINGS if world.dispersion == 3.7 and world.known == 1]
    found = sum(false_looks(world, 10) for world in hardest)
    assert found <= 10  # of 80 looks; at a rate of 5 % more than 10 are seen once in 500 such tests


def test_a_fivefold_rise_is_mostly_found() -> None:
    world, rng, chosen = World(6.0, 2.2), np.random.default_rng(9), Settings()
    found = 0
    for _ in range(15):
        counts = world.counts(rng, factor=5.0, district=51)  # some 11 incidents a window
        found += verdicts(compared(windows_of(counts), chosen).numbers, chosen)[51].is_above
    assert found >= 10
