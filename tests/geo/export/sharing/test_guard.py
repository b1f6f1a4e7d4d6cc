"""The sharing guard: what leaves holds no true point, and the rest is what it was."""

from __future__ import annotations

import csv
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.counts import table
from geo.analysis.licences import forbids
from geo.analysis.table_sheet import TableSheet, sheet
from geo.dataset import Dataset
from geo.errors import InputError
from geo.export.formats import FILMS, HAND_OVER, require_content
from geo.export.request import hand_over
from geo.export.sharing.guard import guarded, only_shown
from geo.export.sharing.profile import AS_IS, CAREFUL, PROFILES, Profile, profile_from, profiles_from
from geo.export.sharing.small_counts import hidden_counts, shown_count
from geo.export.sharing.tables import without_small_counts
from geo.export.sharing.texts import REMOVED, without_coordinates
from geo.incidents import Claim, Release
from geo.places.measure import distance_km
from geo.places.target import point_target
from geo.places.user_layers import Feature, UserLayer
from geo.query import Query, Within
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import MapView, State
from tests.geo.draw.page.pages import dataset_of, incident
from tests.geo.export.files import unpacked

LON, LAT = 72.35791, 34.72937  # no line of the base map has these decimals


def secret(number: int, lon: float = LON, lat: float = LAT, **values: object):
    """An incident whose every text states its point in one way or another."""
    spelled = f"{lat:.5f}, {lon:.5f}"
    given: dict[str, object] = {
        "lon": lon, "lat": lat, "place_precision": "exact", "district": "Swat", "location": f"Post at {spelled}",
        "location_as_given": spelled, "district_as_given": f"Swat {lat:.4f}", "notes": f"At {lat:.5f}N {lon:.5f}E.",
        "url": f"https://example.org/@{lat:.5f},{lon:.5f}", "extra": f'{{"geom": "POINT({lon} {lat})"}}',
        "sources": f"Dawn ({spelled})", "actor2_as_given": f"Police {lon:.4f}",
    }  # fmt: skip
    return incident(number, **(given | values))


def secret_snapshot(lon: float = LON, lat: float = LAT) -> Snapshot:
    claims = {
        "own:0001": (Claim("own:0001", "reported", "Police", f"post at {lat:.4f} {lon:.4f}", quote=f"{lat:.5f}"),)
    }
    layer = UserLayer("Posts", (Feature("A post", "Point", [lon, lat]),), file_name="posts.kml")
    rows, linked = (secret(1, lon, lat), secret(2, lon, lat)), {"own:0001": (secret(1, lon, lat),)}
    dataset = dataset_of(*rows, claims=claims, user_layers=(layer,), linked=linked)
    query = Query(within=Within(point_target(lon, lat), 2.0))
    return resolve(
        dataset,
        State(
            query, view=MapView(lon, lat, 12), selected=("own:0001",), current="own:0001", page=f"{lat:.5f} {lon:.5f}"
        ),
    )


def states_a_point(content: bytes, lon: float, lat: float) -> bool:
    """Whether a file holds a coordinate to three decimals as text, or as a floating-point number."""
    for number in (lon, lat):
        whole, decimals = f"{number:.5f}".split(".")
        if re.search(rf"(?<!\d){whole}[.,]{decimals[:3]}".encode(), content):
            return True
        if any(np.array(number, kind).tobytes() in content for kind in ("<f8", ">f8", "<f4", ">f4")):
            return True
    return False


WRITERS = [known for known in HAND_OVER if known.ending not in (".mp4", ".webm")]
"""One format of each writer: films are written by one."""


