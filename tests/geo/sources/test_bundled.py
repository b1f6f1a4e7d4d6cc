"""The bundled incidents: known totals, and invariants of every row."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from geopandas import GeoDataFrame, GeoSeries

from geo import assets
from geo.analysis.comparison import previous
from geo.analysis.counts import table
from geo.analysis.status import status
from geo.calendar.days import interval_of
from geo.incidents import CLAIM_KINDS, COLUMN_NAMES, DATE_PRECISIONS, PLACE_PRECISIONS, Claim, ContextEvent, Incident
from geo.places.boundaries import load_districts, load_provinces
from geo.places.measure import EQUAL_AREA
from geo.query import Query
from geo.sources.bundled import bundled
from geo.tally.figures import Figures
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, actor_name
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import BALOCHISTAN, KP

DATASET = bundled()
ROWS = list(DATASET.incidents.rows())
CLAIMS = [claim for claims in DATASET.claims.values() for claim in claims]
PROJECT = Path(__file__).resolve().parents[3]
COMPILATION = PROJECT.parent / "shared" / "data" / "product"
PARTISAN_WORDS = re.compile(r"terrorist|martyr|so-called|infidel|miscreant", re.IGNORECASE)


def ids(rows: list[Incident]) -> list[str]:
    return [row.incident_id for row in rows]


def snapshot_of(**filters: object) -> Snapshot:
    return resolve(DATASET, State(Query(**filters)))  # type: ignore[arg-type]


# known totals


def test_the_bundled_dataset_has_the_expected_size_and_years() -> None:
    assert (len(ROWS), len({row.incident_id for row in ROWS})) == (261, 261)
    assert (min(r.date_start for r in ROWS).year, max(r.date_end for r in ROWS).year) == (2021, 2026)
    assert Counter(row.province for row in ROWS).keys() == {KP, BALOCHISTAN}
    assert "sample" in DATASET.notice
    assert "not a count" in DATASET.notice
    assert [(r.name, r.rows) for r in DATASET.releases] == [("bundled", 261)]
    assert status(resolve(DATASET, State())) == "261 of 261 incidents · 72 known only to the district"


def test_totals_equal_those_counted_in_the_file() -> None:
    with assets.path("incidents", "incidents.csv").open(encoding="utf-8", newline="") as handle:
        cells = list(csv.DictReader(handle))
    figures = resolve(DATASET, State()).figures
    assert figures.killed_best == sum(int(c["killed_best"] or c["killed_low"] or c["killed_high"] or 0) for c in cells)
    assert figures.injured == sum(int(c["injured"] or 0) for c in cells)
    assert figures.abducted == sum(int(c["abducted"] or 0) for c in cells)
    assert figures.no_figure == sum(not (c["killed_best"] or c["killed_low"] or c["killed_high"]) for c in cells)


def test_the_abduction_of_seven_policemen_in_bannu_is_included() -> None:
    snapshot = snapshot_of(
        first=date(2024, 11, 18),
        last=date(2024, 11, 18),
        districts=frozenset(("Bannu",)),
        sub_types=frozenset(("Abduction/forced disappearance",)),
    )
    (row,) = DATASET.incidents.rows(snapshot.rows)
    assert (row.date_start, row.date_end, row.date_precision) == (date(2024, 11, 18), date(2024, 11, 18), "day")
    assert (row.district, row.province, row.place_precision) == ("Bannu", KP, "district")
    assert (row.lon, row.lat) == (None, None)
    assert (row.killed_low, row.killed_best, row.killed_high, row.abducted) == (0, 0, 0, 7)
    assert "Police" in row.actors
    assert "all seven were freed" in row.notes
    assert status(snapshot) == "1 of 261 incidents · 1 known only to the district"


def test_the_abduction_is_found_by_text_search() -> None:
    snapshot = snapshot_of(text="seven policemen bannu", first=date(2024, 11, 1), last=date(2024, 11, 30))
    assert [row.abducted for row in DATASET.incidents.rows(snapshot.rows)] == [7]


def test_totals_of_the_deadliest_week_of_november_2024_in_kp() -> None:
    november = snapshot_of(first=date(2024, 11, 1), last=date(2024, 11, 30), provinces=frozenset((KP,)))
    deadliest = max(table(november, "week").groups, key=lambda group: group.figures.killed_best)
    assert deadliest.name == "2024-11-18/2024-11-24"
    sums = deadliest.figures
    assert (sums.killed_low, sums.killed_best, sums.killed_high) == (55, 60, 68)
    week = snapshot_of(first=date(2024, 11, 18), last=date(2024, 11, 24), provinces=frozenset((KP,)))
    assert week.figures == Figures(3, 55, 60, 68, 40, 7, no_figure=0, no_injured=1, no_abducted=2)


def test_totals_of_november_2024_in_kp() -> None:
    november = snapshot_of(first=date(2024, 11, 1), last=date(2024, 11, 30), provinces=frozenset((KP,)))
    expected = [r for r in ROWS if r.province == KP and r.date_start <= date(2024, 11, 30)]
    expected = [r for r in expected if r.date_end >= date(2024, 11, 1)]
    assert ids(list(DATASET.incidents.rows(november.rows))) == ids(expected)
    assert (november.figures.incidents, november.figures.killed_best) == (9, 93)
    assert table(november, "week").left_out == ()
    assert previous(november) is not None
    assert previous(november).period_words == "2–31 Oct 2024"


# invariants of every incident


def test_every_incident_has_a_source() -> None:
    assert ids([row for row in ROWS if not (row.sources.strip() and row.url.strip() and row.notes.strip())]) == []
    assert {(row.source, row.release) for row in ROWS} == {("curated", "bundled")}


def test_every_incident_id_contains_its_day() -> None:
    wrong = [row for row in ROWS if not re.fullmatch(r"curated:\d{8}-\d\d", row.incident_id)]
    assert ids(wrong) == []


def test_death_figures_are_ordered_and_subtotals_do_not_exceed_totals() -> None:
    def known(*figures: int | None) -> list[int]:
        return [figure for figure in figures if figure is not None]

    ranges = {row.incident_id: known(row.killed_low, row.killed_best, row.killed_high) for row in ROWS}
    assert [name for name, figures in ranges.items() if figures != sorted(figures)] == []
    parts = [row for row in ROWS if max(known(row.killed_militants, 0)) > max([*ranges[row.incident_id], 0])]
    assert ids(parts) == []


def test_every_sub_type_belongs_to_its_type() -> None:
    assert ids([row for row in ROWS if row.event_type not in EVENT_TYPES]) == []
    assert ids([row for row in ROWS if row.sub_event_type not in SUB_EVENT_TYPES[row.event_type]]) == []


def test_every_interval_matches_its_precision() -> None:
    assert {row.date_precision for row in ROWS} <= set(DATE_PRECISIONS)
    wrong = [r for r in ROWS if (r.date_start, r.date_end) != interval_of(r.date_start, r.date_precision)]
    assert ids(wrong) == []


def test_every_place_has_the_fields_its_precision_requires() -> None:
    assert {row.place_precision for row in ROWS} <= set(PLACE_PRECISIONS)
    points = [row for row in ROWS if row.place_precision in ("exact", "near")]
    areas = [row for row in ROWS if row not in points]
    assert ids([row for row in points if row.lon is None or row.lat is None]) == []
    assert ids([row for row in areas if (row.lon, row.lat) != (None, None)]) == []
    assert resolve(DATASET, State()).by_place_precision.get("unlocated", 0) == 0


def test_every_district_is_known_and_belongs_to_its_province() -> None:
    matches = {row.district: DATASET.gazetteer.resolve_district(row.district) for row in ROWS}
    assert ids([row for row in ROWS if matches[row.district].district.province != row.province]) == []
    assert {name for name, match in matches.items() if match.district.name != name} == set()


POINTS = [row for row in ROWS if row.place_precision in ("exact", "near")]

OUTSIDE_PROVINCE: dict[str, str] = {}
"""Incidents with coordinates outside their province, with the reason; at present none."""

BEYOND_DISTRICT_KM = 5.0
BEYOND_DISTRICT = {
    "curated:20240620-01": "Shaban, named by its distance from Quetta: the lines of Harnai and Sibi are the roughest",
    "curated:20241108-02": "Sharkai lies in Shaktoi, the valley on the line between South and North Waziristan",
    "curated:20241113-01": "Bara lies beside Peshawar, and the generalised line runs west of it",
}
"""Incidents farther than that from the polygon of their district, with the reason."""


def distances_outside_km(rows: list[Incident], layer: GeoDataFrame, names: list[str]) -> dict[str, float]:
    """The distance of each row's point from the area of that name in kilometres; 0 inside."""
    points = GeoSeries.from_xy([row.lon for row in rows], [row.lat for row in rows], crs="EPSG:4326")
    areas = layer.set_index("name").geometry.loc[names].to_crs(EQUAL_AREA)
    distances = points.to_crs(EQUAL_AREA).distance(areas.reset_index(drop=True)) / 1000
    return dict(zip(ids(rows), distances, strict=True))


