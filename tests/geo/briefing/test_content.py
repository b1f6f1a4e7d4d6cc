"""The content of a briefing, without drawing it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from datetime import date
from typing import Any

import pytest

from geo.analysis.choropleth import NONE, UNKNOWN
from geo.analysis.histogram import by_type
from geo.briefing import Briefing, briefing_of
from geo.briefing.notes import Mapped, OnMap
from geo.briefing.sentences import filters_of
from geo.calendar.days import day_number
from geo.dataset import Dataset
from geo.draw.style import SIZE_CLASSES
from geo.incidents import Release
from geo.incidents.totals import Total
from geo.places.target import target_named
from geo.query import Query, Within
from geo.sources.bundled import bundled
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.draw.page.pages import ALL, MADE, NOTHING, NOVEMBER, dataset_of, incident, snapshot_of


def briefing(query: Query = ALL, dataset: Dataset | None = None, title: str | None = None) -> Briefing:
    return briefing_of(snapshot_of(query, dataset), title, MADE)


def test_a_briefing_is_built_without_importing_a_drawing_library() -> None:
    code = "import sys, geo.briefing; sys.exit(any(n.split('.')[0] in ('matplotlib', 'PySide6') for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_equal_snapshots_give_equal_frozen_briefings() -> None:
    one = briefing(NOVEMBER)
    assert one == briefing(NOVEMBER)
    assert one != briefing(ALL)
    with pytest.raises(FrozenInstanceError):
        one.title = "Another"  # type: ignore[misc]


def test_a_title_names_the_places() -> None:
    query = Query(districts=frozenset({"Bannu"}))
    assert briefing(query).title == "Reported incidents in Bannu district"
    assert briefing(query, title=" \t ").title == "Reported incidents in Bannu district"
    assert briefing(query, title=" Own\ntitle ").title == "Own title"


def test_totals_are_said_to_be_apart_and_their_release_is_no_source_of_incidents() -> None:
    months = Total("office", "b", date(2024, 11, 1), date(2024, 11, 30), "Balochistan", "Kech", "", "", "", "", 9)
    own = Release("a", "own", "2026-01-01T00:00:00Z", "a.csv", "", 1, citation="Field list")
    counts = replace(own, name="b", source="office", citation="Office totals", options='{"layout": "totals"}')
    notes = briefing(dataset=dataset_of(incident(1), releases=(own, counts), totals=(months,))).notes
    assert "Totals stated by office are kept apart and not counted here." in notes.counted
    assert "Field list" in notes.sources
    assert "Office totals" not in notes.sources


@pytest.mark.parametrize(
    ("options", "expected"),
    [('{"layout": "totals"}', True), ('{"layout": "acled"}', False), ("", False), ("totals", False), ("[1]", False)],
)
def test_a_release_of_totals_is_told_by_its_layout(options: str, expected: bool) -> None:
    assert Release("a", "own", "", "a.csv", "", 1, options=options).is_of_totals is expected


def test_the_number_of_choices_in_the_filter_text_is_limited() -> None:
    filters = filters_of(Query(districts=frozenset({"Bannu", "Kohat", "Quetta"}), min_killed=5))
    assert filters.text(3) == "Filters: place: Bannu or Kohat or Quetta; at least 5 reported killed"
    assert filters.text(1) == "Filters: place: any of 3: Bannu … and 2 more; at least 5 reported killed"
    assert filters_of(Query()).text() == "No filters"


def test_the_key_figures_are_those_of_the_snapshot() -> None:
    figures = snapshot_of(NOVEMBER).figures
    shown = {figure.label: figure for figure in briefing(NOVEMBER).figures}
    assert shown["incidents"].value == f"{figures.incidents}"
    assert shown["killed"].remark == f"{figures.killed_low}–{figures.killed_high} reported"
    assert shown["injured"].remark == f"not stated for {figures.no_injured}"


def test_a_sum_of_unknown_figures_is_unknown_and_one_incident_is_singular() -> None:
    shown = briefing(dataset=dataset_of(incident(1, killed_best=2, killed_low=2, killed_high=2)))
    assert [(f.value, f.label, f.remark) for f in shown.figures[:3]] == [
        ("1", "incident", "of 1"),
        ("2", "killed", ""),
        ("–", "injured", "not stated"),
    ]
    assert shown.notes.counted == "1 of 1 incident."


def test_the_table_lists_districts_and_counts_the_incidents_left_out() -> None:
    table = briefing(NOVEMBER).table
    assert (table.rows[0].name, table.rows[0].incidents, table.rows[0].change) == ("Khyber", 3, "+2")
    assert [row.incidents for row in table.rows] == sorted((row.incidents for row in table.rows), reverse=True)
    rest = sum(row.incidents for row in table.rows[2:])
    assert table.remarks(2).startswith(f"{len(table.rows) - 2} further districts: {rest}.")
    assert table.remarks(len(table.rows) - 1).startswith("1 further district: ")
    assert "equal period before, 2–31 Oct 2024." in table.remarks(len(table.rows))
    assert not briefing(ALL).table.has_change
    assert briefing(NOTHING).table.remarks(0) == "No incident with a known district."


def test_the_legend_counts_every_type_and_every_district() -> None:
    snapshot = resolve(snapshot_of().dataset, State(query=NOVEMBER, colour_by="incidents"))
    legend = briefing_of(snapshot).legend
    shown = {name for name in EVENT_TYPES if by_type(snapshot)[name]}
    assert [entry.label for entry in legend.types] == [name for name in EVENT_TYPES if name in shown]
    assert len(shown) > 0
    assert sum(entry.count for entry in legend.types) == len(snapshot.answer)
    assert legend.classes is not None
    assert sum(entry.count for entry in legend.classes.entries) == len(legend.classes.of_districts)
    assert NONE in {entry.number for entry in legend.classes.entries}
    assert briefing(NOVEMBER).legend.classes is None


def test_the_legend_shows_the_sizes_of_the_symbols_that_are_drawn() -> None:
    sizes = briefing().legend.sizes
    assert list(sizes) == [(number, size.label) for number, size in enumerate(SIZE_CLASSES)]
    point = {"lon": 71.5, "lat": 34.0, "place_precision": "exact"}
    rows = [incident(1, killed_best=30, **point), incident(2, **point), incident(3, killed_best=7)]
    assert briefing(dataset=dataset_of(*rows)).legend.sizes == ((0, "no figure"), (5, "25+"))
    assert briefing(NOTHING).legend.sizes == ()


MARKED = {
    "nothing": ([], {"town"}),
    "one exact place": ([{"place_precision": "exact"}], {"town"}),
    "two at one place": ([{"place_precision": "exact"}, {"place_precision": "exact"}], {"several", "town"}),
    "two at two places": (
        [{"place_precision": "exact"}, {"place_precision": "exact", "lat": 35.0}],
        {"several", "town"},
    ),
    "near": ([{"place_precision": "near"}], {"near", "town"}),
    "district": ([{"place_precision": "district", "district": "Bannu"}], {"hatch", "town"}),
    "a district that is not drawn": ([{"place_precision": "district", "district": "Nowhere"}], {"town"}),
    "province": ([{"place_precision": "province"}], {"town"}),
}


@pytest.mark.parametrize(("rows", "marks"), MARKED.values(), ids=MARKED)
def test_the_legend_shows_the_marks_that_are_drawn(rows: list[dict[str, Any]], marks: set[str]) -> None:
    point = {"lon": 71.5, "lat": 34.0}
    dataset = dataset_of(*(incident(n, **(point | row)) for n, row in enumerate(rows)))
    assert {name for name, _ in briefing(dataset=dataset).legend.marks} == marks
    without_names = resolve(dataset, State(layers=State().layers - {"labels"}))
    assert {name for name, _ in briefing_of(without_names).legend.marks} == marks - {"town"}


def test_all_incidents_are_mapped_or_listed_as_not_drawn() -> None:
    rows = [incident(1), incident(2, province="Balochistan"), incident(3, province="", place_precision="country")]
    rows += [incident(4, place_precision="exact"), incident(5, place_precision="exact", lon=71.5, lat=34.0)]
    mapped = briefing(dataset=dataset_of(*rows)).notes.mapped
    assert mapped.points == 1
    assert mapped.not_drawn == (
        "1 known only to Balochistan, not drawn",
        "1 known only to Khyber Pakhtunkhwa, not drawn",
        "1 known only to the country, not drawn",
        "1 without usable coordinates, not drawn",
    )
    assert mapped.beyond(OnMap(0, 0)) == "1 of 1 incident lies beyond this map"
    assert mapped.beyond(OnMap(1, 0)) == ""
    assert "; 3 of these in rings or districts without room for a number; " in mapped.text(OnMap(1, 0, 3))
    assert Mapped(0, 0, ()).text(OnMap(0, 0)) == ""


def test_a_source_is_cited_once_with_its_last_access() -> None:
    releases = tuple(
        Release(f"r{i}", "own", "", "", "", 1, citation="Cited.", accessed=day)
        for i, day in enumerate(("2026-01-02", "2026-03-04"))
    )
    sources = briefing(dataset=dataset_of(incident(1, sources="Dawn; The News"), releases=releases)).notes.sources
    assert sources.startswith("Cited, accessed 2026-03-04.")
    assert "Reported by Dawn (1), The News (1); each incident names its own." in sources


def test_every_note_has_a_heading_and_the_day_is_given() -> None:
    notes = dict(briefing(NOVEMBER).notes.headed(OnMap(13, 0)))
    assert list(notes) == ["Counted", "Borders", "Sources", "Base map"]
    assert "248 outside the period" in notes["Counted"]
    assert "Made on 1 Jul 2026" in notes["Counted"]
    assert notes["Borders"].startswith("Boundaries shown do not imply endorsement")


def test_what_may_be_one_event_or_elsewhere_makes_the_number_doubtful() -> None:
    """Three reports of one day and place are three pairs, and at least one event."""
    point = {"lon": 71.5, "lat": 34.0, "place_precision": "near", "district": "Peshawar", "killed_best": 3}
    rows = [incident(k, source=f"source {k}", **point) for k in range(3)]
    rows.append(incident(9, source="source 0", date_start=date(2024, 5, 1), date_end=date(2024, 5, 1), **point))
    within = Within(target_named("Peshawar", bundled().gazetteer, ()), 20.0, possible=True)
    found = briefing(Query(within=within), dataset_of(*rows))
    assert found.doubts == (
        "0 within 20 km of Peshawar, 4 more may lie within. Their place is known to 25 km.",
        "3 pairs of reports may be one event each: 2 to 4 incidents.",
    )
    assert not any(doubt in found.notes.counted for doubt in found.doubts)
    assert briefing(dataset=dataset_of(*rows[:1])).doubts == ()


def test_an_empty_result_has_a_reason() -> None:
    assert briefing(NOTHING).nothing_found == "No incident in this period passes these filters."
    assert briefing(dataset=dataset_of()).nothing_found == "There are no incidents in this workspace."
    early = Query(first=date(1950, 1, 1), last=date(1950, 1, 2))
    assert briefing(early).nothing_found == "No data for this period."
    quiet = Query(first=date(2021, 1, 4), last=date(2021, 1, 5))
    assert briefing(quiet).nothing_found == "No incident is recorded in this period."
    assert briefing(NOVEMBER).nothing_found == ""


def test_the_record_contains_the_view_and_accepts_drawing_settings() -> None:
    record = briefing(NOVEMBER, title="Own").record.with_settings("page", {"size": "a4"})
    view = json.loads(record.view)
    assert (view["title"], view["format"], view["page"]) == ("Own", 2, {"size": "a4"})
    assert view["period"] == ["2024-11-01", "2024-11-30"]
    assert set(view["query"]) == set(Query.__slots__)
    assert (record.title, record.made) == ("Own", MADE)


@pytest.mark.parametrize("text", ["tab\tnew\nline\x00\x1b[31m", "\udcff", "\u2028a\u202eb", "\ufdd0"])
def test_text_is_one_line_of_characters_that_any_file_format_accepts(text: str) -> None:
    title = briefing(title=f"a {text}").record.title
    title.encode("utf-8")
    assert title.isprintable()


def test_days_that_are_not_covered_are_said_beside_the_title() -> None:
    beyond = briefing(Query(first=date(2026, 6, 1), last=date(2026, 7, 31)), bundled())
    assert beyond.coverage == "The data (a sample) end on 30 Jun 2026: 31 of 61 days are not covered."
    assert not beyond.table.has_change
    (gap,) = beyond.series.no_data
    assert gap.first == day_number(date(2026, 7, 1))
    assert gap.last >= day_number(date(2026, 7, 31))
    november = briefing(NOVEMBER, bundled())
    assert (november.coverage, november.series.no_data, november.caveat) == ("", (), "A sample, not a count")


def test_a_period_without_data_has_no_figures() -> None:
    """Silence after the end of the data is neither 0 killed nor a calm district."""
    after = Query(first=date(2031, 1, 1), last=date(2031, 6, 30))
    page = briefing_of(resolve(bundled(), State(query=after, colour_by="incidents")), None, MADE)
    assert {(figure.value, figure.remark) for figure in page.figures} == {("–", "no data")}
    assert page.table.remarks(0) == page.nothing_found == "No data for this period."
    assert page.legend.classes is not None
    assert set(page.legend.classes.of_districts) == {UNKNOWN}
    assert NONE not in {entry.number for entry in page.legend.classes.entries}


def test_sources_that_cover_a_part_of_the_period_are_named() -> None:
    days = {"old\nsource": (1, 9), "new": (5, 20)}
    rows = [
        incident(day, source=source, date_start=date(2024, 3, day), date_end=date(2024, 3, day))
        for source, ends in days.items()
        for day in ends
    ]
    counted = briefing(dataset=dataset_of(*rows)).notes.counted
    assert "Days of the period that a source covers: new 16 of 20 days; old source 9 of 20 days." in counted