@pytest.mark.parametrize("known", WRITERS, ids=lambda f: f.ending)
def test_no_format_holds_a_true_point_behind_the_guard(tmp_path: Path, known) -> None:
    snapshot = secret_snapshot()
    profiles = [p for p in PROFILES.values() if p.hides_places]
    profiles += [replace(p, name="mine", notes=True, place_names=True) for p in (CAREFUL, PROFILES["grid-5"])]
    path = tmp_path / f"a{known.ending}"
    for profile in profiles[:1] if known in FILMS else profiles:  # a film is pixels, and a text that all share
        if profile.rows or known.ending in (".gpkg", ".xlsx"):
            require_content(known, profile)
            content = known.write(path, hand_over(snapshot, profile)).read_bytes()
            assert not states_a_point(unpacked(content), LON, LAT), profile
    content = known.write(path, hand_over(snapshot, AS_IS)).read_bytes()
    assert states_a_point(unpacked(content), LON, LAT), "the test would not see one"


@given(st.floats(71.9, 72.8), st.floats(34.6, 35.6), st.sampled_from(["district", "grid-10", "grid-5", "none"]))
@settings(max_examples=25, deadline=None)
def test_no_column_holds_a_true_point(lon: float, lat: float, places) -> None:
    lon, lat = round(lon, 5) + 0.000003, round(lat, 5) + 0.000003
    shared = guarded(secret_snapshot(lon, lat), Profile("p", places, notes=True, place_names=True))
    incidents = shared.dataset.incidents
    held = repr((incidents, [incidents.row(i) for i in range(2)], incidents.coded, shared.state, shared.dataset.claims))
    assert not re.search(rf"{lon:.6f}"[:-3] + "|" + f"{lat:.6f}"[:-3], held.replace(" ", ""))
    assert not {lon, lat} & {*incidents.lon.tolist(), *incidents.lat.tolist()}
    assert len(shared.answer) == 2


def test_all_in_a_cell_have_its_middle_and_lie_within_half_its_diagonal() -> None:
    random = np.random.default_rng(1)
    lon, lat = random.uniform(70, 72, 200), random.uniform(33, 34, 200)
    points = enumerate(zip(lon.tolist(), lat.tolist(), strict=True))
    rows = [incident(i, lon=x, lat=y, place_precision="exact") for i, (x, y) in points]
    shared = guarded(resolve(dataset_of(*rows), State()), PROFILES["grid-10"]).dataset.incidents
    km = distance_km(lon, lat, shared.lon, shared.lat)
    assert km.max() < 10 / np.sqrt(2) * 1.005
    assert len(set(zip(shared.lon.tolist(), shared.lat.tolist(), strict=True))) < 180
    assert set(shared.coded["place_precision"].isin(("near",)).tolist()) == {True}


def test_a_place_outside_the_districts_is_known_to_its_province_only() -> None:
    rows = [incident(1, lon=60.1, lat=26.0, place_precision="exact", province="Balochistan")]
    row = guarded(resolve(dataset_of(*rows), State()), CAREFUL).dataset.incidents.row(0)
    assert (row.lon, row.lat, row.place_precision) == (None, None, "province")


def test_counts_by_district_and_period_are_what_they_were() -> None:
    from geo.sources.bundled import bundled

    snapshot = resolve(
        bundled(), State(Query(first=date(2024, 1, 1), text="police", provinces=frozenset({"Balochistan"})))
    )
    shared = guarded(snapshot, CAREFUL)
    assert table(shared, "district").groups == table(snapshot, "district").groups
    assert (shared.period, shared.left_out) == (snapshot.period, snapshot.left_out)
    assert len(only_shown(snapshot).dataset.incidents) == len(snapshot.answer) > 0


def test_what_may_not_be_named_is_not_in_the_filters() -> None:
    words = guarded(secret_snapshot(), CAREFUL).state.query.words()
    assert words == ("within 2 km of a place that is not named here",)
    text = resolve(secret_snapshot().dataset, State(Query(text="post at")))
    assert guarded(text, CAREFUL).state.query.words() == ("text contains words that are not named here",)
    assert len(guarded(text, CAREFUL).answer) == 2