def test_every_point_lies_in_its_province() -> None:
    distances = distances_outside_km(POINTS, load_provinces(), [row.province for row in POINTS])
    assert len(distances) == 189
    assert {name for name, km in distances.items() if km > 0} == set(OUTSIDE_PROVINCE)


def test_every_point_lies_in_or_near_its_district() -> None:
    polygons = [DATASET.gazetteer.polygon_of(row.district) for row in POINTS]
    distances = distances_outside_km(POINTS, load_districts(), polygons)
    assert {name for name, km in distances.items() if km > BEYOND_DISTRICT_KM} == set(BEYOND_DISTRICT)


def test_every_actor_has_its_usual_name() -> None:
    assert ids([row for row in ROWS if not row.actors]) == []
    assert {name for row in ROWS for name in row.actors if actor_name(name) != name} == set()


# neutral wording


def test_no_note_contains_partisan_words() -> None:
    assert ids([row for row in ROWS if PARTISAN_WORDS.search(row.notes)]) == []
    assert [claim for claim in CLAIMS if PARTISAN_WORDS.search(claim.sentence() + claim.quote)] == []
    assert [event.title for event in DATASET.context_events if PARTISAN_WORDS.search(event.notes)] == []


def test_no_title_contains_partisan_words() -> None:
    assert [event.title for event in DATASET.context_events if PARTISAN_WORDS.search(event.title)] == []