@pytest.mark.parametrize(
    ("release", "stays"),
    [
        (Release("a", "acled", "", "a.csv", "", 1), True),
        (Release("a", "own", "", "a.csv", "", 1, options='{"layout": "gtd"}'), True),
        (Release("a", "own", "", "a.csv", "", 1, "Partner data. Not to be passed on to third parties."), True),
        (Release("a", "own", "", "a.csv", "", 1, "Sharing is prohibited"), True),
        (Release("a", "ucdp-ged", "", "a.csv", "", 1, "CC BY 4.0"), False),
        (Release("a", "own", "", "a.csv", "", 1, "Free; no restriction on redistribution"), False),
    ],
)
def test_rows_that_may_not_be_passed_on_stay_out_with_their_number(release: Release, stays: bool) -> None:
    assert forbids(release) is stays
    rows = [incident(1, release="a", source=release.source), incident(2, release="b", source="other")]
    dataset = dataset_of(*rows, releases=(release, Release("b", "other", "", "b.csv", "", 1)))
    request = hand_over(resolve(dataset, State()), CAREFUL)
    assert len(request.snapshot.answer) == (1 if stays else 2)
    stated = [item for item in request.about.get("left_out", []) if "licence forbids" in item["reason"]]
    assert [item["n"] for item in stated] == ([1] if stays else [])
    assert len(hand_over(resolve(dataset, State()), AS_IS).snapshot.answer) == 2


@pytest.mark.parametrize(
    "text",
    [
        "34.771, 72.357", "34,77137 72,35791", "34°46'17\"N 72°21'28\"E", "344617N 0722128E", "42SXD1234567890",
        "42S XD 12345 67890", "UTM 624310 3848520", "8J5R+2Q", "8J5RQ9C5+2Q", "۳۴٫۷۷۱", "34.7 N, 72.3 E", "34-46-17N",
    ],
)  # fmt: skip
def test_coordinates_in_texts_are_removed(text: str) -> None:
    assert REMOVED in without_coordinates(f"near {text}.")
    assert not re.search(r"\d{3}", without_coordinates(f"near {text}.").replace(REMOVED, ""))


@pytest.mark.parametrize(
    "text", ["On 14 May 2013 some 12,500 people; Rs 3.50, route N-55, 30.5 km", "AK-47", "2013-05-14"]
)
def test_other_figures_stay(text: str) -> None:
    assert without_coordinates(text) == text


def test_small_counts_are_hidden_and_not_given_away_by_sums() -> None:
    assert hidden_counts([0, 3, 20, 9], 5) == [False, True, False, True]
    assert hidden_counts([0, 9, 20], 5) == [False] * 3
    assert hidden_counts([1, 1, 30, 8], 5) == [True, True, False, True], "two of a sum of 2 are both 1"
    assert hidden_counts([1, 3, 30, 8], 5) == [True, True, False, False]
    assert hidden_counts([1, 3, 30, 2, 8], 5, ["a", "a", "a", "b", "b"]) == [True, True, False, True, True]
    assert [shown_count(3, True, 5), shown_count(9, True, 5), shown_count(9, False, 5)] == ["<5", "not shown", 9]


def test_profiles_are_read_from_plain_values() -> None:
    assert profiles_from({"OCHA": {"places": "grid-5", "notes": True}})["OCHA"] == Profile("OCHA", "grid-5", notes=True)
    assert profile_from("x", CAREFUL.choices) == replace(CAREFUL, name="x")
    for wrong in ({"places": "exact"}, {"place": "none"}, {"notes": 1}, {"small_counts": -1}, []):
        with pytest.raises(InputError):
            profile_from("x", wrong)
    with pytest.raises(InputError):
        profiles_from({"careful": {"places": "as-is"}})


def test_every_format_can_be_read_as_csv_again(tmp_path: Path) -> None:
    (known,) = (each for each in HAND_OVER if each.ending == ".csv")
    path = known.write(tmp_path / "a.csv", hand_over(secret_snapshot(), CAREFUL))
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["incident_id"] for row in rows] == ["shared:0000001", "shared:0000002"]
    assert {row["place_precision"] for row in rows} == {"district"}
    assert {row["caveat"] for row in rows} == {"Places are given by district only"}