# claims


def test_every_claim_refers_to_an_existing_incident() -> None:
    assert set(DATASET.claims) <= {row.incident_id for row in ROWS}
    assert len(CLAIMS) == len(assets.read_table("incidents", "claims.csv"))


@pytest.mark.parametrize("kind", CLAIM_KINDS)
def test_every_claim_names_the_party_its_kind_requires(kind: str) -> None:
    needed = {"claimed": "by", "denied": "by", "attributed": "about", "reported": "about"}[kind]
    assert [claim for claim in CLAIMS if claim.kind == kind and not getattr(claim, needed)] == []


def test_every_claim_is_of_a_known_kind_and_sourced() -> None:
    assert {claim.kind for claim in CLAIMS} <= set(CLAIM_KINDS)
    assert [claim for claim in CLAIMS if not claim.source] == []


def test_all_fields_of_a_claim_are_read() -> None:
    first = DATASET.claims["curated:20210103-01"][0]
    assert first == Claim(
        "curated:20210103-01",
        "claimed",
        "Islamic State",
        "",
        source="Dawn copy (globalpoliticsnews); The News; Express Tribune",
    )


# context


def test_context_events_are_in_order_and_have_sources() -> None:
    events = DATASET.context_events
    assert len(events) == 49
    assert [e for e in events if not (e.date_start <= e.date_end and e.title and e.source and e.scope)] == []
    assert all(isinstance(e, ContextEvent) for e in events)


# files


def test_the_columns_of_the_file_are_the_documented_ones() -> None:
    assert assets.read_text("incidents", "incidents.csv").partition("\n")[0].split(",") == list(COLUMN_NAMES)


@pytest.mark.parametrize(("name", "rows"), [("incidents", 261), ("actors", 39), ("context_events", 49)])
def test_the_readme_states_the_number_of_rows(name: str, rows: int) -> None:
    readme = assets.read_text("incidents", "README.md")
    assert re.search(rf"`{name}\.csv`[^`]*\b{rows}\b", readme)
    assert len(assets.read_table("incidents", f"{name}.csv")) == rows


def converter(target: Path) -> ModuleType:
    """The conversion script with another output folder."""
    spec = importlib.util.spec_from_file_location("convert", assets.path("convert.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.TARGET = target
    return module


@pytest.mark.skipif(not COMPILATION.is_dir(), reason=f"the compilation is not at {COMPILATION}")
def test_the_conversion_is_reproducible(tmp_path: Path) -> None:
    converter(tmp_path).main(COMPILATION)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["actors.csv", "claims.csv", "context_events.csv", "incidents.csv"]
    for name in names:
        assert (tmp_path / name).read_bytes() == assets.read_bytes("incidents", name), name