def test_rows_are_numbered_as_they_are_shown_not_as_they_are_stored() -> None:
    rows = [incident(i, district="Bannu" if i == 3 else "Swat", place_precision="district") for i in range(5)]
    snapshot = resolve(dataset_of(*rows), State(Query(districts=frozenset({"Bannu"}))))
    shared = guarded(snapshot, CAREFUL)
    assert [shared.dataset.incidents.texts["incident_id"][row] for row in shared.rows] == ["shared:0000001"]


def test_small_counts_are_not_in_tables() -> None:
    snapshot = resolve(dataset_of(*(
        incident(i, district="Bannu" if i < 3 else "Swat", place_precision="district", killed_best=2,
                 event_type="Battles" if i % 2 else "Riots") for i in range(16)
    )), State())  # fmt: skip
    one = sheet(snapshot, "district")
    rows = {row[0]: row[1:4] for row in without_small_counts(one, one, 5).rows}
    assert (rows["Bannu"][0], rows["Swat"][0], rows["All"][0]) == ("<5", "not shown", 16)
    two = sheet(snapshot, "district", "type")
    crossed = without_small_counts(two, sheet(snapshot, "district", "type"), 5)
    cells = {row[0]: row[1:] for row in crossed.rows}
    assert cells["Bannu"] == ("<5", "<5", "<5")
    assert cells["Swat"][:2] == ("not shown", "not shown")
    killed = without_small_counts(sheet(snapshot, "district", "type", "killed"), two, 5)
    assert "not shown" in next(row for row in killed.rows if row[0] == "Bannu")
    assert without_small_counts(one, one, 0) is one


def test_a_small_count_of_the_period_before_is_not_given_away_by_its_sum() -> None:
    header = ("District", "Incidents", "Before", "Change")
    table = TableSheet(
        "t", header, (("A", 9, 3, 6), ("B", 8, 20, -12), ("C", 7, 30, -23), ("All", 24, 53, -29)), (), ()
    )
    assert without_small_counts(table, table, 5).rows == (
        ("A", 9, "<5", "not shown"), ("B", 8, "not shown", "not shown"), ("C", 7, 30, -23), ("All", 24, 53, -29),
    )  # fmt: skip


def test_a_small_number_is_not_in_what_a_file_without_rows_says_of_itself() -> None:
    rows = [incident(i, district="Bannu" if i < 3 else "Swat", place_precision="district") for i in range(16)]
    snapshot = resolve(dataset_of(*rows), State(Query(districts=frozenset({"Bannu"}))))
    about = hand_over(snapshot, PROFILES["counts-only"]).about
    assert about["shown"] == "<5"
    assert "fewer than 5 incidents of 16" in about["sharing"]["says"][0]
    assert {item["n"] for item in about["left_out"]} == {"not shown"}, "16 - 13 is 3"
    assert hand_over(snapshot, CAREFUL).about["shown"] == 3


def test_the_set_up_of_a_page_does_not_leave() -> None:
    snapshot = replace(secret_snapshot(), state=State(page='{"title":"At 34.72937, 72.35791"}'))
    assert guarded(snapshot, CAREFUL).state.page == ""


def test_the_guard_knows_every_field_of_what_it_guards() -> None:
    """A new field of a dataset or of the view has to be considered in the guard before it can leave."""
    assert {field.name for field in fields(Dataset)} == {
        "incidents", "claims", "context_events", "releases", "origin", "notice", "caveat", "incomplete_from",
        "stated_days", "is_sample", "is_made_up", "is_loading", "linked", "decided", "first_releases", "user_layers",
        "totals", "gazetteer", "memo", "shared_as", "figures", "stored",
    }  # fmt: skip
    assert {field.name for field in fields(State)} == {
        "query", "layers", "hidden", "size_by", "colour_by", "compare", "view", "district", "hot_spots", "annotations",
        "page", "selected", "current", "figures",
    }  # fmt: skip
    assert {field.name for field in fields(Query)} == {
        "first", "last", "certain", "types", "sub_types", "actors", "provinces", "divisions", "districts", "min_killed",
        "coarsest", "sources", "text", "within", "listed", "border", "attribution",
    }  # fmt: skip
